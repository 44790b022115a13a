"""Decodes bytes into text, whatever program saved them."""

import codecs

from charset_normalizer import from_bytes

SAMPLE = 100_000
_MARKS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
OLD_ENCODING = "cp1252"


def decode(data: bytes) -> str:
    """The text, decoded by its byte order mark, else as UTF-8,
    else in the likeliest old encoding. Never raises."""
    for mark, encoding in _MARKS:
        if data.startswith(mark):
            return data.decode(encoding, "replace")
    try:
        return data.decode("utf-8")
    except UnicodeDecodeError as error:
        if error.start >= len(data) - 4:  # the sample ends inside a character
            return data[: error.start].decode("utf-8")
    return data.decode(_old_encoding(data), "replace")


def _old_encoding(data: bytes) -> str:
    best = from_bytes(data[:SAMPLE]).best()
    return best.encoding if best else OLD_ENCODING


def looks_binary(data: bytes) -> bool:
    """Whether these bytes are not text in any encoding a person's file is likely to have."""
    sample = data[:SAMPLE]
    if any(sample.startswith(mark) for mark, _ in _MARKS):
        return False
    control = sum(1 for byte in sample[:4096] if byte < 9 or 13 < byte < 32)
    return b"\0" in sample or control > len(sample[:4096]) // 20
