"""Files people send stay in memory: nothing of them is written to a disk, and an endless one is cut off."""

from __future__ import annotations

import io
from typing import Any

from django.core.files.uploadedfile import InMemoryUploadedFile, UploadedFile
from django.core.files.uploadhandler import FileUploadHandler

LARGEST_UPLOAD = 50_000_000
"""Bytes. Larger than any letter or portal download that was seen; small enough to be held in memory."""


def whole_of(file: UploadedFile) -> bytes:
    """The bytes of a file HeldInMemory received, handed over without a second copy; the file is closed."""
    content: bytes = file.file.getvalue()  # type: ignore[union-attr]
    file.close()
    return content


class HeldInMemory(FileUploadHandler):
    """Django's own handler writes files above 2.5 MB to a temporary file; this one never does.

    Of a file over LARGEST_UPLOAD nothing is kept: what arrives in its place is empty, with the attribute
    `too_large` set, so that the form can say so.
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
