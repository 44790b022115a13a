"""Opening the browser without telling the link to anybody else.

What a browser is asked to open stands in its command line, which every user of the computer may read. So it
is asked to open a file in the data folder that only its owner can read, and the file leads on to the link.
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
    """The file, readable by its owner only. Without script: a browser's own step leads on."""
    remove_opening_file(folder)
    file = folder / NAME
    handle = os.open(file, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    with os.fdopen(handle, "w", encoding="ascii") as output:
        output.write(PAGE.format(link=link))
    return file


def remove_opening_file(folder: Path) -> None:
    """Gone once the link in it is used or has ended, and at each start and stop."""
    with suppress(PermissionError):  # Windows, while the browser reads it: the next call finds it
        (folder / NAME).unlink(missing_ok=True)
