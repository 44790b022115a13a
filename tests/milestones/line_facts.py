"""Lines of treatment in short form, for the tests that compare them."""

from milestones.history import Treatment
from milestones.lines import (
    build_course,
)
from tests.milestones.builders import (
    START,
    assessed,
    day,
    percent,
)

TO_STOP = "treatment_free_remission"


def lines_of(*rows: Treatment) -> list[tuple]:
    """(medicine, first day, clock, restart, last day) of every line, in days after START."""
    return [
        (
            line.medicine,
            (line.started_on - START).days,
            (line.clock_from - START).days,
            line.restart,
            line.ended_on and (line.ended_on - START).days,
        )
        for line in build_course(rows).lines
    ]


def reason_on(on: int, *rows: Treatment) -> tuple:
    """(line, reason) for a test on that day."""
    judged = assessed(percent("0.05", day(on)), treatments=rows, today=day(2000)).results[0]
    return judged.line, judged.reason
