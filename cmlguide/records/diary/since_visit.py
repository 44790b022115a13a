"""What happened since a visit, as plain values for the page and the printout. Counted, never scored."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from cmlguide.records.diary.situations import count_days, name_of
from cmlguide.records.models import Allergy, DiaryEntry, OtherMedicine, Person
from cmlguide.records.models.diary_entry import DISTURBED, DOSE_STATUSES, HOW_OFTEN, SEVERITIES


@dataclass(frozen=True)
class DosesSince:
    """Doses not taken for one reason: `status` is a code of DOSE_STATUSES, `reason` one of DOSE_REASONS or
    "".

    `symptom` and `name` are the side effect behind it, if named. `doses` is the sum of the counts given,
    `uncounted` the number of entries without a count; `words` holds the person's notes, without repeats.
    """

    status: str
    reason: str
    symptom: str
    name: str
    doses: int
    uncounted: int
    words: tuple[str, ...]
    first_on: date
    last_on: date
    prints: bool


@dataclass(frozen=True)
class SideEffectSince:
    """One side effect: its worst severity, highest frequency, number of days, and what it got in the way of.

    `name` holds the person's own words when `symptom` is "other". `days` counts only days since the visit.
    """

    symptom: str
    name: str
    severity: str
    how_often: str
    gets_in_way_of: tuple[str, ...]
    times: int
    days: int
    words: tuple[str, ...]
    first_on: date
    last_on: date
    prints: bool


@dataclass(frozen=True)
class IntakeSince:
    """Something new that was taken: `intake` is a code of INTAKES, `words` the person's notes."""

    intake: str
    words: str
    first_on: date
    last_on: date
    prints: bool


@dataclass(frozen=True)
class NoteSince:
    """A free note."""

    words: str
    first_on: date
    last_on: date
    prints: bool


@dataclass(frozen=True)
class MedicineSince:
    """Another medicine started since the visit; `started_on` None means the day is not known."""

    name: str
    dose: str
    started_on: date | None
    stopped_on: date | None
    note: str


@dataclass(frozen=True)
class AllergyKnown:
    """An allergy; allergies are listed whenever they were written down."""

    name: str
    reaction: str


@dataclass(frozen=True)
class SinceVisit:
    """Everything since the visit. `since` None means from the beginning. `prints`:
    at least one entry is ticked."""

    since: date | None
    today: date
    doses: tuple[DosesSince, ...]
    side_effects: tuple[SideEffectSince, ...]
    intakes: tuple[IntakeSince, ...]
    notes: tuple[NoteSince, ...]
    medicines: tuple[MedicineSince, ...]
    allergies: tuple[AllergyKnown, ...]


def since_visit(person: Person, since: date | None, today: date, *, only_ticked: bool = False) -> SinceVisit:
    """What the person wrote down for the days from `since` to `today`, both included; three SQL queries."""
    return since_rows(
        person.diary_entries.kept(),
        person.other_medicines.kept(),
        person.allergies.kept(),
        since=since,
        today=today,
        only_ticked=only_ticked,
    )


def since_rows(
    diary: Iterable[DiaryEntry],
    other_medicines: Iterable[OtherMedicine],
    allergies: Iterable[Allergy],
    *,
    since: date | None,
    today: date,
    only_ticked: bool = False,
) -> SinceVisit:
    """As `since_visit`, from rows already read.

    `only_ticked` counts only the diary entries ticked for the page, so that printed numbers reveal no others.
    """
    lines = [
        row
        for row in diary
        if row.happened_on <= today
        and (since is None or row.last_on >= since)
        and (row.prints or not only_ticked)
    ]
    medicines = (row for row in other_medicines if _is_new(row, since, today))
    return SinceVisit(
        since=since,
        today=today,
        doses=_doses(line for line in lines if line.kind == "dose"),
        side_effects=_side_effects((line for line in lines if line.kind == "side_effect"), since, today),
        intakes=tuple(
            IntakeSince(line.intake, line.text, *_span([line])) for line in lines if line.kind == "new_intake"
        ),
        notes=tuple(NoteSince(line.text, *_span([line])) for line in lines if line.kind == "note"),
        medicines=tuple(
            MedicineSince(row.name, row.dose, row.started_on, row.stopped_on, row.note) for row in medicines
        ),
        allergies=tuple(AllergyKnown(row.name, row.reaction) for row in allergies),
    )


def _doses(lines: Iterable[DiaryEntry]) -> tuple[DosesSince, ...]:
    """In the order of DOSE_STATUSES; within a status, the reason with the most doses first."""
    found = [
        DosesSince(
            status,
            reason,
            symptom,
            name,
            sum(line.doses or 0 for line in same),
            sum(line.doses is None for line in same),
            _words(same),
            *_span(same),
        )
        for (status, reason, symptom, name), same in _group(lines, _why).items()
    ]
    return tuple(sorted(found, key=lambda row: (DOSE_STATUSES.index(row.status), -row.doses, row.first_on)))


def _side_effects(
    lines: Iterable[DiaryEntry], since: date | None, today: date
) -> tuple[SideEffectSince, ...]:
    """The worst first, then the longest-lasting."""
    found = [
        SideEffectSince(
            symptom,
            name,
            _most([line.severity for line in same], SEVERITIES),
            _most([line.how_often for line in same], HOW_OFTEN),
            tuple(code for code in DISTURBED if any(code in line.gets_in_way_of for line in same)),
            len(same),
            count_days(same, since or min(line.happened_on for line in same), today),
            _words(same),
            *_span(same),
        )
        for (symptom, name), same in _group(lines, name_of).items()
    ]
    return tuple(sorted(found, key=lambda row: (-_rank(row.severity, SEVERITIES), -row.days, row.first_on)))


def _why(line: DiaryEntry) -> tuple[str, ...]:
    return line.dose_status, line.reason, *name_of(line)


def _group(
    lines: Iterable[DiaryEntry], by: Callable[[DiaryEntry], tuple[str, ...]]
) -> dict[tuple[str, ...], list[DiaryEntry]]:
    groups: dict[tuple[str, ...], list[DiaryEntry]] = defaultdict(list)
    for line in lines:
        groups[by(line)].append(line)
    return groups


def _span(lines: Sequence[DiaryEntry]) -> tuple[date, date, bool]:
    """The first and last day of the entries, and whether any of them is printed."""
    first, last = min(line.happened_on for line in lines), max(line.last_on for line in lines)
    return first, last, any(line.prints for line in lines)


def _words(lines: Iterable[DiaryEntry]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(line.text for line in lines if line.text.strip()))


def _most(codes: Sequence[str], order: Sequence[str]) -> str:
    """The code that comes last in `order`; "" when there are none."""
    return max(codes, key=lambda code: _rank(code, order))


def _rank(code: str, order: Sequence[str]) -> int:
    return order.index(code) if code in order else -1


def _is_new(row: OtherMedicine, since: date | None, today: date) -> bool:
    if row.started_on is None:
        return since is None
    return (since is None or row.started_on >= since) and row.started_on <= today
