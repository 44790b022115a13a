from datetime import date

from cmlguide.web.paper.options_form import SummaryOptionsForm


def test_options_may_all_stay_empty():
    form = SummaryOptionsForm({})

    assert form.is_valid()
    assert form.cleaned_data == {"visit_on": None, "last_visit_on": None, "large": False, "hide_name": False}


def test_options_read_a_date_pasted_into_one_box():
    form = SummaryOptionsForm({"visit_on_day": "2026-11-25", "large": "on"})

    assert form.is_valid()
    assert (form.cleaned_data["visit_on"], form.cleaned_data["large"]) == (date(2026, 11, 25), True)


def test_options_refuse_a_day_that_is_none():
    form = SummaryOptionsForm({"visit_on_day": "31", "visit_on_month": "2", "visit_on_year": "2026"})

    assert list(form.errors) == ["visit_on"]
