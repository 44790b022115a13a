"""Translated sentences: what the source says, a language's `.po`, and its compiled `.mo`.

Written with Babel, so neither making nor compiling a catalogue needs a program beside Python.
"""

from __future__ import annotations

import io
import tomllib
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any

from babel.messages.catalog import Catalog
from babel.messages.extract import extract as marked_by_babel
from babel.messages.mofile import write_mo
from babel.messages.pofile import PoFileParser, write_po
from django.utils.translation.template import templatize

from cmlguide.records.example_people import sentences_of_examples
from cmlguide.web.words.choices import country_codes

ROOT = Path(__file__).resolve().parents[2]
LOCALES = ROOT / "cmlguide" / "locale"
ENGINE = ROOT / "milestones"
EXAMPLES = "cmlguide/records/examples"
DOMAIN = "django"
# Each function that marks a sentence, and which of its arguments are: the sentence, its plural, its context.
KEYWORDS: dict[str, tuple[int | tuple[int, str], ...] | None] = {
    "_": None,
    "gettext": None,
    "gettext_lazy": None,
    "gettext_noop": None,
    "ngettext": (1, 2),
    "ngettext_lazy": (1, 2),
    "pgettext": ((1, "c"), 2),
    "pgettext_lazy": ((1, "c"), 2),
    "npgettext": ((1, "c"), 2, 3),
    "npgettext_lazy": ((1, "c"), 2, 3),
}
COUNTRY = "country"  # the context of a country's code
COMMENT_TAG = "Translators:"
# Left out of a catalogue's header: what would change whenever it is written, and whoever wrote it last.
LEFT_OUT = frozenset(
    {
        "POT-Creation-Date",
        "PO-Revision-Date",
        "Generated-By",
        "Report-Msgid-Bugs-To",
        "Last-Translator",
        "Language-Team",
    }
)
# The plural forms of numbers below a million. The Unicode tables have one more for these: "un millón de".
PLURALS = {
    "es": "nplurals=2; plural=(n != 1);",
    "fr": "nplurals=2; plural=(n > 1);",
    "it": "nplurals=2; plural=(n != 1);",
    "pt": "nplurals=2; plural=(n > 1);",
    "pt_BR": "nplurals=2; plural=(n > 1);",
}
HEADER = """# {language} translation of CML Guide.
# This file is distributed under the Apache License 2.0, as CML Guide is.
#
# No native-speaking clinician has reviewed this translation yet.
# How to become that reviewer: docs/translating.md.
#"""


class Catalogue(Catalog):
    """Babel's catalogue, with a header that only changes when somebody changes it."""

    @property
    def mime_headers(self) -> list[tuple[str, str]]:
        kept = [(name, value) for name, value in self._get_mime_headers() if name not in LEFT_OUT]
        return [*kept[:-1], (kept[-1][0], kept[-1][1] + "\n")]

    @mime_headers.setter
    def mime_headers(self, headers: Iterable[tuple[str, str]]) -> None:
        self._set_mime_headers(headers)


def code_of(folder: str) -> str:
    """`pt_BR`, the folder's name, as the code that Django and browsers use: `pt-br`."""
    return folder.replace("_", "-").lower()


def languages_written() -> list[str]:
    """The folders under `locale/` that hold a catalogue: `de`, `pt_BR`."""
    return sorted(path.parts[-3] for path in LOCALES.glob(f"*/LC_MESSAGES/{DOMAIN}.po"))


def po_path(folder: str) -> Path:
    return LOCALES / folder / "LC_MESSAGES" / f"{DOMAIN}.po"


def mo_path(folder: str) -> Path:
    return po_path(folder).with_suffix(".mo")


def source_files() -> list[Path]:
    """Every file that can hold a sentence: Python and templates. No script has one."""
    found = [*(ROOT / "cmlguide").rglob("*.py"), *(ROOT / "templates").rglob("*.*")]
    return sorted(path for path in found if path.suffix in (".py", ".html", ".txt"))


