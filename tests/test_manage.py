"""manage.py sets itself up before anything is installed, so it is tested as a file of its own."""

import importlib.util
import json
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[1]


@pytest.fixture
def manage(tmp_path, monkeypatch):
    """manage.py as a module that believes it stands in an empty folder."""
    spec = importlib.util.spec_from_file_location("manage_under_test", ROOT / "manage.py")
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    monkeypatch.setattr(module, "ROOT", tmp_path)
    monkeypatch.setattr(module, "VENV", tmp_path / ".venv")
    monkeypatch.setattr(module, "STAMP", tmp_path / ".venv" / "installed.json")
    for lock in (module.RUN_LOCK, module.TEST_LOCK):
        (tmp_path / lock).write_text("# nothing to install\n", encoding="utf-8")
    return module


def test_old_python_gets_one_line(manage, monkeypatch):
    monkeypatch.setattr(sys, "version_info", (3, 10, 13))

    with pytest.raises(SystemExit) as stop:
        manage.main(["manage.py", "serve"])

    assert stop.value.code == "CML Guide needs Python 3.11 or newer; this is Python 3.10."


def test_missing_venv_module_gets_one_line(manage, monkeypatch):
    monkeypatch.setitem(sys.modules, "ensurepip", None)

    with pytest.raises(SystemExit) as stop:
        manage.make_venv()

    version = f"{sys.version_info[0]}.{sys.version_info[1]}"
    expected = f"Python's venv module is missing. On Debian, Ubuntu: sudo apt install python{version}-venv"
    assert stop.value.code == expected


def test_fresh_folder_gets_an_environment_and_remembers_its_lock(manage):
    manage.install(manage.RUN_LOCK)

    assert manage.venv_python().exists()
    assert set(manage.installed_locks()) == {"requirements.lock"}


def test_test_lock_covers_the_run_lock(manage):
    manage.install(manage.TEST_LOCK)

    assert set(manage.installed_locks()) == {"requirements.lock", "requirements-test.lock"}


def test_environment_of_another_python_is_made_anew(manage):
    manage.VENV.mkdir()
    stamp = {"python": "2.7", "locks": {"requirements.lock": "abc"}}
    manage.STAMP.write_text(json.dumps(stamp), encoding="utf-8")

    assert manage.installed_locks() == {}


def test_broken_stamp_counts_as_nothing_installed(manage):
    manage.VENV.mkdir()
    manage.STAMP.write_text("{", encoding="utf-8")

    assert manage.installed_locks() == {}


def test_lock_that_cannot_be_installed_ends_with_a_sentence(manage, tmp_path):
    (tmp_path / manage.RUN_LOCK).write_text("./missing-package\n", encoding="utf-8")

    with pytest.raises(SystemExit) as stop:
        manage.install(manage.RUN_LOCK)

    expected = "Setting up failed: the lines above say why. Check the connection and run this again."
    assert stop.value.code == expected
    assert manage.installed_locks() == {}


def test_other_commands_pass_to_django():
    done = subprocess.run(
        [sys.executable, ROOT / "manage.py", "version"], capture_output=True, text=True, check=False
    )

    assert done.returncode == 0
    assert done.stdout.split(".")[0] in {"5", "6"}
