#!/usr/bin/env python3
"""Run any command of the project, setting up what it needs first.

    python3 manage.py serve     start CML Guide on this computer and open it in the browser
    python3 manage.py test      run the tests, on SQLite and on PostgreSQL (any pytest arguments may follow)

Needs only Python 3.11 or newer. Outside a virtual environment it makes `.venv` beside this file from the
lock files and runs inside it; inside a virtual environment it uses that one and installs nothing.
"""

import hashlib
import json
import os
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parent
VENV = ROOT / ".venv"
STAMP = VENV / "installed.json"
RUN_LOCK = "requirements.lock"
TEST_LOCK = "requirements-test.lock"  # holds everything in RUN_LOCK, and more
TEST_COMMANDS = frozenset({"test", "bench", "prove", "messages"})
# A lock file is complete, so pip need not resolve anything. If it does, an old pip stops at the newest
# release of a package that another one requires with an extra.
FROM_LOCK = ("install", "--no-deps", "--require-hashes", "-r")


def main(argv):
    """Run one command, inside an environment that has what it needs."""
    if sys.version_info < (3, 11):
        sys.exit("CML Guide needs Python 3.11 or newer; this is Python {}.{}.".format(*sys.version_info[:2]))
    command = argv[1] if len(argv) > 1 else "help"
    if not in_virtual_environment():
        run_inside_venv(argv, TEST_LOCK if command in TEST_COMMANDS else RUN_LOCK)
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "cmlguide.settings")
    try:
        return run_command(command, argv)
    except ModuleNotFoundError as error:
        if (error.name or "").split(".")[0] in {"django", "pytest", "waitress"}:
            lock = TEST_LOCK if command in TEST_COMMANDS else RUN_LOCK
            wanted = " ".join(("pip", *FROM_LOCK, lock))
            sys.exit(f"This environment lacks {error.name}. Install what is needed: {wanted}")
        raise


def in_virtual_environment():
    return sys.prefix != sys.base_prefix


def run_inside_venv(argv, lock):
    """Replace this process with the same command inside `.venv`, creating or renewing `.venv` if needed."""
    if lock not in installed_locks() or not venv_python().exists():
        install(lock)
    command = [str(venv_python()), str(ROOT / "manage.py"), *argv[1:]]
    if os.name == "nt":  # execv on Windows returns to the shell before the command has ended
        sys.exit(subprocess.call(command))
    sys.stdout.flush()
    os.execv(command[0], command)


def venv_python():
    return VENV / ("Scripts/python.exe" if os.name == "nt" else "bin/python")


def installed_locks():
    """The lock files that `.venv` was made from, each with its hash; empty when it has to be made anew.

    That includes a changed lock file: packages that only the old one listed would stay installed.
    """
    try:
        stamp = json.loads(STAMP.read_text(encoding="utf-8"))
    except (OSError, ValueError):
        return {}
    of_today = {name: fingerprint(name) for name in (RUN_LOCK, TEST_LOCK)}
    is_current = stamp.get("python") == sys.version and stamp["locks"].items() <= of_today.items()
    return stamp["locks"] if is_current else {}


def fingerprint(lock):
    return hashlib.sha256((ROOT / lock).read_bytes()).hexdigest()


def install(lock):
    """Make `.venv` if there is none for this Python, and install exactly what `lock` lists."""
    print(f"Setting up: installing {lock} into {VENV.name} (once; about half a minute) ...", flush=True)
    known = installed_locks()
    if not known or not venv_python().exists():
        make_venv()
    pip = [str(venv_python()), "-m", "pip", "--disable-pip-version-check"]
    if subprocess.call([*pip, FROM_LOCK[0], "-qq", *FROM_LOCK[1:], str(ROOT / lock)]):
        sys.exit("Setting up failed: the lines above say why. Check the connection and run this again.")
    check_installed(pip, lock)
    names = (RUN_LOCK, TEST_LOCK) if lock == TEST_LOCK else (lock,)
    known |= {name: fingerprint(name) for name in names}
    STAMP.write_text(json.dumps({"python": sys.version, "locks": known}), encoding="utf-8")


def check_installed(pip, lock):
    """Exit with a message unless every installed package has its requirements."""
    checked = subprocess.run([*pip, "check"], stdout=subprocess.PIPE, text=True, check=False)
    if checked.returncode:
        print(checked.stdout, end="")
        sys.exit(f"Setting up failed: {lock} lacks what its packages ask for (see above). Run `make locks`.")


def make_venv():
    try:
        import ensurepip  # noqa: F401 - Debian ships Python without it, and venv then fails with a long message
        import venv
    except ImportError:
        version = "{}.{}".format(*sys.version_info[:2])
        sys.exit(f"Python's venv module is missing. On Debian, Ubuntu: sudo apt install python{version}-venv")
    venv.create(VENV, clear=VENV.exists(), with_pip=True)


def run_command(command, argv):
    if command == "serve":
        from cmlguide.serving import main as serve

        return serve(argv[2:])
    if command == "test":
        from cmlguide.devtools.suite import main as test

        return test(argv[2:])
    from django.core.management import execute_from_command_line

    return execute_from_command_line(argv)


if __name__ == "__main__":
    sys.exit(main(sys.argv))
