import json

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse

from cmlguide.exchange.backup import read_backup
from cmlguide.records.judged import history_of
from cmlguide.records.models import Person
from tests.exchange.made_files import pdf, xlsx
from tests.factories import make_medicine, make_result, make_series, make_user

CSV = b"Date,BCR-ABL1 % (IS)\n2026-01-25,0.0030\n"


def upload(client, content, name="record.json", **said):
    return client.post(reverse("record-open"), {"file": SimpleUploadedFile(name, content), **said})


def test_record_is_saved_as_a_file_whose_name_says_nothing(signed_in, person):
    make_medicine(person)
    make_result(person, "0.0030")

    response = signed_in.get(reverse("record-export"))

    assert response.headers["Content-Type"] == "application/json"
    assert response.headers["Content-Disposition"].startswith('attachment; filename="record-20')
    assert read_backup(response.content).history == history_of(person)
    assert json.loads(response.content)["results"][0]["value"] == "0.0030"


def test_saved_record_opens_as_the_same_record(signed_in, person, stranger):
    make_medicine(person)
    make_series(person, ["62", "7.1", "0.84"])
    file = signed_in.get(reverse("record-export")).content

    response = upload(stranger, file)

    opened = Person.objects.exclude(pk=person.pk).latest("pk")
    assert response.url == reverse("timeline")
    assert stranger.session["person_id"] == opened.pk
    assert history_of(opened) == history_of(person)


def test_same_record_opened_again_is_the_one_there_is(signed_in, person):
    make_series(person, ["62", "7.1"])
    file = signed_in.get(reverse("record-export")).content
    make_result(person, "0.0030")
    signed_in.post(reverse("start"))

    response = upload(signed_in, file)

    assert "You have this record already." in signed_in.get(response.url).content.decode()
    assert signed_in.session["person_id"] == person.pk
    assert person.owner.people.count() == 2  # theirs, and the empty one begun meanwhile


def test_opened_record_takes_the_zone_of_the_browser_where_the_file_names_none(signed_in, person, stranger):
    make_result(person)
    file = signed_in.get(reverse("record-export")).content
    stranger.cookies["cmlguide_zone"] = "Pacific/Auckland"

    upload(stranger, file)

    assert Person.objects.latest("pk").time_zone == "Pacific/Auckland"


@pytest.mark.parametrize(
    ("content", "sentence"),
    [
        (b"", "This file is empty."),
        (b"%PDF-1.7", "This PDF is damaged or not complete."),
        (b"PK\x03\x04 no zip", "This zip file is damaged"),
        (b"\x89PNG\r\n\x1a\n", "We do not read pictures"),
        (b'{"format": "other"}', "We found nothing about"),
        (b"not a letter of any lab", "We found nothing about"),
        (b'{"format": "cmlguide-record"', "it was changed and cannot be read"),
        (b'{"format": "cmlguide-record", "version": 99}', "made by a newer version"),
    ],
)
def test_file_that_cannot_be_opened_says_why_and_saves_nothing(signed_in, person, content, sentence):
    response = upload(signed_in, content)

    assert response.status_code == 422
    assert sentence in response.content.decode()
    assert list(person.owner.people.all()) == [person]


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("numbers.csv", CSV),
        ("numbers.xlsx", xlsx((("Date", "BCR-ABL1 % (IS)"), ("2026-01-25", "0.0030")))),
        ("letter.pdf", pdf()),
        ("letter.txt", b"Collected 12 Sep 2025\nBCR-ABL1: 0.0456 % (IS)\n"),
    ],
)
def test_any_other_file_goes_on_to_the_import(signed_in, person, name, content):
    response = upload(signed_in, content, name)

    page = signed_in.get(response.url).context["page"]
    assert response.url == reverse("import-show")
    assert len((*page.ready, *page.unsure)) == 1
    assert person.results.count() == 0


def test_other_file_of_somebody_without_a_record_begins_one(db):
    client = Client()
    client.force_login(make_user(username="newcomer"))
    client.cookies["cmlguide_zone"] = "Pacific/Auckland"

    response = upload(client, CSV, "numbers.csv")

    page = client.get(response.url).context["page"]
    (person,) = Person.objects.all()
    assert (page.save.button, person.owner.username) == ("Save 1 result", "newcomer")
    assert person.time_zone == "Pacific/Auckland"


def test_file_nobody_can_read_begins_no_record(db):
    client = Client()
    client.force_login(make_user(username="newcomer"))

    response = upload(client, b"\x89PNG\r\n\x1a\n", "letter.png")

    assert (response.status_code, Person.objects.count()) == (422, 0)


def test_file_never_goes_into_an_example(signed_in, person):
    signed_in.post(reverse("example-show", args=["rising"]))

    upload(signed_in, CSV, "numbers.csv", record=signed_in.session["person_id"])

    assert signed_in.session["person_id"] == person.pk


def test_file_that_is_half_right_names_each_problem_and_saves_nothing(signed_in, person):
    record = {
        "format": "cmlguide-record",
        "version": 1,
        "results": [
            {"collected_on": "2026-09-07", "value": "0.074", "unit": "percent_is"},
            {"collected_on": "2026-13-07", "value": "0,5", "unit": "percent_is"},
        ],
    }

    response = upload(signed_in, json.dumps(record).encode())

    assert response.status_code == 422
    assert len(response.context["problems"]) == 2
    assert list(person.owner.people.all()) == [person]


def test_too_large_file_is_refused(signed_in, person):
    response = upload(signed_in, b"{}" + b" " * 20_000_000)

    assert response.status_code == 422
    assert "This file is larger than 20 MB" in response.content.decode()


def test_no_file_is_asked_for(signed_in):
    response = signed_in.post(reverse("record-open"))

    assert response.status_code == 422
    assert '<a href="#id_file">Choose the file first.' in response.content.decode()
