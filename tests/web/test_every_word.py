"""Every page in a made-up language that is written from right to left: what is still in plain letters did not
come through gettext, and a number with a point did not follow the language."""

import io
import re
import tomllib
from html.parser import HTMLParser
from pathlib import Path

import pytest
from django.urls import reverse
from pypdf import PdfReader

from cmlguide.web.pages.reading.learn import SLUGS
from cmlguide.web.words.choices import country_codes
from milestones.lines import known_medicines
from tests.browser.walking import ACCOUNT_PAGES, make_full_record
from tests.factories import make_user
from tests.pseudo_language import MIRRORED, accent, speaking
from tests.routes import address, kept_rows, routes
from tests.signing_in import sign_in
from tests.web.test_plain_words import SPOKEN

ROOT = Path(__file__).resolve().parents[2]
NEVER = {"timeline-explore", "design"}  # data for a script; a page for whoever builds this one
NAMES = {"Date", "CML", "Guide", "guide", "BCR", "ABL1", "ABL", "GUSB", "GUS", "IS", "http", "https"}
WORD = re.compile(r"(?<![\w@%/.:-])[A-Za-z]{2,}(?![\w@/.])")
POINT = re.compile(r"(?<![\w.,:/-])(?![1-9]\d{0,2}\.\d{3}(?!\d))\d+\.\d+(?![\w:/]|\.\d)")
ONLY_CODES = {"option", "code", "q"}  # names of places; commands and addresses; what a file says


class Reader(HTMLParser):
    """The page's texts, those for screen readers too, and what is said about the page as a whole."""

    def __init__(self):
        super().__init__()
        self.texts, self.open, self.html = [], [], {}

    def handle_starttag(self, tag, attrs):
        values = dict(attrs)
        if tag == "html":
            self.html = values
        if tag not in ("meta", "link", "input", "br", "img", "hr", "path", "rect", "line", "circle", "use"):
            self.open.append(tag)
        self.texts += [value for name, value in values.items() if name in SPOKEN and value]

    def handle_endtag(self, tag):
        while self.open and self.open.pop() != tag:
            pass

    def handle_data(self, data):
        if data.strip() and not {"script", "style", *ONLY_CODES} & set(self.open):
            self.texts.append(" ".join(data.split()))


def read(html):
    reader = Reader()
    reader.feed(html)
    return reader


def words_of_the_record(person):
    """What the person or a lab wrote, and names: they are shown as they are."""
    rows = [str(value) for values in kept_rows(person).values() for value in values.values()]
    places = [
        str(value)
        for file in (ROOT / "milestones").rglob("*.toml")
        for value in places_in(tomllib.loads(file.read_text("utf-8")))
    ]
    brands = [brand for medicine in known_medicines() for brand in (medicine.name, *medicine.brands)]
    said = " ".join([*rows, *places, *brands, *country_codes().values()])
    return NAMES | set(re.findall(r"[A-Za-z0-9]+", said)) | set(re.findall(r"\d+\.\d+", " ".join(places)))


def places_in(part):
    """Where each number of the engine was read: a page of a document, named as the document is."""
    if isinstance(part, list):
        return [place for one in part for place in places_in(one)]
    if isinstance(part, dict):
        own = [value for name, value in part.items() if name in ("checked_in", "newer")]
        return own + [place for value in part.values() for place in places_in(value)]
    return []


def left_in_english(text, known):
    return [word for word in WORD.findall(text) if word not in known] + [
        number for number in POINT.findall(text) if number not in known
    ]


@pytest.fixture
def walked(db):
    with speaking(MIRRORED):
        owner = make_user()
        person, rows = make_full_record(owner)
        yield owner, person, rows


def test_every_page_is_in_the_readers_language_and_in_its_direction(walked):
    owner, person, rows = walked
    client, known = sign_in(owner), words_of_the_record(person)
    addresses = {route.name: address(route, rows) for route in routes() if route.name not in NEVER}
    addresses |= ACCOUNT_PAGES | {f"learn-{slug}": reverse("learn-topic", args=[slug]) for slug in SLUGS}
    found, turned = {}, set()

    for name, where in addresses.items():
        answer = client.get(where, follow=True)
        if not answer.headers.get("Content-Type", "").startswith("text/html"):
            continue
        page = read(answer.text)
        if page.html:  # a part of a page has no direction of its own
            turned.add((page.html.get("lang"), page.html.get("dir")))
        left = {text: left for text in page.texts if (left := left_in_english(text, known))}
        if left:
            found[name] = left

    assert found == {}
    assert turned == {(MIRRORED, "rtl")}


def test_files_are_in_the_readers_language(walked):
    owner, person, _rows = walked
    client, known = sign_in(owner), words_of_the_record(person)
    text = client.get(reverse("export-text")).text
    pdf = PdfReader(io.BytesIO(client.get(reverse("export-pdf")).content))
    calendar = client.get(reverse("export-calendar")).text

    assert left_in_english(text, known) == []
    assert pdf.trailer["/Root"]["/Lang"] == "ar-XB"
    assert f"SUMMARY:{accent('Visit')}" in calendar


def test_what_is_left_in_english_is_found():
    page = read('<html lang="en"><p title="Your result">[Ýóúŕ] 0.5 %</p><script>let it = 1</script></html>')
    assert [left_in_english(text, set()) for text in page.texts] == [["Your", "result"], ["0.5"]]
