"""What the page of backups shows."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import tzinfo

from cmlguide.backups.copies import Copy
from cmlguide.web.words.backups import WHY_MADE, moment


@dataclass(frozen=True)
class CopyLine:
    """One backup in the list: its name in addresses, when it was made, why, and how large it is."""

    name: str
    made: str
    why: str
    size: int


def copy_line(copy: Copy, zone: tzinfo) -> CopyLine:
    made = moment(copy.made_at.astimezone(zone))
    return CopyLine(copy.name, made, str(WHY_MADE[copy.reason]), copy.file.stat().st_size)


def copy_lines(copies: Iterable[Copy], zone: tzinfo) -> list[CopyLine]:
    return [copy_line(copy, zone) for copy in copies]
