"""The medicines alone, for the page of medicines: the timeline's bands with their dose steps, over dates."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date

from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from cmlguide.web.chart.data.timeline import medicine_periods
from cmlguide.web.chart.data.values import ChartData, Series
from cmlguide.web.chart.drawing.layout import LAYOUTS, Frame, time_span
from cmlguide.web.chart.drawing.placing import Box
from cmlguide.web.chart.drawing.scales import TimeAxis, plain_axis
from cmlguide.web.chart.drawing.shapes import Figure
from cmlguide.web.chart.drawing.svg import draw
from cmlguide.web.chart.drawing.ticks import time_axis
from cmlguide.web.chart.timeline.card import SCREENS
from cmlguide.web.chart.timeline.lanes import make_lanes
from milestones.history import History, as_known_on
from milestones.lines import build_course

NO_CHART = ChartData(
    today=date.min,
    main=Series(),
    own=Series(),
    main_is_own=False,
    newest=None,
    lowest=None,
    levels=(),
    goals=(),
    goal_line=None,
    agreed=None,
    medicines=(),
    line_starts=(),
    no_numbers=(),
    depthless=(),
    wobble=None,
    next_test=None,
    clock_from=None,
    one_clock=False,
)
TOP = 6
AXIS = 30  # room for the dates below the last band
RIGHT = 20  # for half of "today"


@dataclass(frozen=True)
class MedicineBands:
    """The drawings for three widths; the list on the same page has all of it in words."""

    drawings: tuple[SafeString, ...]


def medicine_bands(history: History, today: date) -> MedicineBands | None:
    """The bands; None before the first medicine has begun. No result is judged for it."""
    lines = build_course(as_known_on(history, today).treatments).lines
    data = replace(NO_CHART, today=today, medicines=medicine_periods(history, lines, today))
    if not data.medicines:
        return None
    return MedicineBands(tuple(draw(draw_bands(data, width=width)) for width in SCREENS))


def draw_bands(data: ChartData, *, width: str) -> Figure:
    """The bands of the chart's medicines for `width` (wide, medium or phone), above the dates."""
    layout = LAYOUTS[width]
    first = min(band.start for band in data.medicines)
    start, end = time_span(first, max(band.end for band in data.medicines), data.today)
    time = TimeAxis(start, end, 0, layout.width - RIGHT)
    plot = Box(0, TOP, layout.width - RIGHT, TOP)
    frame = Frame(layout, time, plain_axis((), TOP, 0), plot)
    lanes = make_lanes(data.medicines, frame, TOP, data.today)
    frame = replace(frame, plot=plot._replace(bottom=lanes.bottom))
    dated = replace(data, one_clock=False)  # months count from one medicine; here are all of them
    return Figure(
        name=f"{width}-medicines",
        width=layout.width,
        height=lanes.bottom + AXIS,
        font_size=layout.font,
        title=_("Your medicines over time"),
        description=". ".join(band.words for band in data.medicines),
        parts=(*time_axis(dated, frame, lanes.bottom), *lanes.shapes),
        key=(),
        data=data,
    )
