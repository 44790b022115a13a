import re
from datetime import date, timedelta
from decimal import Decimal

import pytest
from django.urls import reverse

from cmlguide.records.actions.examples import show_example
from cmlguide.records.actions.persons import edit_person
from cmlguide.records.actions.questions import choose_question
from cmlguide.records.actions.rows import delete_row, edit_row
from tests.drawn_signs import written
from tests.factories import (
    make_blood_count,
    make_diary_entry,
    make_helper,
    make_medicine,
    make_mutation,
    make_person,
    make_result,
    make_user,
    make_waiting_file,
)
from tests.signing_in import sign_in

URL = reverse("timeline")
RESULTS, IMPORT = reverse("result-list"), "Import a file or paste a letter"
FRAGMENT = {"HX-Request": "true"}
TODAY = date(2026, 11, 22)


@pytest.fixture
def example(person, time_machine):
    """The person in the pictures, just above MMR."""
    time_machine.move_to(TODAY)
    make_medicine(person)
    for day, value in (
        (date(2025, 8, 29), "62"),
        (date(2025, 12, 4), "7.1"),
        (date(2026, 3, 10), "0.84"),
        (date(2026, 6, 9), "0.21"),
        (date(2026, 9, 7), "0.074"),
        (date(2026, 11, 12), "0.11"),
    ):
        make_result(person, value, collected_on=day)
    return person


def text_of(answer) -> str:
    return " ".join(answer.content.decode().split())


def test_timeline_says_the_sentence_before_the_number(signed_in, example):
    page = text_of(signed_in.get(URL))

    assert page.index("Your number is just above") < page.index('<span class="number">0.11%</span>')


def test_timeline_has_everything_of_one_assessment(signed_in, example):
    page = text_of(signed_in.get(URL))

    assert '<span class="chip chip--discuss">◐ Worth asking about</span>' in written(page)
    assert "met on 7 Sep 2026 (0.074%)" in page
    assert "My number went from 0.074% to 0.11%. When do we repeat the test?" in page
    assert page.count('role="img"') >= 2
    assert "By NCCN, as restated in open papers 2020-2024, it would be “light green”." in page


def test_timeline_for_htmx_is_the_fragment_alone(signed_in, example):
    answer = signed_in.get(URL, headers=FRAGMENT)

    assert text_of(answer).startswith('<div id="assessment"')
    assert "HX-Request" in answer.headers["Vary"]


def test_timeline_restored_from_history_is_the_whole_page(signed_in, example):
    answer = signed_in.get(URL, headers={**FRAGMENT, "HX-History-Restore-Request": "true"})

    assert text_of(answer).startswith("<!doctype html>")


def test_timeline_fragment_asks_for_itself_when_the_record_changes(signed_in, example):
    page = text_of(signed_in.get(URL))

    assert (
        f'hx-get="{URL}" hx-trigger="record-changed from:body" hx-target="this" hx-swap="outerHTML"' in page
    )


def test_timeline_without_a_result_asks_for_the_first(signed_in, person):
    page = text_of(signed_in.get(URL))

    assert "There is no result in your record yet." in page
    assert f'href="{reverse("result-add")}">Add my first result' in page
    assert f'href="{reverse("medicine-add")}">Add my medicine' in page


def test_timeline_with_a_baseline_only_is_too_early(signed_in, person, time_machine):
    time_machine.move_to(TODAY)
    make_medicine(person, started_on=TODAY - timedelta(days=5))
    make_result(person, "62", collected_on=TODAY - timedelta(days=10))

    page = text_of(signed_in.get(URL))

    assert "This is your starting number." in page
    assert "○ Too early to say" in written(page)
    assert "<dt>By 17 February</dt><dd>the usual goal is 10% or less</dd>" in page


def test_timeline_without_a_medicine_asks_for_one(signed_in, person, time_machine):
    time_machine.move_to(TODAY)
    make_result(person, "7", collected_on=TODAY - timedelta(days=10))

    assert "Add it, or say under Medicines which one it is." in text_of(signed_in.get(URL))


