import pytest
from django.urls import reverse

from cmlguide.records.models import Change, Person, Result
from tests.factories import make_person, make_result

HERE = "/data/delete/"


def test_word_deletes_the_record_and_only_it(signed_in, person):
    make_result(person)
    other = make_result(make_person(owner=person.owner))

    response = signed_in.post(HERE, {"word": " delete ", "record": person.pk})

    assert response.url == reverse("person-list")
    assert list(Person.objects.all()) == [other.person]
    assert list(Result.objects.all()) == [other]
    assert set(Change.objects.values_list("person", flat=True)) == {other.person_id}
    assert "The record is deleted." in signed_in.get(response.url).content.decode()


@pytest.mark.parametrize("word", ["", "no", "DELETED"])
def test_any_other_word_deletes_nothing(signed_in, person, word):
    make_result(person)

    response = signed_in.post(HERE, {"word": word})

    assert response.status_code == 422
    assert "Type the word DELETE, or choose Cancel." in response.content.decode()
    assert person.results.kept().count() == 1


def test_page_offers_everything_as_a_file_first(signed_in, person):
    page = signed_in.get(HERE).content.decode()

    assert f'href="{reverse("export-everything")}?record={person.pk}"' in page


def test_is_reached_from_more_in_two_steps(signed_in):
    more = signed_in.get(reverse("more")).content.decode()
    data = signed_in.get(reverse("data")).content.decode()

    assert f'href="{reverse("data")}"' in more
    assert f'href="{HERE}"' in data


def test_after_the_last_record_start_is_next(signed_in):
    assert signed_in.post(HERE, {"word": "DELETE"}).url == reverse("start")


def test_record_that_is_not_open_is_deleted_by_its_number(signed_in, person):
    other = make_person(owner=person.owner, name="Dad")
    address = reverse("person-erase", args=[other.pk])
    page = signed_in.get(address).content.decode()

    response = signed_in.post(address, {"word": "DELETE"})

    assert "This deletes the whole record of Dad." in page
    assert f"{reverse('export-everything')}?record={other.pk}" in page
    assert response.url == reverse("person-list")
    assert list(Person.objects.all()) == [person]
    assert signed_in.get("/").context["person"] == person


def test_without_its_word_the_record_stays(signed_in, person):
    response = signed_in.post(reverse("person-erase", args=[person.pk]), {"word": "no"})

    assert (response.status_code, Person.objects.count()) == (422, 1)


def test_strangers_record_is_not_deleted(stranger, person):
    response = stranger.post(reverse("person-erase", args=[person.pk]), {"word": "DELETE"})

    assert response.status_code == 404
    assert Person.objects.filter(pk=person.pk).exists()
