"""Letters without what stands on them."""

import pytest

from cmlguide.web.words.letters import without_accents


@pytest.mark.parametrize(
    ("text", "plain"),
    [
        ("Österreich", "Osterreich"),
        ("O\u0308sterreich", "Osterreich"),  # two signs for one letter
        ("Nguyễn", "Nguyen"),
        ("Šárka", "Sarka"),
        ("Łódź, Ø", "Łodz, Ø"),  # no accent: a letter of its own
        ("", ""),
    ],
)
def test_accents_are_left_out_and_letters_stay(text, plain):
    assert without_accents(text) == plain
