"""Help: each guideline as a table with its sources, and the choices that are our own.

Every number comes from the engine's files; only the words around them are here.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from decimal import Decimal
from functools import lru_cache
from typing import Any

from django.utils.translation import get_language
from django.utils.translation import gettext as _

from cmlguide.web.frame.units import Units, units_shown
from cmlguide.web.words import engine as words
from cmlguide.web.words import marks, numbers
from cmlguide.web.words.counts import number, with_unit
from cmlguide.web.words.guidelines import band_range
from cmlguide.web.words.units import unit_name
from milestones.guideline import Band, Checkpoint, Guideline, list_guidelines
from milestones.scale import level_percent, levels
from milestones.sourced import load_numbers


@dataclass(frozen=True)
class Cell:
    """The range of a guideline's category in one row; a dash if it has none there."""

    category: str
    range: str


@dataclass(frozen=True)
class Row:
    """One row of a guideline's table: a cell for each category, in the table's order."""

    name: str
    cells: tuple[Cell, ...]


@dataclass(frozen=True)
class GuidelineTable:
    """One guideline. `newer` names a version we do not have."""

    id: str
    name: str
    categories: tuple[str, ...]
    rows: tuple[Row, ...]
    again: str
    source: str
    checked_in: str
    newer: str


@dataclass(frozen=True)
class LevelLine:
    """One rung of the ladder and where it starts."""

    name: str
    at_most: str


@dataclass(frozen=True)
class HelpPage:
    """Every number on Help, in words."""

    guidelines: tuple[GuidelineTable, ...]
    levels: tuple[LevelLine, ...]
    windows: tuple[str, ...]
    changes: tuple[str, ...]
    beside: tuple[str, ...]
    schedule: tuple[str, ...]


def help_page() -> HelpPage:
    """The page; the same for everyone who has the same language and units."""
    return _help_page(get_language(), units_shown())


@lru_cache(maxsize=64)
def _help_page(_language: str | None, _units: Units) -> HelpPage:
    """Kept: the numbers come with the program, and most topics of Learn show some of them."""
    return HelpPage(
        guidelines=tuple(
            _table(guideline) for guideline in list_guidelines() if guideline.source.status == "checked"
        ),
        levels=tuple(LevelLine(_rung(level.code), _or_less(level.percent_is)) for level in levels()),
        windows=tuple(_windows()),
        changes=tuple(_changes()),
        beside=tuple(_beside()),
        schedule=tuple(_schedule()),
    )


def _rung(code: str) -> str:
    return str(words.RUNGS[code])


def _or_less(percent: Decimal) -> str:
    return _("%(percent)s or less") % {"percent": numbers.percent(percent)}


def _table(guideline: Guideline) -> GuidelineTable:
    names = tuple(category.name for category in guideline.categories)
    return GuidelineTable(
        id=guideline.id,
        name=str(words.guideline_name(guideline.id)),
        categories=tuple(str(words.CATEGORIES.get(name, name)) for name in names),
        rows=tuple(_row(row, names) for row in guideline.rows),
        again=_again(guideline),
        source=_(guideline.source.source),
        checked_in=guideline.source.checked_in,
        newer=guideline.newer,
    )


def _row(row: Checkpoint, names: tuple[str, ...]) -> Row:
    """One row; a row that applies to a month and to all later ones says both."""
    name = str(words.ROWS.get(row.name, row.name))
    both = row.any_time and row.month is not None
    return Row(
        name=_("%(row)s and any time later") % {"row": name} if both else name,
        cells=tuple(_cell(name, row.bands) for name in names),
    )


def _cell(name: str, bands: Iterable[Band]) -> Cell:
    ranges = (band_range(band) for band in bands if band.category and band.category.name == name)
    return Cell(str(words.CATEGORIES.get(name, name)), marks.listed(ranges) or "–")


def _again(guideline: Guideline) -> str:
    """What a row says about a second such result in a row; "" if it says nothing."""
    row = next((row for row in guideline.rows if row.confirmed), None)
    if row is None or row.confirmed is None:
        return ""
    return _(
        "%(row)s: if the next test, %(from)s to %(to)s days later, is above %(above)s too, "
        "it is “%(category)s”. "
        "The days are our own choice."
    ) % {
        "row": words.ROWS.get(row.name, row.name),
        "from": row.confirmed.from_days,
        "to": row.confirmed.to_days,
        "above": numbers.percent(row.confirmed.above),
        "category": words.CATEGORIES.get(row.confirmed.category.name, row.confirmed.category.name),
    }


def _windows() -> Iterable[str]:
    """Which row judges which month: our own choice, window by window."""
    rows = load_numbers("windows")["checkpoint"]
    first = rows[0]["judged_from"]
    yield _("Before month %(month)s: too early to say.") % {"month": numbers.from_file(first)}
    for row in rows:
        yield _window(row)
    yield _(
        "After month %(month)s: the “any time” row, or the 12-month row where a guideline has no such row."
    ) % {"month": numbers.from_file(rows[-1]["near_to"])}


