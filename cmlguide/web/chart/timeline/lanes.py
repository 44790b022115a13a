"""The medicines under the time axis: bands in lanes, each with its name inside or next to it.

After many dose steps a name for each band would fill the drawing. Then all bands of one medicine, one after
another, share a lane and one name; their heights still show the steps, and the list has each in words.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date

from cmlguide.web.chart.data.values import Medicine
from cmlguide.web.chart.drawing.layout import Frame
from cmlguide.web.chart.drawing.placing import ASCENT
from cmlguide.web.chart.drawing.shapes import Line, Rect, Shape, Text
from cmlguide.web.chart.drawing.text_width import shorten, text_width

PAD = 6
GAP = 4
LONGEST_NAME = 0.4  # of the drawing's width: a free text can be endless
MOST_LANES = 8
MOST_FOR_STEPS = 3  # lanes in which each dose step has its own name
LOWEST_STEP = 0.4  # of a lane: a dose near 0 is still a band


@dataclass(frozen=True)
class Placed:
    """A band from `left` to `right` in a lane, and its name from `text_x` ("" if none fits)."""

    medicine: Medicine
    lane: int
    left: float
    right: float
    name: str
    text_x: float


@dataclass(frozen=True)
class Lanes:
    """The lanes' shapes and the y below them."""

    shapes: tuple[Shape, ...]
    bottom: float


def make_lanes(medicines: Sequence[Medicine], frame: Frame, top: float, today: date) -> Lanes:
    """Every medicine's band, in as few lanes as their names allow. Where these would be many, the bands of
    one medicine share a lane and one name, unless none of them has room for it."""
    height = frame.layout.line + 4
    placed = _place_each(medicines, frame, today)
    if _count(placed) > MOST_FOR_STEPS:
        runs = _place_all([_fit_run(run, frame, today) for run in _runs(medicines)])
        placed = min(placed, runs, key=lambda items: (len(_nameless(items)), _count(items)))
    bands: list[Shape] = []
    names: list[Shape] = []
    for item in placed:
        y = top + item.lane * (height + 3)
        bands.append(_draw_band(item, y, height))
        names += [_draw_name(item, y, frame.layout.font)] if item.name else []
    return Lanes((*bands, *names), top + _count(placed) * (height + 3))


def _count(placed: Sequence[Placed]) -> int:
    return max((item.lane for item in placed), default=-1) + 1


def _nameless(placed: Sequence[Placed]) -> set[str]:
    """The medicines of which no band says the name."""
    return {item.medicine.short for item in placed} - {item.medicine.short for item in placed if item.name}


def _runs(medicines: Sequence[Medicine]) -> list[list[Medicine]]:
    """The bands of one medicine after another, with the pauses between them."""
    runs: list[list[Medicine]] = []
    for medicine in medicines:
        run = next((run for run in runs if _goes_on(run, medicine)), None)
        if run is None:
            runs.append([medicine])
        else:
            run.append(medicine)
    return runs


def _goes_on(run: Sequence[Medicine], medicine: Medicine) -> bool:
    """Whether it is the run's medicine again, with nothing of the run beside it."""
    last = run[-1]
    return (last.short, last.main) == (medicine.short, medicine.main) and last.end <= medicine.start


def _place_each(medicines: Sequence[Medicine], frame: Frame, today: date) -> list[Placed]:
    """Each band with a name of its own. A dose alone would be read as that of the medicine before it in the
    lane: where this is another, or has no name, the band is named again without it."""
    while True:
        placed = _place_all([_fit(medicine, frame, today) for medicine in medicines])
        misread = _misread(placed)
        if not misread:
            return placed
        medicines = [
            replace(medicine, step="") if index in misread else medicine
            for index, medicine in enumerate(medicines)
        ]


def _misread(placed: Sequence[Placed]) -> set[int]:
    """Which bands have a dose as their name that does not follow a named band of the same medicine."""
    before: dict[int, Placed] = {}
    found = set()
    for index, item in enumerate(placed):
        if item.medicine.pause:
            continue
        last = before.get(item.lane)
        follows = last is not None and last.name != "" and last.medicine.short == item.medicine.short
        if item.name and item.name == item.medicine.step and not follows:
            found.add(index)
        before[item.lane] = item
    return found


