"""The situations in a diary that may raise a question: a code each, with the entries behind it.

When to ask is decided in `milestones/numbers/diary.toml`. Nothing here judges a person; nothing is a score.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date, timedelta

from cmlguide.records.models import DiaryEntry, Goal, OtherMedicine
from milestones.medicine_facts import pharmacist_group
from milestones.prompts import DIARY_SITUATIONS
from milestones.sourced import load_numbers

BY_SYMPTOM = {
    "low_mood_or_worry": "low_mood",
    "trouble_sleeping": "trouble_sleeping",
    "trouble_remembering": "trouble_remembering",
    "tiredness": "tiredness",
}
BY_DISTURBED = {"mood": "low_mood", "sleep": "trouble_sleeping"}
BY_DOSE_STATUS = {
    "missed": "doses_missed",
    "not_kept_down": "doses_not_kept_down",
    "paused_by_team": "doses_paused",
}
BY_REASON = {
    "side_effect": "side_effect_stops_doses",
    "ran_out": "doses_ran_out",
    "cost": "doses_cost",
    "forgot": "doses_forgotten",
    "travel": "doses_travel",
}
BY_INTAKE = {
    "medicine": "new_medicine",
    "antacid": "new_antacid",
    "supplement": "new_supplement",
    "grapefruit": "new_grapefruit",
    "other": "new_other_intake",
}
BY_GOAL = {"family_plans": "family_plans", "quality_of_life": "quality_of_life"}
LASTING = ("most_days", "every_day")


@dataclass(frozen=True)
class DiarySituation:
    """A reason to ask: its code, and the diary entries behind it.

    `times` is the number of entries, `doses` the doses they count (0 where none was counted). `symptoms` has
    each named side effect once, as (code, own words). `first_on` and `last_on` are None when no day is known.
    `names` are other medicines as the person wrote them.
    """

    code: str
    times: int
    doses: int = 0
    symptoms: tuple[tuple[str, str], ...] = ()
    first_on: date | None = None
    last_on: date | None = None
    names: tuple[str, ...] = ()


def situations_in(
    entries: Iterable[DiaryEntry], goals: Iterable[Goal], medicines: Iterable[OtherMedicine], today: date
) -> tuple[DiarySituation, ...]:
    """Every situation in these rows today, each code once, in the order of DIARY_SITUATIONS."""
    others = tuple(medicines)
    began = today - timedelta(days=load_numbers("diary")["look_back"]["days"])
    recent = [entry for entry in entries if began <= entry.last_on and entry.happened_on <= today]
    behind: dict[str, list[DiaryEntry]] = defaultdict(list)
    for entry in recent:
        for code in _codes_of(entry):
            behind[code].append(entry)
    behind["side_effect_repeated"] = _repeated(recent, today)
    found = {code: _tell(code, lines) for code, lines in behind.items() if _is_enough(code, lines)}
    found |= _of_goals(goals)
    started = [
        row.started_on
        for row in others
        if row.started_on and began <= row.started_on <= today and not pharmacist_group(row.name)
    ]
    if started and "new_medicine" not in found:
        found["new_medicine"] = DiarySituation(
            "new_medicine", len(started), first_on=min(started), last_on=max(started)
        )
    found |= _named_by_labels(others, today)
    return tuple(found[code] for code in DIARY_SITUATIONS if code in found)


def _named_by_labels(medicines: Iterable[OtherMedicine], today: date) -> dict[str, DiarySituation]:
    """The other medicines taken today that the labels of CML tablets mention, in the person's own words."""
    taken = (
        row for row in medicines if (row.started_on or today) <= today and (row.stopped_on or today) >= today
    )
    names = tuple(dict.fromkeys(" ".join(row.name.split()) for row in taken if pharmacist_group(row.name)))
    if not names:
        return {}
    return {"named_by_labels": DiarySituation("named_by_labels", len(names), names=names)}


def _codes_of(entry: DiaryEntry) -> set[str]:
    """The codes that one entry raises by itself."""
    if entry.kind == "side_effect":
        return set(_codes_of_side_effect(entry))
    if entry.kind == "dose":
        by_status = BY_DOSE_STATUS[entry.dose_status]
        was_planned = entry.dose_status == "paused_by_team"
        return {by_status} if was_planned else {by_status, BY_REASON.get(entry.reason, by_status)}
    return {BY_INTAKE[entry.intake]} if entry.kind == "new_intake" else set()


def _codes_of_side_effect(entry: DiaryEntry) -> Iterator[str]:
    if entry.severity == "severe":
        yield "side_effect_severe"
    if entry.gets_in_way_of:
        yield "side_effect_in_the_way"
    if entry.symptom in BY_SYMPTOM:
        yield BY_SYMPTOM[entry.symptom]
    yield from (BY_DISTURBED[code] for code in entry.gets_in_way_of if code in BY_DISTURBED)


def _repeated(entries: Iterable[DiaryEntry], today: date) -> list[DiaryEntry]:
    """The entries of each side effect present on enough recent days, or said to be there most of the time."""
    rule = load_numbers("diary")["repeated_side_effect"]
    began = today - timedelta(days=rule["within_days"] - 1)
    same: dict[tuple[str, str], list[DiaryEntry]] = defaultdict(list)
    for entry in entries:
        if entry.kind == "side_effect" and entry.last_on >= began:
            same[name_of(entry)].append(entry)
    return [
        entry
        for lines in same.values()
        if count_days(lines, began, today) >= rule["on_days"]
        or any(line.how_often in LASTING for line in lines)
        for entry in lines
    ]


def _is_enough(code: str, lines: list[DiaryEntry]) -> bool:
    if code in BY_DOSE_STATUS.values():
        least: int = load_numbers("diary")["doses_not_taken"]["at_least"]
        return sum(line.doses or 1 for line in lines) >= least  # without a count: at least one
    return bool(lines)


def _of_goals(goals: Iterable[Goal]) -> dict[str, DiarySituation]:
    rows = list(goals)
    found = {BY_GOAL[row.code]: DiarySituation(BY_GOAL[row.code], 1) for row in rows if row.code in BY_GOAL}
    untold = [row for row in rows if not row.talked_over]
    if untold:
        found["goals_not_talked_over"] = DiarySituation("goals_not_talked_over", len(untold))
    return found


def _tell(code: str, lines: list[DiaryEntry]) -> DiarySituation:
    names = dict.fromkeys(name_of(line) for line in lines if line.symptom)
    return DiarySituation(
        code,
        times=len(lines),
        doses=sum(line.doses or 0 for line in lines),
        symptoms=tuple(names),
        first_on=min(line.happened_on for line in lines),
        last_on=max(line.last_on for line in lines),
    )


def name_of(entry: DiaryEntry) -> tuple[str, str]:
    """What identifies a side effect across entries: its code, and for "other" the person's own words."""
    return entry.symptom, " ".join(entry.symptom_text.split()) if entry.symptom == "other" else ""


def count_days(entries: Iterable[DiaryEntry], first: date, last: date) -> int:
    """The number of days from `first` to `last`, both included, with an entry;
    a day with several counts once."""
    days, counted_to = 0, first - timedelta(days=1)
    for entry in sorted(entries, key=lambda entry: entry.happened_on):
        begins, ends = max(entry.happened_on, counted_to + timedelta(days=1)), min(entry.last_on, last)
        if ends >= begins:
            days += (ends - begins).days + 1
            counted_to = ends
    return days
