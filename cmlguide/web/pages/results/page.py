"""The list of results, and the page of one: as reported, its level, and what it was compared with."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import TYPE_CHECKING

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from cmlguide.records.lab_limits import FILLED, LabLimit, find_lab_limits
from cmlguide.web.words import dates, numbers
from cmlguide.web.words import engine as words
from cmlguide.web.words.guidelines import quote
from cmlguide.web.words.medicines import medicine_words, since_month
from cmlguide.web.words.result import moves
from cmlguide.web.words.result.facts import Fact
from cmlguide.web.words.result.newest import (
    FirstChecks,
    Phone,
    first_checks,
    hold,
    newest_of,
    number_note,
    phones,
)
from cmlguide.web.words.result.why_both import why_both
from cmlguide.web.words.without_treatment import month_off
from milestones.changes import find_changes
from milestones.guideline import load_guideline

if TYPE_CHECKING:
    from cmlguide.records.models import Person
    from milestones.assessment import Assessment
    from milestones.changes import Change
    from milestones.guideline import Checkpoint
    from milestones.history import Mutation, Result
    from milestones.verdicts import JudgedResult

RESULTS_A_PAGE = 50
NOT_YET_COUNTED = words.Chip("none", "○", gettext_lazy("Not counted yet"))
START = words.Chip("none", "○", gettext_lazy("Your start"))
# A level is shown as a separate word only if the number itself does not already say it.
LEVEL_NAMES_ITSELF = ("level", "no_result")


@dataclass(frozen=True)
class ResultLine:
    """One line of the list. `level`, `change` and `lab` may be empty text; `in_short` says the three in one
    line."""

    key: str
    year: int
    day: str
    number: str
    level: str
    change: moves.Move
    lab: str
    in_short: str
    chip: words.Chip


@dataclass(frozen=True)
class LabLine:
    """A laboratory whose limit could be used for its reports without one (`ask`), or was used (`told`)."""

    lab: str
    ask: str
    told: str


def lab_lines(results: Iterable[Result]) -> tuple[LabLine, ...]:
    """What to offer or report for each laboratory."""
    return tuple(LabLine(row.lab, _ask(row), _told(row)) for row in find_lab_limits(results))


def _ask(row: LabLimit) -> str:
    count = len(row.keys)
    said = ngettext(
        "%(lab)s can see down to %(limit)s, by its other reports. Use it for the one that does not say?",
        "%(lab)s can see down to %(limit)s, by its other reports. Use it for these %(count)s that "
        "do not say?",
        count,
    )
    return said % {"lab": row.lab, "limit": numbers.percent(row.limit), "count": count} if count else ""


def _told(row: LabLimit) -> str:
    count = len(row.filled)
    said = ngettext(
        "%(count)s result of %(lab)s has the depth of its other reports.",
        "%(count)s results of %(lab)s have the depth of its other reports.",
        count,
    )
    return said % {"lab": row.lab, "count": count} if count else ""


@dataclass(frozen=True)
class ResultPage:
    """One result's page. `sentences` say where it stands; `beside` gives the guideline's own word.

    `alarm` is True for the newest result if the team is worth calling in the next few days.
    """

    key: str
    when: str
    number: str
    number_note: str
    chip: words.Chip | None
    sentences: tuple[str, ...]
    beside: tuple[str, ...]
    facts: tuple[Fact, ...]
    note: str
    line_words: str
    line_caption: str
    alarm: bool
    first_checks: FirstChecks | None
    hold: str
    phones: tuple[Phone, ...]


def result_lines(results: Iterable[Result], assessment: Assessment) -> list[ResultLine]:
    """A line for each result, in the order given."""
    judged = {row.result.key: row for row in assessment.results}
    changes = find_changes(assessment.results)
    return [_line(result, judged.get(result.key), changes.get(result.key), assessment) for result in results]


def _line(
    result: Result, judged: JudgedResult | None, change: Change | None, assessment: Assessment
) -> ResultLine:
    level, move = _level(result, judged), moves.move(change)
    return ResultLine(
        key=result.key,
        year=result.collected_on.year,
        day=dates.short_date(result.collected_on),
        number=numbers.result_value(result),
        level=level,
        change=move,
        lab=result.lab,
        in_short=" · ".join(filter(None, (level, move.in_full, result.lab))),
        chip=_chip_in_list(judged, assessment),
    )


def _chip_in_list(judged: JudgedResult | None, assessment: Assessment) -> words.Chip:
    """The result's own verdict. Where it has none, the newest has the concern that Timeline shows: "No
    checkpoint for this" beside a rise would hide it."""
    own = _own_chip(judged)
    if judged is None or own.tone != "none":
        return own
    if judged is assessment.newest and assessment.level.severity.is_concern:
        return words.chip_for(assessment.level.severity)
    is_ahead = judged.reason == "no_treatment" and assessment.next_start is not None
    return START if is_ahead else own


