"""Without script or mouse: every page opens; every noun is added, changed, deleted and restored."""

from dataclasses import dataclass
from datetime import timedelta

import pytest
from django.utils import timezone

from cmlguide.records.actions.questions import choose_question
from cmlguide.records.actions.rows import plain
from tests.browser.looking import PHONE
from tests.browser.walking import LETTER, make_full_record, pages_of
from tests.factories import make_medicine, make_series, make_user, make_visit


@dataclass(frozen=True)
class Noun:
    """How one noun is entered: the page to add it, what goes into which box, what is changed afterwards (box,
    words, field), and where its rows are. `listed` is the page with Change and Delete."""

    add: str
    typed: dict[str, str]
    changed: tuple[str, str, str]
    rows: str
    listed: str


DAY = timezone.now().date() - timedelta(days=20)
NOUNS = {
    "result": Noun(
        "/results/add/",
        {"collected_on": "date", "number": "0.02"},
        ("number", "0.030", "value"),
        "results",
        "/results/{pk}/",
    ),
    "medicine": Noun(
        "/medicines/add/",
        {"medicine": "bosutinib", "started_on": "date"},
        ("dose", "300 mg", "dose"),
        "medicines",
        "/medicines/",
    ),
    "count": Noun(
        "/blood-counts/add/",
        {"collected_on": "date", "wbc": "5.4"},
        ("wbc", "6.40", "wbc"),
        "blood_counts",
        "/blood-counts/",
    ),
    "marrow": Noun(
        "/marrow/add/",
        {"collected_on": "date", "karyotype": "46,XX"},
        ("karyotype", "46,XY", "karyotype"),
        "marrow_tests",
        "/marrow/",
    ),
    "mutation": Noun(
        "/mutations/add/",
        {"name": "T315I", "found_on": "date"},
        ("name", "E255K", "name"),
        "mutations",
        "/mutations/",
    ),
    "diary": Noun(
        "/diary/side-effect/",
        {"symptom": "nausea", "happened_on": "date"},
        ("text", "At night", "text"),
        "diary_entries",
        "/diary/all/",
    ),
    "other": Noun(
        "/other-medicines/add/",
        {"name": "omeprazole"},
        ("dose", "20 mg", "dose"),
        "other_medicines",
        "/other-medicines/",
    ),
    "allergy": Noun(
        "/allergies/add/",
        {"name": "penicillin"},
        ("reaction", "rash", "reaction"),
        "allergies",
        "/other-medicines/",
    ),
    "visit": Noun("/visits/add/", {"visit_on": "date"}, ("place", "City", "place"), "visits", "/visits/"),
    "waiting": Noun(
        "/waiting/add/", {"taken_on": "date"}, ("lab", "City", "lab"), "waiting_samples", "/waiting/"
    ),
}


DEAD = """() => {
  const shown = (element) => element.checkVisibility({ visibilityProperty: true });
  const DEAD = "button[type=button]:not([popovertarget]), a[href='#'], a:not([href])";
  const dead = [...document.querySelectorAll(DEAD)];
  const lost = [...document.forms].filter((form) => !form.getAttribute("action") && form.method !== "post");
  return [...dead.filter(shown), ...lost].map((element) => element.outerHTML.slice(0, 120));
}"""
"""What does nothing where no script runs: buttons and links without an effect, forms without an address."""


class Hands:
    """Two hands on a keyboard, on a page without script. The focus is set as Tab would (test_keyboard.py)."""

    def __init__(self, window):
        self.window = window

    def press(self, role, name, key="Enter"):
        """Press a key on the first link or button with that name, which leads to another page."""
        self.window.get_by_role(role, name=name).first.focus()
        with self.window.expect_navigation():
            self.window.keyboard.press(key)

    def type_in(self, name, words):
        """Type into the box with that name; unfold its section first;
        choose from a list by its first letters."""
        if words == "date":
            for part in ("day", "month", "year"):
                self.type_in(f"{name}_{part}", str(getattr(DAY, part)))
            return
        box = self.window.locator(f"#id_{name}")
        if not box.is_visible():
            self.window.locator("summary").first.focus()
            self.window.keyboard.press("Space")
        box.focus()
        self.window.keyboard.press("Control+A")
        self.window.keyboard.type(words)

    def save(self):
        self.press("button", "Save")


