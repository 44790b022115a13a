"""What is printed in full on the one side and what is shortened there, so that the last results still fit."""

from __future__ import annotations

from collections.abc import Callable, Collection
from dataclasses import dataclass, replace

from django.utils.translation import gettext as _

from cmlguide.web.paper.headline import HeadlineCell
from cmlguide.web.paper.one_side import (
    FEWEST,
    MOST,
    PAPERS,
    WANTED,
    Sheet,
    has_roomy_answers,
    lines_left,
    rows_that_fit,
)
from cmlguide.web.paper.result_lines import ResultLine, letter_labs
from cmlguide.web.paper.shortened import Whole, first_lines, left_out, start_of
from cmlguide.web.paper.tables import result_columns


@dataclass(frozen=True)
class Draft:
    """Everything the person left switched on, in full; `rows` newest first and at least as many as fit, lines
    by `treatment(most, brief)`."""

    who: tuple[str, ...]
    printed: str
    questions: tuple[str, ...]
    since: tuple[str, ...]
    treatment: Callable[[int, bool], tuple[str, ...]]
    goals: tuple[str, ...]
    rows: tuple[ResultLine, ...]
    decided: tuple[str, ...]
    foot: str
    chart_height: float
    off: Collection[str]
    counts: tuple[str, ...] = ()
    headline: tuple[HeadlineCell, ...] = ()


@dataclass(frozen=True)
class Fitted:
    """The parts as printed on the one side; `whole` has the shortened ones in full.

    `fewer` is how many of the rows fit on either paper. `stacked`: "What we decided" stands below the table,
    over the whole width, and every row is printed; `roomy`: there is more room to answer a question.
    """

    who: tuple[str, ...]
    questions: tuple[str, ...]
    since: tuple[str, ...]
    treatment: tuple[str, ...]
    rows: tuple[ResultLine, ...]
    key: tuple[tuple[str, str], ...]
    whole: tuple[Whole, ...]
    fewer: int = 0
    stacked: bool = False
    roomy: bool = False

    @property
    def labs(self) -> str:
        """What the letters for laboratories mean, as far as they stand in a row."""
        shown = {row.lab for row in self.rows}
        return " · ".join(words for letter, words in self.key if letter in shown)


@dataclass(frozen=True)
class Tightness:
    """How much is printed on the one side: `letters` of one text, `lines` since the visit (None: all),
    `medicines`, and `brief`: blood count and marrow left out. It is used if at least `least` rows still
    fit."""

    letters: int | None = None
    lines: int | None = None
    medicines: int = 4
    brief: bool = False
    least: int = FEWEST


TIGHTER = (
    *(Tightness(medicines=few, least=WANTED) for few in (4, 3, 2, 1)),
    *(Tightness(medicines=few) for few in (4, 2, 1)),
    Tightness(360, 14, 4),
    Tightness(360, 14, 2),
    Tightness(200, 10, 2),
    Tightness(110, 8, 1),
    Tightness(110, 8, 1, brief=True),
    Tightness(110, 5, 1, brief=True),
    Tightness(80, 3, 1, brief=True),
    Tightness(75, 2, 1, brief=True, least=0),
)


def fit(draft: Draft, paper: str) -> Fitted:
    """The first of `TIGHTER` that leaves room for its minimum of rows, or for all there are, on either paper;
    with as many rows as `paper` holds."""
    for tightness in TIGHTER:
        fitted = _shown(draft, tightness)
        sheet = _sheet(fitted, draft)
        fitting = {name: rows_that_fit(sheet, name) for name in PAPERS}
        fewer = min(-1 if rows is None else rows for rows in fitting.values())
        if fewer >= min(tightness.least, len(draft.rows)):
            break
    lines = [left for name in PAPERS if (left := lines_left(sheet, name)) is not None]
    if len(lines) == len(PAPERS) and len(draft.rows) <= MOST:
        roomy = has_roomy_answers(sheet, min(lines))
        return replace(fitted, fewer=len(draft.rows), stacked=True, roomy=roomy)
    fewer = max(fewer, FEWEST)
    rows = fitted.rows[: max(fitting[paper] or 0, fewer)]
    return replace(fitted, rows=rows, fewer=min(fewer, len(rows)))


def fit_whole(draft: Draft) -> Fitted:
    """Nothing shortened: for large print, which takes a second side anyway."""
    shown = _shown(draft, Tightness(medicines=MOST))
    return replace(shown, fewer=len(shown.rows))


def _shown(draft: Draft, tight: Tightness) -> Fitted:
    """The parts at one level of tightness, with every row."""

    def cut(lines: tuple[str, ...]) -> tuple[str, ...]:
        return tuple(start_of(line, tight.letters) for line in lines)

    rows, labs = letter_labs(draft.rows[:MOST])
    names = tuple(_("%(letter)s: %(name)s") % {"letter": letter, "name": name} for letter, name in labs)
    shown = Fitted(
        who=cut(draft.who),
        questions=cut(draft.questions),
        since=first_lines(cut(draft.since), tight.lines),
        treatment=cut((*draft.treatment(tight.medicines, tight.brief), *draft.goals)),
        rows=rows,
        key=tuple(zip((letter for letter, _name in labs), cut(names), strict=True)),
        whole=(),
    )
    whole = (
        left_out(_("About me"), draft.who, shown.who),
        left_out(_("What I most want to talk about"), draft.questions, shown.questions),
        left_out(_("Since my last visit"), draft.since, shown.since),
        left_out(_("Laboratories"), names, cut(names)),
        left_out(
            _("Treatment and goals"),
            (*draft.treatment(tight.medicines, False), *draft.goals),
            shown.treatment,
        ),
    )
    return replace(shown, whole=tuple(one for one in whole if one))


def _sheet(fitted: Fitted, draft: Draft) -> Sheet:
    return Sheet(
        who=" · ".join(fitted.who),
        printed=draft.printed,
        counts=draft.counts,
        questions=fitted.questions,
        since=fitted.since,
        treatment=fitted.treatment,
        rows=[row.cells for row in fitted.rows],
        labs=fitted.labs,
        decided=draft.decided,
        foot=draft.foot,
        chart_height=draft.chart_height,
        off=draft.off,
        headline=draft.headline,
        columns=result_columns(fitted.rows),
    )
