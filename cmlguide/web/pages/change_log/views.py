"""The change log: everything ever done to the record, newest first, each with a way to undo it."""

from __future__ import annotations

from django.contrib import messages
from django.core.exceptions import ObjectDoesNotExist
from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from cmlguide.records.actions.putting_back import CannotPutBack, undo_change
from cmlguide.records.change_log import changes_of, log
from cmlguide.records.zone import zone_of
from cmlguide.web.frame.access import current_person
from cmlguide.web.pages.change_log.page import change_lines
from cmlguide.web.words.putting_back import WHY_NOT

CHANGES_A_PAGE = 40


@require_safe
def change_list(request: HttpRequest) -> HttpResponse:
    """One page of the changes."""
    person = current_person(request)
    page = Paginator(changes_of(person), CHANGES_A_PAGE).get_page(request.GET.get("page"))
    lines = change_lines(person, log(person, list(page.object_list)), zone_of(person))
    return render(request, "change_log/change_log.html", {"person": person, "page": page, "lines": lines})


@require_POST
def change_undo(request: HttpRequest, pk: int) -> HttpResponse:
    """Undo one change; if that is refused, say why, and what to do first."""
    change = get_object_or_404(current_person(request).changes, pk=pk)
    try:
        undo_change(change=change)
        messages.success(request, _("It is put back. The change log shows that too."))
    except CannotPutBack as refused:
        messages.warning(request, str(WHY_NOT[refused.code]))
    except ObjectDoesNotExist as gone:
        raise Http404 from gone
    return redirect("change-list")
