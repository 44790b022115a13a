"""The files a page asks for are joined from the component files, in their order, and miss none of them."""

import re
from pathlib import Path

import pytest
from django.contrib.staticfiles import finders

from cmlguide.web.frame import bundles
from cmlguide.web.frame.bundles import BUNDLES, BundleFinder, build, join

STATIC = Path(__file__).resolve().parents[3] / "static"
ON_ASKING = {"css/plotly.css", "js/explore.js"}  # fetched by the Explore button
IN_THE_CARRIED_FILE = {"css/carried.css", "js/open_carried_file.js"}  # written into a file that needs no site


@pytest.fixture
def parts(settings, tmp_path, monkeypatch):
    """A folder of static files of its own, and the two bundles made of them."""
    folder = tmp_path / "static"
    folder.mkdir()
    settings.STATICFILES_DIRS, settings.BUILT_FOLDER = [folder], tmp_path / "built"
    finders.get_finder.cache_clear()
    (folder / "a.css").write_text("/* a card:\n   .card */\n\n.card {\n  color: black;\n}\n")
    (folder / "b.css").write_text('.card { color: red; } /* wins */\n.x > b::before { content: "  ◆ "; }\n')
    (folder / "a.js").write_text("const words = [1]")
    (folder / "b.js").write_text("(() => {})();\n")
    monkeypatch.setattr(
        bundles, "BUNDLES", {"built/all.css": ("a.css", "b.css"), "built/all.js": ("a.js", "b.js")}
    )
    yield folder
    finders.get_finder.cache_clear()


def test_every_component_file_is_in_a_bundle():
    files = {
        file.relative_to(STATIC).as_posix() for kind in ("css", "js") for file in (STATIC / kind).iterdir()
    }
    joined = {
        part for parts in BUNDLES.values() for part in parts if not part.startswith(("mfa/", "account/"))
    }

    assert files - joined == ON_ASKING | IN_THE_CARRIED_FILE
    assert joined - files == set()


def test_no_component_comes_twice_in_a_bundle():
    assert [name for name, parts in BUNDLES.items() if len(parts) != len(set(parts))] == []


@pytest.mark.parametrize("name", [name for name in BUNDLES if name.endswith(".css")])
def test_no_style_sheet_asks_for_another_file(name):
    text = join(name)

    assert [word for word in ("url(", "@import", "@charset", "/*") if word in text] == []


def test_no_quoted_text_loses_a_blank():
    """In style sheets the blanks around these signs are left out."""
    sheets = [file.read_text(encoding="utf-8") for file in (STATIC / "css").glob("*.css")]

    quoted = [text for sheet in sheets for text in re.findall(r'content: ("[^"\n]*")', sheet)]

    assert '"↑ "' in quoted
    assert [text for text in quoted if re.search(r"\s[{};,>]|[{};,>]\s|\w: |;}", text)] == []


def test_later_sheet_stands_later_and_no_comment_is_sent(parts):
    assert join("built/all.css") == '.card{color:black}.card{color:red}.x>b::before{content:"  ◆ "}\n'


def test_a_script_without_its_last_semicolon_does_not_call_the_next(parts):
    assert join("built/all.js") == "const words = [1]\n;\n(() => {})();\n"


def test_what_our_scripts_say_to_their_readers_is_not_sent(parts, monkeypatch):
    (parts / "js").mkdir()
    (parts / "js" / "own.js").write_text("// Says so.\nsay(1); // once\n  // Twice.\n  say(2);\n")
    (parts / "theirs.js").write_text("// (c) somebody\nsay(3);\n")
    monkeypatch.setitem(bundles.BUNDLES, "built/own.js", ("js/own.js", "theirs.js"))

    assert join("built/own.js") == "say(1); // once\n  say(2);\n\n;\n// (c) somebody\nsay(3);\n"


def test_an_edit_is_never_missed_and_nothing_is_written_without_one(parts):
    first = build("built/all.js")
    written = first.stat().st_mtime_ns

    assert build("built/all.js").stat().st_mtime_ns == written
    (parts / "b.js").write_text("other();\n")
    assert build("built/all.js").read_text() == "const words = [1]\n;\nother();\n"


def test_a_part_that_is_missing_stops_the_static_step(parts):
    (parts / "b.css").unlink()

    with pytest.raises(FileNotFoundError, match=r"b\.css"):
        list(BundleFinder().list([]))


def test_bundles_are_found_by_their_static_address_and_listed(parts):
    finder = BundleFinder()

    assert Path(finder.find("built/all.css")).read_text() == join("built/all.css")
    assert finder.find("built/all.css", find_all=True) == [finder.find("built/all.css")]
    assert [finder.find("built/none.css"), finder.find("built/none.css", find_all=True)] == [[], []]
    assert [(storage.prefix, name) for name, storage in finder.list([])] == [
        ("built", "all.css"),
        ("built", "all.js"),
    ]
    assert finder.check() == []
