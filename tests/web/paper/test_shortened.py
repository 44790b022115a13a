"""Nothing the person wrote is silently cut: what is shortened says where all of it can be read."""

from __future__ import annotations

import pytest

from cmlguide.web.paper.shortened import Whole, first_lines, left_out, start_of

POINTER = " … (all of it under “In full”)"
LONG = "word " * 40


@pytest.mark.parametrize("text", ["", "short", "a\nb\nc", "x" * 140])
def test_a_text_that_fits_stays_as_it_is(text):
    assert start_of(text, 100) == text


def test_without_a_limit_any_text_stays_as_it_is():
    assert start_of(LONG * 25, None) == LONG * 25


def test_a_long_text_is_cut_between_words_and_points_to_the_rest():
    assert start_of(LONG, 22) == "word word word word" + POINTER


def test_a_text_of_many_lines_keeps_the_first_three():
    assert start_of("a\nb\nc\nd", 100) == "a\nb\nc" + POINTER


def test_a_word_without_end_is_cut_inside():
    assert start_of("x" * 5000, 50) == "x" * 50 + POINTER


@pytest.mark.parametrize("sign", ["👩‍👩‍👧", "👍🏽", "e\u0301", "❤️", "क्षि"])
def test_a_sign_of_several_parts_is_never_cut(sign):
    for letters in range(20, 30):
        cut = start_of(sign * 60, letters).removesuffix(POINTER)

        assert cut == sign * (len(cut) // len(sign))


def test_first_lines_count_what_is_left():
    assert first_lines(["a", "b", "c"], None) == ("a", "b", "c")
    assert first_lines(["a", "b", "c"], 3) == ("a", "b", "c")
    assert first_lines(["a", "b", "c", "d"], 3) == ("a", "b", "2 more lines under “In full”")


def test_left_out_has_what_stands_elsewhere_shortened():
    assert left_out("Notes", ["a", "b"], ["a", "b"]) is None
    assert left_out("Notes", ["a", "bbb"], ["a", "b …"]) == Whole("Notes", ("bbb",))