def test_timeline_of_a_tablet_that_begins_tomorrow_says_when_and_what_comes_first(
    signed_in, person, time_machine
):
    time_machine.move_to(TODAY)
    make_medicine(person, started_on=TODAY + timedelta(days=1))
    begins = "You start imatinib on 23 November. Until then there is nothing to compare."
    empty = text_of(signed_in.get(URL))
    make_result(person, "120", collected_on=TODAY - timedelta(days=10))

    page = text_of(signed_in.get(URL))

    assert begins in empty
    assert "This is your starting number." in page
    assert (
        f"A start above 100% is common: 100% is a fixed mark of the scale, not your own start. {begins}"
        in page
    )
    assert f"{begins} Your first checkpoint is by 23 February: the usual goal is 10% or less." in page
    assert "There is no medicine" not in page + empty
    assert "Add my medicine" not in page + empty
    assert reverse("first-year") in signed_in.get(URL).text


@pytest.mark.parametrize("medicine", ["interferon", "my trial tablet"])
def test_timeline_of_another_medicine_does_not_say_that_there_is_none(
    signed_in, person, time_machine, medicine
):
    time_machine.move_to(TODAY)
    make_medicine(person, medicine=medicine, started_on=TODAY - timedelta(days=90))
    make_result(person, "7", collected_on=TODAY - timedelta(days=10))

    page = text_of(signed_in.get(URL))

    assert "no medicine" not in page.lower()
    assert "Add my medicine" not in page


def test_timeline_of_a_rise_puts_the_checks_and_the_clinic_beside_it(signed_in, person, time_machine):
    time_machine.move_to(TODAY)
    edit_person(person=person, clinic_day_phone="+44 20 7946 0000")
    make_medicine(person, started_on=date(2025, 1, 6))
    for number, value in enumerate(("48", "9.1", "0.8", "0.09", "0.02", "0.4", "3.0")):
        make_result(person, value, collected_on=date(2025, 1, 6) + timedelta(days=91 * number))

    page = text_of(signed_in.get(URL))

    assert "◆ Talk to your team soon" in written(page)
    assert page.index("Call in the next few days") < page.index("Any doses missed, or not kept down?")
    assert "your team can check." in page
    assert "Do not stop or change anything before you ask." in page
    assert 'href="tel:+442079460000">Clinic, by day <span class="nowrap">+44 20 7946 0000' in page
    assert page.count("in the next few days, before your next visit") == 1


def test_timeline_names_the_mutation_its_concern_is_about(signed_in, person, time_machine):
    """As Prepare and the page for the visit do. What a person typed is escaped."""
    time_machine.move_to(TODAY)
    make_medicine(person)
    result = make_result(person, "0.074")
    make_mutation(person, name="T315I <b>", found_on=date(2026, 9, 20))

    for url in (URL, reverse("result-show", args=[result.pk])):
        page = text_of(signed_in.get(url))
        assert "◆ Talk to your team soon" in written(page)
        assert page.count("T315I &lt;b&gt;). Some changes matter for the choice of medicine.") == 1, url


def test_timeline_of_an_example_says_so(signed_in, person):
    shown = show_example(owner=person.owner, kind="doing_well", today=TODAY)
    session = signed_in.session
    session["person_id"] = shown.pk
    session.save()

    assert "This is a made-up example." in text_of(signed_in.get(URL))


def test_timeline_marks_what_is_on_the_page_already(signed_in, example):
    choose_question(person=example, code="repeat_test", text="x")

    page = text_of(signed_in.get(URL))

    assert f'id="choose-repeat_test" href="{reverse("prepare")}">On my page' in page


def test_timeline_escapes_what_a_person_typed(signed_in, example):
    edit_row(example.medicines.get(), dose="<script>alert(1)</script>")
    make_result(example, "0.12", collected_on=date(2026, 11, 20), lab="<b>City</b>")

    page = signed_in.get(URL).content.decode()

    assert "<script>alert(1)</script>" not in page
    assert "<b>City</b>" not in page


def test_what_is_kept_of_timeline_holds_no_form_and_the_whole_page_has_them(signed_in, example):
    """A form carries keys of one request and one browser."""
    answers = [signed_in.get("/") for _ in range(2)]
    kept = [answer.context["drawn"].html for answer in answers]

    assert kept[0] is kept[1]
    assert ("<form" in kept[0], "csrf" in kept[0]) == (False, False)
    keys = [re.findall(r'name="form_key" value="([^"]+)"', answer.text) for answer in answers]
    assert (len(keys[0]) > 0, len(keys[0]) == len(keys[1]), set(keys[0]) & set(keys[1])) == (
        True,
        True,
        set(),
    )


