"""How large a file may be, and the one error for a file that cannot be read at all."""

from cmlguide.exchange.codes import Reason

LARGEST_FILE = 20_000_000
LARGEST_JSON = 12_000_000
MOST_JSON_BRACKETS = 400_000
MOST_JSON_COMMAS = 1_200_000
MOST_RESULTS = 5_000
MOST_PIECES = 4_000
LARGEST_ZIP = 100_000_000
LARGEST_UNPACKED = 100_000_000
MOST_ZIP_ENTRIES = 50_000
MOST_ROWS = 20_000
MOST_COLUMNS = 200
MOST_CELL_CHARACTERS = 20_000
DEEPEST_XML = 200
MOST_XML_ELEMENTS = 400_000
MOST_PAGES = 200
LONGEST_TEXT = 200_000
TOO_MUCH = Reason("too_much")
"""A file of more than one person's record can hold."""


class FileRefusedError(Exception):
    """A file that cannot be read; `reason` says why (codes.REFUSALS)."""

    def __init__(self, reason: Reason) -> None:
        super().__init__(reason.code)
        self.reason = reason


def too_large(limit: int) -> FileRefusedError:
    """The refusal of a file over `limit` bytes."""
    return FileRefusedError(Reason("too_large", {"megabytes": limit // 1_000_000}))