def _window(row: Mapping[str, Any]) -> str:
    said = _(
        "From month %(from)s: the %(month)s-month row. A test from month %(near_from)s to %(near_to)s is "
        "the test for that checkpoint."
    ) % {
        "from": numbers.from_file(row["judged_from"]),
        "month": row["month"],
        "near_from": numbers.from_file(row["near_from"]),
        "near_to": numbers.from_file(row["near_to"]),
    }
    if "early_until" not in row:
        return said
    early = _("Until month %(until)s it is never more than worth asking about.") % {
        "until": numbers.from_file(row["early_until"])
    }
    return f"{said} {early}"


def _changes() -> Iterable[str]:
    """How a change is told apart from the test's own wobble, and what is worth a talk."""
    trend = load_numbers("trend")
    high, low = trend["wobble"]
    yield _(
        "A test does not give the same number twice. At %(border)s or above, a change under %(high)s times "
        "can come from the test itself; below that, one under %(low)s times."
    ) % {
        "border": numbers.percent(Decimal(high["from_percent_is"])),
        "high": numbers.from_file(high["fold"]),
        "low": numbers.from_file(low["fold"]),
    }
    yield _("Between two labs it is one under %(fold)s times, at every level.") % {
        "fold": numbers.from_file(trend["between_laboratories"]["fold"])
    }
    yield _(
        "Where both numbers are %(quiet)s or less, small ups and downs tell us nothing while you "
        "take a tablet. Without treatment a rise of %(fold)s times is worth asking about, however "
        "low."
    ) % {
        "quiet": numbers.percent(Decimal(trend["quiet"]["at_most_percent_is"])),
        "fold": numbers.from_file(trend["deep_rise_off_treatment"]["fold"]),
    }
    yield _("We point out a change when two rises in a row together make %(fold)s times or more.") % {
        "fold": numbers.from_file(trend["two_rises"]["fold"])
    }
    yield _(
        "We point it out when MMR (%(mmr)s or less) has been reached and the number is above it "
        "again, or when it has climbed to %(fold)s times the lowest and is still in MMR."
    ) % {
        "mmr": numbers.percent(level_percent("mmr")),
        "fold": numbers.from_file(trend["slow_climb_in_mmr"]["fold"]),
    }
    yield from _changes_that_can_wait(trend["steady_level"])


def _changes_that_can_wait(steady: Mapping[str, Any]) -> Iterable[str]:
    """What is worth a talk at most: a level that stays, and the first months of a restart."""
    yield _(
        "A level that has stayed within %(fold)s times for %(months)s months is worth asking "
        "about, but no reason to hurry."
    ) % {"fold": numbers.from_file(steady["fold"]), "months": steady["months"]}
    yield _(
        "In the first %(months)s months back on treatment the level needs time to fall. At most, "
        "it is worth asking about."
    ) % {"months": load_numbers("windows")["restart"]["first_months"]}


def _beside() -> Iterable[str]:
    """What comes before the number, whatever it is: blood counts, genes and chromosomes."""
    counts = load_numbers("counts")
    low, young = counts["counts_low"], counts["counts_young_cells"]
    yield _("Call today: neutrophils below %(neutrophils)s, or platelets below %(platelets)s.") % {
        name: number(name, Decimal(low[name]["today_below"])) for name in ("neutrophils", "platelets")
    }
    yield _("Call today: blasts of %(blasts)s%% or more, or basophils of %(basophils)s%% or more.") % {
        "blasts": numbers.from_file(young["blasts_percent"]["today_from"]),
        "basophils": numbers.from_file(young["basophils_percent"]["today_from"]),
    }
    yield _(
        "In the next few days: neutrophils below %(neutrophils)s, platelets below %(platelets)s, or "
        "hemoglobin below %(hemoglobin)s."
    ) % {
        "neutrophils": number("neutrophils", Decimal(low["neutrophils"]["soon_below"])),
        "platelets": number("platelets", Decimal(low["platelets"]["soon_below"])),
        "hemoglobin": with_unit("hemoglobin", Decimal(low["hemoglobin"]["soon_below"])),
    }
    yield _(
        "A change in the BCR::ABL1 gene (a mutation), or a change in the chromosomes that teams "
        "want to know about, is shown next to any number."
    )
    yield _("The unit for cells is: %(unit)s. A count older than %(days)s days says little about today.") % {
        "unit": unit_name("wbc"),
        "days": counts["newest"]["days"],
    }


def _schedule() -> Iterable[str]:
    """When the next test usually comes, from the schedule the engine itself uses."""
    rows = load_numbers("windows")["schedule"]
    before, within, sooner = rows["before_mmr"], rows["in_mmr"], rows["discuss"]
    yield _("Until MMR: every %(months)s months.") % {"months": before["months"]}
    yield _("In MMR: every %(from)s to %(to)s months.") % _months(within)
    yield _("After a change worth asking about: in %(from)s to %(to)s months.") % _months(sooner)
    first, second, later = rows["off_treatment"]
    yield _(
        "After treatment has ended: every month for %(until)s months, then every %(second)s months to month "
        "%(last)s, then every %(later)s."
    ) % {
        "until": first["until_month"],
        "second": second["months"],
        "last": second["until_month"],
        "later": later["months"],
    }
    yield _("After treatment has ended and above MMR: within %(days)s days.") % {
        "days": rows["off_treatment_above_mmr"]["window_days"]
    }


def _months(row: Mapping[str, Any]) -> dict[str, int]:
    return {"from": row["months"], "to": row["months"] + row["window_months"]}
