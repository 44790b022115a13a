"""Complete hematologic response (strictly below) and cytogenetic classes, below, at and above each border."""

from dataclasses import replace
from datetime import date
from decimal import Decimal

import pytest

from milestones.hematology import (
    MET,
    NOT_MET,
    TOO_FEW_CELLS,
    TOO_LOW,
    UNKNOWN,
    Criterion,
    are_goals_ahead,
    count_borders,
    cytogenetic_codes,
    judge_counts,
    judge_marrow,
    newest_response,
)
from milestones.history import BloodCount, Marrow
from milestones.lines import build_course
from tests.milestones.builders import history, tki

DAY = date(2026, 9, 7)
ALL_MET = BloodCount(
    DAY,
    wbc=Decimal("9.9"),
    platelets=Decimal("449"),
    basophils_percent=Decimal("4.9"),
    immature_granulocytes=False,
    spleen_felt=False,
)


def test_judge_counts_with_every_criterion_met():
    answer = judge_counts(ALL_MET)

    assert answer.status == "met"
    assert {criterion.code: criterion.status for criterion in answer.criteria} == {
        "wbc": "met",
        "platelets": "met",
        "basophils_percent": "met",
        "immature_granulocytes": "met",
        "spleen_felt": "met",
    }


@pytest.mark.parametrize(
    ("code", "reported", "status"),
    [
        # WBC < 10, platelets < 450, basophils < 5%: the border itself does not meet it.
        ("wbc", Decimal("9.99"), "met"),
        ("wbc", Decimal(10), "not_met"),
        ("wbc", Decimal("10.01"), "not_met"),
        ("platelets", Decimal("449.9"), "met"),
        ("platelets", Decimal(450), "not_met"),
        ("platelets", Decimal(451), "not_met"),
        ("basophils_percent", Decimal("4.9"), "met"),
        ("basophils_percent", Decimal(5), "not_met"),
        ("basophils_percent", Decimal("5.1"), "not_met"),
        ("immature_granulocytes", True, "not_met"),
        ("spleen_felt", True, "not_met"),
    ],
)
def test_judge_counts_at_each_border(code, reported, status):
    answer = judge_counts(replace(ALL_MET, **{code: reported}))

    assert next(row.status for row in answer.criteria if row.code == code) == status
    assert answer.status == status


def test_each_criterion_names_its_border_reported_or_not():
    borders = {"wbc": Decimal(10), "platelets": Decimal(450), "basophils_percent": Decimal(5)}
    others = {"immature_granulocytes": None, "spleen_felt": None}

    assert judge_counts(ALL_MET).criteria == tuple(
        Criterion(code, "met", below) for code, below in {**borders, **others}.items()
    )
    assert judge_counts(BloodCount(DAY)).criteria == tuple(
        Criterion(code, "unknown", below) for code, below in {**borders, **others}.items()
    )


def test_judge_counts_with_one_not_reported_is_unknown():
    assert judge_counts(replace(ALL_MET, spleen_felt=None)).status == "unknown"


def test_judge_counts_with_one_not_met_and_one_unknown_is_not_met():
    assert judge_counts(replace(ALL_MET, spleen_felt=None, wbc=Decimal(11))).status == "not_met"


def test_newest_response_is_of_the_newest_count_that_reports_a_criterion():
    high = replace(ALL_MET, wbc=Decimal(11))
    hemoglobin_alone = BloodCount(date(2026, 10, 1), hemoglobin=Decimal(13))
    to_come = replace(ALL_MET, collected_on=date(2026, 12, 1))
    earlier = replace(ALL_MET, collected_on=date(2026, 6, 1))

    newest = newest_response((earlier, high, hemoglobin_alone, to_come), date(2026, 11, 22))

    assert newest == (high, judge_counts(high))
    assert newest_response((to_come, hemoglobin_alone), date(2026, 11, 22)) is None
    assert newest_response((to_come,), date(2026, 12, 1)) == (to_come, judge_counts(to_come))


@pytest.mark.parametrize(
    ("positive", "cells", "code"),
    [
        # 0% complete, 1-35 partial, >35-65 minor, >65-95 minimal, >95 none, of at least 20 metaphases.
        (0, 20, "complete"),
        (1, 100, "partial"),
        (35, 100, "partial"),
        (36, 100, "minor"),
        (65, 100, "minor"),
        (66, 100, "minimal"),
        (95, 100, "minimal"),
        (96, 100, "none"),
        (20, 20, "none"),
        (0, 19, TOO_FEW_CELLS),
        (19, 19, TOO_FEW_CELLS),
        (0, 0, None),
        (None, 20, None),
        (3, None, None),
    ],
)
def test_judge_marrow_at_each_border(positive, cells, code):
    assert judge_marrow(Marrow(DAY, positive, cells)) == code


