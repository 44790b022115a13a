"""Everything the chart card shows for one assessment: drawings, key, table, Explore."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from django.utils.http import urlencode
from django.utils.safestring import SafeString
from django.utils.translation import pgettext_lazy

from cmlguide.web.chart.data import words
from cmlguide.web.chart.data.spans import ALL, SpanChoice, span_choices, usual_span, within
from cmlguide.web.chart.data.timeline import chart_data
from cmlguide.web.chart.data.values import ChartData
from cmlguide.web.chart.drawing.svg import draw, draw_sign
from cmlguide.web.chart.explore.figure import plotly_figure
from cmlguide.web.chart.timeline.drawing import draw_widths
from cmlguide.web.chart.timeline.table import DiaryLine, TableRow, diary_lines, table_rows
from milestones.assessment import Assessment
from milestones.history import History

if TYPE_CHECKING:
    from collections.abc import Mapping

    from django.utils.functional import _StrOrPromise

PLAIN = "plain"
SCALES: Mapping[str, _StrOrPromise] = {
    "log": pgettext_lazy("scale", "Tens"),
    PLAIN: pgettext_lazy("scale", "Plain"),
}
SCREENS = ("wide", "medium", "phone")  # all three stand in the page; the style sheet shows the one that fits
TABLE_ROWS = 50  # a long record has its own page
MANY = 100  # results: from then on their words stand in the widest drawing alone
RESULTS = ("point", "marrow")


@dataclass(frozen=True)
class Sign:
    """A sign used in the drawing, and what it means."""

    picture: SafeString
    words: str


@dataclass(frozen=True)
class Choice:
    """One part of a toggle: its words, the query of the page that shows it, and whether that is this page."""

    label: str
    query: str
    chosen: bool


@dataclass(frozen=True)
class ChartCard:
    """The values of `timeline/_chart_card.html`. `query` is that of this page (empty, or with its "?");
    `spans` (none for a short record) and `scales` are its two toggles. `goal` says which level is stressed,
    and `has_own_goal` that the person chose it; `road` what the checkpoints of a first year stand for, "" for
    any other chart."""

    drawings: tuple[SafeString, ...]
    title: str
    query: str
    spans: tuple[Choice, ...]
    scales: tuple[Choice, ...]
    plain: bool
    is_part: bool
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
    road: str


def chart_card(assessment: Assessment, history: History, show: str = "", span: str = "") -> ChartCard:
    """The card of this assessment; `show` is "plain" for the plain scale, anything else for the usual one;
    `span` a code of `span_choices`, anything else for the usual one."""
    data, choices, shown, usual = _shown(assessment, history, span)
    chosen = _scale(show)
    drawn = draw_widths(data, SCREENS, chosen)
    wide, untold = drawn[0], RESULTS if _are_many(data) else ()
    rows, diary, goal = table_rows(data), diary_lines(data), data.goal_line
    return ChartCard(
        drawings=(draw(wide), *(draw(figure, without_words_of=untold) for figure in drawn[1:])),
        title=wide.title,
        query=_query(chosen, shown.code, usual),
        spans=tuple(
            Choice(choice.label, _query(chosen, choice.code, usual), choice.code == shown.code)
            for choice in choices
        ),
        scales=tuple(
            Choice(str(SCALES[scale]), _query(scale, shown.code, usual), scale == chosen) for scale in SCALES
        ),
        plain=chosen == PLAIN,
        is_part=shown.since is not None,
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
        road=words.road_ahead() if data.road else "",
    )


def explored_figure(
    assessment: Assessment, history: History, show: str = "", span: str = ""
) -> dict[str, Any]:
    """The card's drawing as plotly.js takes it, of the same span and on the same scale."""
    data, _, _, _ = _shown(assessment, history, span)
    wide, phone = draw_widths(data, (SCREENS[0], SCREENS[-1]), _scale(show))
    return plotly_figure(wide, narrow=phone)


def _shown(
    assessment: Assessment, history: History, span: str
) -> tuple[ChartData, tuple[SpanChoice, ...], SpanChoice, str]:
    """What of the record is drawn, the spans there are to choose from, the chosen one, and the usual one's
    code."""
    whole = chart_data(assessment, history)
    choices = span_choices(whole, assessment)
    usual, by_code = usual_span(choices, assessment), {choice.code: choice for choice in choices}
    shown = by_code.get(span) or by_code.get(usual) or SpanChoice(ALL, "", None)
    return within(whole, shown.since), choices, shown, usual


def _are_many(data: ChartData) -> bool:
    """Whether the results are so many that only the widest drawing has their words: they crowd too much to be
    pointed at one by one, and readout.js takes their words from there. It halves the page."""
    return len(data.main.points) + len(data.own.points) >= MANY


def _scale(show: str) -> str:
    return PLAIN if show == PLAIN else "log"


def _query(scale: str, span: str, usual: str) -> str:
    """`?show=plain&span=1y`, with only what is not the usual; empty for both usual."""
    asked = {"show": "" if scale == "log" else scale, "span": "" if span == usual else span}
    asked = {name: value for name, value in asked.items() if value}
    return f"?{urlencode(asked)}" if asked else ""
