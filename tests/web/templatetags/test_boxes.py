"""The boxes of a form, as `forms/*.html` show them."""

import pytest
from django import forms
from django.template.loader import render_to_string
from django.utils.translation import override

from cmlguide.web.fields.date_fields import DateBoxesField


class Boxes(forms.Form):
    lab = forms.CharField(label="Lab & more")
    copies = forms.IntegerField(label="Copies", required=False)
    unit = forms.ChoiceField(label="Unit", choices=[("a", "A < B"), ("b", "B")], required=False)
    seen = forms.BooleanField(label="Seen", required=False)
    day = DateBoxesField(label="Day", required=False)


def box(name, field, form=None, **more):
    return render_to_string(f"forms/{name}.html", {"field": (form or Boxes())[field], **more})


def test_a_box_has_its_label_its_hint_and_what_was_asked_for():
    shown = box("_text", "lab", hint="The 'lab'", size="short", inputmode="numeric", list="labs")

    assert '<label class="label" for="id_lab">Lab &amp; more</label>' in shown
    assert '<span class="hint" id="id_lab_hint">The &#x27;lab&#x27;</span>' in shown
    assert (
        '<input type="text" id="id_lab" name="lab" value="" class="input--short" inputmode="numeric" '
        'autocomplete="off" list="labs" spellcheck="false" aria-describedby="id_lab_hint">'
    ) in shown


def test_a_box_says_what_is_wrong_with_it_and_keeps_what_was_typed():
    wrong = Boxes({"lab": "", "copies": '1" <b>'})

    assert 'aria-invalid="true" aria-describedby="id_lab_hint id_lab_error"' in box(
        "_text", "lab", wrong, hint="x"
    )
    assert '<div class="field field--error">' in box("_text", "copies", wrong)
    assert 'value="1&quot; &lt;b&gt;"' in box("_text", "copies", wrong)
    assert 'aria-describedby=" id_copies_error"' in box("_textarea", "copies", wrong)


@pytest.mark.parametrize("name", ["_select", "_radios"])
def test_the_chosen_one_is_marked(name):
    shown = box(name, "unit", Boxes({"unit": "b", "lab": "x"}))

    assert shown.count(" selected") + shown.count(" checked") == 1
    assert ('value="b" selected' in shown) or ('value="b" checked' in shown)
    assert "A &lt; B" in shown


def test_a_list_of_errors_leads_to_the_first_of_several_cards():
    shown = box("_radios", "unit")

    assert 'id="id_unit" name="unit" value="a"' in shown
    assert 'id="id_unit_1" name="unit" value="b"' in shown


def test_a_box_to_tick_shows_whether_it_is():
    assert " checked" in box("_check", "seen", Boxes(initial={"seen": True}))
    assert " checked" not in box("_check", "seen")


def test_a_date_has_three_boxes_with_what_was_typed():
    shown = box("_date", "day", Boxes({"day_day": "3", "day_month": "<", "lab": "x"}))

    assert shown.count('inputmode="numeric"') == 3
    assert 'name="day_month" value="&lt;"' in shown
    assert shown.count('aria-invalid="true" aria-describedby="id_day_error"') == 3


def test_labels_are_in_the_language_of_the_page():
    with override("de"):
        assert ">Tag</label>" in box("_date", "day")
    assert ">Day</label>" in box("_date", "day")
