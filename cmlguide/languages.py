"""The languages of the site: English, and each whose catalogue is whole (only then is it compiled)."""

from __future__ import annotations

from pathlib import Path

# A language's code as browsers send it, and its name in that language. A new language is a line here and a
# catalogue (docs/translating.md).
KNOWN = {
    "en": "English",
    "de": "Deutsch",
    "es": "Español",
    "fr": "Français",
    "pt-br": "Português (Brasil)",
}
WRITTEN_IN = "en"


def languages_in(locales: Path) -> list[tuple[str, str]]:
    """Those that can be chosen, with their own names."""
    return [
        (code, name)
        for code, name in KNOWN.items()
        if code == WRITTEN_IN or (locales / folder_of(code) / "LC_MESSAGES" / "django.mo").is_file()
    ]


def folder_of(code: str) -> str:
    """The folder of a language's catalogue: `pt_BR` for `pt-br`."""
    language, _, country = code.partition("-")
    return f"{language}_{country.upper()}" if country else language
