"""Hostile posts over every field of every form: each is taken or refused, and none is a fault of the site.

CMLGUIDE_HOSTILE_POSTS is their number; the sample in CI is small and always the same. After a post that is
taken, the page it leads to and Timeline are read too. Each post is undone, so that every one meets the same
record.
"""

import copy
import json
import os
import random
from datetime import date
from urllib.parse import urlencode, urljoin, urlsplit

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import transaction
from django.test import Client

from tests.factories import make_series
from tests.routes import routes_to_rows, rows_of
from tests.signing_in import sign_in_and_look
from tests.web.page_forms import account_pages, forms_on, record_pages

POSTS = int(os.environ.get("CMLGUIDE_HOSTILE_POSTS", "150"))
NASTY = (
    *(
        "",
        " ",
        "\t\n",
        "\0",
        "a\0b",
        "\x1b[31m",
        "\r\nSet-Cookie: a=b",
        "\ufeff",
        "\u202e",
        "\u200b",
        "🧪" * 400,
    ),
    *("x" * 300, "x" * 6_000, "9" * 400, "0" * 5_000, "1e999999", "1e-999999", "-1", "-0", "NaN", "sNaN"),
    *(
        "Infinity",
        "-inf",
        "0x10",
        "1_000",
        "½",
        "٣",
        "١٢",
        "²",
        "1.234,5",
        "0,05",
        "<0.0032",
        ">",
        "<",
        "MR99",
    ),
    *("2147483648", "9223372036854775808", "-9223372036854775809", "18446744073709551616", "1" + "0" * 60),
    *(
        "2026-02-30",
        "0000-00-00",
        "9999-12-31",
        "0001-01-01",
        "10000-01-01",
        "31.12.9999",
        "24:61",
        "12:00 PM",
    ),
    *(
        "' OR 1=1 --",
        '"; DROP TABLE records_result; --',
        "<script>alert(1)</script>",
        "{{ 7|add:7 }}",
        "{% x %}",
    ),
    *(
        "${7*7}",
        "%s%s%n",
        "%00",
        "../../etc/passwd",
        "C:\\nul",
        "null",
        "None",
        "true",
        "[]",
        '{"a": 1}',
        "a=b&c=d",
    ),
    *(
        "//evil.example/",
        "https://evil.example/",
        "javascript:alert(1)",
        "data:text/html,x",
        "\\\\evil.example",
    ),
    *("é" * 200, "ﷺ" * 50, "Z͑ͫ̓ͪ̂ͫ̽͏̴̙̤̞͉͚̯̞̠͍A̴̵̜̰͔ͫ͗͢", "ＳＥＬＥＣＴ", "İ", "ß", "ǆ", "שלום", "مرحبا", "あ", "\u2028"),
)
MORE_FIELDS = (
    "pk",
    "id",
    "person",
    "owner",
    "deleted_at",
    "extra",
    "next",
    "step",
    "_method",
    "__class__",
    "",
)
FILES = (
    b"",
    b"\0" * 200,
    b"PK\x03\x04" + b"x" * 50,
    b"%PDF-1.7\n%%EOF",
    b"[" * 20_000,
    b"\xff\xfe\xd8\x00a",
    b"a,b\n1",
)
NUMBERS_OF_ROWS = ("0", "2147483648", "9223372036854775808", "9" * 40)


NOUNS = (
    *("/results/add/", "/medicines/add/", "/blood-counts/add/", "/marrow/add/", "/mutations/add/"),
    *("/visits/add/", "/waiting/add/", "/other-medicines/add/", "/allergies/add/", "/goals/choose/"),
    *("/diary/side-effect/", "/diary/dose/", "/diary/note/", "/diary/new/", "/prepare/questions/"),
    *(
        "/about-me/cml/",
        "/about-me/care/",
        "/about-me/person/",
        "/data/read/",
        "/data/import/",
        "/data/delete/",
        "/start/file/",
    ),
    *("/account/login/", "/account/signup/"),
)


