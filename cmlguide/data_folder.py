"""The one folder that holds everything a person entered: the database, the secret key, static files."""

import os
import secrets
import sys
from pathlib import Path

PACKAGE = Path(__file__).resolve().parent
CHECKOUT = PACKAGE.parent if (PACKAGE.parent / "manage.py").is_file() else None
SITE_FILES = CHECKOUT or PACKAGE / "_site"  # holds templates/ and static/; the wheel carries them in _site


def data_folder() -> Path:
    """Where this installation keeps its data: CMLGUIDE_DATA, else beside a checkout's manage.py, else the
    system's folder for a user's data. It need not exist yet."""
    if chosen := os.environ.get("CMLGUIDE_DATA"):
        return Path(chosen).expanduser().resolve()
    return CHECKOUT / "data" if CHECKOUT else user_data_folder()


def user_data_folder() -> Path:
    home = Path.home()
    if sys.platform == "win32":
        return Path(os.environ.get("LOCALAPPDATA") or home / "AppData" / "Local") / "CML Guide"
    if sys.platform == "darwin":
        return home / "Library" / "Application Support" / "CML Guide"
    return Path(os.environ.get("XDG_DATA_HOME") or home / ".local" / "share") / "cmlguide"


def make_private_folder(folder: Path) -> Path:
    """The same folder, created if missing, which only its owner can open."""
    folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    folder.chmod(0o700)
    return folder


def read_secret_key(folder: Path) -> str:
    """This installation's own secret key, made on first use in `folder` (readable by its owner only)."""
    file = folder / "secret-key"
    try:
        return file.read_text(encoding="ascii")
    except FileNotFoundError:
        make_private_folder(folder)
    key = secrets.token_urlsafe(50)
    try:
        handle = os.open(file, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    except FileExistsError:  # another process was first: use its key
        return file.read_text(encoding="ascii")
    with os.fdopen(handle, "w", encoding="ascii") as output:
        output.write(key)
    return key
