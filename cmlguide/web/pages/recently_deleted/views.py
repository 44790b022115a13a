"""Recently deleted: every row that can still be restored, whatever its noun."""

from __future__ import annotations

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from cmlguide.records.actions.purge import KEEP_DELETED
from cmlguide.records.actions.putting_back import CannotPutBack, put_back
from cmlguide.records.actions.rows import MODELS
from cmlguide.records.any_rows import DeletedRows, Found, rows_of_noun
from cmlguide.records.models import Person
from cmlguide.records.zone import zone_of
from cmlguide.web.frame.access import current_person
from cmlguide.web.frame.fragments import wants_fragment
from cmlguide.web.pages.recently_deleted.page import deleted_lines
from cmlguide.web.words.putting_back import WHY_NOT
from cmlguide.web.words.row_names import row_name

ROWS_A_PAGE = 50


@require_safe
def deleted_list(request: HttpRequest) -> HttpResponse:
    """The rows deleted in the last 30 days, most recently deleted first."""
    context = _list(request, current_person(request))
    return render(request, "recently_deleted/recently_deleted.html", context)


@require_POST
def deleted_restore(request: HttpRequest, noun: str, pk: int) -> HttpResponse:
    """Restore a row; if that is refused, say why."""
    person = current_person(request)
    if noun not in MODELS:
        raise Http404
    row = get_object_or_404(rows_of_noun(person, noun), pk=pk)
    try:
        put_back(row=row)
        level, said = messages.SUCCESS, _("It is back: %(name)s") % {"name": row_name(noun, row)}
    except CannotPutBack as refused:
        level, said = messages.WARNING, str(WHY_NOT[refused.code])
    if wants_fragment(request):
        context = {**_list(request, person), "said": said, "level": messages.DEFAULT_TAGS[level]}
        return render(request, "recently_deleted/_list.html", context)
    messages.add_message(request, level, said)
    return redirect(f"{reverse('deleted-list')}?page={_page_number(request)}")


def _list(request: HttpRequest, person: Person) -> dict[str, object]:
    now = timezone.now()
    rows = DeletedRows(person, since=now - KEEP_DELETED)
    pages: Paginator[Found] = Paginator(rows, ROWS_A_PAGE)  # type: ignore[arg-type] # it counts and slices
    page = pages.get_page(_page_number(request))
    return {
        "person": person,
        "page": page,
        "lines": deleted_lines(page.object_list, now, zone_of(person)),
        "days": KEEP_DELETED.days,
    }


def _page_number(request: HttpRequest) -> str:
    asked = request.GET.get("page", "1")
    return asked if asked.isascii() and asked.isdigit() else "1"
