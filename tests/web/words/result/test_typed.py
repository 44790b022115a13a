from datetime import date
from decimal import Decimal

import pytest

from cmlguide.exchange import codes
from cmlguide.web.pages.results import parts as result_parts
from cmlguide.web.words.result import typed
from milestones.history import KINDS, LEVELS, SPECIMENS, UNITS, Result

DAY = date(2026, 11, 12)


def result(value=None, **facts) -> Result:
    facts.setdefault("unit", "percent_is")
    limit = facts.pop("limit", None)
    return Result(
        DAY, facts.pop("kind", "value"), None if value is None else Decimal(value),
        limit=None if limit is None else Decimal(limit), **facts,
    )  # fmt: skip


def test_every_problem_with_a_number_or_date_has_words():
    problems = {code for name, code in vars(codes).items() if name.isupper() and isinstance(code, str)}
    problems = {code for code in problems if not code.startswith("ask_")}
    ours = {
        "kind_differs",
        "limit_differs",
        "limit_missing",
        "level_missing",
        "level_differs",
        "unit_differs",
    }
    numbers = {code for code in problems if code.startswith(("number_", "detected_", "above_", "count_"))}
    dates = {code for code in problems if code.startswith("date_")}

    assert numbers | ours <= typed.NUMBER_PROBLEMS.keys()
    assert dates | {codes.ASK_DAY_OR_MONTH} <= typed.DATE_PROBLEMS.keys()
    assert {
        getattr(result_parts, name) for name in dir(result_parts) if name.endswith(("DIFFERS", "MISSING"))
    } == ours


def test_every_code_can_be_chosen():
    assert {code for code, words in typed.KIND_CHOICES} == {"", *KINDS}
    assert {code for code, words in typed.UNIT_CHOICES} == {"", *UNITS}
    assert {code for code, words in typed.LEVEL_CHOICES} == {"", *LEVELS}
    assert {code for code, words in typed.SPECIMEN_CHOICES} == {*SPECIMENS}


@pytest.mark.parametrize(
    ("given", "said"),
    [
        (result("0.5"), "0.5% on the International Scale"),
        (result("0.0030"), "0.0030% on the International Scale"),
        (result("5E-2"), "0.05% on the International Scale"),
        (
            result("0.121", unit="ratio_percent"),
            "0.121%, the lab's own ratio, not on the International Scale",
        ),
        (
            result("0.5", unit="ratio_percent", conversion_factor=Decimal("0.8")),
            "0.5%, the lab's own ratio, which is 0.4% on the International Scale",
        ),
        (result("4", unit="mr"), "MR4, which is 0.01% on the International Scale"),
        (result("3", unit="log_reduction"), "A log reduction of 3, which is 0.1% on the International Scale"),
        (
            result(kind="not_detected", limit="0.0032"),
            "Not detected; the test could see down to 0.0032% on the International Scale",
        ),
        (
            result(kind="not_detected", limit="4.5", unit="mr"),
            "Not detected; the test could see down to MR4.5",
        ),
        (
            result(kind="not_detected", copies=84210, unit=None),
            "Not detected, with 84,210 control gene copies",
        ),
        (
            result(kind="not_detected", unit=None),
            "Not detected; the letter does not say how far down the test could see",
        ),
        (result(kind="below_quantification", unit=None), "Found, but too little to measure"),
        (
            result(kind="below_quantification", limit="0.002"),
            "Found, but too little to measure: less than 0.002% on the International Scale",
        ),
        (result(kind="less_than", limit="0.01"), "Less than 0.01% on the International Scale"),
        (result(kind="above_limit", limit="55"), "More than 55% on the International Scale"),
        (result(kind="level", level="mr4", unit=None), "Only a level: MR4.0"),
        (result(kind="no_result", unit=None), "No result: the lab could not read the sample"),
    ],
)
def test_each_kind_of_result_is_said_back(given, said):
    assert typed.read_back(given, None, dated=False) == (f"{said}.", "Does your letter say this?")


def test_date_and_last_result_are_said_back_too():
    assert typed.read_back(result("0.5"), result("0.02"), dated=True) == (
        "0.5% on the International Scale, taken 12 Nov 2026.",
        "Your last was 0.02%.",
        "Does your letter say this?",
    )
