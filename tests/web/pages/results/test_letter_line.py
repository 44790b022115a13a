"""The day on a line of a letter: its own, or asked for where it may be another."""

from datetime import date

import pytest

from cmlguide.web.pages.results.letter_line import LetterDay, day_on_line

TODAY = date(2026, 11, 26)
ASKED = LetterDay(unclear=True)


@pytest.mark.parametrize(
    ("line", "day"),
    [
        ("Prélèvement du 12 novembre 2026 BCR::ABL1 0,87 % IS", LetterDay(date(2026, 11, 12))),
        ("extracción 12 nov 2026 BCR-ABL 0,0032 % IS", LetterDay(date(2026, 11, 12))),
        ("Collected 12 Nov 2026, reported 21 Nov 2026, BCR-ABL1 87 % IS", LetterDay(date(2026, 11, 12))),
        ("BCR-ABL1 p210 87 % (IS) 11/10/2026", ASKED),
        ("Entnahme 12.11.2026, Befund 21.11.2026, BCR-ABL1 87 %", ASKED),
        ("Sample taken 3 Oct 2026 (arrived 5 Oct 2026), BCR::ABL1 0.03 % IS", ASKED),
        ("87 % IS today", LetterDay()),
        ("0.87 %", LetterDay()),
    ],
)
def test_day_of_a_line_is_read_or_asked_for(line, day):
    assert day_on_line(line, TODAY) == day
