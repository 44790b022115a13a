"""One result on a line as SVG, drawn for each width.

Written here and not in a template, which would write its numbers as the reader's language does: `x="26,0"` is
no place in a drawing.
"""

from __future__ import annotations

from collections.abc import Iterable
from html import escape

from django.utils.safestring import SafeString, mark_safe

from cmlguide.web.chart.number_line import NumberLine

SHAPES = {
    "ring": '<circle r="8"/>',
    "right": '<path d="M-7 -9 L9 0 L-7 9 Z"/>',
    "left": '<path d="M7 -9 L-9 0 L7 9 Z"/>',
}


def write_number_lines(lines: Iterable[NumberLine], words: str) -> SafeString:
    """A drawing for each width, with what it shows in words."""
    drawn = (_line(line, escape(words)) for line in lines)
    return mark_safe("".join(drawn))  # noqa: S308 - every text is escaped, all else are numbers


def _line(line: NumberLine, words: str) -> str:
    goal = line.goal
    at_goal = f'<line class="number-line-goal" x1="{goal}" x2="{goal}" y1="26" y2="68"/>'
    return f"""
  <svg class="number-line-{line.name}" viewBox="0 0 {line.width} 132" role="img" aria-label="{words}" \
focusable="false">
    {_value(line)}
    {_bands(line)}
    {_steps(line)}
    {_names(line)}
    {"" if goal is None else at_goal}
    {_unknown(line)}
    <g transform="translate({line.mark} 47)" class="number-line-mark">
      {SHAPES[line.shape]}
    </g>
  </svg>
  """


def _value(line: NumberLine) -> str:
    at, said = f'x="{line.label.x}" y="18" text-anchor="{line.label.anchor}"', escape(line.label.text)
    return f'<text class="number-line-value" {at}>{said}</text>'


def _bands(line: NumberLine) -> str:
    return "".join(
        f'<rect class="c-band-{band.number}" x="{band.x}" y="32" width="{band.width}" height="30"/>'
        for band in line.bands
    )


def _steps(line: NumberLine) -> str:
    return "".join(
        f'<line class="number-line-step" x1="{step.x}" x2="{step.x}" y1="32" y2="68"/>'
        f'<text x="{step.x}" y="85" text-anchor="middle">{escape(step.text)}</text>'
        for step in line.steps
    )


def _names(line: NumberLine) -> str:
    return "".join(
        f'<text class="number-line-level" x="{name.x}" y="{126 if name.row else 106}" text-anchor="middle">'
        f"{escape(name.text)}</text>"
        for name in line.names
    )


def _unknown(line: NumberLine) -> str:
    """The part of the line where the true number may be."""
    span = line.unknown
    if span is None:
        return ""
    return f'<rect class="number-line-unknown" x="{span.x}" y="42" width="{span.width}" height="10"/>'
