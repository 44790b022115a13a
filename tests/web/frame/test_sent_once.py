"""A form sent twice writes once, whatever it is about, and the second answer repeats the first."""

import re
from datetime import date, timedelta
from pathlib import Path

import pytest
from django.conf import settings
from django.contrib.messages import get_messages
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from django.utils import timezone

from cmlguide.records.actions.persons import delete_everything
from cmlguide.records.actions.used_keys import KEEP_KEYS, purge_keys
from cmlguide.records.models import Change, Person, UsedKey
from cmlguide.web.frame.sent_once import FIELD
from tests.factories import make_import, make_medicine
from tests.routes import address, kept_rows, routes, rows_of
from tests.tabs import form_to, forms_in, open_form

ROOT = Path(__file__).resolve().parents[3]
TAG = re.compile(r"{% \w+ %}")
ADDS = {
    "result-add": {"number": "0.5", "collected_on": "12 10 2026"},
    "count-add": {"wbc": "5.4", "collected_on": "12 10 2026"},
    "marrow-add": {"ph_positive": "0", "metaphases": "20", "collected_on": "12 10 2026"},
    "mutation-add": {"name": "E255K", "found_on": "12 10 2026"},
    "medicine-add": {"other_name": "hydroxyurea", "tki": "no", "started_on": "12 10 2026"},
    "other-add": {"name": "Vitamin D"},
    "allergy-add": {"name": "Latex"},
    "visit-add": {"visit_on": "12 12 2026"},
    "waiting-add": {"taken_on": "12 11 2026"},
    "diary-add-side-effect": {"symptom": "headache"},
    "diary-add-dose": {"dose_status": "missed"},
    "diary-add-note": {"text": "A good day"},
    "diary-add-new": {"intake": "grapefruit"},
    "goal-list": {"text": "To see my garden"},
    "visit-after": {"decisions": "Test again in May"},
    "about-me-care": {"clinic_day_phone": "555 01"},
    "prepare-preferences": {"preferences": "My work"},
}
"""Each form that adds or writes words, and what is typed there; a date as day, month and year."""


def boxes(typed):
    """The typed values, with a date in its three boxes."""
    found = {}
    for name, text in typed.items():
        if name.endswith("_on"):
            found |= dict(zip((f"{name}_day", f"{name}_month", f"{name}_year"), text.split(), strict=True))
        else:
            found[name] = text
    return found


def what_came_back(answer):
    """The response as a browser takes it: where it leads, what it says, what it asks htmx to do."""
    told = [(message.message, message.extra_tags) for message in get_messages(answer.wsgi_request)]
    headers = {
        name: answer.headers.get(name) for name in ("Location", "HX-Redirect", "HX-Trigger", "HX-Refresh")
    }
    return answer.status_code, headers, answer.content, told


def all_of(person):
    """Every row, and how many changes were made."""
    return kept_rows(person), Change.objects.filter(person=person).count()


@pytest.fixture
def rows(person, time_machine):
    time_machine.move_to(date(2026, 11, 22))
    make_import(person)
    return rows_of(person)


@pytest.mark.parametrize("name", ADDS)
def test_a_form_sent_twice_makes_one_row_and_says_the_same(name, signed_in, person, rows):
    here = address(next(route for route in routes() if route.name == name), rows)
    form = open_form(signed_in, here).fill(**boxes(ADDS[name]))
    before = all_of(person)

    first = form.send()
    once = all_of(person)
    second = form.send()

    assert once != before
    assert all_of(person) == once
    assert first.status_code == 302
    assert what_came_back(second) == what_came_back(first)


