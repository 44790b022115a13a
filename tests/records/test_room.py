"""How much is kept at most: at the number all goes well, one more is refused and nothing of it is written."""

from datetime import date, timedelta
from decimal import Decimal

import pytest
from django.utils import timezone

from cmlguide.records.actions.imports import import_rows
from cmlguide.records.actions.letters import bring_letters_back
from cmlguide.records.actions.persons import create_person
from cmlguide.records.actions.records import open_record
from cmlguide.records.actions.rows import delete_row
from cmlguide.records.actions.sharing import end_share, invite_helper, make_guest_link
from cmlguide.records.actions.waiting_files import keep_waiting_file
from cmlguide.records.judged import history_of
from cmlguide.records.models import Letter
from cmlguide.records.room import FullError
from tests.factories import make_allergy, make_person, make_result

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def two_of_each(settings):
    settings.MOST = dict.fromkeys(settings.MOST, 2)


def make_record(person):
    return create_person(owner=person.owner, name="Dad")


def make_letter(person):
    content = f"letter {Letter.objects.count()}".encode()
    return bring_letters_back(person=person, letters=[(date(2026, 9, 7), False, content)])


def make_waiting(person):
    sha256 = str(person.waiting_files.count()).zfill(64)
    return keep_waiting_file(person=person, sha256=sha256, content=b"locked", questions=1)


def make_invitation(person):
    return invite_helper(person=person, name="Ana", role="view", lasts=None, now=timezone.now())


def make_link(person):
    asked = {"name": "Ana", "sections": ["results"], "lasts": timedelta(days=1), "now": timezone.now()}
    return make_guest_link(person=person, **asked)


KINDS = {
    "rows": (make_allergy, lambda person: person.allergies.count()),
    "records": (make_record, lambda person: person.owner.people.count()),
    "letters": (make_letter, lambda person: Letter.objects.filter(batch__person=person).count()),
    "waiting_files": (make_waiting, lambda person: person.waiting_files.count()),
    "helpers": (make_invitation, lambda person: person.helpers.count()),
    "links": (make_link, lambda person: person.guest_links.count()),
}


def test_every_limit_is_tried_here(settings):
    assert set(KINDS) == set(settings.MOST)


@pytest.mark.parametrize("what", KINDS)
def test_one_more_than_there_is_room_for_is_refused_and_not_written(what):
    make, count = KINDS[what]
    person = make_person()
    while count(person) < 2:
        make(person)

    with pytest.raises(FullError) as full:
        make(person)

    assert (full.value.what, full.value.most, count(person)) == (what, 2, 2)


@pytest.mark.parametrize("what", ["rows", "helpers", "links"])
def test_another_record_has_room_of_its_own(what):
    make, count = KINDS[what]
    full, other = make_person(), make_person()
    for person in (full, full, other, other):
        make(person)

    assert (count(full), count(other)) == (2, 2)


def test_each_noun_has_room_of_its_own():
    person = make_person()
    for _ in range(2):
        make_allergy(person)
        make_result(person)

    assert (person.allergies.count(), person.results.count()) == (2, 2)


def test_what_was_deleted_fills_its_place_until_it_is_purged():
    """Else adding and deleting by turns would fill the disk."""
    person = make_person()
    for _ in range(2):
        delete_row(make_allergy(person))

    with pytest.raises(FullError):
        make_allergy(person)


def test_share_that_was_ended_makes_room():
    person = make_person()
    for _ in range(3):
        helper, _token = make_invitation(person)
        end_share(helper, now=timezone.now())

    assert person.helpers.count() == 3


@pytest.mark.parametrize(("count", "fits"), [(1, True), (2, False)])
def test_import_fits_whole_or_brings_nothing(count, fits):
    person = make_person()
    make_result(person, collected_on=date(2026, 1, 5))
    facts = [
        {"collected_on": date(2026, 9, day), "value": Decimal("0.1"), "unit": "percent_is"}
        for day in range(7, 7 + count)
    ]
    bring = {"person": person, "source": "csv", "sha256": "0" * 64, "rows": {"results": facts}}

    if fits:
        import_rows(**bring)
    else:
        with pytest.raises(FullError):
            import_rows(**bring)

    assert (person.results.count(), person.import_batches.count()) == ((2, 1) if fits else (1, 0))


def test_record_file_of_more_than_there_is_room_for_opens_no_record(settings):
    settings.MOST = {**settings.MOST, "rows": 3}
    person = make_person()
    for day in (5, 6, 7):
        make_result(person, collected_on=date(2026, 1, day))
    settings.MOST = {**settings.MOST, "rows": 2}

    with pytest.raises(FullError):
        open_record(owner=person.owner, history=history_of(person))

    assert person.owner.people.count() == 1
