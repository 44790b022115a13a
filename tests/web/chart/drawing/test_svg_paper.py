"""On paper, differences are shown by dashes, widths, shapes and hatches: a grey copy loses nothing."""

from __future__ import annotations

import re
from itertools import combinations

import pytest

from cmlguide.web.chart.drawing.svg_paper import PAPER, paper_patterns

LINES = ("line", "line-limit", "goal", "my-goal", "line-start", "today", "grid")
PAIRS = (
    ("line", "line-limit"),
    ("line-own", "line-limit-own"),
    ("goal", "my-goal"),
    ("line-start", "today"),
    ("my-goal", "line-limit"),
    ("medicine", "medicine-alt"),
)


def drawn(kind: str) -> tuple[str, str]:
    """(width, dashes) of a line, without its colour."""
    return PAPER[kind].get("stroke-width", ""), PAPER[kind].get("stroke-dasharray", "")


@pytest.mark.parametrize(("one", "other"), tuple(combinations(LINES, 2)))
def test_no_two_lines_look_alike_in_grey(one, other):
    assert drawn(one) != drawn(other)


@pytest.mark.parametrize(("one", "other"), PAIRS)
def test_lines_of_one_place_differ_by_dashes(one, other):
    assert drawn(one)[1] != drawn(other)[1]


def test_every_band_has_a_hatch_of_its_own():
    hatches = re.findall(r'<pattern id="hatch-(\d)" width="(\d+)".*?rotate\((-?\d+)\)', paper_patterns())

    assert len({(width, slope) for _name, width, slope in hatches}) == len(hatches) == 7


def test_bands_and_wobble_are_told_by_hatches_and_not_by_a_tint():
    fills = {kind: PAPER[kind]["fill"] for kind in PAPER if kind.startswith(("band-", "wobble"))}

    assert all(fill.startswith("url(#hatch-") for fill in fills.values())
    assert len(set(fills.values())) == len(fills)


def test_nothing_is_coloured():
    colours = re.findall(r"#[0-9a-f]{3,6}\b", paper_patterns() + str(PAPER))

    assert [
        one for one in colours if len({*re.findall("..", one[1:])} if len(one) == 7 else {*one[1:]}) > 1
    ] == []


def test_words_on_paper_are_black():
    words = (
        "tick",
        "today-name",
        "level-name",
        "level-goal",
        "goal-words",
        "value",
        "row-name",
        "my-goal-name",
    )

    assert {PAPER[kind]["fill"] for kind in words} == {"#000"}
