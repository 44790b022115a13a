from dataclasses import dataclass
from datetime import date

import pytest

from cmlguide.web.frame.setup import Setup, setup_of
from milestones.history import History, Result, Treatment

IMATINIB = Treatment("imatinib", date(2025, 9, 8))
BASELINE = Result(date(2025, 8, 29), baseline=True)
LATER = Result(date(2025, 12, 4))
BEGUN = History(results=(BASELINE,), treatments=(IMATINIB,))


@dataclass
class Facts:
    """The columns of a person that the steps fill in."""

    example: str = ""
    diagnosed_on: date | None = None
    guideline: str = ""
    goal: str = "unset"
    name: str = ""
    country: str = ""
    clinic_day_phone: str = ""
    clinic_out_of_hours_phone: str = ""


@pytest.mark.parametrize(
    ("facts", "history", "expected"),
    [
        ({}, History(), Setup(0, 5, "/start/diagnosis/")),
        ({}, History(results=(LATER,)), Setup(0, 5, "/start/diagnosis/")),
        ({}, History(results=(BASELINE,)), Setup(1, 5, "/start/medicine/")),
        ({"diagnosed_on": date(2025, 8, 29)}, History(), Setup(1, 5, "/start/medicine/")),
        ({}, History(treatments=(IMATINIB,)), Setup(1, 5, "/start/diagnosis/")),
        ({"guideline": "nccn-2024"}, History(), Setup(1, 5, "/start/diagnosis/")),
        # Not being sure of the guideline is fine: a later step says that it was passed.
        ({"goal": "long_term_control"}, History(), Setup(2, 5, "/start/diagnosis/")),
        ({}, History(extra={"goals": [{"code": "own"}]}), Setup(2, 5, "/start/diagnosis/")),
        (
            {"country": "DE"},
            History(results=(BASELINE,), treatments=(IMATINIB,)),
            None,
        ),
        # Not having decided on a goal is an answer too.
        ({"name": "Robin"}, History(), Setup(3, 5, "/start/diagnosis/")),
        ({"name": "Robin", "goal": "long_term_control"}, BEGUN, None),
        ({"example": "rising"}, History(), None),
    ],
)
def test_setup_leads_on_at_the_first_step_not_done(facts, history, expected):
    assert setup_of(Facts(**facts), history) == expected


def test_name_of_one_of_several_records_shows_no_step_to_be_passed():
    """Another record is begun with a name; "3 of 5 steps done" was said of it before anything was."""
    assert setup_of(Facts(name="Max"), History(), several=True) == Setup(0, 5, "/start/diagnosis/")
    assert setup_of(Facts(name="Max", country="DE"), BEGUN, several=True) is None
