"""Screen, print and PDF have one layout: each size is defined once, in exchange/paper/sizes.toml."""

import re
from pathlib import Path

from cmlguide.exchange.paper.sizes import load_sizes

ROOT = Path(__file__).resolve().parents[3]
CSS = {
    name: (ROOT / "static" / "css" / name).read_text(encoding="utf-8")
    for name in ("paper.css", "summary.css")
}
SIZE = re.compile(r"\b[\d.]*[1-9][\d.]*(?:pt|px|mm|cm|in|rem|em)\b")
PLAIN = ("lines", "grown")  # numbers without a unit


def as_css(group, name, number):
    unit = "" if group == "line" or name in PLAIN else "%" if name.endswith("_percent") else "pt"
    return f"--sheet-{group}-{name.removesuffix('_percent').replace('_', '-')}", f"{number}{unit}"


def on_paper(text):
    """The print rules, without the custom properties before them."""
    return text[text.index("@media print {") :]


def test_style_sheet_holds_the_sizes_of_the_sheet():
    sizes = load_sizes()
    said = dict(
        as_css(group, name, number)
        for group, numbers in sizes.items()
        for name, number in numbers.items()
        if not name.endswith("_mm")
    )
    held = dict(re.findall(r"(--sheet-[a-z]+-[a-z-]+): ([\d.]+(?:pt|%)?);", CSS["paper.css"]))
    side = sizes["side"]

    assert held == said
    assert f"@page {{ margin: {side['margin_down_mm']}mm {side['margin_across_mm']}mm; }}" in CSS["paper.css"]


def test_print_has_no_size_of_its_own():
    found = {name: SIZE.findall(on_paper(text)) for name, text in CSS.items()}

    assert found == {"paper.css": [], "summary.css": []}


def test_pdf_has_no_size_of_its_own():
    source = (ROOT / "cmlguide" / "exchange" / "paper" / "summary.typ").read_text(encoding="utf-8")

    lengths = {size for size in SIZE.findall(source) if not size.endswith("em")}

    assert lengths == {"1pt", "1mm"}  # the units, to multiply with


def test_every_size_of_the_sheet_is_used_on_paper():
    text = "".join(CSS.values())
    names = re.findall(r"(--sheet-[a-z-]+):", text)

    assert [name for name in names if f"var({name})" not in text] == []
