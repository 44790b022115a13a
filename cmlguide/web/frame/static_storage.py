"""Static files as they are served: each named by what is in it, and compressed beforehand."""

import os
from collections.abc import Iterator
from typing import Any

from django.conf import settings
from whitenoise.compress import Compressor
from whitenoise.storage import CompressedManifestStaticFilesStorage

ICON_OF_A_MANIFEST = (r'(?P<matched>"src": "(?P<url>[^"]+)")', '"src": "%(url)s"')
LARGEST_BY_BROTLI = 100_000
"""Bytes; the site's own sheets and scripts, and htmx, are half as large."""


class QuickCompressor(Compressor):
    """Packs by gzip, and by brotli what takes it no time: for plotly's script it needs half a minute."""

    def __init__(self, **options: Any) -> None:
        super().__init__(**options)
        self.by_gzip = Compressor(**options, use_brotli=False)

    def compress(self, path: str) -> list[str]:
        small = os.path.getsize(path) <= LARGEST_BY_BROTLI
        names: list[str] = super().compress(path) if small else self.by_gzip.compress(path)
        return names


class NamedByContent(CompressedManifestStaticFilesStorage):
    """Whitenoise's own, which also knows the icon a web manifest names. At home nobody waits for brotli."""

    patterns = (
        *CompressedManifestStaticFilesStorage.patterns,
        ("*.webmanifest", (ICON_OF_A_MANIFEST,)),
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self._addresses: dict[str, str] = {}

    def url(self, name: str | None, force: bool = False) -> str:
        """As Django's own, worked out once for each file: every page asks for the same half dozen."""
        if settings.DEBUG or force or name is None:
            return str(super().url(name, force))
        if name not in self._addresses:
            self._addresses[name] = str(super().url(name))
        return self._addresses[name]

    def post_process(self, *args: Any, **kwargs: Any) -> Iterator[Any]:
        yield from super().post_process(*args, **kwargs)
        self._addresses.clear()  # what is in a file may have changed, and its name with it

    def create_compressor(self, **options: Any) -> Compressor:
        return Compressor(**options) if settings.HOSTED else QuickCompressor(**options)
