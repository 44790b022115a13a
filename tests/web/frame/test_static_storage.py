"""Static files as they are served: named by what is in them, packed beforehand."""

import gzip
import json

import brotli
import pytest
from django.core.management import call_command
from django.test import Client, override_settings

from cmlguide.web.frame.static_storage import NamedByContent

STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {"BACKEND": "cmlguide.web.frame.static_storage.NamedByContent"},
}


@pytest.fixture(scope="module")
def served(tmp_path_factory):
    """The folder that the static step fills, and the name each file has in it."""
    folder = tmp_path_factory.mktemp("served")
    with override_settings(STATIC_ROOT=folder, STORAGES=STORAGES):
        call_command("collectstatic", interactive=False, verbosity=0)
    return folder, json.loads((folder / "staticfiles.json").read_text())["paths"]


@pytest.mark.parametrize(
    "name",
    ["built/screen.css", "built/paper.css", "built/sheet.css", "built/site.js", "plotly/plotly.min.js"],
)
def test_file_is_served_packed_and_for_ever(served, settings, name):
    folder, names = served
    settings.STATIC_ROOT, settings.STORAGES = folder, STORAGES

    answer = Client().get(f"/static/{names[name]}", headers={"Accept-Encoding": "gzip, deflate"})

    plain = (folder / names[name]).read_bytes()
    assert answer.headers["Content-Encoding"] == "gzip"
    assert gzip.decompress(b"".join(answer)) == plain
    assert answer.headers["Cache-Control"] == "max-age=315360000, public, immutable"
    assert answer.headers["Vary"] == "Accept-Encoding"


def test_only_names_that_change_with_the_file_are_kept(served):
    folder, names = served

    kept = {file.relative_to(folder).as_posix() for file in folder.rglob("*") if file.is_file()}

    packed = {name for name in kept if name.endswith((".gz", ".br"))}
    assert kept - packed == {*names.values(), "staticfiles.json"}
    assert {name[: -len(".gz")] for name in packed} <= set(names.values())


def test_the_manifest_names_an_icon_that_is_there(served):
    folder, names = served

    manifest = json.loads((folder / names["img/cmlguide.webmanifest"]).read_text())

    assert [icon["src"] for icon in manifest["icons"]] == [names["img/favicon.svg"].removeprefix("img/")]


def test_what_a_page_asks_for_is_packed_smaller_still_for_browsers_that_know_how(served, settings):
    folder, names = served
    settings.STATIC_ROOT, settings.STORAGES = folder, STORAGES

    answer = Client().get(f"/static/{names['built/screen.css']}", headers={"Accept-Encoding": "gzip, br"})

    packed = b"".join(answer)
    assert answer.headers["Content-Encoding"] == "br"
    assert brotli.decompress(packed) == (folder / names["built/screen.css"]).read_bytes()
    assert len(packed) < (folder / f"{names['built/screen.css']}.gz").stat().st_size


@pytest.mark.parametrize(("hosted", "kinds"), [(True, [".br", ".gz"]), (False, [".gz"])])
def test_a_large_file_waits_for_brotli_on_a_hosted_site_alone(settings, tmp_path, hosted, kinds):
    settings.HOSTED = hosted
    large = tmp_path / "large.js"
    large.write_text("say(1);\n" * 20_000)

    made = NamedByContent().create_compressor(quiet=True).compress(str(large))

    assert sorted(name.removeprefix(str(large)) for name in made) == kinds


def test_an_address_is_worked_out_once_until_the_files_are_collected_again(tmp_path, settings):
    settings.STATIC_ROOT, settings.DEBUG = tmp_path, False
    storage = NamedByContent()
    storage.hashed_files = {"a.css": "a.1.css"}
    first = storage.url("a.css")
    storage.hashed_files = {"a.css": "a.2.css"}

    kept = storage.url("a.css")
    list(storage.post_process({}))
    storage.hashed_files = {"a.css": "a.2.css"}

    assert (first, kept, storage.url("a.css")) == ("/static/a.1.css", "/static/a.1.css", "/static/a.2.css")
