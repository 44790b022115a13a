"""A Figure as SVG text. No script, no style attribute: classes on screen, attributes on paper."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from functools import cache, lru_cache
from html import escape
from itertools import count, groupby
from operator import attrgetter, itemgetter
from typing import Any

from django.utils.safestring import SafeString, mark_safe

from cmlguide.web.chart.drawing.shapes import (
    Figure,
    Line,
    Mark,
    Marks,
    Part,
    Path,
    Rect,
    Shape,
    Strokes,
    Text,
)
from cmlguide.web.chart.drawing.svg_paper import PAPER, paper_patterns

ROUND = frozenset({"ring", "dot"})
MIDDLES = {"down": 0.875, "up": -0.875}  # of the size: how far a triangle's middle is below its flat side


def draw(figure: Figure, *, without_words_of: tuple[str, ...] = ()) -> SafeString:
    """The whole `<svg>` with its title and description. A paper figure has its own greys and hatches, so that
    it prints the same without a style sheet. Shapes whose kind begins as in `without_words_of` get none."""
    paper = figure.name.startswith("paper")
    body = "".join(_draw_all(figure.parts, paper, without_words_of, figure.name))
    patterns = paper_patterns() if paper else ""
    return mark_safe(f"{_head(figure, paper)}{patterns}{body}</svg>")  # noqa: S308 - every text is escaped


@cache
def draw_sign(sign: str) -> SafeString:
    """One sign of the key, alone in a 24 x 16 box, hidden from screen readers: its words are next to it."""
    shapes: tuple[Shape, ...] = _KEY_SIGNS.get(sign) or (Mark(sign, 12, 8, 5, _KEY_KINDS.get(sign, "point")),)
    body = "".join(_draw_shape(shape, paper=False) for shape in shapes)
    head = '<svg class="chart-sign" viewBox="0 0 24 16" aria-hidden="true" focusable="false">'
    return mark_safe(f"{head}{body}</svg>")  # noqa: S308 - our own shapes, no text


def _head(figure: Figure, paper: bool) -> str:
    """The opening tag, the title and the description; paper has a size and a font of its own."""
    name, width, height = escape(figure.name), _n(figure.width), _n(figure.height)
    looks = "paper-chart" if paper else f"chart chart--{name.split('-')[0]}"
    size = f' width="{width}" height="{height}" font-family="sans-serif"' if paper else ""
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" class="{looks}" role="img" viewBox="0 0 {width} {height}"'
        f' font-size="{_n(figure.font_size)}"{size}'
        f' aria-labelledby="chart-{name}-title" aria-describedby="chart-{name}-desc">'
        f'<title id="chart-{name}-title">{escape(figure.title)}</title>'
        f'<desc id="chart-{name}-desc">{escape(figure.description)}</desc>'
    )


_KEY_KINDS = {
    "square": "marrow",
    "bar": "lab",
    "cross": "no-number",
    **{sign: f"diary-{sign}" for sign in ("wedge", "vee", "pause", "dot")},
}
_KEY_SIGNS: dict[str, tuple[Shape, ...]] = {
    "down": (Mark("down", 12, 4, 5, "point"),),
    "up": (Mark("up", 12, 12, 5, "point"),),
    "limit": (Line(5, 8, 19, 8, "limit"),),
    "my-goal": (Line(1, 8, 23, 8, "my-goal"),),
    "no-depth": (Mark("ring", 12, 8, 4, "no-depth"),),
    "medicine-pause": (Line(1, 8, 23, 8, "medicine-pause"),),
    "agreed": (Line(1, 8, 23, 8, "agreed"),),
    "goal": (Line(3, 8, 21, 8, "goal"),),
    "next-test": (Rect(3, 5.5, 18, 5, "next-test", round=2.5),),
    "wobble": (Rect(2, 1, 20, 14, "wobble", round=3),),
    "line-limit": (Path(((2, 4), (22, 12)), "line-limit"),),
    "line-start": (Line(12, 1, 12, 15, "line-start"),),
    "begins": (Line(12, 1, 12, 15, "begins"),),
    "border": (Line(2, 8, 22, 8, "border"),),
    "own": (Rect(2, 1, 20, 14, "own-panel"), Mark("ring", 12, 8, 4, "point-own")),
}


def _draw_all(
    parts: Iterable[Part], paper: bool, without_words_of: tuple[str, ...], name: str
) -> Iterator[str]:
    """The parts in order. Adjacent ones of one kind share their styling: a long record has hundreds."""
    names = (f"{name}-{number}" for number in count(1))
    for (of, kind), alike in groupby(parts, key=attrgetter("__class__", "kind")):
        several: list[Any] = list(alike)
        if of is Marks:
            opening, told = _opening(kind, paper), not kind.startswith(without_words_of)
            yield from (
                _draw_marks(marks, opening) if told else _draw_corners(marks, opening, next(names))
                for marks in several
            )
        elif of is Strokes:
            yield from (_as_path(_joined(strokes.spans), _opening(kind, paper)) for strokes in several)
        elif of is Path:
            yield _as_steps([path.points for path in several], _opening(kind, paper))
        elif len(several) == 1 or of is Text:
            yield from (_draw_shape(shape, paper) for shape in several)
        elif of is Line and not any(shape.title for shape in several):
            yield _as_path(several, _opening(kind, paper))
        else:
            yield f"<g {_opening(kind, paper)}>{''.join(_DRAWERS[of](shape, '') for shape in several)}</g>"


def _draw_shape(shape: Shape, paper: bool) -> str:
    return _DRAWERS[type(shape)](shape, f" {_opening(shape.kind, paper)}")


@cache
def _opening(kind: str, paper: bool) -> str:
    """What decides the look of a kind of shape: attributes on paper, a class on screen."""
    if paper:
        return " ".join(f'{name}="{value}"' for name, value in PAPER[kind].items())
    return f'class="c-{escape(kind)}"'


def _joined(spans: Iterable[tuple[float, float, float]]) -> Iterator[Line]:
    """Level strokes; those that touch, in the order of time, are one: the same to look at, in fewer
    letters."""
    strokes: list[tuple[float, float, float]] = []
    left, right, height = 0.0, -1.0, 0.0  # of the last one: so far none that anything could touch
    for first, last, y in spans:
        if y == height and left <= first <= right:
            right = max(right, last)
            strokes[-1] = left, right, y
        else:
            left, right, height = first, last, y
            strokes.append((first, last, y))
    return (Line(left, y, right, y, "") for left, right, y in strokes)


def _as_path(lines: Iterable[Line], opening: str) -> str:
    return f'<path {opening} d="{"".join(map(_stroke, lines))}"/>'


def _stroke(line: Line) -> str:
    """A line as part of a path."""
    if line.y1 == line.y2:
        return _short(f"M{line.x1:z.1f} {line.y1:z.1f}H{line.x2:z.1f}")
    return _short(f"M{line.x1:z.1f} {line.y1:z.1f}L{line.x2:z.1f} {line.y2:z.1f}")


def _rect(shape: Rect, opening: str) -> str:
    corner = f' rx="{shape.round:z.1f}"' if shape.round else ""
    size = f'width="{shape.width:z.1f}" height="{shape.height:z.1f}"'
    where = f'x="{shape.x:z.1f}" y="{shape.y:z.1f}" {size}{corner}'
    return _element("rect", where, opening, shape.title)


def _line(shape: Line, opening: str) -> str:
    where = f'x1="{shape.x1:z.1f}" y1="{shape.y1:z.1f}" x2="{shape.x2:z.1f}" y2="{shape.y2:z.1f}"'
    return _element("line", where, opening, shape.title)


def _path(shape: Path, opening: str) -> str:
    return _as_steps([shape.points], opening.lstrip())


def _as_steps(pieces: Iterable[Sequence[tuple[float, float]]], opening: str) -> str:
    """Lines of one look as one path. Each point is told by its distance from the one before, which is shorter
    and just as exact; both are counted in tenths, as that is what is written."""
    drawn = []
    from_x, from_y, move = 0, 0, "M"
    for piece in pieces:
        steps = []
        for point in piece:
            x, y = round(point[0] * 10), round(point[1] * 10)
            steps.append(f"{_tenths(x - from_x)} {_tenths(y - from_y)}")
            from_x, from_y = x, y
        drawn.append(f"{move}{steps[0]}l{' '.join(steps[1:])}")
        move = "m"
    return f'<path {opening} d="{"".join(drawn)}"/>'


@lru_cache(maxsize=4096)
def _tenths(count: int) -> str:
    """So many tenths as a number, as short as it goes. Kept, because a curve takes few different steps."""
    return _short(f"{count / 10:.1f}")


def _text(shape: Text, opening: str) -> str:
    anchor = "" if shape.anchor == "start" else f' text-anchor="{shape.anchor}"'
    where = _short(f'x="{shape.x:z.1f}" y="{shape.y:z.1f}"')
    return f"<text{opening} {where}{anchor}>{escape(shape.content)}</text>"


def _mark(shape: Mark, opening: str) -> str:
    sign, x, y, size, _kind, title = shape
    tag, where = _outline(sign, x, y, size)
    return _element(tag, where, opening, title)


def _outline(sign: str, x: float, y: float, size: float) -> tuple[str, str]:
    """The element of a sign, and the attributes that say where it is."""
    if sign in ROUND:
        return "circle", f'cx="{x:z.1f}" cy="{y:z.1f}" r="{_n(size)}"'
    return "path", f'd="{_OUTLINES[sign](x, y, size)}"'


def _draw_marks(marks: Marks, opening: str) -> str:
    """Marks of one look, with their words. Their coordinates are shortened in one go."""
    signs, places, titles, size, _kind = marks
    if len(signs) == 1:
        return _mark(Mark(signs[0], *places[0], size, "", titles[0]), f" {opening}")
    radius = _n(size)
    outlined = _short(
        "\n".join(
            f'circle cx="{x:z.1f}" cy="{y:z.1f}" r="{radius}"'
            if sign in ROUND
            else f'path d="{_OUTLINES[sign](x, y, size)}"'
            for sign, (x, y) in zip(signs, places, strict=True)
        )
    )
    drawn = (
        f"<{outline}><title>{escape(title)}</title></{'circle' if sign in ROUND else 'path'}>"
        if title
        else f"<{outline}/>"
        for outline, title, sign in zip(outlined.split("\n"), titles, signs, strict=True)
    )
    return f"<g {opening}>{''.join(drawn)}</g>"


def _draw_corners(marks: Marks, opening: str, name: str) -> str:
    """Marks of one look, without their words. Neighbours of one sign are the corners of a path, and the
    browser sets the sign on each: a third of the letters. `readout.js` finds the results there again."""
    ids = {sign: f"{name}-{sign}" for sign in dict.fromkeys(marks.signs)}
    drawn = [_marker(sign, marks.size, ids[sign]) for sign in ids]
    for sign, alike in groupby(zip(marks.signs, marks.places, strict=True), key=itemgetter(0)):
        places = [place for _sign, place in alike]
        if len(places) == 1:
            tag, where = _outline(sign, *places[0], marks.size)
            drawn.append(_element(tag, where, "", ""))
            continue
        lower = MIDDLES.get(sign, 0) * marks.size
        ends = " ".join(f'marker-{end}="url(#{ids[sign]})"' for end in ("start", "mid", "end"))
        unseen = f'fill="none" stroke="none" {ends}'
        drawn.append(_as_steps([[(x, y + lower) for x, y in places]], unseen))
    return f"<g {opening}>{''.join(drawn)}</g>"


def _marker(sign: str, size: float, name: str) -> str:
    """A sign to be set with its middle on the corners of a path."""
    tag, where = _outline(sign, 0, -MIDDLES.get(sign, 0) * size, size)
    head = f'<marker id="{name}" markerUnits="userSpaceOnUse" overflow="visible">'
    return f"{head}{_element(tag, where, '', '')}</marker>"


def _down(x: float, y: float, r: float) -> str:
    """A triangle whose flat top is at the limit: the number is somewhere below."""
    return f"M{x - r:z.1f} {y:z.1f}H{x + r:z.1f}L{x:z.1f} {y + 1.75 * r:z.1f}Z"


def _up(x: float, y: float, r: float) -> str:
    return f"M{x - r:z.1f} {y:z.1f}H{x + r:z.1f}L{x:z.1f} {y - 1.75 * r:z.1f}Z"


def _wedge(x: float, y: float, r: float) -> str:
    return f"M{x - r:z.1f} {y + r:z.1f}H{x + r:z.1f}L{x:z.1f} {y - r:z.1f}Z"


def _vee(x: float, y: float, r: float) -> str:
    """An angle like a check mark, open at the top: not a triangle, so not a result."""
    return f"M{x - r:z.1f} {y - r:z.1f}L{x:z.1f} {y + r:z.1f}L{x + r:z.1f} {y - r:z.1f}"


def _pause(x: float, y: float, r: float) -> str:
    """Two uprights, as on a pause button."""
    return f"M{x - 0.5 * r:z.1f} {y - r:z.1f}V{y + r:z.1f}M{x + 0.5 * r:z.1f} {y - r:z.1f}V{y + r:z.1f}"


def _square(x: float, y: float, r: float) -> str:
    return f"M{x - r:z.1f} {y - r:z.1f}H{x + r:z.1f}V{y + r:z.1f}H{x - r:z.1f}Z"


def _cross(x: float, y: float, r: float) -> str:
    down = f"M{x - r:z.1f} {y - r:z.1f}L{x + r:z.1f} {y + r:z.1f}"
    return f"{down}M{x - r:z.1f} {y + r:z.1f}L{x + r:z.1f} {y - r:z.1f}"


def _bar(x: float, y: float, r: float) -> str:
    return f"M{x:z.1f} {y - r:z.1f}V{y + r:z.1f}"


_OUTLINES: dict[str, Callable[[float, float, float], str]] = {
    "down": _down,
    "up": _up,
    "wedge": _wedge,
    "vee": _vee,
    "pause": _pause,
    "square": _square,
    "cross": _cross,
    "bar": _bar,
}
_DRAWERS: dict[type, Callable[[Any, str], str]] = {
    Rect: _rect,
    Line: _line,
    Path: _path,
    Mark: _mark,
    Text: _text,
}


def _element(tag: str, where: str, opening: str, title: str) -> str:
    where = _short(where)
    if not title:
        return f"<{tag}{opening} {where}/>"
    return f"<{tag}{opening} {where}><title>{escape(title)}</title></{tag}>"


def _short(where: str) -> str:
    """Coordinates, all written with one decimal, without those decimals that are 0.

    Once for all the numbers of a shape: a call for each took a third of the time of a long record's drawing.
    """
    return where.replace(".0", "")


@lru_cache(maxsize=256)
def _n(number: float) -> str:
    """A coordinate with one decimal, as short as it goes. Kept, because marks share a few sizes."""
    return _short(f"{number:z.1f}")


def draw_second(figure: Figure) -> SafeString:
    """A second paper drawing on a page that already has one: its hatches get names of their own.

    A hatch is looked up by name in the whole page, and one inside a hidden drawing draws nothing.
    """
    drawn = draw(figure).replace('id="hatch-', f'id="{figure.name}-hatch-')
    return mark_safe(drawn.replace("url(#hatch-", f"url(#{figure.name}-hatch-"))  # noqa: S308 - escaped by draw
