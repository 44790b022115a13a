"""In which units an answer has blood counts; words/units.py and tests/web/test_units.py have the numbers."""

import pytest
from django.utils import translation

from cmlguide.records.models import User
from cmlguide.web.frame.units import Units, in_units_of, units_shown
from tests.pseudo_language import PSEUDO, speaking


@pytest.mark.parametrize(
    ("chosen", "shown"),
    [
        ({}, ("10^9/L", "g/dL")),
        ({"cell_unit": "/uL"}, ("/uL", "g/dL")),
        ({"hemoglobin_unit": "g/L"}, ("10^9/L", "g/L")),
        ({"cell_unit": "10^3/uL", "hemoglobin_unit": "g/L"}, ("10^3/uL", "g/L")),
        ({"language": "pt-br"}, ("/uL", "g/dL")),
        ({"language": "pt-br", "cell_unit": "10^9/L"}, ("10^9/L", "g/dL")),
        ({"cell_unit": "furlong", "hemoglobin_unit": "mmol/L"}, ("10^9/L", "g/dL")),
    ],
)
def test_choice_first_then_the_language(chosen, shown):
    with in_units_of(User(**chosen)):
        assert units_shown()[:2] == shown


def test_paper_in_another_language_keeps_the_units_of_the_page():
    with in_units_of(User(language="pt-br")), translation.override("en"):
        assert units_shown().cells == "/uL"


def test_nothing_stays_for_the_next_answer():
    with pytest.raises(ZeroDivisionError), in_units_of(User(cell_unit="/uL")):
        raise ZeroDivisionError
    assert units_shown() == Units("10^9/L", "g/dL")


def test_catalogue_that_translates_the_words_for_units_is_as_if_it_said_nothing():
    with speaking(PSEUDO), in_units_of(None):
        assert units_shown()[:2] == ("10^9/L", "g/dL")
