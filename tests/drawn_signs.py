"""The signs drawn on a page, read back as the characters they stand for."""

import re

from cmlguide.web.templatetags.signs import DRAWN, SHAPES

CLOSED = re.compile(r"></(?:circle|path)>")


def written(page: str) -> str:
    """The page with a character in place of each drawn sign."""
    for sign, drawing in DRAWN.items():
        page = page.replace(drawing, sign)
    return page


def sign_of(outline: str) -> str:
    """The character that this outline, as a browser says it, is drawn for."""
    return {shape: sign for sign, shape in SHAPES.items()}[CLOSED.sub("/>", outline)]
