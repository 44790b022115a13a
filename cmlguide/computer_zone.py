"""The name of this computer's time zone, read before Django sets the process to its own (UTC)."""

from collections.abc import Iterator, Mapping
from pathlib import Path
from zoneinfo import ZoneInfo

NO_PLACE = frozenset({"UTC", "UCT", "GMT", "Zulu", "Universal", "Greenwich", "Etc/UTC", "Etc/UCT", "Etc/GMT"})
"""What a machine says that was never told where it stands: no reason to believe that a person lives there."""


def read_computer_zone(environ: Mapping[str, str], etc: Path = Path("/etc")) -> str:
    """A name such as `Pacific/Auckland`; "" where the computer's zone names no place (Windows, most
    servers)."""
    return next((name for name in _names(environ, etc) if is_place(name)), "")


def is_place(name: str) -> bool:
    """Whether the time zone database knows the name, and as that of a place."""
    if "/" not in name or name in NO_PLACE:
        return False
    try:
        ZoneInfo(name)
    except (ValueError, OSError, KeyError):  # ZoneInfo's KeyError; zone folders raise OSError
        return False
    return True


def _names(environ: Mapping[str, str], etc: Path) -> Iterator[str]:
    yield environ.get("TZ", "").removeprefix(":").rpartition("zoneinfo/")[2]
    yield str((etc / "localtime").resolve()).rpartition("zoneinfo/")[2]
    try:
        yield (etc / "timezone").read_text(encoding="ascii", errors="replace").strip()
    except OSError:
        return
