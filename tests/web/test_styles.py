"""No style sheet mentions a class that no page has."""

import re
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
PUT_THERE_BY_LIBRARIES = {"errorlist", "htmx-request"}
OF_A_LIBRARY = "plotly.css"


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
