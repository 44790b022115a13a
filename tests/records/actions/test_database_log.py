"""What was deleted for good is not in any file of the data folder."""

import datetime as dt

import pytest
import time_machine
from django.conf import settings
from django.db import connection
from django.utils import timezone

from cmlguide.records.actions.database_log import empty_database_log
from cmlguide.records.actions.persons import delete_everything
from cmlguide.records.actions.purge import purge_expired
from cmlguide.records.actions.questions import choose_question
from cmlguide.records.actions.rows import delete_row, edit_row
from cmlguide.records.models import Letter
from tests.factories import (
    make_allergy,
    make_diary_entry,
    make_import,
    make_other_medicine,
    make_person,
    make_result,
    make_visit,
)

pytestmark = [
    pytest.mark.django_db(transaction=True),
    pytest.mark.skipif(connection.vendor != "sqlite", reason="other databases keep their log elsewhere"),
]
WORD = "zaffre-quokka-7731"


def files_with(word):
    """The names of the files in the data folder that contain the word, as bytes."""
    files = (file for file in settings.DATA_FOLDER.rglob("*") if file.is_file())
    return sorted(file.name for file in files if word.encode() in file.read_bytes())


@pytest.fixture
def marked():
    """A person whose record has the word in every kind of text, many times, and was edited."""
    person = make_person(name=WORD)
    for number in range(60):
        make_diary_entry(person, text=f"{WORD} " * 40)
        make_result(person, lab=WORD, note=WORD, collected_on=dt.date(2020, 1, 1) + dt.timedelta(days=number))
    make_visit(person, place=WORD)
    make_allergy(person, name=WORD)
    choose_question(person=person, text=f"What about {WORD}?")
    make_import(person, rows={}, letter=Letter(is_pdf=False, content=f"{WORD} ".encode() * 2000))
    edit_row(make_other_medicine(person, name=f"old {WORD}"), name="new")
    return person


def test_nothing_of_a_deleted_record_is_left_in_any_file(marked):
    other = make_person()
    make_result(other, lab="stays-here")
    before = files_with(WORD)

    delete_everything(person=marked)

    assert before != []
    assert files_with(WORD) == []
    assert files_with("stays-here") != []


def test_nothing_of_a_purged_row_is_left_in_any_file(marked):
    other_word = "violet-numbat-4410"
    with time_machine.travel(timezone.now() - dt.timedelta(days=31)):
        for _ in range(40):
            delete_row(make_diary_entry(marked, text=f"{other_word} " * 20))
    before = files_with(other_word)

    purge_expired(now=timezone.now())

    assert before != []
    assert files_with(other_word) == []
    assert files_with(WORD) != []


def test_log_is_emptied_once_the_change_is_saved(marked):
    log = f"{connection.settings_dict['NAME']}-wal"
    with open(log, "rb") as file:
        assert file.read(1) != b""

    empty_database_log()

    with open(log, "rb") as file:
        assert file.read(1) == b""