def test_every_button_of_every_page_pressed_twice_counts_once(signed_in, person, rows):
    """Deleting, putting back, moving, choosing, undoing an import: each form of each page, as it stands."""
    pages = [page for route in routes() if (page := signed_in.get(address(route, rows))).status_code == 200]
    forms = [
        form
        for page in pages
        if page["Content-Type"].startswith("text/html")
        for form in posted(page, signed_in)
    ]
    for_good = {reverse("delete-everything"), reverse("account_logout")}
    differs, kinds = [], set()

    for form in forms:
        if form.action in for_good:
            continue
        button = dict(form.buttons[:1]) if form.buttons and form.buttons[0][0] else {}
        again = form.fill(**button)
        first = again.send()
        once = all_of(person)
        second = again.send()
        kinds.add(re.sub(r"\d+", "1", form.action))
        if all_of(person) != once or second.status_code != first.status_code:
            differs.append(form.action)

    assert differs == []
    assert len(kinds) > 40


def posted(page, client):
    return [form for form in forms_in(page, client, page.wsgi_request.path) if form.method == "post"]


def test_every_form_of_every_page_has_a_key_of_its_own(signed_in, person, rows):
    keys = [
        form[FIELD]
        for route in routes()
        if (page := signed_in.get(address(route, rows)))["Content-Type"].startswith("text/html")
        for form in posted(page, signed_in)
    ]

    assert len(keys) > 100
    assert len(set(keys)) == len(keys)
    assert min(map(len, keys)) == 22


def test_every_form_of_the_templates_has_the_tag_that_writes_the_key():
    forms = [
        (file.name, form)
        for file in (ROOT / "templates").rglob("*.html")
        for form in re.findall(
            r"<form\b[^>]*method=\"post\".*?</form>", file.read_text(encoding="utf-8"), re.DOTALL
        )
    ]

    assert len(forms) > 50
    assert [
        name for name, form in forms if not {"{% csrf_token %}", "{% form_key %}"} & set(TAG.findall(form))
    ] == []


def test_the_same_page_sent_with_other_words_is_another_form(signed_in, person):
    form = open_form(signed_in, reverse("allergy-add"))

    form.fill(name="Latex").send()
    form.fill(name="Pollen").send()

    assert [row.name for row in person.allergies.kept()] == ["Latex", "Pollen"]


def test_another_page_with_the_same_words_is_another_form(signed_in, person):
    for _ in range(2):
        open_form(signed_in, reverse("allergy-add")).fill(name="Latex").send()

    assert person.allergies.count() == 2


def test_a_key_of_one_user_is_none_of_another(signed_in, stranger, person):
    form = open_form(signed_in, reverse("allergy-add")).fill(name="Latex")
    form.send()

    form.client = stranger
    form = form.fill(record=Person.objects.last().pk)
    form.send()

    assert [person.allergies.count() for person in Person.objects.order_by("pk")] == [1, 1]


@pytest.mark.parametrize("key", [None, "", "short", "x" * 65, "naïve-key-of-some-length", "a\x00" * 12])
def test_a_form_without_a_good_key_is_taken_each_time(key, signed_in, person):
    form = open_form(signed_in, reverse("allergy-add")).fill(name="Latex", **{FIELD: key})

    answers = [form.send().status_code for _ in range(2)]

    assert (answers, person.allergies.count(), UsedKey.objects.count()) == ([302, 302], 2, 0)


def test_a_form_that_asked_again_has_not_used_its_key(signed_in, person):
    form = open_form(signed_in, reverse("allergy-add"))

    refused = form.send()

    assert (refused.status_code, UsedKey.objects.count()) == (422, 0)
    assert form_to(reverse("allergy-add"), refused, signed_in).fill(name="Latex").send().status_code == 302


def test_reading_back_while_typing_uses_no_key(signed_in, person):
    form = open_form(signed_in, reverse("result-add")).fill(**boxes(ADDS["result-add"]))
    signed_in.post(reverse("result-read-back"), form.fields, headers={"HX-Request": "true"})

    form.send()

    assert person.results.count() == 1


def test_htmx_gets_its_fragment_and_its_event_again(signed_in, person):
    page = signed_in.get(reverse("prepare"))
    form = form_to(reverse("question-choose"), page, signed_in).fill(text="May I fly?")

    first, second = (form.send(**{"HX-Request": "true"}) for _ in range(2))

    assert person.page_questions.count() == 1
    assert first.headers["HX-Trigger"] == '{"record-changed": {}}'
    assert what_came_back(second) == what_came_back(first)


