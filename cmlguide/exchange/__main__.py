"""`python -m cmlguide.exchange FILE`: what a file holds, as JSON. Nothing is saved anywhere.

Only an entry point: the exchange has no words, so the command itself is in `devtools/read_file.py` and is
started by name. In a bare checkout the environment is set up first, as `manage.py` does.
"""

import os
import runpy
import subprocess
import sys
from importlib.util import find_spec
from pathlib import Path

COMMAND = "cmlguide.devtools.read_file"
CHECKOUT = Path(__file__).parents[2]
VENV_PYTHON = CHECKOUT / ".venv" / ("Scripts/python.exe" if os.name == "nt" else "bin/python")
CANNOT_RUN = 2


def main() -> int:
    """Run the command here, or where its packages are installed; print one line if they are nowhere."""
    if find_spec("django") is None and sys.prefix == sys.base_prefix and (CHECKOUT / "manage.py").is_file():
        return _run_in_checkout()
    try:
        runpy.run_module(COMMAND, run_name="__main__", alter_sys=True)
    except ModuleNotFoundError as error:
        lock = CHECKOUT / "requirements.lock"
        how = f"pip install -r {lock}" if lock.is_file() else "pip install cmlguide"
        sys.stderr.write(f"This environment lacks {error.name}. Install what is needed: {how}\n")
        return CANNOT_RUN
    return 0


def _run_in_checkout() -> int:
    """Run the same command in the checkout's own environment,
    which `manage.py` makes if there is none yet."""
    if not VENV_PYTHON.exists() and _set_up():
        sys.stderr.write("Setting up failed. Run `python3 manage.py help` and see what it says.\n")
        return CANNOT_RUN
    command = [str(VENV_PYTHON), "-m", "cmlguide.exchange", *sys.argv[1:]]
    paths = os.pathsep.join(filter(None, (str(CHECKOUT), os.environ.get("PYTHONPATH", ""))))
    return subprocess.run(  # noqa: S603 (our own module, and no shell)
        command, env={**os.environ, "PYTHONPATH": paths}, check=False
    ).returncode


def _set_up() -> int:
    """Set up the environment, keeping what `manage.py` prints off standard output, which holds the JSON. No
    secret key is made."""
    environment = {**os.environ, "CMLGUIDE_SECRET_KEY": "not kept: nothing is served"}
    command = [sys.executable, str(CHECKOUT / "manage.py"), "version"]
    return subprocess.run(  # noqa: S603 (our own file, and no shell)
        command, stdout=sys.stderr, env=environment, check=False
    ).returncode


if __name__ == "__main__":
    sys.exit(main())
