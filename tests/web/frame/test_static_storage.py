"""Static files as they are served: named by what is in them, packed beforehand."""

import gzip
import json

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

    packed = {name for name in kept if name.endswith(".gz")}
    assert kept - packed == {*names.values(), "staticfiles.json"}
    assert {name.removesuffix(".gz") for name in packed} <= set(names.values())


def test_the_manifest_names_an_icon_that_is_there(served):
    folder, names = served

    manifest = json.loads((folder / names["img/cmlguide.webmanifest"]).read_text())

    assert [icon["src"] for icon in manifest["icons"]] == [names["img/favicon.svg"].removeprefix("img/")]


@pytest.mark.parametrize("hosted", [True, False])
def test_brotli_is_for_hosted_sites(settings, hosted):
    settings.HOSTED = hosted

    compressor = NamedByContent().create_compressor(quiet=True)

    assert (compressor.use_brotli, compressor.use_gzip) == (hosted, True)
