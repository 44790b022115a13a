"""The medicines under the time axis: bands in lanes, each with its name inside or next to it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from cmlguide.web.chart.data.values import Medicine
from cmlguide.web.chart.drawing.layout import Frame
from cmlguide.web.chart.drawing.placing import ASCENT
from cmlguide.web.chart.drawing.shapes import Line, Rect, Shape, Text
from cmlguide.web.chart.drawing.text_width import shorten, text_width

PAD = 6
GAP = 4
LONGEST_NAME = 0.4  # of the drawing's width: a free text can be endless
MOST_LANES = 8
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


def make_lanes(medicines: Sequence[Medicine], frame: Frame, top: float) -> Lanes:
    """Every medicine's band, in as few lanes as their names allow."""
    height = frame.layout.line + 4
    placed = _place_all(medicines, frame)
    shapes: list[Shape] = []
    for item in placed:
        y = top + item.lane * (height + 3)
        shapes += _draw(item, y, height, frame.layout.font)
    lanes = max((item.lane for item in placed), default=-1) + 1
    return Lanes(tuple(shapes), top + lanes * (height + 3))


def _place_all(medicines: Sequence[Medicine], frame: Frame) -> list[Placed]:
    ends: list[float] = []  # how far each lane is filled
    placed = []
    newest = max((frame.time.x(medicine.end) for medicine in medicines), default=0.0)
    for medicine in medicines:
        item, first, last = _fit(medicine, frame, newest)
        lane = next((index for index, end in enumerate(ends) if end <= first + 1), len(ends))
        if lane >= MOST_LANES:  # too many: the bands share the last lane, without names; the table has them
            item, first, last, lane = replace(item, name=""), item.left, item.right, MOST_LANES - 1
        ends[lane : lane + 1] = [max(last, ends[lane] if lane < len(ends) else last)]
        placed.append(replace(item, lane=lane))
    return placed


def _fit(medicine: Medicine, frame: Frame, newest: float) -> tuple[Placed, float, float]:
    """The band with its name inside, else right, else left of it; and the extent of both together.

    An earlier band's full name stays left of `newest`, where the newest band ends: mostly today's line.
    """
    left, right = frame.time.x(medicine.start), frame.time.x(medicine.end)
    right = max(right, left + 2)
    if medicine.pause:
        return Placed(medicine, 0, left, right, "", left), left, right
    font = frame.layout.font
    for name in dict.fromkeys((medicine.label, medicine.step or medicine.short)):
        if text_width(name, font, bold=True) + 2 * PAD <= right - left:
            return Placed(medicine, 0, left, right, name, left + PAD), left, right
    room = frame.layout.width * LONGEST_NAME
    wide = text_width(medicine.label, font, bold=True)
    full = wide <= room and not right < newest < right + PAD + wide
    name = medicine.label if full else shorten(medicine.short, room, font, bold=True)
    wide = text_width(name, font, bold=True)
    if right + PAD + wide <= frame.right_edge:
        return Placed(medicine, 0, left, right, name, right + PAD), left, right + PAD + wide + GAP
    start = max(0.0, left - PAD - wide)
    return Placed(medicine, 0, left, right, name, start), start - GAP, right


def _draw(item: Placed, y: float, height: float, font: float) -> list[Shape]:
    """The band, as tall as its dose relative to the highest; a pause is a thin line, as nothing was taken."""
    width = max(1.0, item.right - item.left - 1)
    if item.medicine.pause:
        middle = y + height / 2
        return [Line(item.left, middle, item.left + width, middle, "medicine-pause", item.medicine.words)]
    kind = "medicine" if item.medicine.main else "medicine-alt"
    tall = height * (LOWEST_STEP + (1 - LOWEST_STEP) * float(item.medicine.share))
    band = Rect(item.left, y + height - tall, width, tall, kind, item.medicine.words, round=3)
    if not item.name:
        return [band]
    text_kind = "medicine-name" if item.medicine.main else "medicine-name-alt"
    outside = item.text_x < item.left or item.text_x > item.right
    return [
        band,
        Text(item.text_x, y + 2 + ASCENT * font, item.name, "medicine-name-out" if outside else text_kind),
    ]
