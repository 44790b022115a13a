"""The questions about a whole file: each by its own key with its values, and in English as a fallback."""

from cmlguide.exchange.preview.values import Choice, Question

WORDS: dict[str, str] = {
    "people": "This file holds %(count)s people: %(names)s. Which one are you?",
    "people_of_table": "This table holds %(count)s people: %(names)s. Which one are you?",
    "scale": ("%(count)s numbers do not say their scale. Are they on the International Scale (%% IS)?"),
    "unit": "The file gives no unit for %(item)s. Is it %(units)s?",
    "started": "The file says %(medicine)s was prescribed on %(day)s. Did you start it then?",
    "started_unsaid": "When did you start %(medicine)s? The file does not say.",
    "diagnosed": "The file says CML was found on %(day)s. Is this your date of diagnosis?",
    "day_or_month": "Dates here can be read two ways. Which day is “%(cell)s”?",
    "months": "This table has no dates: it counts months. From which date does it count?",
    "days": "This table has no dates: it counts days. From which date does it count?",
    "column": "Is “%(heading)s” your BCR::ABL1 result?",
    "column_unnamed": "Is %(heading)s your BCR::ABL1 result?",
}


def ask(
    code: str, words: str, choices: tuple[Choice, ...] = (), about: str = "", **values: object
) -> Question:
    """The question `words` (a key of WORDS) with its values; `code` says what an answer does (codes.py)."""
    return Question(code, WORDS[words] % values, choices, about, words, values)
