"""The signs that stand before words, drawn: `{{ chip.shape|drawn }}`, `{{ key|drawn }}`. Format only.

As characters they come from whatever font has them: large here, small there, pale on paper, and looking for
one takes a browser time before its first paint. A drawing has the colour of the words beside it (`.sign` in
chip.css).
"""

import re
from functools import lru_cache

from django import template
from django.utils.html import conditional_escape
from django.utils.safestring import SafeString, mark_safe

register = template.Library()
SHAPES = {
    "●": '<circle r="4"/>',
    "○": '<circle r="4" fill="none"/>',
    "◐": '<circle r="4" fill="none"/><path d="M0-4a4 4 0 0 0 0 8z"/>',
    "◆": '<path d="M0-4 4 0 0 4-4 0z"/>',
    "◇": '<path d="M0-4 4 0 0 4-4 0z" fill="none"/>',
    "▲": '<path d="M0-3 4 4H-4z"/>',
    "✓": '<path d="M-4 0-1 3 4-3" fill="none"/>',
    "✎": '<path d="M-4 4-3 1 2-4 4-2-1 3z"/>',
    "✚": '<path d="M0-4V4M-4 0H4" stroke-width="3"/>',
}
"""Around the middle of a box of 10 by 10, with a line of 1 around them."""
DRAWN = {
    sign: f'<svg class="sign" viewBox="-5 -5 10 10" aria-hidden="true">{shape}</svg>'
    for sign, shape in SHAPES.items()
}
ANY_SIGN = re.compile(f"[{''.join(SHAPES)}]")


@register.filter
@lru_cache(maxsize=256)
def drawn(text: str) -> SafeString:
    """The text with each sign in it drawn; what has no drawing stays text. Only for the site's own words: it
    keeps them."""
    shown = ANY_SIGN.sub(lambda found: DRAWN[found[0]], conditional_escape(text))
    return mark_safe(shown)  # noqa: S308 - the text is escaped
