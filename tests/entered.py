"""What was entered into the records of the test's database, to be looked for where none of it may stand: in
addresses, whose queries say what is listed here and nothing else, and in logs."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from datetime import date
from decimal import Decimal
from urllib.parse import parse_qsl, unquote_plus, urlsplit

from cmlguide.records.actions.rows import MODELS
from cmlguide.records.models import Person

SHORTEST = 4
"""Shorter words, and whole numbers, stand by chance in any line."""
CODES_OF_OURS = {"name_code", "guideline", "time_zone", "country", "summary_off"}
"""Columns whose texts are ours, like those with choices: nobody typed them."""

NUMBER, PATH = re.compile(r"\d{0,9}"), re.compile(r"/[\w/.?=&%-]*")
SAID = {
    **dict.fromkeys(("record", "page", "lab", "back", "entry", "change"), NUMBER),  # of a row, or counted
    "show": re.compile("plain|"),
    "span": re.compile("all|2y|1y|last|"),
    "taken": re.compile(f"today|{NUMBER.pattern}"),
    "named": re.compile("1"),
    "next": PATH,
}
"""What may stand after the `?` of an address, and how it looks."""


def says_more(address: str) -> list[str]:
    """The names of what the address says and may not."""
    said = parse_qsl(urlsplit(address).query, keep_blank_values=True)
    return [name for name, value in said if name not in SAID or not SAID[name].fullmatch(value)]


def entered_values() -> set[str]:
    """Every name, own word, number and date of every row, deleted ones too."""
    models = (Person, *MODELS.values())
    return {text for model in models for row in model.objects.all() for text in _texts_of(row)}


def leaked(values: Iterable[str], line: str) -> list[str]:
    """Those of the values that stand in the line, also where it is written as in an address."""
    plain = unquote_plus(line).casefold()
    return [one for one in values if one.casefold() in plain and _stands_alone(one.casefold(), plain)]


def _texts_of(row) -> Iterator[str]:
    for field in row._meta.concrete_fields:
        value = getattr(row, field.name) if not field.is_relation else None
        if isinstance(value, date) and field.get_internal_type() == "DateField":
            yield from (value.isoformat(), value.strftime("%Y-%m"), value.strftime("%d.%m.%Y"))
        elif isinstance(value, Decimal):
            yield from (text for text in (str(value), str(value).replace(".", ",")) if not text.isdigit())
        elif isinstance(value, str) and not field.choices and field.name not in CODES_OF_OURS:
            yield from (line.strip() for line in value.splitlines() if len(line.strip()) >= SHORTEST)


def _stands_alone(value: str, line: str) -> bool:
    """Not as a part of a longer word or number."""
    return re.search(rf"(?<![\w.,]){re.escape(value)}(?!\w)", line) is not None
