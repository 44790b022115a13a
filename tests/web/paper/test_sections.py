"""The page for the visit: its sections, its second page, and what is new since the last visit."""

from datetime import date

import pytest
from django.urls import reverse

from cmlguide.records.actions.visits import record_visit
from cmlguide.records.models import Person
from tests.factories import make_diary_entry, make_goal, make_medicine, make_result, make_visit

URL, SECTIONS = reverse("summary"), reverse("summary-sections")
ALL = ["questions", "since", "chart", "results", "treatment", "goals", "decided"]


@pytest.fixture
def robin(person, time_machine):
    time_machine.move_to(date(2026, 11, 22))
    make_medicine(person)
    for day, value in ((date(2025, 9, 8), "62"), (date(2026, 9, 7), "0.074"), (date(2026, 11, 12), "0.11")):
        make_result(person, value, collected_on=day)
    return person


def text_of(answer) -> str:
    return " ".join(answer.content.decode().split())


def paper(client) -> str:
    page = text_of(client.get(URL))
    return page[page.index("<main") :]


def test_switched_off_sections_stay_off_and_come_back(signed_in, robin):
    make_goal(robin)
    signed_in.post(SECTIONS, {"shows": ["questions", "results"]})
    kept, page = Person.objects.get(pk=robin.pk).summary_off, paper(signed_in)
    signed_in.post(SECTIONS, {"shows": ALL})
    whole = paper(signed_in)

    titles = ("Since my last", "BCR::ABL1 over time", "Treatment so far", "Fewer BCR", "What we decided")
    assert kept == ["since", "chart", "treatment", "goals", "decided"]
    assert [title in page for title in titles] == [False] * 5
    assert [title in whole for title in titles] == [True] * 5


def test_goals_alone_stand_under_their_own_heading(signed_in, robin):
    make_goal(robin)
    signed_in.post(SECTIONS, {"shows": [code for code in ALL if code != "treatment"]})

    assert '<h2 id="treatment-title">My goals</h2>' in paper(signed_in)


def test_the_second_page_is_remembered(signed_in, robin):
    visit = make_visit(robin, visit_on=date(2026, 8, 1))
    record_visit(visit=visit, answers=[("", "May I fly?", "Yes")], decisions="Go on")
    before = "Full history" in paper(signed_in)

    signed_in.post(SECTIONS, {"shows": ALL, "second_page": "on"})
    page = paper(signed_in)

    assert before is False
    assert "1 Aug 2026: Go on “May I fly?” Yes" in page[page.index("Full history") :]


def test_the_next_visit_heads_the_page_and_the_last_one_begins_what_is_new(signed_in, robin):
    make_visit(robin, visit_on=date(2026, 11, 24))
    visit = make_visit(robin, visit_on=date(2026, 9, 10))
    record_visit(visit=visit, answers=[], decisions="Test in November")
    make_diary_entry(robin, happened_on=date(2026, 9, 1), kind="note", text="Before", prints=True)
    make_diary_entry(robin, happened_on=date(2026, 10, 1), kind="note", text="After", prints=True)
    make_diary_entry(robin, happened_on=date(2026, 10, 2), kind="note", text="Not ticked")

    page = paper(signed_in)

    assert "For my visit, 24 Nov 2026" in page
    assert "Since my last visit (10 Sep 2026)" in page
    assert "Decided on 10 Sep 2026: Test in November" in page
    assert ("Note: After" in page, "Before" in page, "Not ticked" in page) == (True, False, False)


def test_the_page_asks_the_database_little(signed_in, robin, django_assert_max_num_queries):
    make_visit(robin)
    make_goal(robin)
    signed_in.get(URL)

    with django_assert_max_num_queries(8):
        signed_in.get(URL)


def test_prepare_asks_the_database_little(signed_in, robin, django_assert_max_num_queries):
    make_visit(robin)
    signed_in.get(URL)

    with django_assert_max_num_queries(8):
        signed_in.get(reverse("prepare"))


def test_an_unknown_section_is_not_found(signed_in, robin):
    assert signed_in.post(SECTIONS, {"shows": ["horoscope"]}).status_code == 404