def test_the_notice_is_said_again_after_it_was_read_and_not_twice_before(signed_in, person):
    form = open_form(signed_in, reverse("allergy-add")).fill(name="Latex")
    form.send()
    form.send()
    before = signed_in.get(reverse("other-list")).content.decode().count("Saved: Latex")

    form.send()
    after = signed_in.get(reverse("other-list")).content.decode().count("Saved: Latex")

    assert (before, after) == (1, 1)


def test_a_file_brought_in_and_saved_twice_is_one_import(signed_in, person):
    upload = SimpleUploadedFile("a.csv", b"Date,BCR-ABL1 % (IS)\n2026-04-17,0.5\n", "text/csv")
    signed_in.post(reverse("import-read"), {"file": upload})
    page = signed_in.get(reverse("import-show"))
    form = form_to(reverse("import-show"), page, signed_in).fill(save="1")

    first, second = form.send(), form.send()

    assert (person.import_batches.count(), person.results.count()) == (1, 1)
    assert what_came_back(second) == what_came_back(first)


def test_a_record_file_opened_twice_is_one_record_and_says_the_same(signed_in, stranger, person):
    content = stranger.get(reverse("record-export")).content
    form = open_form(signed_in, reverse("record-open"))

    answers = []
    for _ in range(2):
        form.fields["file"] = SimpleUploadedFile("a.json", content, "application/json")
        answers.append(what_came_back(form.send()))

    assert person.owner.people.count() == 2
    assert answers[1] == answers[0]


def test_another_file_from_the_same_page_is_another_form(signed_in, stranger, person):
    content = stranger.get(reverse("record-export")).content
    form = open_form(signed_in, reverse("record-open"))

    for file in (content, content.replace(b"chronic", b"unknown")):
        form.fields["file"] = SimpleUploadedFile("a.json", file, "application/json")
        form.send()

    assert sorted(row.phase for row in person.owner.people.all()) == ["chronic", "chronic", "unknown"]


def test_an_answer_that_hands_out_a_secret_is_not_kept(signed_in, person):
    """The key that opens a waiting file is the browser's alone."""
    make_medicine(person)
    upload = SimpleUploadedFile("a.csv", b"Date,BCR-ABL1 % (IS)\n2026-04-17,0.5\n", "text/csv")
    signed_in.post(reverse("import-read"), {"file": upload})
    page = signed_in.get(reverse("import-show"))

    answer = form_to(reverse("import-show"), page, signed_in).send()

    assert (answer.status_code, bool(answer.cookies[settings.DRAFT_COOKIE_NAME].value)) == (302, True)
    assert UsedKey.objects.count() == 0


def test_a_view_that_fails_uses_no_key_and_writes_nothing(signed_in, person, monkeypatch):
    form = open_form(signed_in, reverse("allergy-add")).fill(name="Latex")
    signed_in.raise_request_exception = False
    with monkeypatch.context() as broken:
        broken.setattr("cmlguide.web.pages.other_medicines.allergy_views.redirect", None)
        assert form.send().status_code == 500

    assert (person.allergies.count(), UsedKey.objects.count()) == (0, 0)
    assert form.send().status_code == 302


def test_keys_go_after_days_with_the_record_and_with_the_user(signed_in, person):
    form = open_form(signed_in, reverse("allergy-add"))
    form.fill(name="Latex").send()
    form.fill(name="Pollen").send()
    old, new = UsedKey.objects.order_by("pk")
    UsedKey.objects.filter(pk=old.pk).update(used_at=timezone.now() - KEEP_KEYS - timedelta(minutes=1))

    assert purge_keys(now=timezone.now()) == 1
    assert list(UsedKey.objects.all()) == [new]

    delete_everything(person=person)

    assert UsedKey.objects.count() == 0
