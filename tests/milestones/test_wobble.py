"""How far the test alone can move a value: one laboratory, two laboratories, the edge in words."""

from decimal import Decimal

import pytest

from milestones.wobble import is_at_edge_of_wobble, wobble_fold, wobble_range
from tests.milestones.builders import assessed, codes, percent

D = Decimal
NAMED, UNNAMED = ("City", "Harbour"), ("City", "")


def two(labs: tuple[str, str], before: str, value: str) -> list[str]:
    return codes(assessed(percent(before, 24, lab=labs[0]), percent(value, 27, lab=labs[1])))


# Between two named laboratories under 5-fold at every level: Branford, Blood 2008;112:3330, abstract.
@pytest.mark.parametrize(
    ("before", "value", "rises"),
    [
        ("0.2", "0.5", False),
        ("0.2", "0.9999", False),
        ("0.2", "1", True),
        ("0.02", "0.0999", False),
        ("0.02", "0.1", True),
    ],
)
def test_two_named_laboratories_differ_by_under_five_fold(before, value, rises):
    found = two(NAMED, before, value)

    assert ("rise_from_previous" in found) is rises
    assert ("within_wobble" in found) is not rises


@pytest.mark.parametrize("labs", [UNNAMED, ("City", " CITY"), ("", "")])
def test_one_laboratory_or_none_named_keeps_the_ordinary_wobble(labs):
    assert "rise_from_previous" in two(labs, "0.2", "0.5")


@pytest.mark.parametrize(("value", "within"), [("0.0401", True), ("0.04", False)])
def test_a_fall_between_two_laboratories_is_within_under_five_fold(value, within):
    found = two(NAMED, "0.2", value)

    assert ("within_wobble" in found, "falling" in found) == (within, not within)


def test_rises_from_the_lowest_and_two_rises_ask_for_five_fold_too():
    labs = ("City", "City", "Harbour")
    rows = [
        percent(value, 20 + 3 * step, lab=labs[step]) for step, value in enumerate(["0.2", "0.3", "0.96"])
    ]

    assert "two_rises" not in codes(assessed(*rows))
    assert "rise_from_lowest" not in codes(assessed(*rows))
    one = [percent(value, 20 + 3 * step) for step, value in enumerate(["0.2", "0.3", "0.96"])]
    assert {"two_rises", "rise_from_lowest"} <= set(codes(assessed(*one)))


def test_two_laboratories_have_one_wobble_at_every_level():
    assert (wobble_fold(D("0.0001"), two_labs=True), wobble_fold(D("50"), two_labs=True)) == (5, 5)
    assert wobble_range(D("0.5"), two_labs=True) == (D("0.1"), D("2.5"))


# "At the edge of the test's wobble": 2 to 3.2-fold (half a log: 10 is the square of it).
@pytest.mark.parametrize(
    ("fold", "expected"),
    [(None, False), ("1.99", False), ("2", True), ("3.1622", True), ("3.1623", False), ("5", False)],
)
def test_the_edge_of_the_wobble(fold, expected):
    assert is_at_edge_of_wobble(None if fold is None else D(fold)) is expected
