"""The command that starts this very installation, for the pages that have to show it."""

import os
import shlex
import shutil
import sys
from collections.abc import Mapping
from pathlib import Path

from cmlguide.data_folder import CHECKOUT


def start_command(
    option: str,
    *,
    checkout: Path | None = CHECKOUT,
    environment: Mapping[str, str] = os.environ,
    platform: str = sys.platform,
) -> str:
    """The command with that option; in a checkout it has to be typed in the checkout's folder.

    A chosen data folder is included, because without it the command would start with another, empty one. On
    Windows it is written for PowerShell.
    """
    windows = platform == "win32"
    command = f"{_program(checkout, windows)} {option}"
    data = environment.get("CMLGUIDE_DATA")
    if not data:
        return command
    folder = str(Path(data).expanduser().resolve())
    if windows:
        return "$env:CMLGUIDE_DATA = '{}'; {}".format(folder.replace("'", "''"), command)
    return f"CMLGUIDE_DATA={shlex.quote(folder)} {command}"


def _program(checkout: Path | None, windows: bool) -> str:
    if checkout:
        return "py manage.py serve" if windows else "python3 manage.py serve"
    if shutil.which("cmlguide"):
        return "cmlguide"
    python = f"& '{sys.executable}'" if windows else shlex.quote(sys.executable)
    return f"{python} -m cmlguide.serving"
