import io
import zipfile
from datetime import date

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse

from cmlguide.exchange.backup import read_backup
from cmlguide.exchange.preview.values import Options
from cmlguide.exchange.reading import preview_file
from cmlguide.records.actions.imports import undo_import
from cmlguide.records.judged import forget_records, history_of
from cmlguide.records.models import Letter, Person
from tests.factories import make_blood_count, make_import, make_medicine, make_person, make_result, make_user

PDF = b"%PDF-1.7 a letter"


def keep_letter(person, content, *, is_pdf):
    return make_import(person, rows={}, letter=Letter(is_pdf=is_pdf, content=content))


@pytest.fixture
def packed(signed_in, person):
    """The zip of a record with three letters, one of them undone; there is a stranger's letter too."""
    make_medicine(person)
    make_result(person, "0.0030", lab="City")
    make_blood_count(person)
    keep_letter(person, PDF, is_pdf=True)
    keep_letter(person, b"Collected 5 Jan 2026", is_pdf=False)
    undo_import(batch=keep_letter(person, b"undone", is_pdf=False))
    keep_letter(make_person(owner=make_user(username="other")), b"a stranger's", is_pdf=False)
    return signed_in.get(reverse("export-everything")).content


def open_file(client, content):
    file = SimpleUploadedFile("everything.zip", content)
    return client.post(reverse("record-open"), {"file": file})


def letters_of(person):
    kept = Letter.objects.filter(batch__person=person, batch__deleted_at=None).order_by("pk")
    return [(letter.is_pdf, bytes(letter.content)) for letter in kept]


def test_zip_holds_every_file_and_every_kept_letter(packed, person):
    archive = zipfile.ZipFile(io.BytesIO(packed))
    letters = [name for name in archive.namelist() if name.startswith("letters/")]

    assert [name for name in archive.namelist() if name not in letters] == [
        *("record.json", "about-these-files.txt", "table.csv", "page.pdf", "page.txt", "record-fhir.json")
    ]
    assert [archive.read(name) for name in letters] == [PDF, b"Collected 5 Jan 2026"]
    assert archive.testzip() is None
    assert read_backup(archive.read("record.json")).history == history_of(person)
    about = archive.read("about-these-files.txt").decode()
    assert "the letters you asked to keep (2)." in about
    assert "Not in it: what you deleted" in about


def test_zip_opens_again_whole_for_somebody_else(packed, person):
    client = Client()
    owner = make_user(username="elsewhere")
    client.force_login(owner)

    answer = open_file(client, packed)

    opened = Person.objects.get(owner=owner)
    assert answer.url == reverse("timeline")
    assert history_of(opened) == history_of(person)
    assert letters_of(opened) == letters_of(person)


def test_zip_of_the_record_that_is_open_adds_nothing_twice(packed, signed_in, person):
    open_file(signed_in, packed)
    open_file(signed_in, packed)

    assert Person.objects.filter(owner=person.owner).count() == 1
    assert letters_of(person) == [(True, PDF), (False, b"Collected 5 Jan 2026")]


def test_zip_takes_no_more_queries_for_more_letters(packed, signed_in, django_assert_num_queries):
    forget_records()
    with django_assert_num_queries(6):  # session, user, person, record, questions on the page, letters
        signed_in.get(reverse("export-everything"))


def test_zip_is_previewed_like_its_backup_file(packed):
    preview = preview_file(packed, Options(today=date(2026, 11, 22), name="everything.zip"))

    assert (preview.source, [str(row.value) for row in preview.results]) == ("record", ["0.0030"])


def test_broken_zip_is_refused_in_words(signed_in, packed):
    answer = open_file(signed_in, packed[: len(packed) // 2])

    assert answer.status_code == 422
    assert "damaged" in answer.content.decode()