def test_count_borders_are_those_of_the_measured_criteria():
    assert count_borders() == {"wbc": 10, "platelets": 450, "basophils_percent": 5}


def test_cytogenetic_codes_are_in_order():
    assert cytogenetic_codes() == ("complete", "partial", "minor", "minimal", "none", TOO_FEW_CELLS)


# The goals only ask whether a count is too high: one too low is never "met".
@pytest.mark.parametrize(
    ("code", "value", "status"),
    [
        ("platelets", "49.9", TOO_LOW),
        ("platelets", "50", MET),
        ("platelets", "450", NOT_MET),
        ("wbc", "0.99", TOO_LOW),
        ("wbc", "1", MET),
        ("basophils_percent", "0", MET),
    ],
)
def test_a_count_too_low_is_no_goal_met(code, value, status):
    response = judge_counts(BloodCount(date(2026, 1, 1), **{code: Decimal(value)}))

    assert next(row.status for row in response.criteria if row.code == code) == status
    assert response.status == {TOO_LOW: TOO_LOW, MET: UNKNOWN, NOT_MET: NOT_MET}[status]


@pytest.mark.parametrize(("blasts", "status"), [("0", UNKNOWN), ("0.5", NOT_MET), (None, UNKNOWN)])
def test_blasts_are_immature_cells(blasts, status):
    count = BloodCount(date(2026, 1, 1), blasts_percent=None if blasts is None else Decimal(blasts))

    criteria = {row.code: row.status for row in judge_counts(count).criteria}

    assert criteria["immature_granulocytes"] == status


def test_a_count_too_low_names_its_border():
    judged = {row.code: row for row in judge_counts(replace(ALL_MET, platelets=Decimal("10"))).criteria}

    assert judged["platelets"] == Criterion("platelets", TOO_LOW, Decimal("450"))


def test_blasts_count_beside_a_letter_that_names_no_immature_cells():
    count = BloodCount(date(2026, 1, 1), blasts_percent=Decimal(2), immature_granulocytes=False)

    assert {row.code: row.status for row in judge_counts(count).criteria}["immature_granulocytes"] == NOT_MET


def goals_are_ahead(on: date, treatments=None, **facts) -> bool:
    made = history(treatments=treatments, **facts)
    return are_goals_ahead(
        on, made, build_course(row for row in made.treatments if row.started_on <= on).lines
    )


# Goals of a blood count count from month 3 on (hematology.toml, own choice): before, on and after the day.
@pytest.mark.parametrize(
    ("on", "ahead"),
    [
        (date(2024, 1, 1), True),
        (date(2024, 3, 31), True),
        (date(2024, 4, 1), False),
        (date(2024, 4, 2), False),
    ],
)
def test_goals_of_a_count_are_ahead_until_month_three_of_the_first_tablet(on, ahead):
    assert goals_are_ahead(on) is ahead


def test_a_second_line_does_not_put_the_goals_off_again():
    rows = [tki(stop=date(2025, 1, 1)), tki("dasatinib", date(2025, 1, 1))]

    assert goals_are_ahead(date(2025, 2, 1), rows) is False


def test_goals_are_ahead_while_the_first_tablet_is_still_to_come():
    rows = [tki(start=date(2026, 1, 1))]

    assert goals_are_ahead(date(2025, 6, 1), rows, diagnosed_on=date(2024, 1, 1)) is True


# Without a main tablet the months count from the diagnosis.
@pytest.mark.parametrize(
    ("on", "ahead"), [(date(2024, 3, 31), True), (date(2024, 4, 1), False), (date(2023, 12, 1), True)]
)
def test_without_a_medicine_the_goals_wait_from_the_diagnosis(on, ahead):
    assert goals_are_ahead(on, [], diagnosed_on=date(2024, 1, 1)) is ahead


def test_without_a_medicine_and_a_diagnosis_nothing_is_ahead():
    assert goals_are_ahead(date(2024, 1, 2), []) is False


def test_another_medicine_without_a_tki_puts_no_goal_off():
    rows = [tki("interferon alfa")]

    assert goals_are_ahead(date(2024, 1, 2), rows, diagnosed_on=date(2024, 1, 1)) is False
