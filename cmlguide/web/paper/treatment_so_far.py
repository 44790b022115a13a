"""Treatment so far, for the page: medicines with their dates, genes and the category."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.utils.translation import gettext as _

from cmlguide.web.words import counts as blood_counts
from cmlguide.web.words import dates, numbers
from cmlguide.web.words import engine as words
from cmlguide.web.words import marrow as marrow_tests
from cmlguide.web.words.guidelines import guideline_lines, own_category
from cmlguide.web.words.medicines import medicine_words, with_dose
from cmlguide.web.words.result.why_both import why_both
from cmlguide.web.words.without_treatment import paper_line
from milestones.halving import find_first_fall
from milestones.lines import rows_as_read

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence
    from datetime import date

    from cmlguide.records.models import Person
    from milestones.assessment import Assessment
    from milestones.checkpoints import Rung
    from milestones.history import History, Treatment


ALL_IN_TABLE = 6  # results: as many as are usually printed
FIRST_AT = ("mmr", "mr4", "mr4.5")


def treatment_so_far(
    person: Person,
    history: History,
    assessment: Assessment,
    *,
    most: int,
    brief: bool = False,
    others: Iterable[str] = (),
) -> tuple[str, ...]:
    """The last `most` medicines or doses after the names of those before, genes, newest blood count and
    marrow, and category; one line each.

    `brief` moves the blood count and the marrow to the second page; how fast the number fell at first also
    moves there once the first year is over. `others` share the line of the genes.
    """
    marrow = () if brief else filter(None, [marrow_tests.compact_line(history.marrow, assessment.today)])
    rows = rows_as_read(history.treatments, assessment.today)
    lines = (
        _earlier(rows[:-most], brief=brief),
        *(treatment_line(row, assessment.today) for row in rows[-most:]),
        *([] if history.treatments else [_("No medicine in the record.")]),
        paper_line(assessment),
        " · ".join((*_genes(person, history), *_reached(person, assessment), *marrow, *others)),
        "" if brief else _counts(history, assessment),
        first_fall(assessment) if assessment.first_year.steps and not brief else "",
        _category(assessment),
    )
    return tuple(line for line in lines if line)


def _earlier(rows: Sequence[Treatment], *, brief: bool) -> str:
    """`Earlier: imatinib 2014-2016 (side effects), nilotinib 2016-2018`: each medicine once, without its
    doses, up to a try without treatment; unless `brief` with the last reason it ended."""
    told = []
    for doses in _in_turn(rows):
        first, last = doses[0].started_on.year, (doses[-1].stopped_on or doses[-1].started_on).year
        reason = "" if brief else words.STOP_REASONS.get(doses[-1].stop_reason or "")
        years = str(first) if first == last else f"{first}-{last}"
        told.append(f"{medicine_words(doses[0].medicine)} {years}" + (f" ({reason})" if reason else ""))
    return _("Earlier: %(medicines)s") % {"medicines": ", ".join(told)} if told else ""


def _in_turn(rows: Sequence[Treatment]) -> list[list[Treatment]]:
    """The doses of one medicine after another together; what follows a try without treatment apart."""
    turns: list[list[Treatment]] = []
    for row in rows:
        last = turns[-1][-1] if turns else None
        if last and last.medicine == row.medicine and last.stop_reason != "treatment_free_remission":
            turns[-1].append(row)
        else:
            turns.append([row])
    return turns


def _reached(person: Person, assessment: Assessment) -> Iterator[str]:
    """The start, and the first day at each level from MMR on, where the table ends before them and no second
    page has them."""
    start = assessment.baseline
    if len(assessment.results) <= ALL_IN_TABLE or person.summary_second_page:
        return
    if start is not None:
        told = {
            "value": numbers.value_on(start.collected_on, assessment),
            "day": dates.short_date(start.collected_on),
        }
        yield _("Baseline: %(value)s, %(day)s") % told
    first = [said for rung in assessment.ladder if (said := _first_at(rung, assessment))]
    if first:
        yield _("First at %(levels)s") % {"levels": ", ".join(first)}


def _first_at(rung: Rung, assessment: Assessment) -> str:
    """`MMR 6 Oct 2025`; "" below MMR, and where that day's test did not say how deep it saw."""
    test = numbers.test_on(rung.reached_on, assessment)
    if test is None or not test.depth_stated or rung.level not in FIRST_AT:
        return ""
    told = {"level": words.level_word(rung.level), "day": dates.short_date(test.collected_on)}
    return _("%(level)s by %(day)s") % told if rung.or_earlier else _("%(level)s %(day)s") % told


def _category(assessment: Assessment) -> str:
    """Another guideline's category; the own one, which the headline quotes, only where more is said of it."""
    both = why_both(assessment)
    own = own_category(assessment) if both else []
    return " ".join((*own, *guideline_lines(assessment, brief=True), *both))


def _counts(history: History, assessment: Assessment) -> str:
    counts = assessment.counts
    has_card = counts is not None and counts.severity.is_concern
    return blood_counts.compact_line(history.blood_counts, assessment.today, has_card=has_card)


def treatment_line(row: Treatment, today: date) -> str:
    """`imatinib 400 mg once a day, 8 Sep 2025 to today`, with the reason it ended, if known."""
    name = with_dose(row.medicine, row.dose)
    start = dates.short_date(row.started_on)
    if row.stopped_on is None:
        said = _("%(name)s, starts %(start)s") if row.started_on > today else _("%(name)s, since %(start)s")
        return said % {"name": name, "start": start}
    span = {"name": name, "start": start, "end": dates.short_date(row.stopped_on)}
    line = _("%(name)s, %(start)s to %(end)s") % span
    reason = words.stop_reason(row.stop_reason)
    return f"{line} ({reason})" if reason else line


def first_fall(assessment: Assessment) -> str:
    """For the team: how fast the number halved from the start to month 3; a fact without a verdict."""
    fall = find_first_fall(assessment)
    if fall is None:
        return ""
    return _(
        "From the start (%(start)s) to month 3 (%(later)s): halved about every %(days)s days (counted as in "
        "Branford, Blood 2014;124:511)."
    ) % {
        "start": numbers.result_value(fall.first.result),
        "later": numbers.result_value(fall.later.result),
        "days": round(fall.days),
    }


def _genes(person: Person, history: History) -> tuple[str, ...]:
    """Transcript, mutations and risk score, as far as known."""
    transcript = person.transcript_name.strip()
    if not transcript and person.transcript != "unknown":
        transcript = str(words.TRANSCRIPTS[person.transcript])
    found = ", ".join(
        f"{row.name} ({dates.short_date(row.found_on)})" for row in history.mutations if row.name
    )
    known = (
        (_("Transcript: %(value)s"), transcript),
        (_("Mutations: %(value)s"), found),
        (_("Risk score: %(value)s"), person.risk_score.strip()),
    )
    return tuple(label % {"value": value} for label, value in known if value)
