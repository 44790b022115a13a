from datetime import date, timedelta

import pytest
import time_machine
from django.urls import reverse

from cmlguide.records.actions.persons import edit_person
from tests.factories import make_diary_entry, make_medicine

pytestmark = pytest.mark.django_db
TODAY = date(2026, 11, 22)
DAY = {"happened_on_day": "3", "happened_on_month": "11", "happened_on_year": "2026"}


@pytest.fixture(autouse=True)
def today():
    with time_machine.travel("2026-11-22 12:00", tick=False):
        yield TODAY


def test_month_shows_its_entries_newest_first(signed_in, person):
    make_diary_entry(person, happened_on=date(2026, 11, 3))
    make_diary_entry(person, kind="dose", dose_status="missed", doses=2, happened_on=date(2026, 11, 9))
    make_diary_entry(person, kind="note", text="October", happened_on=date(2026, 10, 31))

    page = signed_in.get(reverse("diary-list"))

    assert [(line.title, line.when) for line in page.context["lines"]] == [
        ("2 doses missed", "9 Nov 2026"),
        ("Nausea", "3 Nov 2026"),
    ]
    assert page.context["month"].title == "November 2026"


def test_entry_that_goes_on_stands_in_both_months(signed_in, person):
    make_diary_entry(person, happened_on=date(2026, 10, 30), until_on=date(2026, 11, 2))

    shown = [
        len(signed_in.get(reverse("diary-list"), {"back": back}).context["lines"]) for back in ("2", "1", "0")
    ]

    assert shown == [0, 1, 1]


@pytest.mark.parametrize("back", ["", "-1", "99999", "<script>", "²"])
def test_month_that_is_none_shows_this_one(signed_in, back):
    assert signed_in.get(reverse("diary-list"), {"back": back}).context["month"].title == "November 2026"


def test_address_of_an_entry_shows_its_month_and_does_not_say_it(signed_in, person):
    day = {"happened_on_day": "3", "happened_on_month": "9", "happened_on_year": "2026"}

    saved = signed_in.post(reverse("diary-add-note"), {**day, "text": "Tired"})
    (entry,) = person.diary_entries.kept()
    deleted = signed_in.post(reverse("diary-delete", args=[entry.pk]))

    assert [saved.url, deleted.url] == [f"{reverse('diary-list')}?entry={entry.pk}"] * 2
    assert signed_in.get(saved.url).context["month"].title == "September 2026"


def test_entry_of_a_stranger_shows_this_month(stranger, person):
    entry = make_diary_entry(person, happened_on=date(2026, 9, 3))

    page = stranger.get(reverse("diary-list"), {"entry": entry.pk})

    assert page.context["month"].title == "November 2026"


def test_all_entries_come_in_pages(signed_in, person):
    for days in range(51):
        make_diary_entry(person, happened_on=TODAY - timedelta(days=days))

    first = signed_in.get(reverse("diary-all"))
    second = signed_in.get(f"{reverse('diary-all')}?page=2")

    assert (len(first.context["lines"]), len(second.context["lines"])) == (50, 1)
    assert "Older entries" in first.content.decode()


@pytest.mark.parametrize("name", ["diary-list", "diary-all"])
def test_many_entries_take_few_queries(signed_in, person, name, django_assert_max_num_queries):
    for days in range(20):
        make_diary_entry(person, happened_on=TODAY - timedelta(days=days))

    with django_assert_max_num_queries(8):
        signed_in.get(reverse(name))


@pytest.mark.parametrize(
    ("name", "tap", "kept"),
    [
        ("diary-add-side-effect", {"symptom": "nausea"}, {"kind": "side_effect", "symptom": "nausea"}),
        ("diary-add-dose", {"dose_status": "missed"}, {"kind": "dose", "dose_status": "missed"}),
        ("diary-add-new", {"intake": "antacid"}, {"kind": "new_intake", "intake": "antacid"}),
    ],
)
def test_one_tap_on_the_page_of_a_kind_saves_today(signed_in, person, name, tap, kept):
    page = signed_in.get(reverse(name))
    today = {f"happened_on_{part}": getattr(page.context["today"], part) for part in ("day", "month", "year")}

    answer = signed_in.post(reverse(name), {**today, **tap})

    (entry,) = person.diary_entries.kept()
    assert answer.url == f"{reverse('diary-list')}?entry={entry.pk}"
    assert {field: getattr(entry, field) for field in kept} == kept
    assert (entry.happened_on, entry.prints) == (TODAY, False)


def test_side_effect_is_kept_with_all_that_was_said(signed_in, person):
    signed_in.post(
        reverse("diary-add-side-effect"),
        {
            **DAY,
            "symptom": "muscle_cramps",
            "severity": "moderate",
            "how_often": "most_days",
            "gets_in_way_of": ["sleep", "mood"],
            "text": "At night 🌙",
            "prints": "on",
        },
    )

    (entry,) = person.diary_entries.kept()
    assert (entry.symptom, entry.severity, entry.how_often) == ("muscle_cramps", "moderate", "most_days")
    assert (entry.gets_in_way_of, entry.text, entry.prints) == (["sleep", "mood"], "At night 🌙", True)


