"""Wishes, how a result should be shown first, and the CML specialist."""

from django.urls import reverse

from cmlguide.records.models import Person

URL = reverse("prepare-preferences")


def kept(person):
    row = Person.objects.get(pk=person.pk)
    return (row.preferences, row.read_first, row.specialist, row.specialist_note)


def test_wishes_are_kept_and_stand_on_prepare(signed_in, person):
    wish = "I want to hear\nbad news from a person 😀"

    signed_in.post(
        URL, {"preferences": wish, "read_first": "meaning", "specialist": "planned", "specialist_note": "May"}
    )

    assert kept(person) == (wish, "meaning", "planned", "May")
    page = signed_in.get(reverse("prepare")).content.decode()
    assert wish in page
    assert "It is planned" in page


def test_everything_may_stay_empty(signed_in, person):
    signed_in.post(URL, {"read_first": "number"})

    assert kept(person) == ("", "number", "", "")


def test_an_unknown_choice_is_refused(signed_in, person):
    answer = signed_in.post(URL, {"preferences": "Mine", "read_first": "never"})

    assert (answer.status_code, kept(person)) == (422, ("", "number", "", ""))
    assert "Mine</textarea>" in answer.content.decode()


def test_the_page_says_what_to_bring_for_a_second_opinion(signed_in, person):
    assert "What to bring for a second opinion" in signed_in.get(URL).content.decode()


def test_the_pharmacy_stands_among_the_contacts(signed_in, person):
    Person.objects.filter(pk=person.pk).update(pharmacy_phone="+49 30 1234")

    assert 'href="tel:+49301234"' in signed_in.get(reverse("prepare")).content.decode()
