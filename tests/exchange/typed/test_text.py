import pytest

from cmlguide.exchange.typed.text import fold, plain_text


@pytest.mark.parametrize(
    ("typed", "plain"),
    [
        ("٠٫٠٥", "0.05"),
        ("۰٫۰۵", "0.05"),
        ("०.०५", "0.05"),
        ("０．０５％", "0.05%"),
        ("0.05\u00a0%", "0.05 %"),
        ("\u200e0.05\u200f", "0.05"),
        ("4.47 × 10⁻³", "4.47 x 10^-3"),
        ("0.05²", "0.05^2"),
        ("MR⁴·⁵", "MR^4.5".replace(".", "·")),
        ("−0,5", "-0,5"),
        ("&lt;0.01", "<0.01"),
        ("a\tb\r\nc", "a b c"),
    ],
)
def test_plain_text_brings_any_script_to_ascii_digits(typed, plain):
    assert plain_text(typed) == plain


@pytest.mark.parametrize(
    ("word", "folded"),
    [
        ("DÉTECTÉ", "detecte"),
        ("SAPTANMADI", "saptanmadi"),
        ("saptanmadı", "saptanmadi"),
        ("Ağustos", "agustos"),
    ],
)
def test_fold_compares_words_without_case_and_accents(word, folded):
    assert fold(word) == folded
