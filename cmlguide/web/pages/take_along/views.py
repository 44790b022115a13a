"""Two pages to print and keep: a card for the wallet, and the last year on one page."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from cmlguide.records.judged import assess_with_history
from cmlguide.web.frame.access import current_person
from cmlguide.web.frame.today import today_for
from cmlguide.web.pages.take_along.pocket_card import pocket_card
from cmlguide.web.pages.take_along.year import year_page


@require_safe
def card(request: HttpRequest) -> HttpResponse:
    """The pocket card, front and back."""
    person = current_person(request)
    history, assessment = assess_with_history(person, today_for(person))
    context = {"person": person, "card": pocket_card(person, history, assessment)}
    return render(request, "take_along/pocket_card.html", context)


@require_safe
def year(request: HttpRequest) -> HttpResponse:
    """The last twelve months."""
    person = current_person(request)
    history, assessment = assess_with_history(person, today_for(person))
    return render(request, "take_along/year.html", {"person": person, "page": year_page(history, assessment)})
