"""A form sent twice takes effect once: a double click, a resend after a lost answer, Back and Save again.

Every form has a key of its own (written by `{% csrf_token %}`). A view routed with this module's `path` runs
in one transaction that includes the key: whoever sends the same form again, even at the same moment, gets the
first answer again, and nothing is written twice.
"""

from __future__ import annotations

import hashlib
import re
import secrets
from collections.abc import Callable
from functools import wraps
from typing import Any, cast

from django.contrib import messages
from django.contrib.messages.storage.base import BaseStorage
from django.core.files.uploadedfile import UploadedFile
from django.db import transaction
from django.http import HttpRequest, HttpResponse
from django.urls import URLPattern
from django.urls import path as django_path

from cmlguide.records.actions.used_keys import keep_answer, release_key, use_key
from cmlguide.web.frame.fragments import wants_fragment

FIELD = "form_key"
KEY = re.compile(r"[\w-]{16,64}", re.ASCII)
OF_THE_ANSWER = ("Content-Type", "Location", "HX-Redirect", "HX-Refresh", "HX-Trigger")
NOT_CONTENT = {"csrfmiddlewaretoken"}
SAFE = {"GET", "HEAD", "OPTIONS"}

View = Callable[..., HttpResponse]


def new_key() -> str:
    """A key that no other form has."""
    return secrets.token_urlsafe(16)


def may_be_sent_again(view: View) -> View:
    """Mark a view whose posts save nothing in the record: they need no key and no transaction."""
    view.may_be_sent_again = True  # type: ignore[attr-defined]
    return view


def path(route: str, view: View, kwargs: dict[str, Any] | None = None, *, name: str) -> URLPattern:
    """A route, like Django's own, whose posts take effect only once."""
    return django_path(route, sent_once(view), kwargs, name)


def sent_once(view: View) -> View:
    """The view, with its writes and its form's key in one transaction.

    A form without a key (from a page older than the keys) is processed as it is.
    """
    if getattr(view, "may_be_sent_again", False):
        return view

    @wraps(view)
    def answer(request: HttpRequest, *args: Any, **more: Any) -> HttpResponse:
        if request.method in SAFE:
            return view(request, *args, **more)
        with transaction.atomic():
            sent = _digest_of(request)
            if sent is None:
                return view(request, *args, **more)
            return _answer_once(request, sent, lambda: view(request, *args, **more))

    return answer


def _digest_of(request: HttpRequest) -> str | None:
    """A hash of the form's key, where it was sent to and all that was sent; None without a key."""
    key = request.POST.get(FIELD, "")
    if not KEY.fullmatch(key) or not request.user.is_authenticated:
        return None
    digest = hashlib.sha256(request.get_full_path().encode("utf-8", "surrogatepass"))
    for field, values in sorted(request.POST.lists()):
        for value in () if field in NOT_CONTENT else (field, *values):  # one at a time: a letter may be long
            digest.update(f" {len(value)} ".encode())
            digest.update(value.encode("utf-8", "surrogatepass"))
    for name, sent in sorted(request.FILES.items()):
        file = cast("UploadedFile", sent)
        digest.update(f"{name} {file.name} {file.size}".encode("utf-8", "surrogatepass"))
        for chunk in file.chunks():
            digest.update(chunk)
        file.seek(0)
    return digest.hexdigest()


def _answer_once(request: HttpRequest, sent: str, work: Callable[[], HttpResponse]) -> HttpResponse:
    key, is_first = use_key(user_id=cast("int", request.user.pk), digest=sent)
    if not is_first:
        return _again(request, key.answer)
    response = work()
    if _has_taken_effect(request, response):
        person = getattr(request, "shown_person", None)
        kept = person if person is not None and person.pk is not None else None
        keep_answer(key=key, answer=_kept(request, response), person=kept)
    else:
        release_key(key=key)
    return response


def _has_taken_effect(request: HttpRequest, response: HttpResponse) -> bool:
    """Whether this answers a form that did its work, and can be given again.

    A page shown again with its problems does not count. Nor does an answer that gives the browser a secret,
    since it must not be kept in the database: what such a form does can safely be done twice.
    """
    hands_out = any(cookie.value for cookie in response.cookies.values())
    done = 300 <= response.status_code < 400 or response.status_code == 204
    return not hands_out and (done or (response.status_code == 200 and wants_fragment(request)))


def _kept(request: HttpRequest, response: HttpResponse) -> dict[str, Any]:
    """The answer, with the notices waiting for the next page."""
    notices = [[notice.level, str(notice.message), notice.extra_tags] for notice in _waiting_notices(request)]
    return {
        "status": response.status_code,
        "headers": {name: response[name] for name in OF_THE_ANSWER if name in response},
        "body": response.content.decode(),
        "dropped": [[name, cookie["path"]] for name, cookie in response.cookies.items()],
        "notices": notices,
    }


def _again(request: HttpRequest, kept: dict[str, Any]) -> HttpResponse:
    """The answer once more, without repeating notices that are still waiting for a page."""
    response = HttpResponse(kept["body"], status=kept["status"], headers=kept["headers"])
    for name, place in kept["dropped"]:
        response.delete_cookie(name, path=place)
    waiting = [[notice.level, str(notice.message), notice.extra_tags] for notice in _waiting_notices(request)]
    for level, text, tags in kept["notices"]:
        if [level, text, tags] not in waiting:
            messages.add_message(request, level, text, extra_tags=tags)
    return response


def _waiting_notices(request: HttpRequest) -> list[Any]:
    """The notices waiting for the next page, left in place."""
    storage = cast("BaseStorage", messages.get_messages(request))
    notices = list(storage)
    storage.used = False
    return notices
