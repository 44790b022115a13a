"""The entry point `python -m cmlguide.exchange`: where it finds its packages, and what it leaves alone."""

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
DOOR = ROOT / "cmlguide" / "exchange" / "__main__.py"
BARE = "-S"
"""Python's switch for an interpreter that sees no installed package, as on a fresh machine."""


def run(*arguments, folder, switches=(), **environment):
    command = [sys.executable, *switches, "-m", "cmlguide.exchange", *map(str, arguments)]
    environment = {**os.environ, **environment}
    return subprocess.run(command, cwd=folder, env=environment, capture_output=True, check=False, text=True)


def test_the_command_prints_the_preview_and_makes_no_data_folder(tmp_path):
    file, data = tmp_path / "mine.txt", tmp_path / "data"
    file.write_text("BCR-ABL1 0.05 % (IS)\nFISH 3/200 nuclei (1.5 %)", encoding="utf-8")

    done = run(file, folder=tmp_path, PYTHONPATH=str(ROOT), CMLGUIDE_DATA=str(data))

    assert (done.returncode, done.stderr, data.exists()) == (0, "", False)
    assert json.loads(done.stdout)["left_out"] == [
        {
            "where": "line 2",
            "why": "It is a FISH result, which counts cells. “FISH 3/200 nuclei (1.5 %)”",
            "code": "about_fish",
            "values": {"text": "FISH 3/200 nuclei (1.5 %)"},
        }
    ]


def test_the_command_gives_back_the_exit_code_and_one_line(tmp_path):
    done = run(tmp_path / "none.csv", folder=tmp_path, PYTHONPATH=str(ROOT))

    assert (done.returncode, done.stdout) == (2, "")
    assert done.stderr == "The file cannot be opened: No such file or directory.\n"


def test_an_environment_without_the_packages_says_so_in_one_line(tmp_path):
    for package in ("cmlguide", "milestones"):
        (tmp_path / package).symlink_to(ROOT / package)

    done = run("x.csv", folder=tmp_path, switches=[BARE], PYTHONPATH="")

    assert (done.returncode, done.stdout) == (2, "")
    assert done.stderr == ("This environment lacks django. Install what is needed: pip install cmlguide\n")


@pytest.mark.skipif(os.name == "nt", reason="the stand-in for Python is a shell script")
def test_a_bare_checkout_sets_itself_up_and_keeps_standard_output_for_the_json(tmp_path):
    checkout = tmp_path / "checkout"
    (checkout / "cmlguide" / "exchange").mkdir(parents=True)
    (checkout / "cmlguide" / "__init__.py").touch()
    (checkout / "cmlguide" / "exchange" / "__init__.py").touch()
    (checkout / "cmlguide" / "exchange" / "__main__.py").write_bytes(DOOR.read_bytes())
    (checkout / "manage.py").write_text(
        "import pathlib\n"
        "print('Setting up')\n"
        "python = pathlib.Path(__file__).parent / '.venv' / 'bin' / 'python'\n"
        "python.parent.mkdir(parents=True)\n"
        "python.write_text('#!/bin/sh\\necho \"$@\"\\nexit 2\\n')\n"
        "python.chmod(0o755)\n",
        encoding="utf-8",
    )

    first, second = (run("x.csv", folder=checkout, switches=[BARE], PYTHONPATH="") for _ in range(2))

    assert (first.stdout, first.stderr, first.returncode) == (
        "-m cmlguide.exchange x.csv\n",
        "Setting up\n",
        2,
    )
    assert (second.stdout, second.stderr, second.returncode) == (first.stdout, "", 2)
