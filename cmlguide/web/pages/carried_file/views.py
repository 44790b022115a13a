"""A page to carry: today's record as one encrypted file that opens on any phone, without the internet."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods

from cmlguide.records.judged import assess_with_history
from cmlguide.records.models import Person
from cmlguide.web.frame.access import current_person
from cmlguide.web.frame.again import asks_again
from cmlguide.web.frame.heavy_work import heavy_work
from cmlguide.web.frame.sent_once import may_be_sent_again
from cmlguide.web.frame.today import today_for
from cmlguide.web.pages.carried_file.form import CarriedFileForm
from cmlguide.web.pages.carried_file.page import carried_page
from cmlguide.web.pages.carried_file.whole_file import whole_file


@may_be_sent_again
@sensitive_post_parameters()
@require_http_methods(["GET", "HEAD", "POST"])
@asks_again
@heavy_work
def carried_file(request: HttpRequest) -> HttpResponse:
    """Ask for a passphrase, then send the file. Neither is kept here."""
    person = current_person(request)
    form = CarriedFileForm(request.POST if request.method == "POST" else None)
    if form.is_valid():
        return _file(person, form.cleaned_data["passphrase"])
    status = 422 if form.errors else 200
    return render(request, "carried_file/carried_file.html", {"person": person, "form": form}, status=status)


def _file(person: Person, passphrase: str) -> HttpResponse:
    history, assessment = assess_with_history(person, today_for(person))
    page = carried_page(person, history, assessment, person.page_questions.kept())
    response = HttpResponse(whole_file(page, passphrase), content_type="text/html; charset=utf-8")
    day = assessment.today.isoformat()
    response["Content-Disposition"] = f'attachment; filename="locked-page-{day}.html"'
    return response
