"""Uploads stay in memory: nothing is written to disk, and anything too large is not even read."""

from __future__ import annotations

import io
from collections.abc import Callable
from typing import Any

from django.core.files.uploadedfile import InMemoryUploadedFile, UploadedFile
from django.core.files.uploadhandler import FileUploadHandler
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

LARGEST_UPLOAD = 50_000_000
"""Bytes. Larger than any letter or portal download that was seen; small enough to be held in memory."""
LARGEST_BODY = 64_000_000
"""Bytes of one request: an upload, and room to say of a somewhat larger one what is wrong with it."""
LARGEST_BODY_OF_A_STRANGER = 64_000
"""Bytes from somebody who is not signed in: any form that is open to them, and no file."""


def refuse_large_bodies(
    get_response: Callable[[HttpRequest], HttpResponse],
) -> Callable[[HttpRequest], HttpResponse]:
    """Answer 413 to a body that is too large, and 411 to one without a stated size, before reading any of it.

    It comes after the middleware that finds out who is signed in, and before everything that reads a form:
    the CSRF check reads the whole form, and runs before strangers are asked to sign in.
    """

    def respond(request: HttpRequest) -> HttpResponse:
        size = _stated_size(request)
        if size is None:  # browsers never send this; a server may pass on a body of unknown size
            return render(request, "errors/413.html", status=411)
        if size > LARGEST_BODY_OF_A_STRANGER and size > _most_from(request):
            return render(request, "errors/413.html", status=413)
        return get_response(request)

    return respond


def _stated_size(request: HttpRequest) -> int | None:
    """The bytes a request says it has; None if it has a body without stating its size."""
    said = request.META.get("CONTENT_LENGTH") or ""
    if said.isascii() and said.isdigit():
        return int(said)
    return None if said or "HTTP_TRANSFER_ENCODING" in request.META else 0


def _most_from(request: HttpRequest) -> int:
    return LARGEST_BODY if request.user.is_authenticated else LARGEST_BODY_OF_A_STRANGER


def whole_of(file: UploadedFile) -> bytes:
    """The bytes of a file received by HeldInMemory, passed on without a second copy; the file is closed."""
    content: bytes = file.file.getvalue()  # type: ignore[union-attr]
    file.close()
    return content


class HeldInMemory(FileUploadHandler):
    """Django's own handler writes files above 2.5 MB to a temporary file; this one never does.

    A file over LARGEST_UPLOAD is dropped: an empty file takes its place, with the attribute `too_large` set,
    so that the form can say so.
    """

    def new_file(self, *args: Any, **kwargs: Any) -> None:
        super().new_file(*args, **kwargs)
        self.held = io.BytesIO()
        self.too_large = False

    def receive_data_chunk(self, raw_data: bytes, start: int) -> None:
        if start + len(raw_data) > LARGEST_UPLOAD:
            self.too_large = True
            self.held = io.BytesIO()
        if not self.too_large:
            self.held.write(raw_data)

    def file_complete(self, file_size: int) -> InMemoryUploadedFile:
        self.held.seek(0)
        held = InMemoryUploadedFile(
            file=self.held,
            field_name=self.field_name,
            name=self.file_name or "file",
            content_type=self.content_type,
            size=0 if self.too_large else file_size,
            charset=self.charset,
            content_type_extra=self.content_type_extra,
        )
        held.too_large = self.too_large  # type: ignore[attr-defined]
        return held
