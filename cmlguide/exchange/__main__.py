"""`python -m cmlguide.exchange FILE`: what a file holds, as JSON. Nothing is saved anywhere."""

import argparse
import json
import sys
from datetime import UTC, date, datetime
from pathlib import Path

from cmlguide.exchange.files.limits import LARGEST_ZIP, FileRefusedError, too_large
from cmlguide.exchange.preview.as_json import preview_json
from cmlguide.exchange.preview.values import Options
from cmlguide.exchange.reading import KINDS, preview_file

CANNOT_READ = 2


def main(arguments: list[str] | None = None) -> int:
    """Print the preview and return 0, or one line on standard error and return 2."""
    asked = _parser().parse_args(arguments)
    try:
        options = Options(today=asked.today or datetime.now(UTC).date(), name=Path(asked.file).name)
        preview = preview_file(_read(asked.file), options, asked.kind)
    except (FileRefusedError, OSError) as error:
        sys.stderr.write(f"{_one_line(error)}\n")
        return CANNOT_READ
    sys.stdout.write(json.dumps(preview_json(preview), indent=1, ensure_ascii=True) + "\n")
    return 0


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="python -m cmlguide.exchange", description=__doc__)
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


def _one_line(error: Exception) -> str:
    if isinstance(error, OSError):
        return f"The file cannot be opened: {error.strerror or error}."
    return " ".join(str(error).split())


if __name__ == "__main__":
    sys.exit(main())
