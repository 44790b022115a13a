"""How to recognise a letter: a PDF, or any text that no other format fits."""

from cmlguide.exchange.pasted_report.reader import read_pdf, read_report
from cmlguide.exchange.preview.formats import Format, from_text

PDF = Format("pdf", lambda beginning: b"%PDF-" in beginning.data[:1024], read_pdf)
TEXT = Format("text", lambda beginning: bool(beginning.start), from_text(read_report), inside=True)
"""The last of all: what is text and nothing else."""
