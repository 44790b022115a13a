"""An invitation to help: opened by its link, accepted by whoever is signed in."""

from __future__ import annotations

from django.contrib import messages
from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from cmlguide.records.actions.sharing import accept_invitation, digest_of, end_share, find_invitation
from cmlguide.records.models import Helper
from cmlguide.web.frame.access import SESSION_KEY, choose_person
from cmlguide.web.frame.home import only_hosted
from cmlguide.web.words.sharing import ROLES, name_of

INVITATION_KEY = "invitation"


@login_not_required
@require_safe
def invitation_open(request: HttpRequest, token: str) -> HttpResponse:
    """Keep the invitation for after the sign-in, and redirect to an address without it. Opening it does not
    use it up, because some programs open links on their own."""
    only_hosted()
    request.session[INVITATION_KEY] = digest_of(token)
    response = redirect("invitation")
    response.headers["Referrer-Policy"] = "no-referrer"
    return response


@require_http_methods(["GET", "HEAD", "POST"])
def invitation(request: HttpRequest) -> HttpResponse:
    """Who asks for help, and with what; a POST accepts."""
    only_hosted()
    digest, now = request.session.get(INVITATION_KEY, ""), timezone.now()
    if request.method == "POST":
        helper = accept_invitation(digest=digest, user=request.user, now=now)  # type: ignore[arg-type]
        if helper is not None:
            del request.session[INVITATION_KEY]
            choose_person(request, helper.person)
            return redirect("timeline")
    found = find_invitation(digest=digest, now=now)
    if found is None:
        return render(request, "sharing/invitation_gone.html", status=404)
    own = found.person.owner_id == request.user.pk
    context = {"name": name_of(found.person), "role": found.role, "role_words": ROLES[found.role], "own": own}
    return render(request, "sharing/invitation.html", context)


@require_POST
def helper_leave(request: HttpRequest, pk: int) -> HttpResponse:
    """Stop helping with a record, at the helper's own request."""
    only_hosted()
    helper = get_object_or_404(Helper.objects.filter(user=request.user).select_related("person"), pk=pk)  # type: ignore[misc]
    end_share(helper, now=timezone.now())
    if request.session.get(SESSION_KEY) == helper.person_id:
        del request.session[SESSION_KEY]
    messages.success(request, _("You no longer help with this record."))
    return redirect("start")
