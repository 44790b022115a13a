"""What is printed in full on the one side and what is shortened there, so that the last results still fit."""

from __future__ import annotations

from collections.abc import Callable, Collection
from dataclasses import dataclass, replace

from django.utils.translation import gettext as _

from cmlguide.web.paper.one_side import FEWEST, MOST, WANTED, Sheet, rows_that_fit
from cmlguide.web.paper.result_lines import ResultLine, letter_labs
from cmlguide.web.paper.shortened import Whole, first_lines, left_out, start_of


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


@dataclass(frozen=True)
class Fitted:
    """The parts as printed on the one side; `whole` has the shortened ones in full."""

    who: tuple[str, ...]
    questions: tuple[str, ...]
    since: tuple[str, ...]
    treatment: tuple[str, ...]
    rows: tuple[ResultLine, ...]
    labs: str
    whole: tuple[Whole, ...]


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
    Tightness(110, 8, 1, brief=True, least=0),
)


def fit(draft: Draft) -> Fitted:
    """The first of `TIGHTER` that leaves room for its minimum of rows, or for all there are."""
    for tightness in TIGHTER:
        fitted = _shown(draft, tightness)
        rows = rows_that_fit(_sheet(fitted, draft))
        if rows is not None and rows >= min(tightness.least, len(draft.rows)):
            break
    return replace(fitted, rows=fitted.rows[: max(rows or 0, FEWEST)])


def _shown(draft: Draft, tight: Tightness) -> Fitted:
    """The parts at one level of tightness, with as many rows as could ever fit."""

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
        labs=" · ".join(cut(names)),
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
    )
