"""The questions about a whole file: each a reason with its values (codes.QUESTIONS)."""

from collections.abc import Mapping

from cmlguide.exchange import codes
from cmlguide.exchange.codes import Reason
from cmlguide.exchange.preview.values import Choice, Question

MOST_NAMED = 10
"""People named in the question itself; all of them are among its choices."""


def ask(
    code: str, words: str, choices: tuple[Choice, ...] = (), about: str = "", **values: object
) -> Question:
    """The question `words` (codes.QUESTIONS) with its values; `code` says what an answer does."""
    return Question(code, Reason(words, values), choices, about)


def name_person(name: str, born: str) -> Reason:
    """A person of a file by name, and birth date where the file gives it (as written there)."""
    return (
        Reason("is_person_born", {"name": name, "born": born})
        if born
        else Reason("as_written", {"text": name})
    )


def ask_patient(words: str, people: Mapping[str, Reason]) -> Question:
    """Which of the people, by their key in the file, the reader is."""
    choices = tuple(Choice(key, name) for key, name in people.items())
    names = tuple(people.values())[:MOST_NAMED]
    return ask(codes.ASK_PATIENT, words, choices, count=len(people), names=names)
