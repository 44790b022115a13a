"""The charts that must be readable: made-up histories, each assessed by the real engine."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta
from decimal import Decimal
from functools import partial

from cmlguide.records.example_people import read_example
from cmlguide.records.models.person import EXAMPLES
from milestones.assess import assess
from milestones.assessment import Assessment
from milestones.guideline import load_guideline
from milestones.history import History, PersonFacts, Result, Treatment

TODAY = date(2026, 11, 22)
START = date(2025, 9, 8)
TYPICAL = PersonFacts(transcript="typical", phase="chronic", diagnosed_on=date(2025, 8, 29))


def value(day: date, percent: str, **facts: object) -> Result:
    return Result(collected_on=day, value=Decimal(percent), unit="percent_is", **facts)  # type: ignore[arg-type]


def not_detected(day: date, limit: str | None = "0.0032", **facts: object) -> Result:
    number = None if limit is None else Decimal(limit)
    return Result(
        collected_on=day, kind="not_detected", limit=number, unit="percent_is" if limit else None, **facts
    )  # type: ignore[arg-type]


def history(
    *results: Result, treatments: tuple[Treatment, ...] | None = None, person: PersonFacts = TYPICAL
) -> History:
    taken = (Treatment("imatinib", START, dose="400 mg"),) if treatments is None else treatments
    return History(person=person, treatments=taken, results=results)


def assessed(case: History, today: date = TODAY) -> Assessment:
    return assess(case, load_guideline("eln-2020"), today)


def just_above() -> History:
    """The example used on the engine's own page: six results, the newest just above MMR."""
    return history(
        value(date(2025, 8, 29), "62", baseline=True, lab="County"),
        value(date(2025, 12, 4), "7.1", lab="County"),
        value(date(2026, 3, 10), "0.84", lab="City"),
        value(date(2026, 6, 9), "0.21", lab="City"),
        value(date(2026, 9, 7), "0.074", lab="City", limit=Decimal("0.0032")),
        value(date(2026, 11, 12), "0.11", lab="City", limit=Decimal("0.0032")),
    )


def series_of(count: int, every: int, end: date = TODAY - timedelta(days=10)) -> tuple[Result, ...]:
    """`count` results, this many days apart: a fall, then a slow wander in the deep range."""
    first = end - timedelta(days=every * (count - 1))
    wander = ("1", "2.1", "0.7", "1.6", "3.2", "0.5", "1.2")
    rows = []
    for index in range(count):
        level = max(Decimal("0.004"), Decimal(120) / (Decimal(2) ** index if index < 20 else 2**20))
        percent = level * Decimal(wander[index % 7]) if index else level
        rows.append(value(first + timedelta(days=every * index), f"{percent:.4f}", copies=52000))
    return tuple(rows)


def of_length(count: int, every: int) -> History:
    results = series_of(count, every)
    return history(
        *results, treatments=(Treatment("imatinib", results[0].collected_on, dose="400 mg once a day"),)
    )


def five_medicines() -> History:
    """Twenty years, five medicines, one pause, one started last month."""
    courses = (
        ("hydroxyurea", date(2006, 3, 1), date(2006, 5, 1), "", None),
        ("imatinib", date(2006, 4, 20), date(2011, 6, 1), "400 mg", "working_less_well"),
        ("dasatinib", date(2011, 6, 2), date(2019, 2, 1), "100 mg", "side_effects"),
        ("bosutinib", date(2019, 2, 2), date(2019, 9, 1), "400 mg", "side_effects"),
        ("nilotinib", date(2019, 9, 2), date(2026, 10, 10), "300 mg twice a day", "working_less_well"),
        ("asciminib", date(2026, 10, 11), None, "80 mg once a day with nothing to eat for two hours", None),
    )
    rows = tuple(
        Treatment(name, start, stop, dose=dose, stop_reason=why) for name, start, stop, dose, why in courses
    )
    results = [
        value(date(2006, 3, 1) + timedelta(days=120 * index), f"{Decimal(60) / (index + 1) ** 2:.4f}")
        for index in range(62)
    ]
    return history(*results, value(date(2026, 11, 1), "1.4"), treatments=rows)


def mixed() -> History:
    """Everything that can break a line: the lab's own ratio, marrow, no result, a limit, only a level."""
    return history(
        Result(date(2025, 8, 29), kind="above_limit", limit=Decimal(55), unit="percent_is"),
        Result(date(2025, 12, 4), value=Decimal("9.4"), unit="ratio_percent", lab="Valley"),
        Result(date(2026, 2, 4), value=Decimal("3.1"), unit="ratio_percent", lab="Valley"),
        value(date(2026, 3, 10), "0.84", lab="City"),
        value(date(2026, 3, 20), "1.4", lab="City", specimen="marrow"),
        Result(date(2026, 5, 9), kind="no_result", note="insufficient"),
        value(date(2026, 6, 9), "0.21", lab="County & Sons <Lab>"),
        Result(date(2026, 8, 9), kind="level", level="mmr"),
        Result(date(2026, 9, 7), kind="below_quantification", limit=Decimal("0.002"), unit="percent_is"),
        not_detected(date(2026, 11, 12), None),
    )


