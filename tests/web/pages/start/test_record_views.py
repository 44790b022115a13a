import json

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from cmlguide.exchange.backup import read_backup
from cmlguide.records.history import history_of
from tests.factories import make_medicine, make_result, make_series


def upload(client, content, name="record.json"):
    return client.post(reverse("record-open"), {"file": SimpleUploadedFile(name, content)})


def test_record_is_saved_as_a_file_whose_name_says_nothing(signed_in, person):
    make_medicine(person)
    make_result(person, "0.0030")

    response = signed_in.get(reverse("record-export"))

    assert response.headers["Content-Type"] == "application/json"
    assert response.headers["Content-Disposition"].startswith('attachment; filename="record-20')
    assert read_backup(response.content).history == history_of(person)
    assert json.loads(response.content)["results"][0]["value"] == "0.0030"


def test_saved_record_opens_as_the_same_record(signed_in, person):
    make_medicine(person)
    make_series(person, ["62", "7.1", "0.84"])
    file = signed_in.get(reverse("record-export")).content

    response = upload(signed_in, file)

    opened = person.owner.people.exclude(pk=person.pk).get()
    assert response.url == reverse("timeline")
    assert signed_in.session["person_id"] == opened.pk
    assert history_of(opened) == history_of(person)


@pytest.mark.parametrize(
    ("content", "sentence"),
    [
        (b"", "This file is empty."),
        (b"%PDF-1.7", "This is a PDF, not a record file."),
        (b"not json", "This file is not a record file"),
        (b'{"format": "other"}', "This is not a record file of CML Guide."),
        (b'{"format": "cmlguide-record", "version": 99}', "made by a newer version"),
    ],
)
def test_file_that_cannot_be_opened_says_why_and_saves_nothing(signed_in, person, content, sentence):
    response = upload(signed_in, content)

    assert response.status_code == 422
    assert sentence in response.content.decode()
    assert list(person.owner.people.all()) == [person]


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
    assert '<a href="#id_file">Choose the record file first.' in response.content.decode()
