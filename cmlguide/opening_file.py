"""Opens the browser without showing the link to anybody else.

A link passed to a browser appears in its command line, which every user of the computer can read. So the
browser is given a file in the data folder that only its owner can read, and the file redirects to the link.
"""

import os
from contextlib import suppress
from pathlib import Path

NAME = "open.html"
PAGE = """<!doctype html>
<html lang="en">
<meta charset="utf-8">
<meta name="referrer" content="no-referrer">
<meta http-equiv="refresh" content="0; url={link}">
<title>CML Guide</title>
<p><a href="{link}">Open CML Guide</a></p>
</html>
"""


def write_opening_file(folder: Path, link: str) -> Path:
    """The file, readable only by its owner. It needs no script: the browser follows its redirect."""
    remove_opening_file(folder)
    file = folder / NAME
    handle = os.open(file, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    with os.fdopen(handle, "w", encoding="ascii") as output:
        output.write(PAGE.format(link=link))
    return file


def remove_opening_file(folder: Path) -> None:
    """Delete it once the link in it is used or has expired, and at each start and stop."""
    with suppress(OSError):  # Windows, while the browser reads it; a disk that may only be read
        (folder / NAME).unlink(missing_ok=True)
