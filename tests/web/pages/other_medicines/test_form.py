from datetime import date

from cmlguide.web.pages.other_medicines.form import AllergyForm, OtherMedicineForm
from tests.factories import make_allergy, make_other_medicine


def test_medicine_needs_only_its_name(person):
    form = OtherMedicineForm({"name": "vitamin D"}, person=person)

    assert form.is_valid(), form.errors
    assert form.to_save() == {
        "name": "vitamin D",
        "dose": "",
        "started_on": None,
        "stopped_on": None,
        "note": "",
    }


def test_medicine_without_a_name_is_told_at_its_field(person):
    assert list(OtherMedicineForm({"dose": "20 mg"}, person=person).errors) == ["name"]


def test_kept_medicine_fills_the_boxes(person):
    form = OtherMedicineForm(person=person, medicine=make_other_medicine(person))

    assert (form.initial["name"], form.initial["started_on"]) == ("omeprazole", date(2026, 8, 1))


def test_allergy_needs_a_name(person):
    assert list(AllergyForm({"reaction": "rash"}).errors) == ["name"]
    assert AllergyForm({"name": "latex"}).is_valid()
    assert AllergyForm(allergy=make_allergy(person)).initial == {"name": "penicillin", "reaction": "rash"}
