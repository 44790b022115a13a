"""manage.py sets itself up before anything is installed, so it is tested as a stand-alone file."""

import hashlib
import importlib.util
import json
import shutil
import subprocess
import sys
import zipfile
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[1]


def load(folder):
    """manage.py as a module that takes `folder` for its own."""
    spec = importlib.util.spec_from_file_location("manage_under_test", ROOT / "manage.py")
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    module.ROOT = folder
    module.VENV = folder / ".venv"
    module.STAMP = module.VENV / "installed.json"
    return module


def write_empty_locks(folder):
    for lock in ("requirements.lock", "requirements-test.lock"):
        (folder / lock).write_text("# nothing to install\n", encoding="utf-8")


def empty_lock_hash():
    return hashlib.sha256(b"# nothing to install\n").hexdigest()


@pytest.fixture
def manage(tmp_path):
    """manage.py in a folder with nothing but two empty lock files."""
    write_empty_locks(tmp_path)
    return load(tmp_path)


@pytest.fixture(scope="module")
def folder_set_up(tmp_path_factory):
    """A folder with an environment made for the empty run lock: only once, because that takes seconds."""
    folder = tmp_path_factory.mktemp("set-up")
    write_empty_locks(folder)
    load(folder).install("requirements.lock")
    return folder


@pytest.fixture
def manage_set_up(folder_set_up):
    """manage.py in that folder; whatever the test installs is removed again."""
    module = load(folder_set_up)
    stamp = module.STAMP.read_text(encoding="utf-8")
    yield module
    for left in folder_set_up.glob(".venv/**/needy-1.0.dist-info"):
        shutil.rmtree(left)
    module.STAMP.write_text(stamp, encoding="utf-8")
    write_empty_locks(folder_set_up)


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


def test_fresh_folder_gets_an_environment_and_remembers_its_lock(manage_set_up):
    assert manage_set_up.venv_python().exists()
    assert set(manage_set_up.installed_locks()) == {"requirements.lock"}


def test_test_lock_covers_the_run_lock(manage_set_up):
    stamp = {"python": sys.version, "locks": {manage_set_up.TEST_LOCK: empty_lock_hash()}}
    manage_set_up.STAMP.write_text(json.dumps(stamp), encoding="utf-8")

    manage_set_up.install(manage_set_up.TEST_LOCK)

    assert set(manage_set_up.installed_locks()) == {"requirements.lock", "requirements-test.lock"}


def test_environment_of_another_python_is_made_anew(manage):
    manage.VENV.mkdir()
    stamp = {"python": "2.7", "locks": {"requirements.lock": "abc"}}
    manage.STAMP.write_text(json.dumps(stamp), encoding="utf-8")

    assert manage.installed_locks() == {}


@pytest.mark.parametrize("changed", ["requirements.lock", "requirements-test.lock"])
def test_environment_of_a_lock_that_changed_is_made_anew(manage, changed):
    manage.VENV.mkdir()
    both = {"requirements.lock": empty_lock_hash(), "requirements-test.lock": empty_lock_hash()}
    manage.STAMP.write_text(json.dumps({"python": sys.version, "locks": both}), encoding="utf-8")
    assert manage.installed_locks() == both

    (manage.ROOT / changed).write_text("# still nothing to install\n", encoding="utf-8")

    assert manage.installed_locks() == {}


def test_environment_of_a_lock_that_is_no_more_is_made_anew(manage):
    manage.VENV.mkdir()
    stamp = {"python": sys.version, "locks": {"requirements-dev.lock": empty_lock_hash()}}
    manage.STAMP.write_text(json.dumps(stamp), encoding="utf-8")

    assert manage.installed_locks() == {}


def test_broken_stamp_counts_as_nothing_installed(manage):
    manage.VENV.mkdir()
    manage.STAMP.write_text("{", encoding="utf-8")

    assert manage.installed_locks() == {}


def make_wheel(folder, asks_for):
    """A package that has only a name and one requirement, as a file that pip installs without a network."""
    wheel = folder / "needy-1.0-py3-none-any.whl"
    about = f"Metadata-Version: 2.1\nName: needy\nVersion: 1.0\nRequires-Dist: {asks_for}\n"
    with zipfile.ZipFile(wheel, "w") as packed:
        packed.writestr("needy-1.0.dist-info/METADATA", about)
        packed.writestr(
            "needy-1.0.dist-info/WHEEL", "Wheel-Version: 1.0\nRoot-Is-Purelib: true\nTag: py3-none-any\n"
        )
        packed.writestr("needy-1.0.dist-info/RECORD", "")
    return wheel


def lock_wheel(manage, wheel, digest=None):
    """Make `wheel` the only entry in the test lock."""
    digest = digest or hashlib.sha256(wheel.read_bytes()).hexdigest()
    (manage.ROOT / manage.TEST_LOCK).write_text(
        f"{wheel.as_uri()} --hash=sha256:{digest}\n", encoding="utf-8"
    )


def test_lock_is_installed_without_looking_for_what_its_packages_ask_for(manage_set_up, tmp_path):
    lock_wheel(manage_set_up, make_wheel(tmp_path, asks_for="pip"))

    manage_set_up.install(manage_set_up.TEST_LOCK)

    assert set(manage_set_up.installed_locks()) == {"requirements.lock", "requirements-test.lock"}
    assert len(list(manage_set_up.VENV.glob("**/needy-1.0.dist-info"))) == 1


def test_lock_that_lacks_a_package_ends_with_a_sentence(manage_set_up, tmp_path, capfd):
    lock_wheel(manage_set_up, make_wheel(tmp_path, asks_for="nowhere-to-be-found"))

    with pytest.raises(SystemExit) as stop:
        manage_set_up.install(manage_set_up.TEST_LOCK)

    assert stop.value.code == (
        "Setting up failed: requirements-test.lock lacks what its packages ask for (see above). "
        "Run `make locks`."
    )
    assert "needy 1.0 requires nowhere-to-be-found, which is not installed.\n" in capfd.readouterr().out
    assert set(manage_set_up.installed_locks()) == {"requirements.lock"}


def test_lock_that_cannot_be_installed_ends_with_a_sentence(manage_set_up, tmp_path):
    lock_wheel(manage_set_up, make_wheel(tmp_path, asks_for="pip"), digest="0" * 64)

    with pytest.raises(SystemExit) as stop:
        manage_set_up.install(manage_set_up.TEST_LOCK)

    expected = "Setting up failed: the lines above say why. Check the connection and run this again."
    assert stop.value.code == expected
    assert set(manage_set_up.installed_locks()) == {"requirements.lock"}


@pytest.mark.parametrize("name", ["django", "pytest", "waitress"])
@pytest.mark.parametrize(
    ("command", "lock"), [("serve", "requirements.lock"), ("test", "requirements-test.lock")]
)
def test_environment_that_lacks_a_package_is_told_the_whole_command(manage, monkeypatch, name, command, lock):
    def run_command(command, argv):
        raise ModuleNotFoundError(name=name)

    monkeypatch.setattr(manage, "run_command", run_command)
    monkeypatch.setattr(manage, "in_virtual_environment", lambda: True)

    with pytest.raises(SystemExit) as stop:
        manage.main(["manage.py", command])

    assert stop.value.code == (
        f"This environment lacks {name}. Install what is needed: "
        f"pip install --no-deps --require-hashes -r {lock}"
    )


def test_other_commands_pass_to_django():
    done = subprocess.run(
        [sys.executable, ROOT / "manage.py", "version"], capture_output=True, text=True, check=False
    )

    assert done.returncode == 0
    assert done.stdout.split(".")[0] in {"5", "6"}
