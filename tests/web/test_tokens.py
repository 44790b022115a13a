"""The colours of tokens.css: body text 7:1 or better, everything else 4.5:1, in both themes."""

import re
from pathlib import Path

import pytest

CSS = Path(__file__).resolve().parents[2] / "static" / "css"
TOKENS = CSS / "tokens.css"
SURFACES = ("paper", "card", "soft")
TINTS = ("on-track-tint", "discuss-tint", "soon-tint", "calm-tint")
BANDS = tuple(f"band-{index}" for index in range(7))
BODY = [(text, back) for text in ("ink", "muted") for back in (*SURFACES, *TINTS)]
BODY += [("ink", band) for band in BANDS]
OTHER = [("accent", back) for back in SURFACES]
OTHER += [("accent-strong", back) for back in SURFACES]
OTHER += [("on-accent", "accent"), ("on-accent", "accent-strong"), ("soon", "card"), ("soon", "paper")]
OTHER += [("on-track", "on-track-tint"), ("discuss", "discuss-tint"), ("soon", "soon-tint")]
OTHER += [
    ("medicine-ink", "medicine"),
    ("medicine-alt-ink", "medicine-alt"),
    ("chart-line", "paper"),
    ("chart-line", "card"),
]
MARKS = ("accent", "chart-line", "chart-other", "muted", "record-5", "record-6")
OTHER += [("on-record", mark) for mark in MARKS]
OTHER += [(mark, band) for mark in ("chart-line", "accent", "muted") for band in BANDS]
BOXES = [("edge", "card"), ("edge", "paper")]


def themes() -> dict[str, dict[str, str]]:
    light, dark = TOKENS.read_text().split("@media (prefers-color-scheme: dark)")
    found = [dict(re.findall(r"--([\w-]+): (#[0-9a-f]{6});", part)) for part in (light, dark)]
    return {"light": found[0], "dark": {**found[0], **found[1]}}


def luminance(colour: str) -> float:
    shares = [int(colour[index : index + 2], 16) / 255 for index in (1, 3, 5)]
    red, green, blue = (
        share / 12.92 if share <= 0.04045 else ((share + 0.055) / 1.055) ** 2.4 for share in shares
    )
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(one: str, other: str) -> float:
    dark, light = sorted((luminance(one), luminance(other)))
    return (light + 0.05) / (dark + 0.05)


def below(
    least: float, pairs: list[tuple[str, str]], colours: dict[str, str]
) -> dict[tuple[str, str], float]:
    measured = {pair: round(contrast(*(colours[name] for name in pair)), 2) for pair in pairs}
    return {pair: ratio for pair, ratio in measured.items() if ratio < least}


def test_the_measure_is_the_published_one():
    assert round(contrast("#000000", "#ffffff"), 1) == 21.0
    assert round(contrast("#777777", "#ffffff"), 2) == 4.48


@pytest.mark.parametrize("theme", ["light", "dark"])
def test_body_text_has_seven_to_one(theme):
    assert below(7, BODY, themes()[theme]) == {}


@pytest.mark.parametrize("theme", ["light", "dark"])
def test_everything_else_has_four_and_a_half_to_one(theme):
    assert below(4.5, OTHER, themes()[theme]) == {}


@pytest.mark.parametrize("theme", ["light", "dark"])
def test_boxes_one_types_in_have_three_to_one(theme):
    assert below(3, BOXES, themes()[theme]) == {}


@pytest.mark.parametrize("theme", ["light", "dark"])
@pytest.mark.parametrize("kind", ["medicine", "medicine-alt"])
def test_medicine_bands_are_outlined_so_that_neighbours_can_be_told_apart(kind, theme):
    """Their fill alone has about 1.3:1 against the card (WCAG 2.2, 1.4.11: 3:1)."""
    rules = re.findall(rf"^\.c-{kind} {{(.*)}}$", (CSS / "chart.css").read_text(), re.MULTILINE)
    strokes = [re.findall(r"stroke: var\(--([\w-]+)\)", rule) for rule in rules]

    assert strokes == [[f"{kind}-ink"]]
    assert below(3, [(f"{kind}-ink", back) for back in ("card", "paper", kind)], themes()[theme]) == {}
