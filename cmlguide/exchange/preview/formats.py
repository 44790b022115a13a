"""What the general reader needs to know about a kind of file: how to recognise it, and what reads it.

Each format describes itself in its own package; a new one is a package and a line in `reading.FORMATS`.
"""

from collections.abc import Callable
from dataclasses import dataclass
from functools import cached_property

from cmlguide.exchange.files.limits import LARGEST_FILE
from cmlguide.exchange.files.text_of import decode, looks_binary
from cmlguide.exchange.files.zips import kind_of_zip
from cmlguide.exchange.preview.values import Options, Preview

LOOKED_AT = 200_000
"""Bytes of a text that are looked at to tell what it is."""
TABLE_NAMES = (".csv", ".tsv", ".tab")


class Beginning:
    """The beginning of a file. Its name only serves to tell a table from a letter."""

    def __init__(self, data: bytes, name: str = "") -> None:
        self.data = data
        self.name = name.casefold()

    @cached_property
    def zip_kind(self) -> str:
        """What is in a zip (files.zips); "" for any other file. Raises FileRefusedError."""
        return kind_of_zip(self.data) if self.data.startswith(b"PK\x03\x04") else ""

    @cached_property
    def text(self) -> str:
        """The text at the beginning; "" for a file that is not text."""
        return "" if self.zip_kind or looks_binary(self.data) else decode(self.data[:LOOKED_AT])

    @cached_property
    def start(self) -> str:
        """The text from its first visible character on."""
        return self.text.lstrip("\ufeff \t\r\n")

    @property
    def is_json(self) -> bool:
        """Whether it begins like JSON and its name is not that of a table."""
        return self.start.startswith(("{", "[")) and not self.name.endswith(TABLE_NAMES)

    @property
    def is_xml(self) -> bool:
        """Whether it begins like XML."""
        return self.start.startswith("<")


@dataclass(frozen=True)
class Format:
    """A kind of file. `fits` looks at its beginning; `inside`: it is also read when inside another file."""

    kind: str
    fits: Callable[[Beginning], bool]
    read: Callable[[bytes, Options], Preview]
    inside: bool = False
    most_bytes: int = LARGEST_FILE


def from_text(read: Callable[[str, Options], Preview]) -> Callable[[bytes, Options], Preview]:
    """A reader of text as a reader of bytes."""
    return lambda data, options: read(decode(data), options)
