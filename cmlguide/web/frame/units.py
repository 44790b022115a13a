"""In which units a page shows blood counts: as the account says, else as is usual in its language.

The record keeps one unit for each number, whatever is shown; words/units.py does the converting.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from typing import Final, NamedTuple

from django.http import HttpRequest, HttpResponse
from django.utils import translation
from django.utils.translation import pgettext

from cmlguide.web.frame.language import chosen_by

View = Callable[[HttpRequest], HttpResponse]
CELLS: Final = ("10^9/L", "10^3/uL", "/uL")
HEMOGLOBIN: Final = ("g/dL", "g/L")


class Units(NamedTuple):
    """The unit for cells and the one for hemoglobin, at first those the record keeps; and which of them a
    person chose."""

    cells: str = CELLS[0]
    hemoglobin: str = HEMOGLOBIN[0]
    chosen: frozenset[str] = frozenset()


# The words by which a catalogue says what letters in its language usually have.
_CELLS_PER = {"liter": CELLS[0], "thousand": CELLS[1], "microliter": CELLS[2]}
_HEMOGLOBIN_PER = {"deciliter": HEMOGLOBIN[0], "liter": HEMOGLOBIN[1]}

_OF_RECORD = Units()
_shown: ContextVar[Units] = ContextVar("units_of_counts", default=_OF_RECORD)


def units_shown() -> Units:
    """The units of the page that is being made."""
    return _shown.get()


def measure_as_chosen(get_response: View) -> View:
    """Answer in the units that the signed-in user chose. They stay the same for the whole answer: a paper in
    the doctor's language has the same numbers as the screen."""

    def respond(request: HttpRequest) -> HttpResponse:
        with in_units_of(request.user):
            return get_response(request)

    return respond


@contextmanager
def in_units_of(user: object) -> Iterator[None]:
    """What is said inside has the units of this user: for a guest's page, those of the record's owner."""
    before = _shown.set(_units_of(user))
    try:
        yield
    finally:
        _shown.reset(before)


def _units_of(user: object) -> Units:
    """What the user chose; for what is not said, or not known any more, what is usual in their language."""
    with translation.override(chosen_by(user) or translation.get_language()):
        usual = _usual()
    said = {getattr(user, "cell_unit", ""), getattr(user, "hemoglobin_unit", "")}
    return Units(
        next((unit for unit in CELLS if unit in said), usual.cells),
        next((unit for unit in HEMOGLOBIN if unit in said), usual.hemoglobin),
        frozenset(said & {*CELLS, *HEMOGLOBIN}),
    )


def _usual() -> Units:
    """What letters in this language have; for a word that is not one of ours, what the record keeps."""
    # Translators: in which units letters in your language have a blood count. The first word is for cells:
    # liter (10⁹/L), thousand (10³/µL) or microliter (per µL). The second is for hemoglobin: deciliter (g/dL)
    # or liter (g/L). These words stay English.
    cells, _comma, hemoglobin = pgettext("number format", "liter, deciliter").partition(", ")
    return Units(_CELLS_PER.get(cells, CELLS[0]), _HEMOGLOBIN_PER.get(hemoglobin, HEMOGLOBIN[0]))
