import re
from types import SimpleNamespace

import pytest
from django import forms
from django.template import Context, Template

PAGE = Template("{% load many %}{% options field %}")


class Asked(forms.Form):
    lab = forms.TypedChoiceField(choices=[("", "Not said"), (7, "A & B"), ('"x"', "<b>C</b>")])


@pytest.mark.parametrize(
    ("initial", "selected"),
    [(None, ["Not said"]), ("", ["Not said"]), (7, ["A &amp; B"]), ("7", ["A &amp; B"]), ("gone", [])],
)
def test_only_the_chosen_one_is_selected(initial, selected):
    drawn = PAGE.render(Context({"field": Asked(initial={"lab": initial})["lab"]}))

    assert re.findall(" selected>(.*)</option>", drawn) == selected


def test_codes_and_words_are_escaped():
    drawn = PAGE.render(Context({"field": Asked()["lab"]}))

    assert drawn.split("\n") == [
        '<option value="" selected>Not said</option>',
        '<option value="7">A &amp; B</option>',
        '<option value="&quot;x&quot;">&lt;b&gt;C&lt;/b&gt;</option>',
    ]


def test_rows_of_a_table_are_escaped_and_named_by_their_first_cell():
    rows = [SimpleNamespace(day="1 May 2026", lab="A & B"), SimpleNamespace(day="2 May 2026", lab="")]
    table = Template('{% load many %}{% cells rows "day" "lab" %}')

    assert table.render(Context({"rows": rows})).split("\n") == [
        '<tr><th scope="row" class="nowrap">1 May 2026</th><td>A &amp; B</td></tr>',
        '<tr><th scope="row" class="nowrap">2 May 2026</th><td></td></tr>',
    ]


def test_what_is_wrong_with_a_field_is_escaped_and_named_after_it():
    page = Template(
        "{% load many %}{% faults field as faults %}{{ faults }}{% if not faults %}None{% endif %}"
    )
    wrong = Asked({"lab": "<i>"})

    assert page.render(Context({"field": Asked({"lab": "7"})["lab"]})) == "None"
    assert page.render(Context({"field": wrong["lab"]})) == (
        '<span class="error" id="id_lab_error">'
        "Select a valid choice. &lt;i&gt; is not one of the available choices.</span>"
    )
