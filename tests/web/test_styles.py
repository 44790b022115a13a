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