class Attack:
    """One hostile post: a form, the data sent in it, and how it is sent."""

    def __init__(self, form, chance):
        self.form, self.chance = form, chance
        self.where = form.action
        self.data = {name: [value] for name, value in form.filled().items()}
        self._press_one_button()
        for one in chance.sample(form.fields, k=min(len(form.fields), chance.choice((0, 1, 1, 2, 3, 99)))):
            self._spoil(one)
        if chance.random() < 0.2:
            self.data[chance.choice(MORE_FIELDS)] = [chance.choice(NASTY)]
        if self.data and chance.random() < 0.15:
            del self.data[chance.choice(sorted(self.data))]

    def _press_one_button(self):
        buttons = [one for one in self.form.fields if one.kind == "button" and one.name in self.data]
        for one in buttons:
            self.data.pop(one.name, None)
        if buttons:
            pressed = self.chance.choice(buttons)
            self.data[pressed.name] = [pressed.value]

    def _spoil(self, one):
        good = [*one.offers, one.value]
        many = self.chance.choice((1, 1, 1, 1, 2, 30))
        values = [self.chance.choice(NASTY if self.chance.random() < 0.8 else good) for _ in range(many)]
        if one.kind == "file" and self.chance.random() < 0.8:
            name = self.chance.choice(("a.csv", "a.pdf", "a.xlsx", "../a", "a" * 300, "\u202efdp.exe"))
            values = [SimpleUploadedFile(name, self.chance.choice(FILES))]
        self.data[one.name] = values

    def send(self, client):
        """Post it as a form, with files, through htmx, as JSON, or broken."""
        headers = self.chance.choice(({}, {}, {"HX-Request": "true"}, {"Accept-Language": "xx;q=a"}))
        if self.form.method == "get":
            return client.get(self.where, query_params=self.data, headers=headers)
        way = self.chance.choice(("multipart", "multipart", "form", "form", "json", "broken"))
        if way == "multipart" or any(not isinstance(v, str) for values in self.data.values() for v in values):
            return client.post(self.where, self.data, headers=headers)
        if way == "broken":
            body = self.chance.randbytes(300)
            return client.generic(
                "POST", self.where, body, "multipart/form-data; boundary=x", headers=headers
            )
        body, kind = urlencode(self.data, doseq=True), "application/x-www-form-urlencoded"
        if way == "json":
            body, kind = json.dumps(self.data), "application/json"
        return client.generic("POST", self.where, body, kind, headers=headers)

    def __str__(self):
        return f"{self.form.method} {self.where} {str(self.data)[:300]}"


def faults_of(attack, client):
    """What went wrong with the post or with a page it leads to. Everything it changed is undone."""
    cookies, faults = copy.deepcopy(client.cookies), []
    with transaction.atomic():
        answer = attack.send(client)
        pages = [answer]
        if answer.status_code in {302, 303}:
            to = answer.headers["Location"]
            where = urlsplit(urljoin(f"http://testserver{attack.where}", to))
            assert (where.scheme, where.netloc) == ("http", "testserver"), (str(attack), to)
            to = f"{where.path}?{where.query}"
            pages += [client.get(to), client.get("/")]
        faults += [
            f"{attack}: {page.request['PATH_INFO']}: {page.exc_info[1]!r}"
            for page in pages
            if page.status_code >= 500
        ]
        transaction.set_rollback(True)
    client.cookies = cookies
    return faults


@pytest.fixture
def client(person, settings):
    settings.ACCOUNT_RATE_LIMITS = False
    client = sign_in_and_look(person.owner)
    client.raise_request_exception = False
    return client


def use(settings, *, hosted):
    settings.HOSTED, settings.HOME_MODE = hosted, not hosted


@pytest.fixture
def forms(client, person, settings, monkeypatch):
    """Every form on both kinds of site, with a record of every noun and an unfinished import."""
    monkeypatch.setattr("cmlguide.web.frame.heavy_work.PIECES", 10**9)
    make_series(person, ("62", "7.1", "0.84", "0.21", "0.074", "0.9", "3.6"), first_on=date(2024, 8, 29))
    rows = rows_of(person)
    client.post("/data/read/", {"text": "Sample collected: 03/04/2026\nBCR-ABL1: 0.0456 %\nPlatelets 210"})
    found = forms_on(record_pages(rows) + account_pages(), client)
    use(settings, hosted=True)
    return (
        found
        + forms_on(account_pages(), client, hosted=True)
        + forms_on(account_pages(), Client(), hosted=True)
    )


def test_no_hostile_post_is_a_fault_of_the_site(forms, client, settings):
    chance, faults = random.Random(20261126), []
    attacks = [
        Attack(forms[number] if number < len(forms) else chance.choice(forms), chance)
        for number in range(POSTS)
    ]
    actions = {form.action for form in forms}
    assert set(NOUNS) - actions == set()  # no noun is missed

    for hosted in (False, True):
        use(settings, hosted=hosted)
        for attack in attacks:
            if attack.form.hosted is hosted:
                faults += faults_of(attack, client)

    assert faults == []


@pytest.mark.parametrize("number", NUMBERS_OF_ROWS)
def test_no_number_of_a_row_is_a_fault_of_the_site(number, client):
    statuses = set()

    for route in routes_to_rows():
        path = "/" + str(route.pattern).replace("<int:pk>", number)
        statuses |= {client.get(path).status_code, client.post(path).status_code}

    assert statuses == {404, 405}
