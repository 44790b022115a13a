import sys
from pathlib import Path

import pytest

from cmlguide.start_command import start_command

OPTION = "--forget-passphrase"


@pytest.mark.parametrize(
    ("checkout", "platform", "data", "command"),
    [
        (Path("/src"), "linux", "", "python3 manage.py serve --forget-passphrase"),
        (Path("/src"), "darwin", "/d", "CMLGUIDE_DATA=/d python3 manage.py serve --forget-passphrase"),
        (
            Path("/src"),
            "linux",
            "/my data/it's",
            """CMLGUIDE_DATA='/my data/it'"'"'s' python3 manage.py serve --forget-passphrase""",
        ),
        (Path("/src"), "win32", "", "py manage.py serve --forget-passphrase"),
        (
            Path("/src"),
            "win32",
            "/it's",
            "$env:CMLGUIDE_DATA = '/it''s'; py manage.py serve --forget-passphrase",
        ),
    ],
)
def test_command_of_a_checkout_names_the_data_folder_that_was_chosen(checkout, platform, data, command):
    environment = {"CMLGUIDE_DATA": data} if data else {}

    assert start_command(OPTION, checkout=checkout, environment=environment, platform=platform) == command


def test_installed_program_is_named(monkeypatch, tmp_path):
    program = tmp_path / "cmlguide"
    program.write_text("#!/bin/sh\n")
    program.chmod(0o700)
    monkeypatch.setenv("PATH", str(tmp_path))

    assert start_command(OPTION, checkout=None, environment={}) == "cmlguide --forget-passphrase"


def test_program_that_is_on_no_path_is_named_by_its_python(monkeypatch, tmp_path):
    monkeypatch.setenv("PATH", str(tmp_path))

    command = start_command(OPTION, checkout=None, environment={}, platform="linux")

    assert command == f"{sys.executable} -m cmlguide.serving --forget-passphrase"
