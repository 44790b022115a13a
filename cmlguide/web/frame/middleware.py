"""Headers for every response, the host check, and the way to Start for someone without a record."""

from collections.abc import Callable

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django_htmx.http import HttpResponseClientRedirect
from whitenoise.middleware import WhiteNoiseFileResponse

from cmlguide.records.actions.acting import acting_as
from cmlguide.records.room import FullError
from cmlguide.web.frame.access import NoPerson
from cmlguide.web.frame.drawn_for import OtherRecord, ask_which
from cmlguide.web.frame.full import show_full
from cmlguide.web.frame.own_row import RowDeletedError, offer_to_put_back

View = Callable[[HttpRequest], HttpResponse]

CONTENT_SECURITY_POLICY = (
    "default-src 'none'; object-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data: blob:; "
    "connect-src 'self'; font-src 'self'; form-action 'self'; manifest-src 'self'; worker-src 'self'; "
    "base-uri 'none'; frame-ancestors 'none'"
)
FILE_POLICY = "default-src 'none'; object-src 'none'; base-uri 'none'; frame-ancestors 'none'"
"""Of a style sheet, script or icon, which asks for nothing itself; a page that uses it has its own policy."""
PERMISSIONS_POLICY = "camera=(), geolocation=(), microphone=(), payment=(), usb=(), browsing-topics=()"


def security_headers(get_response: View) -> View:
    """No inline code and no other host on any page, no private page in a cache or a search engine, and
    nothing, not even a style sheet, for another site's page, which could tell from it who runs CML Guide."""

    def respond(request: HttpRequest) -> HttpResponse:
        response = get_response(request)
        if isinstance(response, WhiteNoiseFileResponse):  # five on a cold page: each byte counts
            response.headers["Content-Security-Policy"] = FILE_POLICY
        else:
            response.headers["Content-Security-Policy"] = CONTENT_SECURITY_POLICY
            response.headers["Permissions-Policy"] = PERMISSIONS_POLICY
        response.headers["X-Content-Type-Options"] = "nosniff"
        response.headers["Cross-Origin-Resource-Policy"] = "same-origin"
        response.headers.setdefault("Cache-Control", "no-store")  # static files set their own
        response.headers.setdefault("X-Robots-Tag", "noindex")  # an address with a token in it may leak
        return response

    return respond


def check_host(get_response: View) -> View:
    """Answer only to the site's own names; this comes before everything else, static files included."""

    def respond(request: HttpRequest) -> HttpResponse:
        request.get_host()  # raises DisallowedHost, which Django answers with 400
        return get_response(request)

    return respond


def note_whose_hand(get_response: View) -> View:
    """Attribute every change made in a request to the signed-in user."""

    def respond(request: HttpRequest) -> HttpResponse:
        if request.method in ("GET", "HEAD", "OPTIONS"):  # reading notes nothing: no query for the user here
            return get_response(request)
        with acting_as(request.user.pk):
            return get_response(request)

    return respond


class start_when_nobody_is_chosen:  # noqa: N801 - named as the other middleware is; a class for process_exception
    """Send a signed-in user without any record to Start."""

    def __init__(self, get_response: View) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        return self.get_response(request)

    def process_exception(self, request: HttpRequest, exception: Exception) -> HttpResponse | None:
        if not isinstance(exception, NoPerson):
            return None
        answer = redirect("start")
        return HttpResponseClientRedirect(answer.url) if getattr(request, "htmx", False) else answer


class offer_what_was_deleted:  # noqa: N801 - named as the other middleware is; a class for process_exception
    """Offer to restore a row when a click finds it deleted."""

    def __init__(self, get_response: View) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        return self.get_response(request)

    def process_exception(self, request: HttpRequest, exception: Exception) -> HttpResponse | None:
        return offer_to_put_back(request) if isinstance(exception, RowDeletedError) else None


class say_what_is_full:  # noqa: N801 - as above
    """Say that there is no more room, where the form that was sent cannot."""

    def __init__(self, get_response: View) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        return self.get_response(request)

    def process_exception(self, request: HttpRequest, exception: Exception) -> HttpResponse | None:
        return show_full(request, exception) if isinstance(exception, FullError) else None


class ask_which_record:  # noqa: N801 - as above
    """Ask, and write nothing, when a form was drawn for a record other than the open one."""

    def __init__(self, get_response: View) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        return self.get_response(request)

    def process_exception(self, request: HttpRequest, exception: Exception) -> HttpResponse | None:
        return ask_which(request, exception) if isinstance(exception, OtherRecord) else None
