"""The contents of a file as JSON, with reasons in words: the command behind `python -m cmlguide.exchange`.

It needs no database and no data folder: of Django it uses only translation, set to plain English.
"""

from __future__ import annotations

import argparse
import json
import sys
from datetime import UTC, date, datetime
from pathlib import Path

from django.conf import settings

from cmlguide.exchange.files.limits import LARGEST_ZIP, FileRefusedError, too_large
from cmlguide.exchange.preview.as_json import preview_json
from cmlguide.exchange.preview.values import Options
from cmlguide.exchange.reading import KINDS, preview_file
from cmlguide.web.words.files import say

CANNOT_READ = 2


def main(arguments: list[str] | None = None) -> int:
    """Print the preview and return 0, or one line on standard error and return 2."""
    if not settings.configured:
        settings.configure(USE_I18N=False)
    given = _parser().parse_args(arguments)
    try:
        options = Options(today=given.today or datetime.now(UTC).date(), name=Path(given.file).name)
        preview = preview_file(_read(given.file), options, given.kind)
    except FileRefusedError as refused:
        return _stop(say(refused.reason))
    except OSError as error:
        return _stop(f"The file cannot be opened: {error.strerror or error}.")
    sys.stdout.write(json.dumps(preview_json(preview, say), indent=1, ensure_ascii=True) + "\n")
    return 0


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(
        prog="python -m cmlguide.exchange",
        description="What a file holds, as JSON. Nothing is saved anywhere.",
    )
    parser.add_argument("file", metavar="FILE")
    parser.add_argument(
        "--as", dest="kind", choices=KINDS, help="what the file is, instead of recognising it"
    )
    parser.add_argument("--today", type=date.fromisoformat, metavar="YYYY-MM-DD")
    return parser


def _read(file: str) -> bytes:
    path = Path(file)
    if path.stat().st_size > LARGEST_ZIP:
        raise too_large(LARGEST_ZIP)
    return path.read_bytes()


def _stop(sentence: str) -> int:
    sys.stderr.write(" ".join(sentence.split()) + "\n")
    return CANNOT_READ


if __name__ == "__main__":
    sys.exit(main())