def test_problem_comes_back_with_what_was_typed(signed_in, person):
    answer = signed_in.post(reverse("diary-add-note"), {**DAY, "text": "  ", "until_on_day": "1"})

    page = answer.content.decode()
    assert answer.status_code == 422
    assert "Write a few words." in page
    assert 'value="2026"' in page
    assert person.diary_entries.count() == 0


def test_entry_is_changed(signed_in, person):
    row = make_diary_entry(person, gets_in_way_of=["work"])
    address = reverse("diary-edit", args=[row.pk])

    shown = signed_in.get(address).content.decode()
    signed_in.post(address, {**DAY, "symptom": "nausea", "severity": "severe"})

    row.refresh_from_db()
    assert 'value="work" checked' in shown
    assert (row.severity, row.happened_on, row.gets_in_way_of) == ("severe", date(2026, 11, 3), [])


@pytest.mark.parametrize("headers", [{}, {"HX-Request": "true"}], ids=["no-script", "htmx"])
def test_what_prints_is_ticked_and_unticked(signed_in, person, headers):
    row = make_diary_entry(person)
    address = reverse("diary-print", args=[row.pk])

    states = []
    for tick in ("on", ""):
        answer = signed_in.post(address, {"prints": tick}, headers=headers)
        row.refresh_from_db()
        states.append((row.prints, answer.status_code))

    assert states == [(True, 200 if headers else 302), (False, 200 if headers else 302)]


@pytest.mark.parametrize(
    ("facts", "first"),
    [
        ({"symptom": "fever"}, "Call your team the same day"),
        ({"symptom": "low_mood_or_worry"}, "Call the emergency number now"),
        ({"symptom": "hair_thinning"}, None),
    ],
)
def test_matching_warning_sign_stands_first(signed_in, person, facts, first):
    make_diary_entry(person, happened_on=TODAY, **facts)

    groups = signed_in.get(reverse("diary-list")).context["signs"]

    assert (groups[0].title if groups else None) == first


def test_diary_blames_nobody(signed_in):
    assert "Being easy to treat is not the goal." in signed_in.get(reverse("diary-list")).content.decode()
    assert (
        "Missed doses can make the medicine work less well. Your team can help only if they know."
        in signed_in.get(reverse("diary-add-dose")).content.decode()
    )


@pytest.mark.parametrize(
    ("zone", "cookie", "told"),
    [
        ("Pacific/Auckland", "", ""),
        ("", "Pacific/Auckland", ""),
        ("", "", ""),
        ("Europe/Berlin", "Pacific/Auckland", "This day is in the future."),
    ],
    ids=["own zone", "zone of the browser", "no zone known", "own zone before the browser's"],
)
def test_today_in_auckland_is_not_still_to_come(signed_in, person, zone, cookie, told):
    """At 12:30 UTC on the 22nd it is half past one at night of the 23rd in Auckland (UTC+13)."""
    edit_person(person=person, time_zone=zone)
    signed_in.cookies["cmlguide_zone"] = cookie
    day = {"happened_on_day": "23", "happened_on_month": "11", "happened_on_year": "2026"}

    with time_machine.travel("2026-11-22 12:30Z", tick=False):
        response = signed_in.post(reverse("diary-add-note"), {**day, "text": "A good day"})

    assert told in response.content.decode()
    assert person.diary_entries.count() == (0 if told else 1)


def test_six_side_effects_stand_open_with_ones_own_first(signed_in, person):
    for symptom in ("cough", "fever", "fever"):
        make_diary_entry(person, symptom=symptom)
    make_diary_entry(person, kind="note", text="Well")

    context = signed_in.get(reverse("diary-add-side-effect")).context

    assert [tap.value for tap in context["taps"]] == [
        "fever", "cough", "swelling", "muscle_cramps", "muscle_or_joint_pain", "nausea",
    ]  # fmt: skip
    assert len(context["more_taps"]) == 14
    assert signed_in.get(reverse("diary-add-dose")).context["more_taps"] == ()


@pytest.mark.parametrize(("stopped_on", "shown"), [(None, True), (date(2026, 7, 20), False)])
def test_a_missed_dose_is_asked_about_only_while_doses_are_taken(signed_in, person, stopped_on, shown):
    """Without treatment aches are common and worth telling; no dose can be missed."""
    reason = {"stop_reason": "treatment_free_remission"} if stopped_on else {}
    make_medicine(person, started_on=date(2016, 1, 4), stopped_on=stopped_on, **reason)

    page = signed_in.get(reverse("diary-list")).text

    said = "Aches in muscles or joints are common in the first weeks and months."
    assert (f'href="{reverse("diary-add-dose")}"' in page, said in page) == (shown, not shown)