def shared_chip(lines: Sequence[ResultLine]) -> words.Chip | None:
    """The chip of every line, if there are several and all have the same: then it is said once."""
    is_shared = len(lines) > 1 and all(line.chip == lines[0].chip for line in lines)
    return lines[0].chip if is_shared else None


def _own_chip(judged: JudgedResult | None) -> words.Chip:
    """The verdict on the result alone, whatever came before it; one dated in the future has none yet."""
    if judged is None:
        return NOT_YET_COUNTED
    if judged.reason == "before_treatment":
        return START
    if judged.severity == "on_track":
        return words.AT_GOAL  # the number alone: other findings may be of concern
    return words.chip_for(judged.severity, judged.reason)


def _level(result: Result, judged: JudgedResult | None) -> str:
    if judged is None or judged.interval is None or result.kind in LEVEL_NAMES_ITSELF:
        return ""
    return words.level_name(judged)


def result_page(
    person: Person, result: Result, assessment: Assessment, mutations: Iterable[Mutation] = ()
) -> ResultPage:
    """One result in words; the newest says what Timeline says. One dated after today has no verdict."""
    judged = next((row for row in assessment.results if row.result.key == result.key), None)
    is_newest = assessment.newest is not None and assessment.newest.result.key == result.key
    newest = newest_of(assessment, mutations) if is_newest else None
    alarm = is_newest and assessment.level.severity == "soon"
    beside = tuple(_beside(judged, assessment))
    sentences = newest.sentences if newest else beside[:1]
    return ResultPage(
        key=result.key,
        when=_when(result, judged, assessment),
        number=numbers.headline(judged) if judged else numbers.result_value(result),
        number_note=number_note(judged) if judged else "",
        chip=newest.chip if newest else _own_chip(judged),
        sentences=sentences,
        beside=tuple(sentence for sentence in beside if sentence not in sentences),
        facts=tuple(_facts(result, judged)),
        note=result.note,
        line_words=_line_words(result),
        line_caption=_line_caption(judged),
        alarm=alarm,
        first_checks=first_checks(assessment) if alarm else None,
        hold=hold(assessment),
        phones=phones(person) if alarm else (),
    )


def _when(result: Result, judged: JudgedResult | None, assessment: Assessment) -> str:
    day = dates.long_date(result.collected_on)
    line = next((line for line in assessment.lines if judged and line.number == judged.line), None)
    month = dates.month_on_treatment(judged.months) if judged else None
    off = month_off(result.collected_on, assessment)
    if off is not None:
        return _("Taken %(day)s · month %(month)s without treatment") % {"day": day, "month": off}
    if line is None or month is None or not line.medicine:
        return _("Taken %(day)s") % {"day": day}
    if since := since_month(line):
        told = {"day": day, "medicine": medicine_words(line.medicine), "since": since}
        return _("Taken %(day)s · on %(medicine)s since %(since)s") % told
    place = {"day": day, "month": month, "medicine": medicine_words(line.medicine)}
    if month >= dates.MONTHS_IN_YEARS:
        return _("Taken %(day)s · %(time)s on %(medicine)s") % {**place, "time": dates.time_on(month)}
    return _("Taken %(day)s · month %(month)s on %(medicine)s") % place


