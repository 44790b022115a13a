"""The boxes under "More about this result": kept until something is typed, never with what was typed."""

from datetime import date

import pytest
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils import translation

from cmlguide.records.judged import history_of
from cmlguide.web.pages.results.form import Beside, ResultForm
from cmlguide.web.pages.results.more_fields import more_fields
from tests.factories import make_person, make_result

pytestmark = [pytest.mark.django_db]


def form_of(person, data=None, editing=None, **offered):
    return ResultForm(data, beside=Beside(person, history_of(person), date(2026, 11, 22), editing, **offered))


def written(form):
    return render_to_string("results/_more_fields.html", {"form": form})


def test_boxes_before_anything_is_typed_are_the_same_for_everybody(person):
    other = make_person(date_order="mdy")
    make_result(other, "0.03", lab="City", copies=46900, note="mine")

    forms = [form_of(person), form_of(other), form_of(other, taken=date(2026, 11, 1), at_lab="Town")]

    assert {more_fields(form) for form in forms} == {written(form) for form in forms}
    assert len({written(form) for form in forms}) == 1


def test_boxes_are_kept_for_each_language(person):
    for language in ("en", "de", "en"):
        with translation.override(language):
            assert more_fields(form_of(person)) == written(form_of(person))


def test_what_somebody_typed_or_stored_is_not_kept(person):
    row = make_result(person, "0.03", note="stored")
    before = more_fields(form_of(person))

    typed = more_fields(form_of(person, {"number": "0.05", "note": "typed"}))
    stored = more_fields(form_of(person, editing=row))

    assert ("typed</textarea>" in typed, "stored</textarea>" in stored) == (True, True)
    assert more_fields(form_of(person)) == before


def test_a_refused_form_shows_its_boxes_as_typed_and_the_next_one_is_empty(signed_in, person):
    address = reverse("result-add")

    refused = signed_in.post(address, {"number": "", "note": "ask about this"}).content.decode()

    assert "ask about this</textarea>" in refused
    assert "ask about this" not in signed_in.get(address).content.decode()
