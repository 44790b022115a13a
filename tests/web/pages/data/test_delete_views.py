import pytest
from django.urls import reverse

from cmlguide.records.models import Change, Person, Result
from tests.factories import make_person, make_result

HERE = "/data/delete/"


def test_word_deletes_the_record_and_only_it(signed_in, person):
    make_result(person)
    other = make_result(make_person(owner=person.owner))

    response = signed_in.post(HERE, {"word": " delete "})

    assert response.url == reverse("start")
    assert list(Person.objects.all()) == [other.person]
    assert list(Result.objects.all()) == [other]
    assert set(Change.objects.values_list("person", flat=True)) == {other.person_id}
    assert "The record is deleted." in signed_in.get(reverse("start")).content.decode()


@pytest.mark.parametrize("word", ["", "no", "DELETED"])
def test_any_other_word_deletes_nothing(signed_in, person, word):
    make_result(person)

    response = signed_in.post(HERE, {"word": word})

    assert response.status_code == 422
    assert "Type the word DELETE, or choose Cancel." in response.content.decode()
    assert person.results.kept().count() == 1


def test_page_offers_everything_as_a_file_first(signed_in):
    assert f'href="{reverse("export-everything")}" download' in signed_in.get(HERE).content.decode()


def test_is_reached_from_more_in_two_steps(signed_in):
    more = signed_in.get(reverse("more")).content.decode()
    data = signed_in.get(reverse("data")).content.decode()

    assert f'href="{reverse("data")}"' in more
    assert f'href="{HERE}"' in data
