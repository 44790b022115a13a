"""Static files as they are served: each named by what is in it, and compressed beforehand."""

from typing import Any

from django.conf import settings
from whitenoise.compress import Compressor
from whitenoise.storage import CompressedManifestStaticFilesStorage

ICON_OF_A_MANIFEST = (r'(?P<matched>"src": "(?P<url>[^"]+)")', '"src": "%(url)s"')


class NamedByContent(CompressedManifestStaticFilesStorage):
    """Whitenoise's own, which also knows the icon that a web manifest names.

    Brotli only on a hosted site: for plotly's script it takes many seconds, which a first start at home would
    spend on bytes that never leave the computer.
    """

    patterns = (
        *CompressedManifestStaticFilesStorage.patterns,
        ("*.webmanifest", (ICON_OF_A_MANIFEST,)),
    )

    def create_compressor(self, **options: Any) -> Compressor:
        return Compressor(**options, use_brotli=settings.HOSTED)