@pytest.fixture
def hands(open_window, person):
    return Hands(open_window(PHONE, owner=person.owner, javascript=False))


@pytest.mark.django_db(transaction=True)
def test_every_page_opens_and_nothing_on_it_is_dead(open_window):
    owner = make_user()
    _, rows = make_full_record(owner)
    window = open_window(PHONE, owner=owner, javascript=False)
    problems = {}

    for name, where in pages_of(owner, rows).items():
        window.goto(where)
        if dead := window.evaluate(DEAD):
            problems[name] = dead

    assert problems == {}


@pytest.mark.parametrize("noun", NOUNS)
def test_noun_is_added_changed_deleted_and_taken_back(hands, person, noun):
    this = NOUNS[noun]
    rows = getattr(person, this.rows)

    hands.window.goto(this.add)
    for name, words in this.typed.items():
        hands.type_in(name, words)
    hands.save()
    row = rows.kept().get()
    hands.window.goto(this.listed.format(pk=row.pk))
    hands.press("link", "Change")
    box, words, field = this.changed
    hands.type_in(box, words)
    hands.save()
    row = rows.kept().get()
    assert plain(row, field) == words
    hands.window.goto(this.listed.format(pk=row.pk))
    hands.press("button", "Delete", "Space")
    assert rows.kept().count() == 0
    hands.press("button", "Undo")

    assert [plain(kept, field) for kept in rows.kept()] == [words]


def test_goals_are_chosen_ordered_talked_over_and_taken_back(hands, person):
    hands.window.goto("/goals/")
    hands.type_in("text", "To travel")
    hands.window.keyboard.press("Tab")
    with hands.window.expect_navigation():
        hands.window.keyboard.press("Enter")
    hands.press("button", "Add: A level too low to find")
    hands.press("button", "Move up")
    hands.press("button", "We talked about it")
    assert [(row.code, row.talked_over) for row in person.goals.kept()] == [
        ("too_low_to_find", True),
        ("own", False),
    ]
    hands.press("button", "Remove: To travel")
    hands.press("button", "Undo")

    assert [row.code for row in person.goals.kept()] == ["too_low_to_find", "own"]


def test_questions_are_chosen_ordered_and_taken_back(hands, person):
    make_medicine(person)
    make_series(person, ("62", "7.1", "0.84", "0.05", "2.6"))
    hands.window.goto("/prepare/")
    hands.press("button", "Add to my page:")
    hands.type_in("text", "May I travel?")
    hands.window.keyboard.press("Tab")
    with hands.window.expect_navigation():
        hands.window.keyboard.press("Enter")
    hands.press("button", "Move up: May I travel?")
    assert [bool(row.code) for row in person.page_questions.kept()] == [False, True]
    hands.press("button", "Remove from my page: May I travel?")
    hands.press("button", "Undo")

    assert [row.text for row in person.page_questions.kept()][:1] == ["May I travel?"]


def test_letter_is_brought_in_taken_back_and_put_back(hands, person):
    kept = []
    hands.window.goto("/data/")
    hands.type_in("text", LETTER)
    hands.press("button", "Show what is in it")
    for yes in hands.window.get_by_label("Yes", exact=True).all():
        yes.focus()
        hands.window.keyboard.press("Space")
    for name in ("Save", "Undo", "Undo"):
        hands.press("button", name)
        kept.append(person.results.kept().count())

    assert kept == [1, 0, 1]


def test_what_was_said_is_written_down(hands, person):
    visit = make_visit(person, visit_on=DAY)
    choose_question(person=person, text="May I travel?")
    hands.window.goto("/visits/")
    hands.press("link", "Write down what was said")
    hands.window.get_by_label("May I travel?").focus()
    hands.window.keyboard.type("Yes")
    hands.type_in("decisions", "Go on")
    hands.save()

    visit.refresh_from_db()
    assert (visit.decisions, visit.answers.kept().get().answer) == ("Go on", "Yes")
