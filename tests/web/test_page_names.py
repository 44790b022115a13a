"""A page is one name in three places: its views, its templates and its tests."""

from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
SHARED = {"forms", "errors", "home"}  # fields of every form; the frame's own pages
NAMED_BY_LIBRARIES = {"mfa", "django"}
PAPER = "paper"  # the page for the visit: a layer of its own in web/


def folders(place):
    return {
        folder.name
        for folder in (ROOT / place).iterdir()
        if folder.is_dir() and any(file.suffix in {".py", ".html"} for file in folder.rglob("*"))
    }


def test_every_page_has_templates_and_tests_of_its_name():
    pages = folders("cmlguide/web/pages")

    assert folders("templates") - SHARED - NAMED_BY_LIBRARIES == {*pages, PAPER}
    assert folders("tests/web/pages") == pages
