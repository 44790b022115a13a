"""The main journey in each language. And a made-up language, 40% longer than English, and one from right to
left: on a phone nothing is cut or covered, the chart included. tests/web/test_every_word.py reads every page
in it."""

from datetime import date
from decimal import Decimal
from io import BytesIO

import pytest
from django.utils.translation import gettext as _
from django.utils.translation import override
from pypdf import PdfReader

from cmlguide.web.words import dates, numbers
from cmlguide.web.words.diary.names import SYMPTOMS_LISTED
from cmlguide.web.words.engine import SEVERITY_CHIPS
from tests.browser.looking import PHONE, find_layout_faults, take_picture
from tests.browser.paper import squeezed
from tests.browser.walking import make_full_record, pages_of
from tests.factories import make_user
from tests.pseudo_language import MIRRORED, PSEUDO, speaking

PAGES = ("timeline", "result-list", "result-add", "count-list", "prepare", "summary", "data", "language")
TODAY, TAKEN = date(2026, 11, 22), date(2026, 11, 16)
MONTHS = {
    "es": ("ago.", "agosto"),
    "de": ("Aug.", "August"),
    "fr": ("août", "août"),
    "pt-br": ("ago", "agosto"),
}
"""August as it is typed in each language, shortened and whole."""


@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize("language", MONTHS)
def test_main_journey_in_the_language_of_the_browser(open_window, time_machine, language):
    time_machine.move_to(TODAY, tick=True)
    owner = make_user()
    window = open_window(PHONE, owner=owner, locale=language)

    with override(language):
        set_up(window, *MONTHS[language])
        person = owner.people.get()
        add_first_result(window)
        question = choose_question(window)
        add_side_effect(window)
        told = [*print_on_one_side(window), *fetch_pdf(window)]
        headings = export_table(window, person)

        day, said = dates.short_date(TAKEN), numbers.percent(Decimal("8.4"))
        expected = (question, said, day, str(SYMPTOMS_LISTED["nausea"]))
        assert [[word for word in map(squeezed, expected) if word not in text] for text in told] == [[], []]
        assert headings.startswith(f"{_('Date')} [date];")

    assert (person.diagnosed_on, person.medicines.get().started_on) == (date(2026, 8, 10), date(2026, 8, 12))
    assert person.results.get().value == Decimal("8.4")


def set_up(window, short_month, month):
    """Start: the diagnosis and the medicine, with their months in words; the other steps are skipped."""
    window.goto("/start/")
    window.get_by_role("button", name=_("Start my record")).click()
    fill_date(window, "diagnosed_on", "10", short_month)
    window.get_by_role("button", name=_("Save and continue")).click()
    window.locator("#id_medicine").select_option("imatinib")
    fill_date(window, "started_on", "12", month)
    window.get_by_role("button", name=_("Save and continue")).click()
    window.wait_for_url("**/start/guideline/")


def fill_date(window, name, day, month):
    for part, text in (("day", day), ("month", month), ("year", "2026")):
        window.locator(f"#id_{name}_{part}").fill(text)


def add_first_result(window):
    """The number has a comma. Timeline says how it is judged."""
    window.goto("/results/add/")
    fill_date(window, "collected_on", str(TAKEN.day), str(TAKEN.month))
    window.get_by_label(_("The number on your letter")).fill("8,4")
    window.get_by_role("button", name=_("Save"), exact=True).click()
    window.wait_for_url("**/")

    newest = window.locator(".newest")
    assert newest.locator(".number").inner_text() == numbers.percent(Decimal("8.4"))
    assert newest.locator(".chip").inner_text().endswith(str(SEVERITY_CHIPS["on_track"].words))


def choose_question(window):
    """The first question that Prepare suggests is put on the page."""
    window.goto("/prepare/")
    suggested = window.locator("#questions form").first
    with window.expect_response(lambda answer: "/prepare/questions/" in answer.url):
        suggested.get_by_role("button").click()
    listed = window.locator("#questions ol .question-text").first
    listed.wait_for()
    return listed.inner_text().removeprefix("1. ").strip("“”„«»\u00a0")


def add_side_effect(window):
    window.goto("/diary/side-effect/")
    window.locator("#id_symptom").select_option("nausea")
    window.get_by_label(_("Show this on my page for the visit")).check()
    window.get_by_role("button", name=_("Save"), exact=True).click()
    window.get_by_role("status").filter(
        has_text=_("Saved: %(what)s, %(when)s.").partition(" %")[0]
    ).wait_for()


def print_on_one_side(window):
    window.goto("/summary/")
    pages = PdfReader(BytesIO(window.pdf(format="A4"))).pages
    assert len(pages) == 1
    return [squeezed(pages[0].extract_text())]


def language_of(window):
    return window.evaluate("document.documentElement.lang")


def fetch(window, address):
    """A file as the window would load it: in the browser's language."""
    return window.request.get(address, headers={"Accept-Language": language_of(window)}).body()


def fetch_pdf(window):
    file = PdfReader(BytesIO(fetch(window, "/data/page.pdf")))
    language = language_of(window)
    assert (len(file.pages), file.trailer["/Root"]["/Lang"].lower()) == (1, language.lower())
    return [squeezed(file.pages[0].extract_text())]


def export_table(window, person):
    """The headings of the table. The same file, imported again, has nothing new."""
    table = fetch(window, f"/data/results.csv?record={person.pk}")
    window.goto("/data/")
    window.locator("#id_file").set_input_files({"name": "t.csv", "mimeType": "text/csv", "buffer": table})
    window.get_by_role("button", name=_("Show what is in it")).click()
    window.get_by_text(_("There is nothing new to save.")).first.wait_for()
    return table.decode("utf-8-sig")


@pytest.mark.django_db(transaction=True)
def test_long_words_in_both_directions_fit_a_phone(open_window):
    owner = make_user()
    _, rows = make_full_record(owner)
    addresses = pages_of(owner, rows)
    window = open_window(PHONE, owner=owner)
    found = {}

    for language in (PSEUDO, MIRRORED):
        with speaking(language):
            for name in PAGES:
                window.goto(addresses[name])
                take_picture(window, f"{name}-{language}")
                assert window.evaluate("document.documentElement.lang") == language
                if faults := find_layout_faults(window, with_selects=False):
                    found[name, language] = faults

    assert found == {}
    assert window.evaluate("getComputedStyle(document.body).direction") == "rtl"
