"""The fonts a test sees: one family it has chosen, never those of the machine it runs on.

Six free families stand in for those of the systems people use, with the same or nearly the same widths.
Chromium, WebKit, Firefox and typst all use fontconfig, which reads the file named in FONTCONFIG_FILE.
"""

import atexit
import os
import shutil
import tempfile
from dataclasses import dataclass
from functools import cache
from pathlib import Path

import pytest

from tests.npm_package import NotToBeHadError, open_package

ROOT = Path(tempfile.mkdtemp(prefix="cmlguide-fonts-"))
atexit.register(shutil.rmtree, ROOT, ignore_errors=True)
FOLDERS = (Path("/usr/share/fonts"), Path("/usr/local/share/fonts"), Path.home() / ".local/share/fonts")


@dataclass(frozen=True)
class Look:
    """A free family that has the widths of a system's own font. `files`: its regular and its bold letters, by
    name, and italics where it has them; `debian` is the package that brings them, `npm` a package by hash."""

    family: str
    files: tuple[str, ...]
    debian: str = ""
    npm: tuple[str, str] = ("", "")


LOOKS = {
    "Arial": Look(
        "Liberation Sans",
        ("LiberationSans-Regular.ttf", "LiberationSans-Bold.ttf", "LiberationSans-Italic.ttf"),
        "fonts-liberation2",
    ),
    "Segoe UI": Look(
        "Selawik",
        ("selawk.ttf", "selawkb.ttf"),
        npm=("winstrap@0.5.12", "c6ed78b1b13b531588b1b10e002380740adbacbd192cd85e6c2178abec042578"),
    ),
    "San Francisco": Look(
        "Inter", ("Inter-Regular.otf", "Inter-Bold.otf", "Inter-Italic.otf"), "fonts-inter"
    ),
    "Roboto": Look(
        "Roboto",
        ("Roboto-Regular.ttf", "Roboto-Bold.ttf", "Roboto-Italic.ttf"),
        "fonts-roboto-unhinted",
    ),
    "Noto Sans": Look(
        "Noto Sans",
        ("NotoSans-Regular.ttf", "NotoSans-Bold.ttf", "NotoSans-Italic.ttf"),
        "fonts-noto-core",
    ),
    "DejaVu Sans": Look(
        "DejaVu Sans",
        ("DejaVuSans.ttf", "DejaVuSans-Bold.ttf"),
        "fonts-dejavu-core",
    ),
}
USUAL = ("DejaVu Sans", "Arial")
"""What every test sees that does not ask for others: the widest letters on screen, and on paper the first
family the style sheet names, as on a Debian desktop."""

CONFIG = """<?xml version="1.0"?>
<!DOCTYPE fontconfig SYSTEM "urn:fontconfig:fonts.dtd">
<fontconfig>
  <dir>{folder}</dir>
  <cachedir>{folder}/cache</cachedir>
  <match target="pattern">
    <edit name="family" mode="append" binding="weak"><string>{family}</string></edit>
  </match>
  <match target="font">
    <edit name="hinting" mode="assign"><bool>false</bool></edit>
    <edit name="antialias" mode="assign"><bool>true</bool></edit>
  </match>
</fontconfig>
"""


class NoFontError(Exception):
    """A family that a test asks for is not installed here; the message says how to get it."""


def use_fonts(*systems: str) -> None:
    """Let every program this process starts see only the fonts of these systems,
    or none if they are missing."""
    try:
        os.environ["FONTCONFIG_FILE"] = str(fontconfig_file(*systems))
    except NoFontError:
        os.environ["FONTCONFIG_FILE"] = str(_write_config("", ()))


def need_fonts(*systems: str) -> Path:
    """The fontconfig file with the fonts of those systems;
    if they are missing, skip the test, but fail in CI."""
    try:
        return fontconfig_file(*systems)
    except NoFontError as error:
        if os.environ.get("CI"):
            raise
        pytest.skip(str(error))


@cache
def fontconfig_file(*systems: str) -> Path:
    """A fontconfig file with the look-alikes for these keys of LOOKS and nothing else; the first is used for
    every unknown name. Raises NoFontError."""
    files = tuple(file for system in systems for file in _files_of(system))
    return _write_config(LOOKS[systems[0]].family, files)


def _files_of(system: str) -> tuple[Path, ...]:
    look = LOOKS[system]
    if look.npm[0]:
        return _unpacked(look)
    found = {file.name: file for folder in FOLDERS for file in folder.rglob("*") if file.name in look.files}
    if set(found) != set(look.files):
        raise NoFontError(f"{look.family} is not installed (Debian: {look.debian})")
    return tuple(found[name] for name in look.files)


def _unpacked(look: Look) -> tuple[Path, ...]:
    folder = ROOT / look.family
    folder.mkdir(exist_ok=True)
    try:
        with open_package(*look.npm) as archive:
            for name in look.files:
                member = next(one for one in archive.getnames() if one.endswith(f"dist/fonts/{name}"))
                (folder / name).write_bytes(archive.extractfile(member).read())  # type: ignore[union-attr]
    except NotToBeHadError as error:
        raise NoFontError(f"{look.family} is not to be had: {error}") from error
    return tuple(folder / name for name in look.files)


def _write_config(family: str, files: tuple[Path, ...]) -> Path:
    folder = Path(tempfile.mkdtemp(dir=ROOT))
    for file in dict.fromkeys(files):
        (folder / file.name).symlink_to(file)
    config = folder / "fonts.conf"
    config.write_text(CONFIG.format(folder=folder, family=family), encoding="utf-8")
    return config