def _beside(judged: JudgedResult | None, assessment: Assessment) -> Iterable[str]:
    """What the result was compared with, and the guideline's own word for it; or why it was not compared."""
    if judged is None:
        yield _("This date is in the future, so the result is not counted yet.")
    elif judged.reason is not None:
        yield words.why_no_verdict(judged)
    else:
        yield _checkpoint(judged, assessment)
        yield quote(assessment.guideline, judged.category or "")
        if judged is assessment.newest:
            yield from why_both(assessment)


def _checkpoint(judged: JudgedResult, assessment: Assessment) -> str:
    """The checkpoint it was compared with, and that checkpoint's goal."""
    row = _row_of(judged, assessment)
    name = str(words.ROWS.get(judged.row or "", judged.row or ""))
    place = {"row": name, "goal": numbers.percent(judged.target_percent or Decimal(0))}
    if judged.at_checkpoint:
        return _("This is the test for the %(row)s. The usual goal there is %(goal)s or less.") % place
    if row is not None and row.any_time:
        return _("After the last checkpoint, the usual goal stays the same: %(goal)s or less.") % place
    return _("This test was between checkpoints. The %(row)s counts for it: %(goal)s or less.") % place


def _line_words(result: Result) -> str:
    """The number line in words, for people who cannot see it; the caption under it says what a step is."""
    return _("A number line with this result at %(result)s.") % {"result": numbers.result_value(result)}


def _line_caption(judged: JudgedResult | None) -> str:
    goal = judged.target_percent if judged else None
    steps = _("Each step to the right is ten times less.")
    if goal is None:
        return steps
    return (
        steps
        + " "
        + _("The tall line is the usual goal at that time: %(goal)s or less.")
        % {"goal": numbers.percent(goal)}
    )


def _facts(result: Result, judged: JudgedResult | None) -> Iterable[Fact]:
    if judged is not None and judged.interval is not None:
        yield Fact(_("Level"), words.level_name(judged))
    if result.unit:
        yield Fact(_("Scale"), str(words.UNITS[result.unit]))
    if result.as_reported:
        yield Fact(_("On the letter"), result.as_reported)
    yield from _test_facts(result)
    yield Fact(_("Lab"), result.lab or _("not noted"))
    yield Fact(_("Sample"), _("bone marrow") if result.specimen == "marrow" else _("blood"))
    if result.baseline:
        yield Fact(_("Baseline"), _("yes, before treatment"))
    yield Fact(_("Checked against my letter"), _("yes") if result.checked_against_letter else _("not yet"))


def _test_facts(result: Result) -> Iterable[Fact]:
    """What the report says about the test itself."""
    if result.limit is not None:
        yield Fact(_("How far down the test could see"), numbers.plain(result.limit))
    if result.extra.get(FILLED):
        yield Fact(_("Where that is from"), _("filled in from other reports of this lab, not on this one"))
    if result.quantifies_to is not None:
        yield Fact(_("Smallest number the test can measure"), numbers.percent(result.quantifies_to))
    if result.copies is not None:
        yield Fact(_("Control gene copies"), _copies(result))
    if result.method:
        yield Fact(_("How the test was done"), str(words.METHODS[result.method]))
    if result.conversion_factor is not None:
        yield Fact(_("Conversion factor"), numbers.plain(result.conversion_factor))


def _copies(result: Result) -> str:
    shown = numbers.copies(result.copies or 0)
    return f"{shown} ({result.control_gene})" if result.control_gene else shown


def _row_of(judged: JudgedResult, assessment: Assessment) -> Checkpoint | None:
    return next((row for row in load_guideline(assessment.guideline).rows if row.name == judged.row), None)
