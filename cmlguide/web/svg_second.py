"""A second paper drawing on a page that already holds one: the names of its hatches are its own.

A hatch is found by its name in the whole page, and one inside a drawing that is not shown draws nothing.
"""

from __future__ import annotations

from django.utils.safestring import SafeString, mark_safe

from cmlguide.web.chart.data.values import Figure
from cmlguide.web.chart.drawing.svg import draw


def draw_second(figure: Figure) -> SafeString:
    """The drawing, as `svg.draw` gives it."""
    drawn = draw(figure).replace('id="hatch-', f'id="{figure.name}-hatch-')
    return mark_safe(drawn.replace("url(#hatch-", f"url(#{figure.name}-hatch-"))  # noqa: S308 - escaped by draw
