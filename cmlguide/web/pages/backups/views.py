"""Backups at home: those there are, and one put back in the place of everything."""

from __future__ import annotations

from pathlib import Path
from threading import Lock

from django.conf import settings
from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from cmlguide.backups.copies import Copy, copies_in, delete_copy, find_copy
from cmlguide.backups.putting_back import put_back
from cmlguide.backups.refusals import BackupRefusedError
from cmlguide.data_folder import BACKUPS
from cmlguide.records.zone import zone_of_computer
from cmlguide.web.frame.again import asks_again
from cmlguide.web.frame.home import only_at_home
from cmlguide.web.frame.sent_once import may_be_sent_again
from cmlguide.web.pages.backups.page import copy_line, copy_lines

_one_at_a_time = Lock()


@require_safe
def backup_list(request: HttpRequest) -> HttpResponse:
    """The backups there are, the newest first."""
    only_at_home()
    context = {"lines": copy_lines(copies_in(_folder()), zone_of_computer()), "folder": _folder()}
    return render(request, "backups/backups.html", context)


@may_be_sent_again  # it replaces what a transaction of the page itself would hold
@require_http_methods(["GET", "HEAD", "POST"])
@asks_again
def backup_put_back(request: HttpRequest, name: str) -> HttpResponse:
    """Ask, then make everything what it was in that backup. What is there now becomes a backup first."""
    only_at_home()
    copy = _find(name)
    context: dict[str, object] = {"line": copy_line(copy, zone_of_computer())}
    if request.method != "POST":
        return render(request, "backups/put_back.html", context)
    try:
        with _one_at_a_time:
            put_back(copy, now=timezone.now())
    except BackupRefusedError as refused:
        return render(request, "backups/put_back.html", {**context, "refused": str(refused)}, status=422)
    messages.success(
        request, _("Everything is as it was then. What was there before is a backup too: the newest here.")
    )
    return redirect("backup-list")


@require_POST
@asks_again
def backup_delete(request: HttpRequest, name: str) -> HttpResponse:
    """Take one backup away for good."""
    only_at_home()
    try:
        delete_copy(_find(name))
    except BackupRefusedError as refused:
        messages.error(request, str(refused))
    else:
        messages.success(request, _("The backup is deleted."))
    return redirect("backup-list")


def _folder() -> Path:
    folder: Path = settings.DATA_FOLDER / BACKUPS
    return folder


def _find(name: str) -> Copy:
    if copy := find_copy(_folder(), name):
        return copy
    raise Http404
