"""How serious something is: one order for everything that has a severity."""

import json

import pytest

from milestones.severity import Severity, worst_of

ORDER = ["none", "steady", "discuss", "soon", "today"]


def test_every_severity_has_its_place_and_good_news_shares_one():
    assert [word for word in sorted(Severity, key=lambda word: word.weight) if word != "on_track"] == ORDER
    assert Severity.ON_TRACK.weight == Severity.STEADY.weight


def test_a_severity_is_its_own_text():
    assert json.dumps({"severity": Severity.SOON}) == '{"severity": "soon"}'
    assert f"result_{Severity.DISCUSS}" == "result_discuss"


@pytest.mark.parametrize(
    ("severities", "worst"),
    [
        ([], "none"),
        (["none", "steady"], "steady"),
        (["on_track", "steady"], "on_track"),
        (["steady", "on_track"], "steady"),
        (["soon", "discuss", "none"], "soon"),
    ],
)
def test_worst_of_is_the_most_serious_and_the_first_among_equals(severities, worst):
    assert worst_of(map(Severity, severities)) == worst


@pytest.mark.parametrize(
    ("severity", "is_concern"),
    [
        ("none", False),
        ("steady", False),
        ("on_track", False),
        ("discuss", True),
        ("soon", True),
        ("today", True),
    ],
)
def test_is_concern_from_discuss_on(severity, is_concern):
    assert Severity(severity).is_concern is is_concern
