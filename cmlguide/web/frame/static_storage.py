"""Static files as they are served: each named by what is in it, and compressed beforehand."""

import os
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

    def create_compressor(self, **options: Any) -> Compressor:
        return Compressor(**options) if settings.HOSTED else QuickCompressor(**options)
