"""The person's own text: what they type comes back unchanged, on the page and in the box,
and only as text."""

import re
from dataclasses import dataclass, field
from datetime import date

import pytest
from django.utils.html import escape

from cmlguide.records.actions.questions import choose_question
from cmlguide.web.fields.text_fields import LONGEST_LINE, TOO_LONG
from tests.factories import make_diary_entry, make_result, make_visit

pytestmark = pytest.mark.django_db

SIGNS = "👩🏽‍⚕️ שלום עולם · مرحبا · 你好 · <script>alert(1)</script> & \"so\" 'so' {{ x }} {% y %} \\n"
DAY = date(2026, 9, 14)


def note():
    """5,000 characters of every kind, with empty lines and a word far too long for a line."""
    lines = f"\n{SIGNS}\n\n  second line\n{'w' * 400}\n"
    return (lines * 12)[:4990] + "\n the end "


def on(name):
    """The three boxes of a date."""
    return {f"{name}_{part}": str(getattr(DAY, part)) for part in ("day", "month", "year")}


@dataclass(frozen=True)
class Box:
    """A box for the person's own words: its page, what else that page needs, its name, and where its words
    appear. `{pk}` in an address is the row's number; `edit` is "" if the entry is not edited in a box."""

    add: str
    name: str
    rows: str
    shown: str
    edit: str
    others: dict[str, str] = field(default_factory=dict)
    column: str = ""


DIARY = ("diary_entries", "/diary/all/", "/diary/{pk}/edit/")
OTHERS = ("other_medicines", "/other-medicines/", "/other-medicines/{pk}/edit/")
ALLERGY = ("allergies", "/other-medicines/", "/allergies/{pk}/edit/")
VISIT = ("visits", "/visits/", "/visits/{pk}/edit/")
MEDICINE = ("medicines", "/medicines/", "/medicines/{pk}/edit/")
RESULT = ("results", "/results/{pk}/", "/results/{pk}/edit/")
NEW_TABLET = {"medicine": "other", "tki": "yes", **on("started_on")}
NUMBER = {"number": "0.02", **on("collected_on")}
NOTES = {
    "result": Box("/results/add/", "note", *RESULT, NUMBER),
    "side effect": Box("/diary/side-effect/", "text", *DIARY, {"symptom": "nausea", **on("happened_on")}),
    "dose": Box("/diary/dose/", "text", *DIARY, {"dose_status": "missed", **on("happened_on")}),
    "diary note": Box("/diary/note/", "text", *DIARY, on("happened_on")),
    "something new": Box("/diary/new/", "text", *DIARY, {"intake": "antacid", **on("happened_on")}),
    "other medicine": Box("/other-medicines/add/", "note", *OTHERS, {"name": "omeprazole"}),
    "visit": Box("/visits/add/", "note", *VISIT, on("visit_on")),
    "karyotype": Box(
        "/marrow/add/", "karyotype", "marrow_tests", "/marrow/", "/marrow/{pk}/edit/", on("collected_on")
    ),
}
LINES = {
    "lab": Box("/results/add/", "lab", *RESULT, NUMBER),
    "place": Box("/visits/add/", "place", *VISIT, on("visit_on")),
    "with whom": Box("/visits/add/", "with_whom", *VISIT, on("visit_on")),
    "symptom": Box("/diary/side-effect/", "symptom_text", *DIARY, {"symptom": "other", **on("happened_on")}),
    "medicine": Box("/medicines/add/", "other_name", *MEDICINE, NEW_TABLET, column="medicine"),
    "dose": Box("/medicines/add/", "dose", *MEDICINE, {**NEW_TABLET, "medicine": "imatinib"}),
    "mutation": Box(
        "/mutations/add/", "name", "mutations", "/mutations/", "/mutations/{pk}/edit/", on("found_on")
    ),
    "other medicine": Box("/other-medicines/add/", "name", *OTHERS),
    "its dose": Box("/other-medicines/add/", "dose", *OTHERS, {"name": "omeprazole"}),
    "allergy": Box("/allergies/add/", "name", *ALLERGY),
    "reaction": Box("/allergies/add/", "reaction", *ALLERGY, {"name": "penicillin"}),
    "waiting": Box(
        "/waiting/add/", "lab", "waiting_samples", "/waiting/", "/waiting/{pk}/edit/", on("taken_on")
    ),
}
ALL = NOTES | {f"line of {name}": box for name, box in LINES.items()}
WISHES = ("preferences", "specialist_note")
PERSON_PAGES = ("/about-me/cml/", "/about-me/care/", "/about-me/person/")
PERSON_LINES = ("name", "transcript_name", "risk_score", "clinic_day_phone", "pharmacy_phone")


def send(client, box, words):
    """What a browser sends: with its own line ends."""
    typed = {box.name: words.replace("\n", "\r\n")}
    return client.post(box.add, {**box.others, **typed})


