"""The one folder that holds everything a person entered: the database, the secret key, static files."""

import os
import secrets
import stat
import sys
from pathlib import Path

PACKAGE = Path(__file__).resolve().parent
CHECKOUT = PACKAGE.parent if (PACKAGE.parent / "manage.py").is_file() else None
SITE_FILES = CHECKOUT or PACKAGE / "_site"  # holds templates/ and static/; the wheel carries them in _site

DATABASE = "cmlguide.sqlite3"
KEY = "secret-key"
BACKUPS = "backups"
NOTE = "what-this-folder-is.txt"
KNOWN_BY = frozenset({DATABASE, KEY, NOTE})
SERVED = frozenset({"static", "built"})
COLLECTED = "collected.txt"
"""In `static`: which files were copied there. Without it the folder is somebody else's."""
MADE_BY_SYSTEMS = frozenset({".DS_Store", "desktop.ini", "Thumbs.db", "lost+found"})
"""What may be in a folder that nobody used yet."""
SHORTEST_KEY = 50
WITHOUT_KEY = (
    "Your record is as it was. Sign in again; two-step sign-in has to be set up again, and files "
    "with open questions have to be imported again."
)
CHOOSE = "Set CMLGUIDE_DATA to an empty folder, or to one that CML Guide made."
WHAT_IT_IS = (
    "CML Guide keeps a health record in this folder. Please leave it as it is.\n\n"
    "cmlguide.sqlite3   the record\n"
    "secret-key         goes with it\n"
    "backups            copies of the record, one a day\n"
    "static             may be deleted\n"
)


class NotOurFolderError(Exception):
    """The chosen data folder belongs to something else; as text, a sentence for a person."""


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
    if stat.S_IMODE(folder.stat().st_mode) != 0o700:
        folder.chmod(0o700)
    return folder


def check_is_ours(folder: Path) -> None:
    """Raise NotOurFolderError for a folder that holds files, and none by which it is known as ours.

    Whoever names a wrong folder finds all in it as it was: nothing is written, removed or made private.
    """
    try:
        names = {entry.name for entry in folder.iterdir()}
    except FileNotFoundError:
        return
    except NotADirectoryError:
        raise NotOurFolderError(f"{folder} is a file, not a folder. {CHOOSE}") from None
    if (folder / "static" / COLLECTED).is_file():
        names -= SERVED
    if not names & KNOWN_BY and names - MADE_BY_SYSTEMS:
        raise NotOurFolderError(f"{folder} holds other files. Nothing in it was touched. {CHOOSE}")


def say_what_folder_this_is(folder: Path) -> None:
    """Leave a note in the folder, once it holds a record: for people, and to know a record that vanished."""
    note = folder / NOTE
    if not note.exists():
        note.write_text(WHAT_IT_IS, encoding="utf-8")


def has_held_a_record(folder: Path) -> bool:
    """Whether a record was begun here before, so that a missing one is no first start."""
    return (folder / NOTE).exists() or any((folder / BACKUPS).glob("*.sqlite3"))


def database_address(folder: Path) -> Path | str:
    """How SQLite opens the record. Once there was one, it makes no new, empty one in the place of it."""
    file = folder / DATABASE
    return f"{file.as_uri()}?mode=rw" if has_held_a_record(folder) else file


def read_secret_key(folder: Path) -> str:
    """This installation's own secret key, made on first use in `folder` (readable by its owner only).

    One that is missing or not whole comes back from its spare copy; without one a new key is made, and
    a line says so: the record opens without it.
    """
    file, spare = folder / KEY, folder / BACKUPS / KEY
    if key := _whole_key(file):
        return key
    make_private_folder(folder)
    was_there = file.exists()
    if was_there:
        file.replace(folder / f"{KEY}.damaged")
    if key := _whole_key(spare):
        sys.stderr.write(f"{file} was missing or damaged. It was put back from {spare}.\n")
    elif was_there or has_held_a_record(folder):
        sys.stderr.write(f"{file} was missing or damaged. A new one was made. {WITHOUT_KEY}\n")
    return _write_key(file, key or secrets.token_urlsafe(50))


def keep_spare_key(folder: Path) -> None:
    """A copy of the key among the backups."""
    key = _whole_key(folder / KEY)
    if key and _whole_key(folder / BACKUPS / KEY) != key:
        (folder / BACKUPS / KEY).unlink(missing_ok=True)
        _write_key(folder / BACKUPS / KEY, key)


def _whole_key(file: Path) -> str:
    """The key in the file; empty where there is none, or one that was cut short."""
    try:
        key = file.read_text(encoding="ascii").strip()
    except (FileNotFoundError, UnicodeDecodeError):
        return ""
    return key if len(key) >= SHORTEST_KEY and key.isprintable() else ""


def _write_key(file: Path, key: str) -> str:
    """The key that the file holds from now on: this one, or that of another process which was first.

    Written aside, and under its name only when it is whole and on the disk.
    """
    part = file.with_name(f".{file.name}.{secrets.token_hex(8)}")
    try:
        handle = os.open(part, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
        with os.fdopen(handle, "w", encoding="ascii") as output:
            output.write(key)
            output.flush()
            os.fsync(output.fileno())
        try:
            os.link(part, file)  # refuses where there is one already, which a rename would not
        except FileExistsError:
            return _whole_key(file) or key
        except OSError:  # a disk without links
            part.replace(file)
    finally:
        part.unlink(missing_ok=True)
    return key