def test_timeline_after_a_change_in_the_database_itself_shows_it(signed_in, example):
    before = signed_in.get("/").text
    example.results.update(value="7.7", kind="value", unit="percent_is")

    after = signed_in.get("/").text

    assert ("7.7%" in before, "7.7%" in after) == (False, True)


def test_timeline_of_a_stranger_shows_nothing_of_mine(stranger, example):
    assert "0.11%" not in text_of(stranger.get(URL))


def test_timeline_with_sixty_results_asks_eight_times_at_most(
    signed_in, person, django_assert_max_num_queries
):
    make_medicine(person, started_on=date(2011, 1, 3))
    for number in range(60):
        make_result(
            person, str(Decimal("0.01") + number), collected_on=date(2011, 1, 3) + timedelta(days=91 * number)
        )
    choose_question(person=person, text="Can I travel?")
    signed_in.get(URL)

    with django_assert_max_num_queries(8):
        answer = signed_in.get(URL)

    assert answer.status_code == 200


def test_timeline_without_a_record_leads_to_start(client, db):
    client.force_login(make_user())

    assert client.get(URL).headers["Location"] == reverse("start")


def test_timeline_shows_the_persons_own_guideline(signed_in, example):
    edit_person(person=example, guideline="nccn-2024")

    assert "In the words of NCCN, as restated in open papers 2020-2024: “light green”." in text_of(
        signed_in.get(URL)
    )


def test_timeline_of_another_record_of_mine_needs_choosing(signed_in, example):
    other = make_person(owner=example.owner)
    make_result(other, "33", collected_on=date(2026, 11, 1))

    assert "33%" not in text_of(signed_in.get(URL))


def test_day_of_a_rise_has_the_clinics_number_beside_the_verdict_and_leads_to_the_checklist(
    example, time_machine
):
    edit_person(person=example, clinic_day_phone="0161 496 0000")
    time_machine.move_to(date(2027, 2, 12))
    make_result(example, "3.9", collected_on=date(2027, 2, 10))

    page = sign_in(example.owner).get(URL).content.decode()  # months later the first sign-in is over

    assert page.index("Talk to your team soon") < page.index("tel:01614960000") < page.index('class="facts"')
    assert f'href="{reverse("prepare-checklist")}"' in page


def test_figure_to_explore_comes_when_it_is_asked_for(signed_in, example):
    page, figure = text_of(signed_in.get(URL)), signed_in.get(reverse("timeline-explore"))

    assert 'data-figure="/explore.json"' in page
    assert "customdata" not in page
    newest = [trace["customdata"][-1] for trace in figure.json()["data"] if trace.get("name") == "results"]
    assert newest == ["12 Nov 2026: 0.11%, CCyR level."]
    assert figure.headers["Cache-Control"] == "no-store"


def test_the_first_weeks_lead_to_their_page_and_no_list_of_steps_not_reached(signed_in, person, time_machine):
    """Once a test of the first year was taken, the steps stand open and blood counts are no longer told."""
    time_machine.move_to(TODAY)
    make_medicine(person, started_on=TODAY + timedelta(days=7))
    make_result(person, "87", collected_on=TODAY - timedelta(days=10))
    weeks = f'href="{reverse("learn-topic", args=["first-weeks"])}"'
    at_first = signed_in.get(URL).text

    time_machine.move_to(TODAY + timedelta(days=100))
    make_result(person, "8.4", collected_on=TODAY + timedelta(days=98))
    later = signed_in.get(URL).text

    for said in (weeks, "They are all still ahead.", "<summary>Show the steps</summary>"):
        assert (said in at_first, said in later) == (True, False)
    assert "Why: your treatment is about to start." in at_first
    assert "names no main CML tablet" not in at_first


@pytest.mark.parametrize(
    ("known", "asked"),
    [({}, True), ({"transcript": "typical"}, True), ({"transcript": "typical", "phase": "chronic"}, False)],
)
def test_what_the_record_leaves_open_leads_to_where_it_is_asked(signed_in, person, known, asked):
    edit_person(person=person, **{"transcript": "unknown", "phase": "unknown", **known})
    make_result(person)

    assert (f'href="{reverse("about-me-cml")}"' in signed_in.get(URL).text) is asked


