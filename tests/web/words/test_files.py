"""The exchange gives only codes: every code has words, and every value its place in them."""

import ast
import re
from datetime import date
from pathlib import Path

import pytest

from cmlguide.exchange import codes
from cmlguide.exchange.codes import REASONS, Reason
from cmlguide.exchange.preview.people import Person, ask_patient
from cmlguide.web.words.file_questions import ASKS
from cmlguide.web.words.files import WORDS, say

SOURCE = Path(codes.__file__).parents[1]
EXCHANGE = sorted((SOURCE / "exchange").rglob("*.py"))
PLACEHOLDER = re.compile(r"%\((\w+)\)s")
ABOUT_THE_FILE = (
    codes.ASK_PATIENT, codes.ASK_UNIT, codes.ASK_COLUMN, codes.ASK_START_DATE, codes.ASK_DIAGNOSED,
)  # fmt: skip
SENTENCE = re.compile(r"[A-Z“][\w’']+ \w.* .*[.?!]$", re.DOTALL)


class NoValues(dict):
    """Values for a sentence that record which of them it uses."""

    def __init__(self):
        self.named = set()

    def __getitem__(self, name):
        self.named.add(name)
        return 1 if name == "count" else name


def named_in(words):
    values = NoValues()
    str(words % values)
    return values.named


def test_every_reason_has_words_and_no_words_are_left_over():
    assert set(WORDS) == set(REASONS)


@pytest.mark.parametrize("code", REASONS)
def test_words_name_exactly_the_values_of_their_reason(code):
    assert named_in(WORDS[code]) == set(REASONS[code])


def test_no_code_stands_in_two_lists():
    lists = (codes.REFUSALS, codes.PROBLEMS, codes.LEFT_OUT, codes.QUESTIONS, codes.CHOICES)

    assert sum(map(len, lists)) == len(REASONS)


def test_every_question_about_a_row_has_words():
    asked = {value for name, value in vars(codes).items() if name.isupper() and isinstance(value, str)}

    assert asked - set(ABOUT_THE_FILE) == asked & set(ASKS)


def calls(tree):
    for node in ast.walk(tree):
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and len(node.args) > 0:
            yield node.func.id, node


def written_reasons():
    """(place, code, names of values) for every reason written out in the source."""
    for path in sorted(SOURCE.rglob("*.py")):
        for name, node in calls(ast.parse(path.read_text(encoding="utf-8"))):
            place = f"{path.name}:{node.lineno}"
            if name == "Reason" and isinstance(node.args[0], ast.Constant):
                values = node.args[1] if node.args[1:] else ast.Dict(keys=[], values=[])
                if isinstance(values, ast.Dict):
                    yield place, node.args[0].value, {key.value for key in values.keys}
            if name == "ask" and path in EXCHANGE and isinstance(node.args[1], ast.Constant):
                given = {keyword.arg for keyword in node.keywords} - {"choices", "about"}
                yield place, node.args[1].value, given


def test_every_reason_is_given_the_values_its_words_name():
    written = list(written_reasons())

    assert len(written) > 80
    assert [one for one in written if set(REASONS.get(one[1], "?")) != one[2]] == []


def docstrings(tree):
    for node in ast.walk(tree):
        body = getattr(node, "body", None)
        for inner in body if isinstance(body, list) else ():
            if isinstance(inner, ast.Expr) and isinstance(inner.value, ast.Constant):
                yield inner.value


@pytest.mark.parametrize("path", EXCHANGE, ids=lambda path: str(path.relative_to(SOURCE / "exchange")))
def test_the_exchange_holds_no_sentence(path):
    """The door apart: it speaks before there are any packages, so of them no words either."""
    if path.name == "__main__.py":
        return
    tree = ast.parse(path.read_text(encoding="utf-8"))
    said = set(docstrings(tree))
    texts = [node.value for node in ast.walk(tree) if isinstance(node, ast.Constant) and node not in said]

    assert [text for text in texts if isinstance(text, str) and SENTENCE.match(text)] == []


@pytest.mark.parametrize(
    ("reason", "sentence"),
    [
        (
            Reason("unit_unknown", {"unit": "mm", "item": "wbc", "units": ("%", "10^9/L")}),
            "The unit “mm” is not known for White blood cells. It must be % or 10^9/L.",
        ),
        (
            Reason("started_on", {"medicine": "imatinib", "day": date(2026, 2, 5)}),
            "The file says imatinib was prescribed on 5 Feb 2026. Did you start it then?",
        ),
        (
            Reason("nothing_but_counts", {"counts": {"wbc": 2, "platelets": 1}}),
            (
                "We found nothing about BCR::ABL1 in this file. "
                "Blood count numbers: White blood cells (2), Platelets (1)."
            ),
        ),
        (
            Reason("record_entry", {"place": "results[3].collected_on", "said": "missing"}),
            "Result 4, collected on: missing",
        ),
        (Reason("record_entry", {"place": "version", "said": "missing"}), "version: missing"),
        (Reason("record_entry", {"place": "other[3]", "said": "missing"}), "other[3]: missing"),
        (Reason("record_more", {"count": 1}), "And 1 more problem like these."),
        (Reason("other_entries", {"count": 2}), "2 other entries are not about CML tests or medicines."),
        (Reason("is_percent", {"number": "0.5"}), "0.5 %"),
        (Reason("scale_is"), "Yes, % on the International Scale"),
        (Reason("as_written", {"text": "50 %(x)s %"}), "50 %(x)s %"),
    ],
)
def test_say_puts_a_reason_into_words(reason, sentence):
    assert say(reason) == sentence


def test_say_names_the_people_of_a_file():
    people = [Person("a", "Anna Ash", "1970-01-01"), Person("b", "Ben")]

    assert say(ask_patient("which_person", people).words) == (
        "This file contains 2 people: Anna Ash, born 1970-01-01, Ben. Which one is this record about?"
    )
