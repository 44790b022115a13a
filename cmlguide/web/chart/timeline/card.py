"""Everything the chart card shows for one assessment: drawings, key, table, Explore."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from django.urls import reverse
from django.utils.safestring import SafeString

from cmlguide.web.chart.data.timeline import chart_data
from cmlguide.web.chart.drawing.svg import draw, draw_sign
from cmlguide.web.chart.explore.figure import plotly_figure
from cmlguide.web.chart.timeline.drawing import draw_widths
from cmlguide.web.chart.timeline.table import DiaryLine, TableRow, diary_lines, table_rows
from milestones.assessment import Assessment
from milestones.history import History

PLAIN = "plain"
SCREENS = ("wide", "medium", "phone")  # all three are in the page; the style sheet shows the one that fits
TABLE_ROWS = 50  # a long record has its own page


@dataclass(frozen=True)
class Sign:
    """A sign used in the drawing, and what it means."""

    picture: SafeString
    words: str


@dataclass(frozen=True)
class ChartCard:
    """The values for `timeline/_chart_card.html`. `url` is this page, `other_url` the page with the other
    scale; `plain` says which one is shown. `goal` says which level is stressed, and `has_own_goal` that the
    person chose it."""

    drawings: tuple[SafeString, ...]
    title: str
    url: str
    other_url: str
    plain: bool
    has_levels: bool
    has_wobble: bool
    description: str
    key: tuple[Sign, ...]
    rows: tuple[TableRow, ...]
    more_rows: bool
    diary: tuple[DiaryLine, ...]
    more_diary: bool
    goal: str
    has_own_goal: bool
    explore: dict[str, Any]


def chart_card(assessment: Assessment, history: History, show: str = "") -> ChartCard:
    """The card for this assessment; `show` is "plain" for the plain scale,
    anything else for the usual one."""
    data = chart_data(assessment, history)
    chosen = PLAIN if show == PLAIN else "log"
    here = reverse("timeline")
    drawn = draw_widths(data, SCREENS, chosen)
    wide = drawn[0]
    rows, diary, goal = table_rows(data), diary_lines(data), data.goal_line
    return ChartCard(
        drawings=tuple(draw(figure) for figure in drawn),
        title=wide.title,
        url=f"{here}?show={PLAIN}" if chosen == PLAIN else here,
        other_url=f"{here}#chart-card" if chosen == PLAIN else f"{here}?show={PLAIN}#chart-card",
        plain=chosen == PLAIN,
        has_levels=bool(data.levels),
        has_wobble=data.wobble is not None,
        description=wide.description,
        key=tuple(Sign(draw_sign(entry.sign), entry.words) for entry in wide.key),
        rows=rows[:TABLE_ROWS],
        more_rows=len(rows) > TABLE_ROWS,
        diary=diary[:TABLE_ROWS],
        more_diary=len(diary) > TABLE_ROWS,
        goal=goal.words if goal else "",
        has_own_goal=bool(goal and goal.goal),
        explore=plotly_figure(wide),
    )