def test_who_may_only_read_is_offered_nothing_that_waits_for_an_answer(settings, person):
    settings.HOME_MODE, settings.HOSTED = False, True
    make_waiting_file(person)
    make_result(person)
    owner, reader = (sign_in(user) for user in (person.owner, make_helper(person, role="view").user))

    said = [
        [words in client.get(where).text for where, words in ((URL, "imported on"), (RESULTS, IMPORT))]
        for client in (owner, reader)
    ]

    assert said == [[True, True], [False, False]]


@pytest.mark.parametrize("rows", [0, 1])
def test_owner_and_reader_each_see_their_own_timeline_after_the_other(settings, person, rows):
    settings.HOME_MODE, settings.HOSTED = False, True
    for _row in range(rows):
        make_medicine(person)
        make_result(person)
    asked = ("One date and one number are enough to start.", "Choose my goal")[rows]
    owner, reader = (sign_in(user) for user in (person.owner, make_helper(person, role="view").user))

    assert [asked in client.get(URL).text for client in (owner, reader, owner, reader)] == [True, False] * 2


BREATH = {"symptom": "shortness_of_breath", "severity": "severe"}
SIGN_LINE = (
    "◆ In the diary: Short of breath, severe, 22 Nov 2026.</strong>"
    " Please look if a warning sign is true for you now."
)


@pytest.fixture
def on_track(person, time_machine):
    """A number that is on track."""
    time_machine.move_to(TODAY)
    make_medicine(person, started_on=date(2025, 1, 3))
    make_result(person, "0.02", collected_on=date(2026, 9, 7))
    make_result(person, "0.018", collected_on=date(2026, 11, 12))
    return person


def test_timeline_says_a_sign_in_the_diary_before_that_all_is_on_track(signed_in, on_track):
    make_diary_entry(on_track, happened_on=TODAY, **BREATH)
    page = written(text_of(signed_in.get(URL)))

    places = [page.index(said) for said in (SIGN_LINE, 'class="overview"', "● On track")]
    assert places == sorted(places)
    link = f'<a class="action-link" href="{reverse("diary-list")}">Warning signs for this, in the diary</a>'
    assert link in page


def test_timeline_says_a_sign_in_the_diary_before_low_counts_and_without_a_result(
    signed_in, person, time_machine
):
    time_machine.move_to(TODAY)
    make_diary_entry(person, happened_on=TODAY, **BREATH)
    assert SIGN_LINE in written(text_of(signed_in.get(URL)))

    make_blood_count(person, collected_on=TODAY, neutrophils=Decimal("0.3"))
    page = written(text_of(signed_in.get(URL)))
    assert page.index(SIGN_LINE) < page.index('id="count-alarm"')


def test_timeline_leads_to_all_warning_signs_where_the_diary_shows_none(signed_in, on_track):
    make_diary_entry(on_track, happened_on=TODAY, symptom="constipation", severity="severe")
    page = text_of(signed_in.get(URL))

    line = page[page.index('id="diary-sign"') : page.index('class="overview"')]
    assert re.findall(r'href="([^"]+)"', line) == [reverse("warning-signs")]


@pytest.mark.parametrize(
    "facts",
    [
        {"happened_on": TODAY, "symptom": "nausea", "severity": "moderate"},
        {"happened_on": TODAY - timedelta(days=4), **BREATH},
        {"happened_on": TODAY + timedelta(days=1), **BREATH},
    ],
)
def test_timeline_says_nothing_of_the_diarys_other_days_and_everyday_entries(signed_in, on_track, facts):
    make_diary_entry(on_track, **facts)

    assert 'id="diary-sign"' not in text_of(signed_in.get(URL))


def test_timeline_says_nothing_of_an_entry_that_was_deleted(signed_in, on_track):
    entry = make_diary_entry(on_track, happened_on=TODAY, **BREATH)
    assert 'id="diary-sign"' in text_of(signed_in.get(URL))

    delete_row(entry)
    assert 'id="diary-sign"' not in text_of(signed_in.get(URL))


def test_timeline_says_no_more_of_an_entry_once_its_days_are_over(signed_in, on_track, time_machine):
    make_diary_entry(on_track, happened_on=TODAY, **BREATH)
    shown = []
    for day in (3, 4):
        time_machine.move_to(TODAY + timedelta(days=day))
        shown.append('id="diary-sign"' in text_of(signed_in.get(URL)))

    assert shown == [True, False]
