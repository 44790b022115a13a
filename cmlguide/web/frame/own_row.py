"""One of the person's rows by its number, and what to say if another tab has deleted it meanwhile."""

from __future__ import annotations

from typing import TypeVar

from django.contrib import messages
from django.db.models import Manager
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django_htmx.http import HttpResponseClientRefresh

from cmlguide.records.models import SoftDeleted
from cmlguide.web.frame.fragments import wants_fragment

Row = TypeVar("Row", bound=SoftDeleted)


class RowDeletedError(Exception):
    """The row is deleted but not purged yet; the middleware offers to restore it."""


def own_row(rows: Manager[Row], pk: int) -> Row:
    """The row with that number; RowDeletedError if it is deleted, Http404 if it is not one of `rows`."""
    row: Row = get_object_or_404(rows, pk=pk)
    if row.deleted_at is not None:
        raise RowDeletedError
    return row


def row_to_change(request: HttpRequest, rows: Manager[Row], pk: int) -> Row:
    """The row a form shows. If it was deleted meanwhile, the form still gets it,
    keeps what was typed, and asks."""
    return get_object_or_404(rows, pk=pk) if request.method == "POST" else own_row(rows, pk)


def offer_to_put_back(request: HttpRequest) -> HttpResponse:
    """The answer to a click on a deleted row: the noun's `<noun>-restore` can restore it."""
    match = request.resolver_match
    noun = str(match.url_name).partition("-")[0] if match else ""
    restore = reverse(f"{noun}-restore", args=[match.kwargs["pk"]]) if match else ""
    if wants_fragment(request):
        messages.warning(request, _("This was deleted in the meantime."), extra_tags=restore)
        return HttpResponseClientRefresh()
    return render(request, "errors/deleted.html", {"restore": restore}, status=404)
