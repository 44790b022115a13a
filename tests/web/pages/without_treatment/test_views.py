"""The page about a time without treatment: facts next to the record's own, and the time itself."""

from dataclasses import replace
from datetime import date, timedelta

import pytest
from django.urls import reverse

from cmlguide.web.pages.without_treatment.page import FACTS, GUIDELINES, without_page
from milestones.without_treatment import Fact, fact_codes
from tests.factories import make_medicine, make_person, make_user
from tests.web.stories import judged, read, tell

TODAY = date(2026, 11, 22)
URL = reverse("without-treatment")


def fact(code, needs="", has=None, met=None):
    return Fact(code, needs, has, met)


def page_of(*facts, guideline="nccn-2020"):
    history = tell("62", "7")
    assessment = replace(judged(history), time_without_treatment={guideline: facts})
    return without_page(history, assessment)


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


@pytest.mark.parametrize(
    ("reason", "as_of", "has"),
    [
        (
            "treatment_free_remission",
            "As your record stood on 30 June 2028, the day of your last tablet.",
            "your record: 2.2 years",
        ),
        ("paused", "", ""),
    ],
)
def test_during_a_try_the_facts_are_of_the_last_tablets_day(reason, as_of, has):
    """A level above MR4.0 since then would otherwise read as "never deep"."""
    history = tell("62", "7", "0.5", "0.09", *["0.005"] * 10)
    stop = date(2028, 6, 30)
    tablet = replace(history.treatments[0], stopped_on=stop, stop_reason=reason)
    later = read("0.08", date(2028, 8, 1))
    history = replace(history, treatments=(tablet,), results=(*history.results, later))

    page = without_page(history, judged(history, today=date(2028, 8, 10)))

    facts = {fact.text: (fact.answer, fact.has) for fact in page.tables[0].facts}
    deep = "MR4.0 or deeper for 2 years or more, without a break"
    assert (page.as_of, facts[deep]) == (as_of, ("yes" if as_of else "no", has))
