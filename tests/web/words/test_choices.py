import pytest

from cmlguide.web.words import choices
from milestones.guideline import guideline_ids
from milestones.history import GOALS, PHASES, TRANSCRIPTS


def test_every_code_has_words():
    assert set(choices.GOALS) == set(GOALS)
    assert set(choices.PHASES) == set(PHASES)
    assert set(choices.TRANSCRIPTS) == set(TRANSCRIPTS)


def test_guidelines_begin_with_not_sure():
    codes = [code for code, words in choices.guideline_choices()]

    assert codes[0] == ""
    assert set(codes[1:]) == set(guideline_ids())


def test_countries_are_there_by_name():
    countries = dict(choices.country_choices())

    assert (countries["DE"], countries["US"], countries[""]) == ("Germany", "United States", "Not chosen")


def test_time_zones_are_places():
    zones = dict(choices.time_zone_choices())

    assert (zones["America/New_York"], zones["UTC"]) == ("America/New York", "World time (UTC)")
    assert "Etc/GMT+1" not in zones
    assert zones[""] == "Not chosen"


@pytest.mark.parametrize(
    ("country", "first", "count"),
    [
        ("DE", ["Europe/Berlin"], 1),
        ("FR", ["Europe/Paris"], 1),
        ("NZ", ["Pacific/Auckland", "Pacific/Chatham"], 2),
        ("ES", ["Europe/Madrid", "Africa/Ceuta", "Atlantic/Canary"], 3),
        ("", [], 0),
        ("XX", [], 0),
    ],
)
def test_zones_of_a_country_are_one_where_its_clocks_agree(country, first, count):
    zones = [name for name, words in choices.zones_of_country(country, 2026)]

    assert (zones[: len(first)], len(zones)) == (first, count)
