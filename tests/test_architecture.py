"""The picture in docs/architecture.md shows every room, and none that does not exist."""

import re
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
PICTURE = (ROOT / "docs" / "architecture.md").read_text(encoding="utf-8").split("```")[1]
FOLDERS = re.compile(r"^( *)((?:[\w/]+/ )*[\w/]+/)(?: |$)")
DRAWN_WHOLE = ("milestones", "cmlguide", "templates", "static")
OF_TESTS_ALONE = {
    "tests",
    "tests/exchange/cases",
    "tests/exchange/cases/files",
    "tests/browser",
    "tests/milestones",
    "tests/milestones/cases",
}
MADE_BY_MACHINES = {"__pycache__"}
LANGUAGES = ROOT / "cmlguide" / "locale"  # one room: a new language needs no line in the picture


def drawn_folders(picture):
    """Every folder with which a line begins; one indented deeper is inside the folder above it."""
    found, above = set(), []
    for line in picture.splitlines():
        match = FOLDERS.match(line)
        if match:
            indent, names = len(match[1]), [name.rstrip("/") for name in match[2].split()]
            above = [(depth, folder) for depth, folder in above if depth < indent]
            inside = f"{above[-1][1]}/" if above else ""
            found |= {inside + name for name in names}
            above.append((indent, inside + names[-1]))
    return found | {str(parent) for folder in found for parent in Path(folder).parents if parent.name}


def folders_of(root):
    """The folder and all folders in it that contain a file of the repository."""
    files = (file for file in (ROOT / root).rglob("*") if file.is_file())
    places = {
        LANGUAGES if file.is_relative_to(LANGUAGES) else file.parent
        for file in files
        if not MADE_BY_MACHINES & set(file.parts)
    }
    return {
        place.relative_to(ROOT).as_posix()
        for deep in places
        for place in (deep, *deep.parents)
        if place.is_relative_to(ROOT / root)
    }


def test_picture_is_read_by_its_indentation():
    picture = "docs/  words/ here are no rooms\na/  a room\n  b/ c/   two\n    d/e/\n  f.py g/\nz/\n"

    assert drawn_folders(picture) == {"docs", "a", "a/b", "a/c", "a/c/d", "a/c/d/e", "z"}


def test_picture_draws_every_room_and_no_other():
    drawn = {folder for folder in drawn_folders(PICTURE) if folder.startswith(DRAWN_WHOLE)}

    assert drawn == set().union(*map(folders_of, DRAWN_WHOLE))


def test_tests_mirror_the_rooms():
    sources = {folder.removeprefix("cmlguide/") for folder in set().union(*map(folders_of, DRAWN_WHOLE))}
    tests = folders_of("tests")

    assert {place for place in OF_TESTS_ALONE if place not in tests} == set()
    assert {place for place in tests - OF_TESTS_ALONE if place.removeprefix("tests/") not in sources} == set()
