from datetime import date
from decimal import Decimal

import pytest

from cmlguide.records.judged import history_of
from cmlguide.records.models import User
from cmlguide.web.frame.units import in_units_of
from cmlguide.web.pages.blood_counts.form import Beside, BloodCountForm, kept_texts
from tests.factories import make_blood_count

TODAY = date(2026, 11, 22)


def typed(day="12", **more):
    return {
        "collected_on_day": day,
        "collected_on_month": "11",
        "collected_on_year": "2026",
        "wbc": "5.4",
        **more,
    }


def form_of(person, data=None, editing=None):
    return BloodCountForm(data, beside=Beside(person, history_of(person), TODAY, editing))


def codes(form):
    return [question.code for question in form.questions()]


def test_one_number_is_enough(person):
    form = form_of(person, typed())

    assert form.may_be_saved
    assert form.to_save() == {
        "collected_on": date(2026, 11, 12),
        "wbc": Decimal("5.4"),
        **dict.fromkeys(["neutrophils", "hemoglobin", "platelets"]),
        **dict.fromkeys(["basophils_percent", "eosinophils_percent", "blasts_percent"]),
        **dict.fromkeys(["immature_granulocytes", "spleen_felt"]),
        "extra": {"letter_units": {"wbc": "10^9/L"}},
    }


@pytest.mark.parametrize(
    ("data", "field"),
    [
        (typed(wbc=""), "wbc"),
        (typed(wbc="high"), "wbc"),
        (typed(basophils_percent="101"), "basophils_percent"),
        (typed(hemoglobin="13", hemoglobin_unit="stone"), "hemoglobin_unit"),
        (typed(day=""), "collected_on"),
        (typed(spleen_felt="maybe"), "spleen_felt"),
    ],
)
def test_problem_stands_at_its_field(person, data, field):
    assert field in form_of(person, data).errors


def test_yes_is_for_exactly_what_was_typed(person):
    make_blood_count(person, collected_on=date(2026, 11, 12))
    asked = form_of(person, typed())

    assert codes(asked) == ["same_day"]
    assert form_of(person, typed(confirmed=asked.token)).may_be_saved
    assert not form_of(person, typed(wbc="6.4", confirmed=asked.token)).may_be_saved


def test_slip_needs_an_answer_and_not_only_a_yes(person):
    data = typed(wbc="5400", hemoglobin="132")
    asked = form_of(person, data)

    assert codes(asked) == ["unit_slip", "unit_slip"]
    assert not form_of(person, {**data, "confirmed": asked.token}).may_be_saved
    answered = form_of(person, {**data, "meant_wbc": "/uL", "meant_hemoglobin": "g/L"})
    assert answered.may_be_saved
    assert (str(answered.to_save()["wbc"]), str(answered.to_save()["hemoglobin"])) == ("5.4", "13.2")
    assert answered.to_save()["extra"] == {"letter_units": {"wbc": "/uL", "hemoglobin": "g/L"}}


def test_answers_and_a_yes_may_come_together(person):
    make_blood_count(person, collected_on=date(2026, 11, 12))
    data = typed(wbc="5400")
    asked = form_of(person, data)

    assert codes(asked) == ["same_day", "unit_slip"]
    assert form_of(person, {**data, "meant_wbc": "/uL", "confirmed": asked.token}).may_be_saved


def test_unchanged_count_is_not_asked_about_again(person):
    count = make_blood_count(person, wbc=Decimal(5400), hemoglobin=None, collected_on=date(2026, 11, 12))

    assert form_of(person, typed(wbc="5400", spleen_felt="no"), editing=count).may_be_saved
    assert codes(form_of(person, typed(wbc="5500"), editing=count)) == ["unit_slip"]


def test_keys_of_a_file_stay_through_an_edit(person):
    count = make_blood_count(person, extra={"analyser": "X", "lab_ranges": {"wbc": "4-10"}})

    form = form_of(person, typed(), editing=count)

    assert form.is_valid()
    assert form.to_save()["extra"] == {"analyser": "X", "letter_units": {"wbc": "10^9/L"}}


def test_kept_count_is_shown_as_its_letter_gave_it(person):
    extra = {"letter_units": {"wbc": "/uL", "hemoglobin": "carat"}, "lab_ranges": {"wbc": "4-10"}}
    count = make_blood_count(person, blasts_percent=Decimal("0.0"), spleen_felt=False, extra=extra)

    initial = form_of(person, editing=count).initial

    assert (initial["wbc"], initial["wbc_unit"], initial["wbc_range"]) == ("5400", "/uL", "4-10")
    assert (initial["hemoglobin"], initial["hemoglobin_unit"]) == ("13.2", "g/dL")
    assert (initial["blasts_percent"], initial["spleen_felt"]) == ("0.0", "no")


def test_new_count_starts_with_the_units_of_the_last(person):
    make_blood_count(person, extra={"letter_units": {"hemoglobin": "g/L"}})

    cells = dict.fromkeys(("wbc_unit", "neutrophils_unit", "platelets_unit"), "10^9/L")
    assert form_of(person).initial == {**cells, "hemoglobin_unit": "g/L"}


def test_new_count_starts_with_the_units_the_person_chose(person):
    """Letters they typed before were in another; any unit can still be picked, and a letter's own stays."""
    count = make_blood_count(person, extra={"letter_units": {"wbc": "10^9/L", "hemoglobin": "g/dL"}})

    with in_units_of(User(cell_unit="/uL", hemoglobin_unit="g/L")):
        new, old = form_of(person).initial, form_of(person, editing=count).initial

    assert (new["wbc_unit"], new["hemoglobin_unit"]) == ("/uL", "g/L")
    assert (old["wbc"], old["wbc_unit"]) == ("5.4", "10^9/L")
    assert (old["hemoglobin"], old["hemoglobin_unit"]) == ("13.2", "g/dL")


def test_count_of_which_no_unit_is_known_is_shown_in_the_units_chosen(person):
    count = make_blood_count(person)

    with in_units_of(User(cell_unit="/uL", hemoglobin_unit="g/L")):
        form = form_of(person, editing=count)

    assert (form.initial["wbc"], form.initial["wbc_unit"]) == ("5400", "/uL")
    assert (form.initial["hemoglobin"], form.initial["hemoglobin_unit"]) == ("132", "g/L")


@pytest.mark.parametrize("extra", [{}, {"lab_ranges": 3}, {"lab_ranges": {"wbc": 4, "stars": "x"}}])
def test_a_file_may_hold_anything_where_texts_are_kept(extra):
    assert kept_texts(extra, "lab_ranges") == {}


def test_read_back_waits_for_a_number_but_not_for_the_date(person):
    undated = form_of(person, typed(day="", wbc="5.4"))

    assert form_of(person).read_back() == ()
    undated.is_valid()
    assert undated.read_back()[0] == "White cells 5.4 x 10⁹/L."


def test_more_stands_open_where_something_is_in_it(person):
    shut, opened = form_of(person, typed()), form_of(person, typed(spleen_felt="no"))

    assert (shut.more_is_open, opened.more_is_open) == (False, True)
