"""The page about a time without treatment: facts next to the record's own, and the time itself."""

from dataclasses import replace
from datetime import date, timedelta

import pytest
from django.urls import reverse

from cmlguide.web.pages.without_treatment.page import FACTS, GUIDELINES, without_page
from milestones.without_treatment import Fact, fact_codes
from tests.factories import make_medicine, make_person, make_user
from tests.web.stories import judged, tell

TODAY = date(2026, 11, 22)
URL = reverse("without-treatment")


def fact(code, needs="", has=None, met=None):
    return Fact(code, needs, has, met)


def page_of(*facts, guideline="nccn-2020"):
    assessment = replace(judged(tell("62", "7")), time_without_treatment={guideline: facts})
    return without_page(assessment)


@pytest.mark.parametrize(
    ("met", "shape", "answer"),
    [(True, "●", "yes"), (False, "○", "no"), (None, "–", "the record does not say")],
)
def test_each_fact_is_yes_no_or_not_said(met, shape, answer):
    line = page_of(fact("phase", met=met)).tables[0].facts[0]

    assert (line.text, line.shape, line.answer) == (
        "Chronic phase, and never another phase before",
        shape,
        answer,
    )


def test_years_stand_beside_the_persons_own():
    line = page_of(fact("tki_years", needs="3", has="5.2", met=True)).tables[0].facts[0]

    assert (line.text, line.has) == ("A CML tablet for 3 years or more", "your record: 5.2 years")


def test_each_table_names_its_guideline_and_where_it_was_read():
    table = page_of(fact("scale", met=True), guideline="eln-2020").tables[0]

    assert (table.guideline, table.source) == ("ELN 2020", "PMC10403330 Table 2")


def test_every_fact_of_the_engine_has_words_and_every_guideline_a_name():
    codes = {(guideline, code) for guideline, listed in fact_codes().items() for code in listed}

    assert set(FACTS) == codes
    assert set(GUIDELINES) == set(fact_codes())


def test_the_calendar_is_the_one_the_engine_uses():
    assert page_of().calendar == (
        "Month 1 to 6: a test every month.",
        "Month 7 to 12: a test every 2 months.",
        "After month 12: a test every 3 months.",
    )


@pytest.mark.django_db
def test_the_page_and_timeline_show_the_clock_and_link_each_other(client, time_machine):
    time_machine.move_to(TODAY)
    person = make_person(make_user())
    make_medicine(
        person,
        started_on=date(2018, 1, 8),
        stopped_on=TODAY - timedelta(days=40),
        stop_reason="treatment_free_remission",
    )
    client.force_login(person.owner)

    page, timeline = client.get(URL), client.get(reverse("timeline"))

    said = "Without treatment since 13 October 2026, month 2."
    assert (said in page.text, said in timeline.text) == (True, True)
    assert f'href="{URL}"' in timeline.text
    assert f'href="{URL}"' in client.get(reverse("learn-topic", args=["without-treatment"])).text
    assert f'href="{URL}"' in client.get(reverse("goal-list")).text
