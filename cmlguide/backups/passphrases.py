"""Where a command gets its passphrase from: never from its own line, which others here can read."""

from __future__ import annotations

import getpass
import os
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from django.core.management.base import CommandError, CommandParser

FROM_ENVIRONMENT = "CMLGUIDE_BACKUP_PASSPHRASE"


def add_passphrase_options(parser: CommandParser) -> None:
    parser.add_argument("--ask-passphrase", action="store_true", help="ask for it on the terminal")
    parser.add_argument("--passphrase-file", type=Path, metavar="FILE", help="a file whose first line it is")


def read_passphrase(
    options: Mapping[str, Any], *, twice: bool, environment: Mapping[str, str] = os.environ
) -> str | None:
    """The passphrase, from a file, the terminal or the environment; None where none is given."""
    if file := options["passphrase_file"]:
        try:
            return file.read_text(encoding="utf-8").partition("\n")[0].rstrip("\r")
        except (OSError, UnicodeDecodeError) as fault:
            raise CommandError(f"The passphrase could not be read from {file}.") from fault
    if options["ask_passphrase"]:
        said = getpass.getpass("Passphrase: ")
        if twice and getpass.getpass("Once more: ") != said:
            raise CommandError("The two were not the same. Nothing was written.")
        return said
    return environment.get(FROM_ENVIRONMENT)
