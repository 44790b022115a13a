"""What is said where an account has no more room, with the words that were typed: none is lost in silence."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.formats import number_format
from django.utils.translation import gettext_lazy
from django_htmx.http import HttpResponseClientRefresh

from cmlguide.records.room import FullError
from cmlguide.web.frame.fragments import wants_fragment
from cmlguide.web.frame.kept import Kept, fields_of

SENTENCES = {
    "rows": gettext_lazy(
        "A record can have %(most)s entries of one kind, and this one is full. Delete some first."
    ),
    "records": gettext_lazy("One account can have %(most)s records. Delete one you do not need first."),
    "letters": gettext_lazy(
        "A record can have %(most)s letters, and this one is full. Import it without the letter."
    ),
    "waiting_files": gettext_lazy(
        "%(most)s files with open questions are already waiting. Answer or drop one first."
    ),
    "helpers": gettext_lazy("A record can have %(most)s helpers and invitations. End one first."),
    "links": gettext_lazy("A record can have %(most)s links. End one first."),
}
"""By what there is too much of (settings.MOST)."""


def say_full(full: FullError) -> str:
    """What there is no more room for, and what to do."""
    return str(SENTENCES[full.what]) % {"most": number_format(full.most, use_l10n=True, force_grouping=True)}


def show_full(request: HttpRequest, full: FullError) -> HttpResponse:
    """The same on a page of its own; for htmx a notice on the page that is open."""
    if wants_fragment(request):
        messages.warning(request, say_full(full))
        return HttpResponseClientRefresh()
    typed = Kept(request.path, fields_of(request.POST.items()), sent=True).words()
    return render(request, "errors/full.html", {"sentence": say_full(full), "typed": typed}, status=422)
