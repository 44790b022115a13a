"""The text layer of a PDF. Pictures of letters are not read: a misread decimal point could do harm."""

import io
import logging

from pypdf import PdfReader
from pypdf.errors import PyPdfError

from cmlguide.exchange.files.limits import LONGEST_TEXT, MOST_PAGES, FileRefusedError

LOCKED = "This PDF has a password. Save it without one, or copy its text and paste it."
SCANNED = "This PDF is a picture of a letter: it holds no text. Type the result in instead."
BROKEN = "This PDF is damaged or not complete. Download it again."
LONG = f"This PDF has more than {MOST_PAGES} pages. Choose the letter with the result."


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