def _place_all(fitted: Sequence[tuple[list[Placed], float, float]]) -> list[Placed]:
    """Each of them in the first lane that has room for its bands and its name."""
    ends: list[float] = []  # how far each lane is filled
    placed: list[Placed] = []
    crowded = False
    for items, first, last in fitted:
        free = next((index for index, end in enumerate(ends) if end <= first + 1), len(ends))
        lane = min(free, MOST_LANES - 1)
        crowded = crowded or free > lane
        ends[lane : lane + 1] = [max([last, *ends[lane : lane + 1]])]
        placed += [replace(item, lane=lane) for item in items]
    if not crowded:
        return placed
    # Too many: the bands share the last lane, without names; the table has them.
    return [replace(item, name="") if item.lane == MOST_LANES - 1 else item for item in placed]


def _fit_run(run: Sequence[Medicine], frame: Frame, today: date) -> tuple[list[Placed], float, float]:
    """The bands of a run with one name: in the widest band, else right, else left of them all."""
    bands = [_without_name(medicine, frame) for medicine in run]
    left, right = bands[0].left, max(band.right for band in bands)
    widest = max((band for band in bands if not band.medicine.pause), key=lambda band: band.right - band.left)
    if _wide(run[0].short, frame) + 2 * PAD <= widest.right - widest.left:
        named, first, last = replace(widest, name=run[0].short, text_x=widest.left + PAD), left, right
    else:
        edge = _edge(max(medicine.end for medicine in run), frame, today)
        named, first, last = _named_beside(widest, (run[0].short,), left, right, edge, frame)
    return [named if band is widest else band for band in bands], first, last


def _fit(medicine: Medicine, frame: Frame, today: date) -> tuple[list[Placed], float, float]:
    """The band with its name inside, else right, else left of it; and the extent of both together.

    Where the full name of a band that has ended would reach today's line, the short one is tried there.
    """
    band = _without_name(medicine, frame)
    if medicine.pause:
        return [band], band.left, band.right
    for name in dict.fromkeys((medicine.label, medicine.step or medicine.short)):
        if _wide(name, frame) + 2 * PAD <= band.right - band.left:
            return [replace(band, name=name, text_x=band.left + PAD)], band.left, band.right
    names = [medicine.label, medicine.short]
    if _wide(medicine.label, frame) > frame.layout.width * LONGEST_NAME:
        names = [medicine.short]
    elif medicine.end >= today:
        names = [medicine.label]
    edge = _edge(medicine.end, frame, today)
    named, first, last = _named_beside(band, names, band.left, band.right, edge, frame)
    return [named], first, last


def _edge(end: date, frame: Frame, today: date) -> float:
    """Where a name right of a band must end: across today's line it would be read as today's medicine."""
    return frame.right_edge if end >= today else min(frame.right_edge, frame.time.x(today))


def _without_name(medicine: Medicine, frame: Frame) -> Placed:
    left = frame.time.x(medicine.start)
    return Placed(medicine, 0, left, max(frame.time.x(medicine.end), left + 2), "", left)


def _named_beside(
    band: Placed, names: Sequence[str], left: float, right: float, edge: float, frame: Frame
) -> tuple[Placed, float, float]:
    """The band with the first of the names that ends before `edge`, right of what reaches from `left` to
    `right`; else with the last left of it, if there is room; and the extent."""
    most = frame.layout.width * LONGEST_NAME
    names = [shorten(name, most, frame.layout.font, bold=True) for name in names]
    for name in names:
        end = right + PAD + _wide(name, frame)
        if end <= edge:
            return replace(band, name=name, text_x=right + PAD), left, end + GAP
    start = left - PAD - _wide(names[-1], frame)
    if start < 0:
        return band, left, right
    return replace(band, name=names[-1], text_x=start), start - GAP, right


def _wide(name: str, frame: Frame) -> float:
    return text_width(name, frame.layout.font, bold=True)


def _draw_band(item: Placed, y: float, height: float) -> Shape:
    """The band, as tall as its dose relative to the highest; a pause is a thin line, as nothing was taken."""
    width = max(1.0, item.right - item.left - 1)
    if item.medicine.pause:
        middle = y + height / 2
        return Line(item.left, middle, item.left + width, middle, "medicine-pause", item.medicine.words)
    kind = "medicine" if item.medicine.main else "medicine-alt"
    tall = height * (LOWEST_STEP + (1 - LOWEST_STEP) * float(item.medicine.share))
    return Rect(item.left, y + height - tall, width, tall, kind, item.medicine.words, round=3)


def _draw_name(item: Placed, y: float, font: float) -> Text:
    text_kind = "medicine-name" if item.medicine.main else "medicine-name-alt"
    outside = item.text_x < item.left or item.text_x > item.right
    return Text(item.text_x, y + 2 + ASCENT * font, item.name, "medicine-name-out" if outside else text_kind)
