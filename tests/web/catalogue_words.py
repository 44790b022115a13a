"""One language's catalogue, read as a person reads it: its sentences by page, and its own words to avoid."""

from __future__ import annotations

import re
import tomllib
from collections import defaultdict
from collections.abc import Callable
from functools import cached_property
from pathlib import Path
from typing import Any

from cmlguide.devtools.catalogues import read

FOLDER = Path(__file__).parent / "words"
PLACEHOLDER = re.compile(r"%\(\w[\w.]*\)s|\{\w+\}")
A_GUIDELINES_WORD = "guideline category"  # the context of a category, shown in quotes with its guideline
A_SENTENCE = 5  # words: shorter lines are labels, and would make any page seem plain
LONG_ENOUGH = 100
HARD_SPACES = re.compile("[\u00a0\u202f]")


class CatalogueWords:
    """The catalogue of `language`; `one` is a short word that stands in a text for what is filled in."""

    def __init__(self, language: str, one: str) -> None:
        self.language, self.one = language, one
        self.rules: dict[str, Any] = tomllib.loads((FOLDER / f"{language}.toml").read_text(encoding="utf-8"))

    @cached_property
    def sentences(self) -> dict[str, list[str]]:
        """What the catalogue says, by the folder of the page (or of the words) that says it."""
        found = defaultdict(list)
        for message in read(self.language):
            if message.id and message.context != A_GUIDELINES_WORD:
                forms = message.string if isinstance(message.string, tuple | list) else [message.string]
                found[_room(min(path for path, _line in message.locations))] += forms
        return found

    def find(self, kind: str, line: str) -> list[str]:
        """Those of a kind of words in the line, outside a quoted category or an allowed sentence."""
        line = HARD_SPACES.sub(" ", line)
        for quoted in self.rules["quoted"]:
            line = re.sub(quoted["pattern"], " ", line)
        for allowed in self.rules["allowed"]:
            line = line.replace(allowed["sentence"], " ")
        return [word for word in self.rules[kind] if re.search(word, PLACEHOLDER.sub(" ", line).lower())]

    def find_everywhere(self, kind: str) -> dict[str, list[str]]:
        """Each sentence of the catalogue with those of the words that stand in it."""
        lines = (line for lines in self.sentences.values() for line in lines)
        return {line: words for line in lines if (words := self.find(kind, line))}

    def grades(self, measure: Callable[[str], float]) -> dict[str, float]:
        """How plain each room is that has enough whole sentences."""
        whole = {
            room: " ".join(
                PLACEHOLDER.sub(self.one, line)
                for line in lines
                if len(line.split()) >= A_SENTENCE and line[-1] in ".?"
            )
            for room, lines in self.sentences.items()
        }
        return {room: measure(text) for room, text in whole.items() if len(text.split()) >= LONG_ENOUGH}

    def without_reason(self) -> list[dict[str, str]]:
        """The exceptions that do not say why."""
        exceptions = [*self.rules["quoted"], *self.rules["allowed"]]
        return [entry for entry in exceptions if not entry["reason"].strip()]


def _room(path: str) -> str:
    """`templates/reading` or `web/words/result`."""
    parts = path.removeprefix("cmlguide/").split("/")
    return "/".join(parts[: 3 if parts[0] == "web" else 2])
