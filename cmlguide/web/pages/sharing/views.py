"""Sharing: helpers with an account, guest links, and who looked."""

from __future__ import annotations

from typing import Any

from django.conf import settings
from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from cmlguide.records.actions.sharing import end_share, invite_helper, make_guest_link
from cmlguide.records.zone import zone_of
from cmlguide.web.frame.access import current_person
from cmlguide.web.frame.again import asks_again
from cmlguide.web.frame.home import only_hosted
from cmlguide.web.pages.sharing.form import GuestLinkForm, HelperForm
from cmlguide.web.pages.sharing.page import helper_lines, link_lines, look_lines
from cmlguide.web.words.sharing import moment

LOOKS_A_PAGE = 50


@require_safe
def sharing(request: HttpRequest) -> HttpResponse:
    """Who may see this record, and the ways to share it."""
    person, now = current_person(request), timezone.now()
    context: dict[str, Any] = {"person": person}
    if settings.HOSTED:
        context |= {"helpers": helper_lines(person, now), "links": link_lines(person, now)}
    return render(request, "sharing/sharing.html", context)


@require_safe
def sharing_log(request: HttpRequest) -> HttpResponse:
    """Who looked at this record, by day and time."""
    only_hosted()
    person = current_person(request)
    page = Paginator(person.looks.all(), LOOKS_A_PAGE).get_page(request.GET.get("page"))
    context = {"person": person, "page": page, "lines": look_lines(page.object_list, zone_of(person))}
    return render(request, "sharing/log.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
@asks_again
def helper_invite(request: HttpRequest) -> HttpResponse:
    """Invite a helper. The invitation's link is shown in this response and nowhere else."""
    only_hosted()
    person = current_person(request)
    form = HelperForm(request.POST if request.method == "POST" else None)
    if not form.is_valid():
        context = {"person": person, "form": form}
        return render(request, "sharing/helper.html", context, status=422 if form.is_bound else 200)
    _helper, token = invite_helper(person=person, now=timezone.now(), **form.to_save())
    return _show_once(
        request, "invitation-open", token, {"person": person, "name": form.cleaned_data["name"]}
    )


@require_POST
def helper_end(request: HttpRequest, pk: int) -> HttpResponse:
    """End a helper's access, or withdraw an invitation."""
    only_hosted()
    helper = get_object_or_404(current_person(request).helpers, pk=pk)
    end_share(helper, now=timezone.now())
    messages.success(request, _("%(name)s can no longer open your record.") % {"name": helper.name})
    return redirect("sharing")


@sensitive_post_parameters()
@require_http_methods(["GET", "HEAD", "POST"])
@asks_again
def link_add(request: HttpRequest) -> HttpResponse:
    """Make a guest link. It is shown in this response and nowhere else."""
    only_hosted()
    person = current_person(request)
    form = GuestLinkForm(request.POST if request.method == "POST" else None, person=person)
    if not form.is_valid():
        context = {"person": person, "form": form}
        return render(request, "sharing/link.html", context, status=422 if form.is_bound else 200)
    link, token = make_guest_link(person=person, now=timezone.now(), **form.to_save())
    ends = moment(link.expires_at, zone_of(person)) if link.expires_at else ""
    context = {"person": person, "name": link.name, "ends": ends, "has_pin": bool(link.pin)}
    return _show_once(request, "guest-open", token, context)


@require_POST
def link_end(request: HttpRequest, pk: int) -> HttpResponse:
    """Revoke a link: anybody who has it open finds it closed on the next page."""
    only_hosted()
    link = get_object_or_404(current_person(request).guest_links, pk=pk)
    end_share(link, now=timezone.now())
    messages.success(request, _("The link for %(name)s is closed.") % {"name": link.name})
    return redirect("sharing")


def _show_once(request: HttpRequest, route: str, token: str, context: dict[str, object]) -> HttpResponse:
    address = request.build_absolute_uri(reverse(route, args=[token]))
    return render(
        request, "sharing/made.html", {**context, "address": address, "is_link": route == "guest-open"}
    )
