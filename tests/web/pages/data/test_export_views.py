import io
import json
from datetime import date, time

import pytest
from django.urls import reverse
from icalendar import Calendar
from pypdf import PdfReader

from cmlguide.exchange.preview.values import Options
from cmlguide.exchange.reading import preview_file
from cmlguide.records.actions.rows import edit_row
from tests.factories import make_blood_count, make_medicine, make_result, make_visit

FILES = {
    "export-csv": ("text/csv; charset=utf-8", "table-", ".csv"),
    "export-fhir": ("application/fhir+json", "record-fhir-", ".json"),
    "export-text": ("text/plain; charset=utf-8", "page-", ".txt"),
    "export-pdf": ("application/pdf", "page-", ".pdf"),
    "export-calendar": ("text/calendar; charset=utf-8", "dates-", ".ics"),
}
WITH_ZIP = {**FILES, "export-everything": ("application/zip", "everything-", ".zip")}
HEALTH_WORDS = ("cml", "bcr", "leuk", "blood", "medicine", "imatinib", "cancer")


@pytest.fixture
def record(person):
    make_medicine(person)
    make_result(person, "0.0030", lab="City")
    make_blood_count(person)
    return person


def events(client, **choices):
    response = client.get(reverse("export-calendar"), choices)
    return list(Calendar.from_ical(response.content).walk("VEVENT"))


@pytest.mark.parametrize("name", WITH_ZIP)
def test_file_comes_with_a_name_without_health_words(signed_in, record, name):
    kind, beginning, ending = WITH_ZIP[name]

    response = signed_in.get(reverse(name))

    given = response.headers["Content-Disposition"]
    assert response.headers["Content-Type"] == kind
    assert given.startswith(f'attachment; filename="{beginning}20')
    assert given.endswith(f'{ending}"')
    assert [word for word in HEALTH_WORDS if word in given.casefold()] == []


@pytest.mark.parametrize("name", FILES)
def test_few_queries(signed_in, record, name, django_assert_max_num_queries):
    with django_assert_max_num_queries(8):
        signed_in.get(reverse(name))


@pytest.mark.parametrize("name", WITH_ZIP)
def test_empty_record_is_a_file_too(signed_in, person, name):
    assert signed_in.get(reverse(name)).content != b""


@pytest.mark.parametrize("name", ["export-csv", "export-fhir"])
def test_file_of_the_record_brings_nothing_new_in_again(signed_in, record, name):
    content = signed_in.get(reverse(name)).content

    preview = preview_file(content, Options(today=date(2026, 11, 22)))

    assert [str(row.value) for row in preview.results] == ["0.0030"]
    assert [row.asks for row in preview.results] == [()]


def test_fhir_names_nobody(signed_in, record):
    record.name = "Robin Sample"
    record.save()

    text = signed_in.get(reverse("export-fhir")).content.decode()

    assert json.loads(text)["type"] == "collection"
    assert "Robin" not in text


def test_calendar_says_nothing_of_health_unless_asked(signed_in, record):
    make_visit(record, visit_on=date(2030, 2, 3), visit_at=time(9, 30), place="Clinic", with_whom="Dr A")

    plain = signed_in.get(reverse("export-calendar")).content.decode()
    named = [str(event["SUMMARY"]) for event in events(signed_in, named="1")]

    assert [str(event["SUMMARY"]) for event in events(signed_in)] == ["Visit", "Reminder"]
    assert [
        word
        for word in (*HEALTH_WORDS, "clinic", "dr a")
        if word in plain.replace("CML Guide", "").casefold()
    ] == []
    assert named == ["CML visit", "BCR::ABL1 blood test"]


def test_calendar_has_the_time_where_the_person_lives(signed_in, record):
    record.time_zone = "Europe/Berlin"
    record.save()
    make_visit(record, visit_on=date(2030, 7, 3), visit_at=time(9, 30))

    starts = events(signed_in)[0]["DTSTART"].dt

    assert starts.isoformat() == "2030-07-03T07:30:00+00:00"


def test_changed_visit_keeps_its_name_in_the_calendar(signed_in, record):
    visit = make_visit(record, visit_on=date(2030, 7, 3), visit_at=None)
    before = events(signed_in)[0]
    edit_row(visit, visit_on=date(2030, 7, 10))

    after = events(signed_in)[0]

    assert before["UID"] == after["UID"]
    assert after["DTSTART"].dt == date(2030, 7, 10)
    assert after["SEQUENCE"] >= before["SEQUENCE"]


def test_past_and_held_visits_are_not_in_the_calendar(signed_in, record):
    make_visit(record, visit_on=date(2020, 7, 3))
    make_visit(record, visit_on=date(2030, 7, 3), happened=True)

    assert [str(event["SUMMARY"]) for event in events(signed_in)] == ["Reminder"]


@pytest.mark.parametrize(("country", "size"), [("US", (612, 792)), ("DE", (595, 842)), ("", (595, 842))])
def test_pdf_is_on_the_countrys_paper(signed_in, record, country, size):
    record.country = country
    record.save()

    (page,) = PdfReader(io.BytesIO(signed_in.get(reverse("export-pdf")).content)).pages

    assert (round(page.mediabox.width), round(page.mediabox.height)) == size
