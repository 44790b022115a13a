"""What the carried page shows once it is unlocked: the record as of one day, from one assessment."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from cmlguide.web.chart.data.spans import ALL
from cmlguide.web.chart.timeline.card import ChartCard, chart_card
from cmlguide.web.paper.result_lines import result_line
from cmlguide.web.paper.summary import questions_to_print
from cmlguide.web.paper.tables import PaperTable, results_table
from cmlguide.web.words import dates
from cmlguide.web.words.result.count_card import CountCard, count_card
from cmlguide.web.words.result.facts import Fact, facts_of
from cmlguide.web.words.result.newest import FirstChecks, Newest, Phone, first_checks, hold, newest_of, phones

if TYPE_CHECKING:
    from collections.abc import Iterable

    from cmlguide.records.models import PageQuestion, Person
    from milestones.assessment import Assessment
    from milestones.history import History


@dataclass(frozen=True)
class CarriedPage:
    """The values for `carried_file/_inside.html`. `suggested`: the questions are those the record raises."""

    name: str
    made_on: str
    counts: CountCard | None
    newest: Newest | None
    alarm: bool
    hold: str
    first_checks: FirstChecks | None
    phones: tuple[Phone, ...]
    facts: tuple[Fact, ...]
    chart: ChartCard
    questions: tuple[str, ...]
    suggested: bool
    results: PaperTable

    @property
    def result_rows(self) -> tuple[tuple[tuple[str, str], ...], ...]:
        """Each result as (heading, text) pairs, because a narrow screen shows a row as lines."""
        texts = ([cell.text for cell in row] for row in self.results.rows)
        return tuple(tuple(zip(self.results.columns, row, strict=True)) for row in texts)


def carried_page(
    person: Person, history: History, assessment: Assessment, listed: Iterable[PageQuestion]
) -> CarriedPage:
    """The page as of today, with every result."""
    questions, suggested = questions_to_print(listed, assessment)
    return CarriedPage(
        name=person.name.strip(),
        made_on=dates.long_date(assessment.today),
        counts=count_card(person, history, assessment),
        newest=newest_of(assessment, history.mutations),
        alarm=assessment.level.severity == "soon",
        hold=hold(assessment),
        first_checks=first_checks(assessment),
        phones=phones(person),
        facts=facts_of(assessment),
        chart=chart_card(assessment, history, span=ALL),
        questions=questions,
        suggested=suggested,
        results=results_table(result_line(judged, assessment) for judged in reversed(assessment.results)),
    )
