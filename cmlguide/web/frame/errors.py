"""The error pages: each says what to do next, and none reveals how the site works inside."""

import sys
from datetime import datetime

from django.conf import settings
from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.template import loader
from django.templatetags.static import static

from cmlguide.backups.copies import newest_sound
from cmlguide.backups.faults import BROKEN, kind_of
from cmlguide.data_folder import BACKUPS
from cmlguide.records.models import Person
from cmlguide.records.zone import zone_of_computer
from cmlguide.web.frame.access import Role


@login_not_required
def bad_request(request: HttpRequest, exception: Exception) -> HttpResponse:
    return render(request, "errors/400.html", status=400)


@login_not_required
def not_allowed(request: HttpRequest, exception: Exception) -> HttpResponse:
    return render(request, "errors/403.html", status=403)


@login_not_required
def not_found(request: HttpRequest, exception: Exception) -> HttpResponse:
    return render(request, "errors/404.html", status=404)


def not_for_helpers(request: HttpRequest, person: Person, role: Role) -> HttpResponse:
    """The page for a helper who may not do this with somebody else's record."""
    context = {"person": person, "only_read": role is Role.VIEW}
    return render(request, "errors/not_for_helpers.html", context, status=403)


@login_not_required
def form_expired(request: HttpRequest, reason: str = "") -> HttpResponse:
    """The page for a form sent from a page that was open too long, or with cookies off."""
    return render(request, "errors/form_expired.html", status=403)


@login_not_required
def broken(request: HttpRequest) -> HttpResponse:
    """The page for a server error, rendered without the request: whatever failed must not fail again here.

    Django calls this while the fault is being handled. What has a reason outside the program says so.
    """
    kind = kind_of(sys.exception())
    if not kind:
        return HttpResponse(loader.render_to_string("errors/500.html", {"sheet": _sheet()}), status=500)
    context = {
        "sheet": _sheet(),
        "kind": kind,
        "home_mode": settings.HOME_MODE,
        "newest": _newest_backup(kind),
    }
    response = HttpResponse(loader.render_to_string("errors/no_database.html", context), status=503)
    response["Retry-After"] = "60"
    return response


def _sheet() -> str:
    """The address of the style sheet; empty if that is what cannot be found."""
    try:
        return static("built/screen.css")
    except ValueError:
        return ""


def _newest_backup(kind: str) -> datetime | None:
    """When the backup was made that would be put back at home."""
    if kind != BROKEN or not settings.HOME_MODE:
        return None
    copy = newest_sound(settings.DATA_FOLDER / BACKUPS)
    return copy.made_at.astimezone(zone_of_computer()).replace(tzinfo=None) if copy else None
