from datetime import date

import pytest

from cmlguide.records.actions.imports import undo_import
from cmlguide.records.actions.letters import bring_letters_back
from cmlguide.records.models import Letter
from cmlguide.records.models.letter import LARGEST_LETTER
from tests.factories import make_person

pytestmark = pytest.mark.django_db
DAY = date(2025, 3, 4)
PDF, TEXT = (DAY, True, b"%PDF-1.7 a"), (DAY, False, b"Collected 5 Jan 2026")


def test_letters_come_back_as_imports_of_their_day():
    person = make_person()

    assert bring_letters_back(person=person, letters=[PDF, TEXT]) == 2
    assert [
        (one.batch.source, one.batch.created_at.date(), one.is_pdf, bytes(one.content))
        for one in Letter.objects.filter(batch__person=person).order_by("pk")
    ] == [("pdf", DAY, True, PDF[2]), ("text", DAY, False, TEXT[2])]


def test_letter_that_is_there_is_not_added_again_and_one_taken_back_is():
    person = make_person()
    bring_letters_back(person=person, letters=[PDF, PDF, TEXT])
    undo_import(batch=person.import_batches.get(source="text"))

    assert bring_letters_back(person=person, letters=[PDF, TEXT]) == 1


def test_letter_larger_than_one_may_be_is_left_out():
    person = make_person()

    assert bring_letters_back(person=person, letters=[(DAY, False, b"a" * (LARGEST_LETTER + 1))]) == 0
