from __future__ import annotations

from dataclasses import replace
from datetime import date
from decimal import Decimal

from cmlguide.records.models import PageQuestion, Person
from cmlguide.web.paper.own_words import OwnEntries, goal_lines
from cmlguide.web.paper.summary import Options, summary_page
from milestones.history import History, Mutation, Treatment
from tests.web.stories import JUST_ABOVE, JUST_ABOVE_ON, judged, tell

PLAIN = Options()
CHART = 270.0  # a usual drawing's height
ROBIN = Person(name="Robin Sample", born_year=1971, phase="chronic", diagnosed_on=date(2025, 8, 29))


def page_of(history: History, *, person: Person = ROBIN, listed=(), options=PLAIN, **how):
    return summary_page(person, history, judged(history, **how), listed, options, CHART)


def replace_country(person: Person, country: str) -> Person:
    return Person(name=person.name, born_year=person.born_year, phase=person.phase, country=country)


def picture(**how):
    return page_of(JUST_ABOVE, today=JUST_ABOVE_ON, **how)


def test_page_head_of_the_picture():
    page = picture(options=Options(visit_on=date(2026, 11, 25)))

    assert (page.title, page.measured_against) == ("For my visit, 25 Nov 2026", "ELN 2020")
    assert page.who == (
        "Robin Sample",
        "born 1971",
        "CML, chronic phase",
        "diagnosed 29 Aug 2025",
    )


def test_page_leaves_out_the_name_when_asked():
    assert picture(options=Options(hide_name=True)).who[0] == "CML, chronic phase"


def test_page_prints_the_chosen_questions_in_order():
    listed = [PageQuestion(pk=1, text="Can I travel?"), PageQuestion(pk=2, code="repeat_test", text="old")]
    page = picture(listed=listed)

    assert page.questions == (
        "Can I travel?",
        "My number went from 0.074% to 0.11%. When do we repeat the test?",
    )
    assert page.suggested is False


def test_page_prints_three_questions_at_most():
    listed = [PageQuestion(pk=number, text=str(number)) for number in range(5)]

    assert picture(listed=listed).questions == ("0", "1", "2")


def test_page_without_chosen_questions_takes_those_the_data_raises():
    page = picture()

    assert (len(page.questions), page.suggested) == (3, True)


def test_page_table_is_as_reported_newest_first():
    rows = [(row.taken, row.month, row.value, row.mr, row.level, row.lab) for row in picture().results]

    assert rows[0] == ("12 Nov 2026", "14", "0.11%", "MR2.96", "CCyR level", "City")
    assert rows[-1] == ("29 Aug 2025", "start", "62%", "", "baseline", "City")


def test_page_table_holds_the_last_results_that_fit_and_counts_them():
    page = page_of(tell(*["62", "7", *["0.5"] * 18]))

    assert page.results_title == "Results as reported: the last 15 of 20"
    assert (len(page.results), page.fewer) == (15, 13)
    assert page.results_title_fewer == "Results as reported: the last 13 of 20"


def test_page_of_a_country_with_letter_paper_holds_as_many_rows_as_letter():
    told, person = tell(*["62", "7", *["0.5"] * 18]), replace_country(ROBIN, "US")
    page = page_of(told, person=person)

    assert (len(page.results), page.fewer, page.results_title_fewer) == (13, 13, "")


def test_page_of_a_short_record_stands_one_below_the_other():
    page = page_of(tell("62", "7"))

    assert (page.stacked, len(page.results), page.results_title) == (True, 2, "Results as reported")


def test_page_without_a_result_has_no_table_of_them():
    assert (page_of(tell()).shows.results, page_of(tell("62")).shows.results) == (False, True)


def test_page_table_with_all_results_counts_nothing():
    assert picture().results_title == "Results as reported"


def test_page_tells_the_last_medicines_and_names_those_before():
    rows = tuple(
        Treatment("imatinib", date(2025, 9, day), stopped_on=date(2025, 9, day + 1), dose=f"{day} mg")
        for day in range(1, 7)
    )
    page = page_of(replace(JUST_ABOVE, treatments=rows), today=JUST_ABOVE_ON)

    assert page.treatment[0] == "Earlier: imatinib 2025"
    assert page.treatment[4] == "imatinib 6 mg, 6 Sep 2025 to 7 Sep 2025"


def test_page_tells_a_try_without_treatment_between_two_times_on_one_medicine():
    told = (("imatinib", 2014, ""), ("imatinib", 2015, "working_less_well"))
    told += (("dasatinib", 2016, "treatment_free_remission"), ("dasatinib", 2018, "paused"))
    earlier = tuple(
        Treatment(name, date(year, 1, 5), stopped_on=date(year + 1, 1, 4), stop_reason=reason)
        for name, year, reason in told
    )
    rows = earlier + tuple(Treatment("dasatinib", date(2020 + place, 1, 5)) for place in range(4))
    page = page_of(replace(JUST_ABOVE, treatments=rows), today=JUST_ABOVE_ON)

    assert page.treatment[0] == (
        "Earlier: imatinib 2014-2016 (working less well), dasatinib 2016-2017 (to try treatment-free "
        "remission), dasatinib 2018-2019 (paused)"
    )


def test_page_without_a_medicine_says_so():
    assert page_of(tell("62", medicine="")).treatment[0] == "No medicine in the record."


def test_page_keeps_a_limit_as_a_limit():
    page = page_of(tell("62", "7", "0.5", "0.05", "nd 0.0032"))

    assert (page.results[0].value, page.results[0].mr, page.results[0].level) == (
        "<0.0032%, not found",
        "",
        "MR4.5",
    )


def test_page_tells_the_guideline_and_what_the_other_would_say():
    page = picture()

    assert page.treatment[-2] == ("By NCCN, as restated in open papers 2020-2024, it would be “light green”.")
    assert page.guideline.startswith("Not a diagnosis. Checkpoints: Hochhaus et al.")


def test_page_tells_genes_and_risk_only_where_known():
    person = Person(name="R", transcript_name="e14a2", risk_score="ELTS low")
    history = replace(JUST_ABOVE, mutations=(Mutation(date(2026, 1, 10), "T315I", True),))

    assert page_of(history, person=person, today=JUST_ABOVE_ON).treatment[1] == (
        "Transcript: e14a2 · Mutations: T315I (10 Jan 2026) · Risk score: ELTS low"
    )
    assert picture().treatment[1].startswith("By NCCN")


def test_page_prints_the_level_agreed_on_with_its_day():
    person = Person(agreed_percent_is=Decimal("0.50"), agreed_on=date(2026, 6, 1))

    lines = goal_lines(OwnEntries(), person)

    assert lines[-1] == "The level we agreed on: 0.50% or less (1 Jun 2026)."


def test_page_head_names_a_transplant():
    person = Person(phase="chronic", transplant_on=date(2024, 1, 12))

    assert picture(person=person).who == ("CML, chronic phase", "transplant 12 Jan 2024")
