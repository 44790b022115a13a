"""What a person enters stays on the pages: none of it in a log, an address, a title, a header or a mail.

Every form is sent with marked words and numbers, whether it is accepted or not; every page is read by its
owner, a stranger and a visitor; and the site is made to fail. The marks may appear only in pages and files.
"""

import logging
from itertools import cycle

import pytest
from django.core import mail
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from cmlguide.web.frame.private_log import WithoutData
from tests.factories import make_person, make_result, make_user
from tests.hosting import WITH_MAIL, apply
from tests.routes import rows_of
from tests.web.page_forms import account_pages, forms_on, read_forms, record_pages
from tests.web.test_own_text import LINES, NOTES

pytestmark = pytest.mark.django_db
WORD, NUMBER = "Quokkamark", "7.31931"
MARKS = (WORD.lower(), NUMBER, NUMBER.replace(".", ","))
ADDRESS = "maria@example.org"
LETTER = f"Collected 12-Sep-2025\nLab: {WORD}\nBCR-ABL1: {NUMBER} % (IS)\nPatient: {WORD} Smith\n"


class Watch:
    """Every response of the site, and where a mark appears other than in its page or file."""

    def __init__(self, caplog):
        self.caplog, self.found, self.pages_with_marks, self.statuses = caplog, set(), 0, set()

    def see(self, answer):
        self.statuses.add(answer.status_code)
        where = answer.request["PATH_INFO"]
        for name, value in [
            *answer.headers.items(),
            *((n, c.OutputString()) for n, c in answer.cookies.items()),
        ]:
            self._look(f"header {name} of {where}", value)
        if answer.headers.get("Content-Type", "").startswith("text/html"):
            page = answer.content.decode()
            self.pages_with_marks += WORD in page or NUMBER in page
            read = read_forms(where, page)
            self._look(f"title of {where}", read.title)
            for one in read.addresses:
                self._look(f"address on {where}", one)
        self._look_at_the_log(where)
        return answer

    def _look_at_the_log(self, where):
        for record in self.caplog.records:
            self._look(f"log of {where}", record.getMessage())
            self._look(f"log line of {where}", WithoutData().format(record))
        self.caplog.clear()

    def _look(self, where, text):
        self.found |= {(where, text) for mark in MARKS if mark in text.lower()}


@pytest.fixture
def watch(caplog, settings):
    settings.ACCOUNT_RATE_LIMITS = False
    for name in (None, *logging.root.manager.loggerDict):
        caplog.set_level(logging.DEBUG, logger=name)
    return Watch(caplog)


def make_marked_record(client, person, watch):
    """A row of every noun, with a mark wherever own words go; the numbers of the rows by noun."""
    rows = rows_of(person)
    rows["result"] = make_result(person, NUMBER, lab=WORD, note=WORD).pk
    letter = SimpleUploadedFile(f"{WORD}.txt", LETTER.encode())
    posts = [(box.add, {**box.others, box.name: WORD}) for box in [*NOTES.values(), *LINES.values()]]
    posts += [
        ("/about-me/person/", {"name": f"{WORD} Smith", "date_order": "dmy"}),
        ("/about-me/care/", {"clinic_day_phone": NUMBER}),
        ("/data/read/", {"file": letter}),
        ("/data/import/", {"save": "1", "keep_letter": "on"}),
        ("/data/read/", {"text": LETTER.replace("% (IS)", "%")}),
        ("/prepare/questions/", {"text": f"{WORD}?"}),
        ("/goals/choose/", {"code": "own", "text": WORD}),
    ]
    for where, data in posts:
        watch.see(client.post(where, data))
    return rows


def read_everything(client, pages, watch):
    for page in pages:
        watch.see(client.get(page))


def send_everything(client, forms, watch):
    """Send every form with a mark in each box: most are refused, and come back with the marks."""
    for form in forms:
        boxes = [one for one in form.fields if one.kind != "file"]
        marks = cycle((WORD, NUMBER))
        data = {one.name: next(marks) if one.is_typed else one.value for one in boxes}
        if form.method == "post" and not form.action.endswith(("/delete/", "/logout/")):
            watch.see(client.post(form.action, data))


def test_no_mark_leaves_the_pages(watch, person, settings):
    client = Client(raise_request_exception=False)
    person.owner.email = ADDRESS
    person.owner.save()
    client.force_login(person.owner)
    stranger, visitor = Client(), Client()
    stranger.force_login(make_person(owner=make_user()).owner)
    rows = make_marked_record(client, person, watch)
    pages = record_pages(rows)

    read_everything(client, pages, watch)
    read_everything(stranger, [page for page in pages if any(sign.isdigit() for sign in page)], watch)
    forms = forms_on(pages, client)
    send_everything(client, forms, watch)
    apply(settings, WITH_MAIL)
    read_everything(client, account_pages(), watch)
    for sender in (client, visitor):
        send_everything(sender, forms_on(account_pages(), sender), watch)
    visitor.post("/account/password/reset/", {"email": ADDRESS})
    client.force_login(person.owner)  # one of the forms signed it out everywhere
    settings.DEMO_TODAY = WORD  # no day: every page that asks for it breaks, with a mark in its hand
    read_everything(client, pages, watch)
    send_everything(client, forms, watch)

    assert watch.found == set()
    assert len(mail.outbox) >= 1
    assert [word for message in mail.outbox for word in MARKS if word in str(message.message()).lower()] == []
    assert watch.statuses >= {200, 302, 404, 405, 422, 500}
    assert watch.pages_with_marks > 50


def test_every_private_answer_is_kept_by_no_cache_and_named_to_no_other_site(signed_in, person, settings):
    pages, lax = record_pages(rows_of(person)), []
    answers = [(page, signed_in.get(page)) for page in pages]
    answers += [(page, signed_in.post(page)) for page in pages if "delete" not in page]
    settings.HOME_MODE, settings.HOSTED = False, True
    answers += [(page, client.get(page)) for page in account_pages() for client in (signed_in, Client())]

    for page, answer in answers:
        kept = "no-store" in answer.headers["Cache-Control"]
        lax += [] if kept and answer.headers["Referrer-Policy"] == "same-origin" else [page]

    assert lax == []
