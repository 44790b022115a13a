"""A file asks once, and is deleted with its import."""

from cmlguide.records.actions.imports import undo_import
from cmlguide.records.actions.waiting_files import (
    drop_waiting_file,
    import_what_is_sure,
    keep_waiting_file,
)
from cmlguide.records.models import WaitingFile
from tests.factories import make_import, make_person

KEY = "a" * 64


def keep(person, questions=2, batch=None, sha256=KEY):
    return keep_waiting_file(
        person=person, sha256=sha256, content=b"locked", questions=questions, batch=batch
    )


def test_same_file_is_kept_once_with_the_newest_questions(person):
    first, second = keep(person, 2), keep(person, 1)

    assert first.pk == second.pk
    assert [(row.questions, row.sha256) for row in WaitingFile.objects.all()] == [(1, KEY)]


def test_first_import_keeps_the_file_while_it_stands(person):
    first, second = make_import(person), make_import(person)
    keep(person, batch=first)

    kept = keep(person, batch=second)
    undo_import(batch=first)
    again = keep(person, batch=second)

    assert (kept.batch, again.batch) == (first, second)


def test_file_of_an_import_taken_back_asks_nothing(person):
    batch = make_import(person)
    of_import, of_none = keep(person, batch=batch), keep(person, sha256="b" * 64)
    keep(make_person())
    before = [list(person.waiting_files.asking()), WaitingFile.objects.asking_about(person)]

    undo_import(batch=batch)

    after = [list(person.waiting_files.asking()), WaitingFile.objects.asking_about(person)]
    assert (before, after) == ([[of_import, of_none]] * 2, [[of_none]] * 2)


def test_drop_takes_only_the_persons_own_file(person):
    stranger = make_person()
    keep(person)
    others = keep(stranger)

    drop_waiting_file(person=person, sha256=KEY)

    assert list(WaitingFile.objects.all()) == [others]


def test_import_without_open_questions_lets_the_file_go(person):
    keep(person)

    batch = import_what_is_sure(person=person, source="csv", sha256=KEY, rows={}, content=b"", questions=0)

    assert (batch.source, WaitingFile.objects.count()) == ("csv", 0)