def atypical() -> History:
    rows = [
        Result(date(2025, 9, 1) + timedelta(days=90 * i), value=Decimal(n), unit="ratio_percent", lab="City")
        for i, n in enumerate(("48", "9.4", "1.2", "0.38", "0.52"))
    ]
    return history(*rows, person=replace(TYPICAL, transcript="atypical"))


def all_not_detected(count: int = 12) -> History:
    days = [date(2021, 1, 10) + timedelta(days=150 * index) for index in range(count)]
    limits = ("0.0032", "0.001", "0.01", "0.0032", "0.0007")
    rows = [not_detected(day, limits[index % 5]) for index, day in enumerate(days)]
    return history(*rows, treatments=(Treatment("dasatinib", date(2018, 3, 4), dose="100 mg"),))


def two_on_one_day() -> History:
    base = just_above()
    return replace(
        base,
        results=(
            *base.results,
            value(date(2026, 11, 12), "0.094", lab="Valley"),
            value(date(2026, 6, 9), "0.21", lab="Twin"),
        ),
    )


def high_start() -> History:
    base = just_above()
    return replace(base, results=(value(date(2025, 8, 29), "320", baseline=True), *base.results[1:]))


def own_words() -> History:
    """Names as people type them: long, in other scripts, with characters that mean something in HTML."""
    return history(
        value(date(2025, 8, 29), "62", lab="<Labor & Söhne>"),
        value(date(2026, 3, 10), "0.8400000", lab="مختبر"),
        value(date(2026, 11, 12), "0.00110000000000001", lab="検査室 🧪"),
        treatments=(
            Treatment("イマチニブ", START, date(2026, 2, 1), dose="四百ミリグラム", tki=True),
            Treatment("my own name for it, " * 20, date(2026, 2, 2), dose="1 " * 200),
        ),
    )


def long_diary(case: History) -> History:
    """The case with every kind of diary entry, some ticked for paper, over a year."""
    kinds = (
        {"kind": "dose", "dose_status": "missed"},
        {"kind": "dose", "dose_status": "not_kept_down"},
        {"kind": "dose", "dose_status": "paused_by_team"},
        {"kind": "side_effect", "symptom": "nausea"},
    )
    lines = [
        {**kinds[index % 4], "happened_on": str(TODAY - timedelta(days=9 * index)), "prints": index % 3 == 0}
        for index in range(40)
    ]
    return replace(case, extra={"diary": lines, "goals": [{"code": "too_low_to_find"}]})


CASES = {
    "own-words": own_words,
    "just-above": just_above,
    "one": lambda: history(
        value(date(2026, 11, 12), "48"),
        treatments=(Treatment("imatinib", date(2026, 11, 15), dose="400 mg"),),
    ),
    "one-ahead": lambda: history(
        value(date(2026, 11, 12), "48"),
        treatments=(Treatment("imatinib", date(2026, 11, 25), dose="400 mg"),),
    ),
    "one-no-medicine": lambda: history(value(date(2026, 11, 12), "48"), treatments=()),
    "two": lambda: history(
        value(date(2026, 5, 2), "130"),
        value(date(2026, 8, 20), "3.4"),
        treatments=(Treatment("dasatinib", date(2026, 5, 20), dose="100 mg"),),
    ),
    "twelve": lambda: of_length(12, 91),
    "sixty": lambda: of_length(60, 91),
    "four-hundred": lambda: of_length(400, 18),
    "start-320": high_start,
    "five-medicines": five_medicines,
    "all-not-detected": all_not_detected,
    "all-not-detected-400": lambda: replace(
        all_not_detected(),
        results=tuple(not_detected(TODAY - timedelta(days=17 * i), "0.001") for i in range(400)),
    ),
    "two-on-one-day": two_on_one_day,
    "mixed": mixed,
    "atypical": atypical,
    "rising": lambda: history(
        *(
            value(date(2024, 6, 1) + timedelta(days=91 * i), n)
            for i, n in enumerate(("48", "9.1", "0.8", "0.09", "0.02", "0.03", "0.11", "0.6", "1.4", "3.0"))
        ),
        treatments=(Treatment("nilotinib", date(2024, 6, 5), dose="300 mg twice a day"),),
    ),
    "new-line": lambda: replace(
        just_above(),
        treatments=(
            Treatment("imatinib", START, date(2026, 9, 20), dose="400 mg", stop_reason="working_less_well"),
            Treatment("dasatinib", date(2026, 9, 21), dose="100 mg"),
        ),
    ),
    "too-little": lambda: history(
        value(date(2026, 6, 9), "0.21"),
        Result(date(2026, 11, 19), kind="below_quantification", copies=120000, control_gene="ABL1"),
    ),
    "nothing": history,
    **{f"example-{kind}": partial(read_example, kind, TODAY) for kind in EXAMPLES},
    "long-diary": lambda: long_diary(of_length(60, 91)),
}