def extract() -> Catalogue:
    """All sentences of the source, each with the files it stands in and the comments for translators."""
    catalogue = Catalogue(charset="utf-8", fuzzy=False)
    for path in source_files():
        name = path.relative_to(ROOT).as_posix()
        for line, ids, comments, context in marked_in(path):
            catalogue.add(ids, locations=[(name, line)], auto_comments=comments, context=context)
    _add_data(catalogue)
    return catalogue


def _add_data(catalogue: Catalogue) -> None:
    """What a person reads that stands in no code: where numbers come from, example people, countries."""
    for path in (ENGINE / "numbers" / "trend.toml", *sorted((ENGINE / "guidelines").glob("*.toml"))):
        for said in _sources_of(tomllib.loads(path.read_text(encoding="utf-8"))):
            catalogue.add(said, locations=[(path.relative_to(ROOT).as_posix(), 0)])
    for said in sentences_of_examples():
        catalogue.add(said, locations=[(EXAMPLES, 0)], auto_comments=["written by a made-up person"])
    for code in country_codes():
        catalogue.add(code, context=COUNTRY, locations=[("tzdata/zoneinfo/iso3166.tab", 0)])


def _sources_of(part: Any) -> Iterator[str]:
    """Every `source` in a data file, however deep."""
    if isinstance(part, list):
        for one in part:
            yield from _sources_of(one)
    elif isinstance(part, dict):
        for name, value in part.items():
            if name == "source" and isinstance(value, str):
                yield value
            else:
                yield from _sources_of(value)


def marked_in(path: Path) -> Iterator[tuple[int, Any, list[str], str | None]]:
    """The sentences of one file: its line, the sentence (or it and its plural), comments and context."""
    text = path.read_text(encoding="utf-8")
    if path.suffix != ".py":  # Django writes a template as Python calls, everything else crossed out
        text = "\n".join(line.strip() for line in templatize(text, origin=path.name).splitlines())
    return marked_by_babel(
        "python", io.BytesIO(text.encode()), KEYWORDS, comment_tags=[COMMENT_TAG], strip_comment_tags=True
    )


def read(folder: str) -> Catalogue:
    catalogue = Catalogue(locale=folder, charset="utf-8", fuzzy=False)
    with po_path(folder).open(encoding="utf-8") as file:
        PoFileParser(catalogue, ignore_obsolete=True, abort_invalid=True).parse(file)
    return catalogue


def merge(folder: str, source: Catalog) -> Catalogue:
    """That language's catalogue with exactly the sentences of the source; what was translated is kept.
    A reworded sentence is empty again: a translation guessed from a similar one could say something else."""
    catalogue = read(folder) if po_path(folder).exists() else _empty(folder)
    catalogue.update(source, no_fuzzy_matching=True)
    _name_countries(catalogue)
    return catalogue


def _name_countries(catalogue: Catalogue) -> None:
    """The countries' names as Unicode's tables have them, where there is none yet."""
    names = catalogue.locale.territories if catalogue.locale else {}
    for message in catalogue:
        if message.context == COUNTRY and not message.string:
            message.string = names.get(message.id, "")


def po_bytes(catalogue: Catalogue) -> bytes:
    """The `.po`: in reading order, no line broken, and files without line numbers, so that a moved line
    changes nothing."""
    written = io.BytesIO()
    write_po(written, catalogue, width=0, sort_by_file=True, include_lineno=False, ignore_obsolete=True)
    return written.getvalue()


def mo_bytes(catalogue: Catalogue) -> bytes:
    written = io.BytesIO()
    write_mo(written, catalogue)
    return written.getvalue()


def _empty(folder: str) -> Catalogue:
    catalogue = Catalogue(locale=folder, project="CML Guide", version="1", charset="utf-8", fuzzy=False)
    name = catalogue.locale.get_display_name("en") if catalogue.locale else folder
    catalogue.header_comment = HEADER.format(language=name)
    if plurals := PLURALS.get(folder):
        catalogue.mime_headers = [("Plural-Forms", plurals)]
    return catalogue
