"""Short made-up files: how the tests read them, and what they compare."""

from datetime import date

from cmlguide.exchange.preview.as_json import preview_json
from cmlguide.exchange.preview.values import Options
from cmlguide.exchange.reading import preview_file
from cmlguide.web.words.files import say
from tests.exchange.fhir.resources import observation

PERCENT = {"value": 0.024, "unit": "%"}


def read(data, name="", **options):
    raw = data.encode() if isinstance(data, str) else data
    return preview_json(preview_file(raw, Options(date(2026, 11, 26), name=name, **options)), say)


def named(text, quantity=None, **fields):
    """An observation named only in words."""
    return observation(quantity=quantity, **fields) | {"code": {"text": text}}


def results_of(shown):
    return [(row["kind"], row["value"] or row["limit"], row["unit"]) for row in shown["results"]]


def counts_of(shown):
    return {(row["item"], row["value"], row["unit"]) for row in shown["blood_counts"]}


def codes_of(shown):
    return {row["code"] for row in shown["left_out"]} | {row["code"] for row in shown["problem_codes"]}


def asks_of(shown):
    return {
        ask for row in (*shown["results"], *shown["medicines"], *shown["blood_counts"]) for ask in row["asks"]
    }
