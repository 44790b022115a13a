"""The questions about a whole file: each a reason with its values (codes.QUESTIONS)."""

from cmlguide.exchange.codes import Reason
from cmlguide.exchange.preview.values import Choice, Question


def ask(
    code: str, words: str, choices: tuple[Choice, ...] = (), about: str = "", **values: object
) -> Question:
    """The question `words` (codes.QUESTIONS) with its values; `code` determines what an answer does."""
    return Question(code, Reason(words, values), choices, about)
