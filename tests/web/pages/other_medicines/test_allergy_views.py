from django.urls import reverse

from tests.factories import make_allergy


def test_allergy_is_added_and_listed(signed_in, person):
    answer = signed_in.post(
        reverse("allergy-add"), {"name": "penicillin", "reaction": "hives <b>"}, follow=True
    )

    (row,) = person.allergies.kept()
    assert (row.name, row.reaction) == ("penicillin", "hives <b>")
    assert "hives &lt;b&gt;" in answer.content.decode()


def test_allergy_without_a_name_is_asked_for_it(signed_in, person):
    answer = signed_in.post(reverse("allergy-add"), {"name": "", "reaction": "hives"})

    page = answer.content.decode()
    assert answer.status_code == 422
    assert "Say what it is." in page
    assert 'value="hives"' in page


def test_allergy_is_changed(signed_in, person):
    row = make_allergy(person)
    address = reverse("allergy-edit", args=[row.pk])

    shown = signed_in.get(address).content.decode()
    signed_in.post(address, {"name": "penicillin", "reaction": "swelling"})

    row.refresh_from_db()
    assert 'value="rash"' in shown
    assert row.reaction == "swelling"
