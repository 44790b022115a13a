from datetime import date
from decimal import Decimal

import pytest
from django.conf import settings
from django.utils import translation

from cmlguide.exchange.typed.number import read_number
from cmlguide.records.models import Result
from cmlguide.web.pages.results.form import Beside, ResultForm
from cmlguide.web.pages.results.initial import write_number
from cmlguide.web.words import numbers
from milestones.history import History
from tests.factories import make_result

KINDS = [
    {"value": "0.0030"},
    {"value": "0.121", "unit": "ratio_percent", "conversion_factor": Decimal("0.82")},
    {"value": "4.2", "unit": "mr"},
    {"value": "4", "unit": "mr"},
    {"value": "3.2", "unit": "log_reduction"},
    {"value": None, "kind": "less_than", "limit": Decimal("0.01")},
    {"value": None, "kind": "above_limit", "limit": Decimal("55")},
    {"value": None, "kind": "not_detected", "limit": Decimal("0.0032")},
    {"value": None, "kind": "not_detected", "limit": Decimal("4.5"), "unit": "mr"},
    {"value": None, "kind": "not_detected", "unit": ""},
    {"value": None, "kind": "not_detected", "unit": "", "copies": 84210, "control_gene": "ABL1"},
    {"value": None, "kind": "below_quantification", "limit": Decimal("0.002")},
    {"value": None, "kind": "below_quantification", "unit": ""},
    {"value": None, "kind": "no_result", "unit": ""},
    *(
        {"value": None, "kind": "level", "unit": "", "level": level}
        for level in ("emr", "mr2", "mmr", "mr4", "mr4.5", "mr5")
    ),
]


def posted(form: ResultForm) -> dict[str, str]:
    """What a browser sends back from an untouched form."""
    sent = {}
    for bound in form:
        value = bound.value()
        if hasattr(bound, "boxes"):
            sent |= {box["name"]: box["value"] for box in bound.boxes}
        elif value not in (None, False, ""):
            sent[bound.html_name] = "on" if value is True else str(value)
    return sent


@pytest.mark.parametrize("fields", KINDS, ids=str)
def test_untouched_form_saves_the_same_result(person, fields):
    row = make_result(
        person, fields.get("value"), **{name: value for name, value in fields.items() if name != "value"}
    )
    beside = Beside(person, History(), date(2026, 11, 22), row)

    again = ResultForm(posted(ResultForm(beside=beside)), beside=beside)

    assert again.may_be_saved, (again.errors, again.asks)
    saved = again.to_save()
    assert {name: saved[name] for name in saved if name != "typed_as"} == {
        name: getattr(row, name) for name in saved if name != "typed_as"
    }


def test_numbers_are_written_without_exponent(person):
    assert write_number(make_result(person, "1E-7")) == "0.0000001"


@pytest.mark.parametrize("language", [code for code, _name in settings.LANGUAGES])
@pytest.mark.parametrize("kind", ["not_detected", "below_quantification", "no_result"])
def test_words_in_the_box_are_read_again_in_each_language(language, kind):
    """What a language calls "not detected" must be among the words that `exchange/typed/words/` reads."""
    limit = Decimal("1.234") if kind != "no_result" else None
    with translation.override(language):
        text = write_number(Result(kind=kind, limit=limit))
        read = read_number(text, numbers.decimal_mark(language))

    assert (read.kind, read.limit, read.problem) == (kind, limit, None)
