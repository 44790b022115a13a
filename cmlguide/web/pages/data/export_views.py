"""The record as files to take along: the record of the page with the link, whichever one is open by now.

No file name says anything about health.
"""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.utils import timezone
from django.views.decorators.http import require_safe

from cmlguide.exchange.backup import write_backup
from cmlguide.exchange.calendar_file import write_calendar
from cmlguide.exchange.fhir.writer import write_fhir
from cmlguide.exchange.paper.sheet import text_sections
from cmlguide.exchange.paper.text_file import write_text
from cmlguide.records.judged import assess_with_history, history_of
from cmlguide.records.models import Person
from cmlguide.web.frame.access import open_people, person_asked_for
from cmlguide.web.frame.again import asks_again_for_file
from cmlguide.web.frame.heavy_work import heavy_work
from cmlguide.web.frame.language import in_language_of_paper
from cmlguide.web.frame.stable_name import stable_name
from cmlguide.web.frame.today import today_for
from cmlguide.web.frame.work import make_pdf
from cmlguide.web.pages.data.calendar_events import calendar_events
from cmlguide.web.pages.data.everything import everything_of
from cmlguide.web.paper.choices import choices_of
from cmlguide.web.paper.of_country import paper_of
from cmlguide.web.paper.sheet import sheet_of
from cmlguide.web.paper.values import summary_values
from cmlguide.web.words.csv_headings import table_of
from cmlguide.web.words.people import initial_of, names_of


@require_safe
@asks_again_for_file
@heavy_work
def export_csv(request: HttpRequest) -> HttpResponse:
    """Results and blood counts for a spreadsheet."""
    person = person_asked_for(request)
    return _file(request, person, table_of(history_of(person)), "text/csv; charset=utf-8", "table", "csv")


@require_safe
@asks_again_for_file
@heavy_work
def export_fhir(request: HttpRequest) -> HttpResponse:
    """A FHIR R4 bundle, without name and birth date."""
    person = person_asked_for(request)
    bundle = write_fhir(history_of(person), stable_name(person, "record"), timezone.now())
    return _file(request, person, bundle, "application/fhir+json", "record-fhir", "json")


@require_safe
@heavy_work
def export_text(request: HttpRequest) -> HttpResponse:
    """The page for the visit as plain text."""
    person = person_asked_for(request)
    with in_language_of_paper(request.user):
        sheet = sheet_of(summary_values(person, choices_of(request, person)))
    text = write_text(sheet.title, text_sections(sheet))
    return _file(request, person, text, "text/plain; charset=utf-8", "page", "txt")


@require_safe
@heavy_work
def export_pdf(request: HttpRequest) -> HttpResponse:
    """The page for the visit as PDF, from the same values as the page that prints."""
    person = person_asked_for(request)
    with in_language_of_paper(request.user):
        sheet = sheet_of(summary_values(person, choices_of(request, person)))
    made = make_pdf(sheet, paper_of(person), timezone.now())
    return _file(request, person, made, "application/pdf", "page", "pdf")


@require_safe
@heavy_work
def export_calendar(request: HttpRequest) -> HttpResponse:
    """The next test and the coming visits for a calendar;
    `?named=1` lets the titles say what they are about."""
    person = person_asked_for(request)
    _history, assessment = assess_with_history(person, today_for(person))
    events = calendar_events(
        person,
        assessment,
        person.visits.kept(),
        timezone.now(),
        named=request.GET.get("named") == "1",
    )
    return _file(request, person, write_calendar(events), "text/calendar; charset=utf-8", "dates", "ics")


@require_safe
@asks_again_for_file
@heavy_work
def export_everything(request: HttpRequest) -> HttpResponse:
    """All of these except the calendar, and the kept letters, as one zip that can be opened here again."""
    person = person_asked_for(request)
    return _file(
        request,
        person,
        everything_of(person, choices_of(request, person), request.user),
        "application/zip",
        "everything",
        "zip",
    )


@require_safe
@asks_again_for_file
@heavy_work
def record_export(request: HttpRequest) -> HttpResponse:
    """Everything the person entered, as one file. Its name says nothing about health."""
    person = person_asked_for(request)
    return _file(request, person, write_backup(history_of(person)), "application/json", "record", "json")


def _file(
    request: HttpRequest, person: Person, content: bytes, kind: str, name: str, ending: str
) -> HttpResponse:
    parts = [name, *_letter(request, person), today_for(person).isoformat()]
    response = HttpResponse(content, content_type=kind)
    response["Content-Disposition"] = f'attachment; filename="{"-".join(parts)}.{ending}"'
    return response


def _letter(request: HttpRequest, person: Person) -> list[str]:
    """The initial in the record's mark, if files of several records could be mixed up. Never a name."""
    people = open_people(request)
    initial = initial_of(names_of(people)[person.pk])
    return [initial] if len(people) > 1 and initial.isascii() and initial.isalnum() else []