def words_in(html, name):
    """The text in the box with that name, as written in the page: a browser drops the first line end."""
    area = re.search(rf'<textarea[^>]* name="{name}"[^>]*>\n?(.*?)</textarea>', html, re.DOTALL)
    line = re.search(rf'<input type="[a-z]+"[^>]* name="{name}" value="([^"]*)"', html)
    found = area or line
    return found.group(1) if found else None


def saved(person, box):
    return getattr(person, box.rows).kept().get()


@pytest.mark.parametrize("box", ALL.values(), ids=ALL)
def test_comes_back_unchanged_on_the_page_and_in_the_box(signed_in, person, box):
    words = note() if box in NOTES.values() else SIGNS

    send(signed_in, box, words)
    row = saved(person, box)
    page = signed_in.get(box.shown.format(pk=row.pk)).text
    form = signed_in.get(box.edit.format(pk=row.pk)).text

    assert getattr(row, box.column or box.name) == words
    assert escape(words) in page
    assert "<script>alert" not in page + form
    assert words_in(form, box.name) == escape(words)


@pytest.mark.parametrize("box", LINES.values(), ids=LINES)
def test_line_too_long_says_so_and_keeps_the_words(signed_in, person, box):
    words = "ü" * (LONGEST_LINE + 1)

    answer = send(signed_in, box, words)

    assert answer.status_code == 422
    assert str(TOO_LONG["max_length"]) in answer.text
    assert words_in(answer.text, box.name) == words
    assert getattr(person, box.rows).kept().count() == 0


@pytest.mark.parametrize("where", ["/goals/", "/prepare/questions/"])
def test_own_goal_and_question_come_back_unchanged(signed_in, person, where):
    words = note().strip()

    signed_in.post(where, {"text": words.replace("\n", "\r\n")})
    rows = person.goals if where == "/goals/" else person.page_questions
    page = signed_in.get("/goals/" if where == "/goals/" else "/prepare/").text

    assert rows.kept().get().text == words
    assert escape(words) in page
    assert "<script>alert" not in page


@pytest.mark.parametrize("where", ["/goals/", "/prepare/questions/"])
def test_own_goal_and_question_too_long_say_so_and_keep_the_words(signed_in, where):
    words = "ü" * 5001

    answer = signed_in.post(where, {"text": words})

    assert answer.status_code == 422
    assert " shorter. One or two sentences print best." in answer.text
    assert words_in(answer.text, "text") == words


@pytest.mark.parametrize("name", WISHES)
def test_wishes_come_back_unchanged(signed_in, person, name):
    signed_in.post("/prepare/preferences/", {"read_first": "number", name: note()})
    person.refresh_from_db()

    assert getattr(person, name) == note()
    assert words_in(signed_in.get("/prepare/preferences/").text, name) == escape(note())
    assert escape(note().strip()) in signed_in.get("/prepare/").text


def test_about_me_comes_back_unchanged(signed_in, person):
    sent = dict.fromkeys(PERSON_LINES, SIGNS)
    for part in PERSON_PAGES:
        shown = posted(signed_in, part)
        signed_in.post(part, shown | {name: words for name, words in sent.items() if name in shown})
    person.refresh_from_db()
    form = "".join(signed_in.get(part).text for part in PERSON_PAGES)

    assert {name: getattr(person, name) for name in PERSON_LINES} == sent
    assert {name: words_in(form, name) for name in PERSON_LINES} == dict.fromkeys(PERSON_LINES, escape(SIGNS))


def posted(client, page):
    """The current values of a form about the person, as a browser would send them."""
    form = client.get(page).context["form"]
    return {box.html_name: box.value() for box in form if isinstance(box.value(), str)}


def test_what_was_said_comes_back_unchanged(signed_in, person):
    question = choose_question(person=person, text=SIGNS)
    visit = make_visit(person, visit_on=DAY)
    where = f"/visits/{visit.pk}/after/"
    keys = [box.html_name for box, _question in signed_in.get(where).context["form"].boxes()]
    signed_in.post(where, {"decisions": note(), keys[0]: note()})
    visit.refresh_from_db()
    answer = visit.answers.kept().get()

    assert (visit.decisions, answer.answer, answer.question_text) == (note(), note(), question.text)
    assert escape(note()) in signed_in.get("/visits/").text


def test_words_of_all_kinds_stand_on_paper_and_in_files_too(signed_in, person):
    make_result(person, lab=SIGNS, note=note())
    make_diary_entry(person, kind="note", text=SIGNS, prints=True)
    choose_question(person=person, text=SIGNS)

    page = signed_in.get("/summary/").text
    text = signed_in.get("/data/page.txt").content.decode()

    assert "<script>alert" not in page
    assert page.count(escape(SIGNS)) >= 2
    assert SIGNS in " ".join(text.split())
