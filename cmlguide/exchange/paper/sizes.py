"""The sizes on the sheet of paper, read from sizes.toml, the only place where they are defined."""

from __future__ import annotations

import tomllib
from functools import cache
from importlib import resources

POINTS_A_MM = 72 / 25.4

Sizes = dict[str, dict[str, float]]


@cache
def load_sizes() -> Sizes:
    """Group to name to number: `load_sizes()["type"]["words"]` is the sheet's font size in points."""
    text = resources.files("cmlguide.exchange.paper").joinpath("sizes.toml").read_text(encoding="utf-8")
    return tomllib.loads(text)
