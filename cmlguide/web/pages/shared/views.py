"""The pages a guest reads through a link: the owner's own pages, limited to what the link shows."""

from __future__ import annotations

import math
from datetime import date, timedelta
from typing import Any

from django.contrib.auth.decorators import login_not_required
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods, require_safe

from cmlguide.records.actions.sharing import digest_of, try_pin, wait_before_pin
from cmlguide.records.models import GuestLink
from cmlguide.records.shared_part import SharedPart, shared_part
from cmlguide.web.chart.counts.card import counts_card
from cmlguide.web.chart.medicine_bands import medicine_bands
from cmlguide.web.chart.timeline.card import chart_card
from cmlguide.web.frame.guests import open_link
from cmlguide.web.frame.home import only_hosted
from cmlguide.web.frame.sign_in_log import WRONG_PIN, note_refusal
from cmlguide.web.frame.today import today_for
from cmlguide.web.pages.blood_counts.page import COUNTS_A_PAGE, count_lines, newest_count
from cmlguide.web.pages.mutations.page import mutation_lines
from cmlguide.web.pages.results.page import RESULTS_A_PAGE, result_lines, shared_chip
from cmlguide.web.pages.shared.door import closed, for_guests, open_link_of, private
from cmlguide.web.pages.shared.page import guest_frame, guest_medicines
from cmlguide.web.paper.values import summary_values
from cmlguide.web.words.marrow import marrow_lines
from cmlguide.web.words.result.count_card import count_card
from cmlguide.web.words.result.facts import facts_of
from cmlguide.web.words.result.newest import first_checks, newest_of

WRITING_LINES = 30


@login_not_required
@require_safe
def guest_open(request: HttpRequest, token: str) -> HttpResponse:
    """Open a link in this browser, and redirect to an address without its token."""
    only_hosted()
    link = GuestLink.objects.open_at(timezone.now()).filter(token_digest=digest_of(token)).first()
    if link is None:
        return closed(request)
    request.session.cycle_key()
    open_link(request, link.pk, with_pin=not link.pin)
    return private(redirect("shared-pin" if link.pin else "shared-record", pk=link.pk))


@sensitive_post_parameters()
@login_not_required
@require_http_methods(["GET", "HEAD", "POST"])
def shared_pin(request: HttpRequest, pk: int) -> HttpResponse:
    """Ask for the link's PIN. After a few wrong ones the waits get longer and longer."""
    only_hosted()
    link, now = open_link_of(request, pk), timezone.now()
    if link is None:
        return closed(request)
    if link.pin and request.method != "POST":
        return _ask_pin(request, link)
    if link.pin and not try_pin(link=link, pin=request.POST.get("pin", ""), now=now):
        note_refusal(WRONG_PIN)
        return _ask_pin(request, link)
    request.session.cycle_key()
    open_link(request, pk, with_pin=True)
    return private(redirect("shared-record", pk=pk))


def _ask_pin(request: HttpRequest, link: GuestLink) -> HttpResponse:
    wait = wait_before_pin(link, timezone.now())
    minutes = math.ceil(wait / timedelta(minutes=1))
    context = {"link": link, "wrong": request.method == "POST", "minutes": minutes}
    response = private(render(request, "shared/pin.html", context, status=422 if context["wrong"] else 200))
    # A browser not allowed to say where a form comes from sends "null", which the CSRF check refuses.
    response.headers["Referrer-Policy"] = "same-origin"
    return response


@for_guests()
def shared_record(request: HttpRequest, link: GuestLink) -> HttpResponse:
    """Timeline to read; a link without results gets an overview of its pages here."""
    part, _today = _part(link)
    context: dict[str, Any] = {}
    if "results" in link.sections:
        context["chart"] = chart_card(
            part.assessment, part.history, request.GET.get("show", ""), request.GET.get("span", "")
        )
        context["here"] = request.path
        context["newest"] = newest_of(part.assessment, part.history.mutations)
    if part.judged:
        context["facts"] = facts_of(part.assessment)
        context["counts"] = count_card(link.person, part.history, part.assessment)
        context["checks"] = first_checks(part.assessment)
    return _show(request, link, part, "shared/record.html", context)


@for_guests("results")
def shared_results(request: HttpRequest, link: GuestLink) -> HttpResponse:
    """Every result the link shows, as reported."""
    part, _today = _part(link)
    page = Paginator(part.history.results[::-1], RESULTS_A_PAGE).get_page(request.GET.get("page"))
    lines = result_lines(page.object_list, part.assessment)
    context = {"page": page, "lines": lines, "shared_chip": shared_chip(lines) if part.judged else None}
    return _show(request, link, part, "shared/results.html", context)


@for_guests("medicines")
def shared_medicines(request: HttpRequest, link: GuestLink) -> HttpResponse:
    """The CML medicines."""
    part, today = _part(link)
    context = {"lines": guest_medicines(part, link, today), "bands": medicine_bands(part.history, today)}
    return _show(request, link, part, "shared/medicines.html", context)


@for_guests("counts")
def shared_counts(request: HttpRequest, link: GuestLink) -> HttpResponse:
    """The blood counts, drawn and as a list; judged only if the link shows all of them."""
    part, _today = _part(link)
    card = count_card(link.person, part.history, part.assessment) if part.judged else None
    quiet = card is not None or not part.judged
    lines = count_lines(part.history.blood_counts, has_card=quiet)
    page = Paginator(lines, COUNTS_A_PAGE).get_page(request.GET.get("page"))
    context = {
        "counts": card,
        "newest": newest_count(part.history, part.assessment, has_card=card is not None)
        if part.judged
        else None,
        "chart": counts_card(part.assessment, part.history),
        "lines": page.object_list,
        "page": page,
    }
    return _show(request, link, part, "shared/counts.html", context)


@for_guests("tests")
def shared_tests(request: HttpRequest, link: GuestLink) -> HttpResponse:
    """Bone marrow tests and mutations."""
    part, _today = _part(link)
    context = {
        "marrow": marrow_lines(part.history.marrow),
        "mutations": mutation_lines(part.history.mutations),
    }
    return _show(request, link, part, "shared/tests.html", context)


@for_guests("summary")
def shared_summary(request: HttpRequest, link: GuestLink) -> HttpResponse:
    """The page for the visit, as printed."""
    values = summary_values(link.person)
    context = {
        "guest": guest_frame(link, "shared-summary"),
        "person": link.person,
        "page": values.page,
        "chart_title": values.chart_title,
        "chart": values.chart,
        "narrow_chart": values.narrow_chart,
        "writing_lines": range(WRITING_LINES),
        "options": values.options,
    }
    return render(request, "shared/summary.html", context)


def _part(link: GuestLink) -> tuple[SharedPart, date]:
    today = today_for(link.person)
    return shared_part(link.person, link, today), today


def _show(
    request: HttpRequest, link: GuestLink, part: SharedPart, template: str, context: dict[str, Any]
) -> HttpResponse:
    here = request.resolver_match.url_name or ""  # type: ignore[union-attr]
    return render(request, template, {"guest": guest_frame(link, here), "part": part, **context})
