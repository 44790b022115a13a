"""No style sheet mentions a class that no page has; and where a page's title stands."""

import re
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
PUT_THERE_BY_LIBRARIES = {"errorlist", "htmx-request"}
OF_A_LIBRARY = "plotly.css"
TITLE_INSIDE = {
    "carried_file/file.html",  # a file by itself: its first card gives way to what it holds
    "results/result.html",  # the day is a small line over the number, as on Timeline
}
BOX = re.compile(r"<(/?)(?:section|article|div|form)\b([^>]*)>")


def classes_styled():
    found = set()
    for sheet in (ROOT / "static" / "css").glob("*.css"):
        if sheet.name != OF_A_LIBRARY:
            rules = re.sub(r"/\*.*?\*/", "", sheet.read_text(encoding="utf-8"), flags=re.DOTALL)
            selectors = re.sub(r"\{[^{}]*\}", " ", rules)
            found |= set(re.findall(r"\.([a-z][\w-]*)", selectors))
    return found


def sources():
    places = (("templates", "*.html"), ("cmlguide", "*.py"), ("static/js", "*.js"))
    files = (file for folder, pattern in places for file in (ROOT / folder).rglob(pattern))
    return "".join(file.read_text(encoding="utf-8") for file in files)


def test_every_class_with_a_style_is_used():
    text = sources()
    words = set(re.findall(r"[\w-]+", text))
    beginnings = tuple(set(re.findall(r"([a-z][\w-]*-)\{", text)))  # "chip--{{ chip.tone }}"

    unused = {name for name in classes_styled() - words if not name.startswith(beginnings)}

    assert unused - PUT_THERE_BY_LIBRARIES == set()


def title_is_in_a_card(text):
    """Whether a card is still open where the page's title begins."""
    open_boxes = []
    for closes, attributes in BOX.findall(text.split("<h1")[0]):
        if closes:
            open_boxes.pop()
        else:
            open_boxes.append("card" in re.findall(r"[\w-]+", attributes.split("{%")[0]))
    return any(open_boxes)


def test_title_of_every_page_stands_outside_the_cards():
    folder = ROOT / "templates"
    pages = {file: file.read_text(encoding="utf-8") for file in folder.rglob("*.html")}
    inside = {
        file.relative_to(folder).as_posix()
        for file, text in pages.items()
        if "<h1" in text and title_is_in_a_card(text)
    }

    assert inside == TITLE_INSIDE


PHYSICAL = re.compile(
    r"(?<![\w-])(?:(?:margin|padding|border|scroll-margin|scroll-padding)-(?:left|right)[\w-]*|left|right)\s*:"
    r"|(?<![\w-])float:\s*(?:left|right)|text-align:\s*(?:left|right)|border-(?:top|bottom)-(?:left|right)-radius"
)
FOUR_SIDES = re.compile(r"(?<![\w-])(?:margin|padding|inset|border-width|border-color):\s*([^;{}]+)")


def sides_that_differ(value):
    """Whether a value of four parts has another left than right."""
    parts = re.findall(r"(?:[^\s()]|\([^()]*(?:\([^()]*\)[^()]*)*\))+", value)
    return len(parts) == 4 and parts[1] != parts[3]


def test_no_rule_names_left_or_right():
    """Where a language is written from right to left, start and end change places by themselves."""
    found = []
    for sheet in (ROOT / "static" / "css").glob("*.css"):
        if sheet.name != OF_A_LIBRARY:
            rules = re.sub(r"/\*.*?\*/", "", sheet.read_text(encoding="utf-8"), flags=re.DOTALL)
            found += [(sheet.name, match[0]) for match in PHYSICAL.finditer(rules)]
            found += [
                (sheet.name, match[0]) for match in FOUR_SIDES.finditer(rules) if sides_that_differ(match[1])
            ]

    assert found == []
    assert sides_that_differ("2px var(--a) 2px 0")
    assert not sides_that_differ("0 calc(1 * (2px + 1px)) auto calc(1 * (2px + 1px))")


def test_the_line_beside_a_field_with_a_fault_is_as_tall_as_a_fieldset_with_its_legend():
    """A browser draws a fieldset's border from half its legend down, unless the legend floats."""
    assert re.search(r"\.field--error > legend \{ float: inline-start; width: 100%; \}", read("form"))


SIZE = re.compile(r"(--size-[a-z0-9]+): ([\d.]+)(rem|pt);")


def test_paper_has_its_own_size_for_every_size_of_the_screen_in_the_same_order():
    """Small text in the screen's size was larger than the body of a printed page."""
    screen, paper = (
        {name: float(size) for name, size, _unit in SIZE.findall(read(sheet))}
        for sheet in ("tokens", "print")
    )

    assert paper.keys() == screen.keys()
    assert sorted(paper, key=lambda name: (paper[name], name)) == sorted(
        screen, key=lambda name: (screen[name], name)
    )
    assert min(paper.values()) >= 9  # points: what can still be read


def read(sheet):
    return (ROOT / "static" / "css" / f"{sheet}.css").read_text(encoding="utf-8")
