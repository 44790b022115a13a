import pytest
from django.urls import reverse

from tests.factories import make_allergy, make_person


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


def test_delete_can_be_undone_from_the_notice(signed_in, person):
    row = make_allergy(person)
    undo = reverse("allergy-restore", args=[row.pk])

    deleted = signed_in.post(reverse("allergy-delete", args=[row.pk]), follow=True)
    assert person.allergies.kept().count() == 0
    assert f'action="{undo}"' in deleted.content.decode()
    signed_in.post(undo)

    assert list(person.allergies.kept()) == [row]


@pytest.mark.parametrize("name", ["allergy-edit", "allergy-delete", "allergy-restore"])
def test_strangers_allergy_is_not_found(signed_in, name):
    row = make_allergy(make_person())

    assert signed_in.post(reverse(name, args=[row.pk]), {"name": "x"}).status_code == 404


@pytest.mark.parametrize("name", ["allergy-delete", "allergy-restore"])
def test_writes_reject_get(signed_in, person, name):
    assert signed_in.get(reverse(name, args=[make_allergy(person).pk])).status_code == 405
