"""/.well-known/security.txt: where to report a vulnerability to the operator, in the form of RFC 9116."""

from __future__ import annotations

from datetime import datetime, time, timedelta

from django.conf import settings
from django.contrib.auth.decorators import login_not_required
from django.http import Http404, HttpRequest, HttpResponse
from django.utils import timezone
from django.views.decorators.http import require_safe

STAYS_GOOD = timedelta(days=180)
"""Counted from the day of the request: a site that runs vouches for its contact anew each day."""


@login_not_required
@require_safe
def security_contact(request: HttpRequest) -> HttpResponse:
    """The file; 404 if the operator named no contact, as at home."""
    contact = settings.SECURITY_CONTACT
    if not contact:
        raise Http404
    expires = datetime.combine(timezone.localdate() + STAYS_GOOD, time())
    lines = [
        f"Contact: {contact}",
        f"Expires: {expires.isoformat()}Z",
        "Preferred-Languages: en",
        f"Canonical: {request.build_absolute_uri()}",
    ]
    return HttpResponse("".join(f"{line}\n" for line in lines), content_type="text/plain; charset=utf-8")
