"""The text layer of a PDF. Pictures of letters are not read: a misread decimal point could do harm."""

import io
import logging

from pypdf import PdfReader
from pypdf.errors import PyPdfError

from cmlguide.exchange.codes import Reason
from cmlguide.exchange.files.limits import LONGEST_TEXT, MOST_PAGES, FileRefusedError

LOCKED = Reason("pdf_locked")
SCANNED = Reason("pdf_scanned")
BROKEN = Reason("pdf_broken")
LONG = Reason("pdf_too_long", {"most": MOST_PAGES})


def read_pages(data: bytes) -> str:
    """All text of the PDF, page after page. Raises FileRefusedError."""
    logging.getLogger("pypdf").setLevel(logging.CRITICAL)
    try:
        reader = PdfReader(io.BytesIO(data))
        if reader.is_encrypted and not reader.decrypt(""):
            raise FileRefusedError(LOCKED)
        if len(reader.pages) > MOST_PAGES:
            raise FileRefusedError(LONG)
        text = "\n".join(page.extract_text() for page in reader.pages)
    except FileRefusedError:
        raise
    except PyPdfError as error:
        raise FileRefusedError(LOCKED if "decrypt" in str(error).casefold() else BROKEN) from None
    except Exception:
        raise FileRefusedError(BROKEN) from None
    if not text.strip():
        raise FileRefusedError(SCANNED)
    return text[:LONGEST_TEXT]
