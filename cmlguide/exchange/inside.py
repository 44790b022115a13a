"""Reads the documents inside a file as if each had been imported by itself, and adds them to its preview."""

import json
from base64 import b64encode
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field, replace
from functools import partial

from cmlguide.exchange import codes
from cmlguide.exchange.codes import Reason
from cmlguide.exchange.files.guarded import Guarded
from cmlguide.exchange.files.limits import FileRefusedError
from cmlguide.exchange.pasted_report.reader import read_report
from cmlguide.exchange.preview.values import Attachment, FoundResult, LeftOut, Options, Preview, Question
from cmlguide.exchange.preview.whole_file import complete_preview

MOST_DOCUMENTS = 40
MOST_PDFS = 10
"""All PDFs of a file share one process and its seconds (files.guarded)."""


@dataclass
class _Inside:
    """The combined contents of a file's documents."""

    previews: list[Preview] = field(default_factory=list)
    left_out: list[LeftOut] = field(default_factory=list)


def with_documents(
    preview: Preview, options: Options, read: Callable[[bytes, Options], Preview], guarded: Guarded
) -> Preview:
    """The preview with the contents of its attachments added. `read` reads a document that is not a PDF."""
    inside = _Inside()
    for attachment in preview.attachments[MOST_DOCUMENTS:]:
        inside.left_out.append(_unread(attachment, Reason("too_much")))
    listed = preview.attachments[:MOST_DOCUMENTS]
    pdfs = [one for one in listed if b"%PDF-" in one.data[:1024]]
    _read_pdfs(pdfs, options, guarded, inside)
    for attachment in listed:
        if attachment not in pdfs:
            _take(attachment, partial(read, attachment.data, replace(options, name="")), inside)
    return complete_preview(_merged(preview, inside), options, preview.source)


def _read_pdfs(pdfs: Sequence[Attachment], options: Options, guarded: Guarded, inside: _Inside) -> None:
    if not pdfs:
        return
    for attachment in pdfs[MOST_PDFS:]:
        inside.left_out.append(_unread(attachment, Reason("too_much")))
    packed = json.dumps([b64encode(one.data).decode("ascii") for one in pdfs[:MOST_PDFS]]).encode("ascii")
    try:
        answers = guarded("pdfs", packed, Reason("pdf_unreadable"))
    except FileRefusedError as refused:
        why = {"code": refused.reason.code, "values": dict(refused.reason.values)}
        answers = [{"refused": why}] * len(pdfs)
    for attachment, answer in zip(pdfs[:MOST_PDFS], answers, strict=False):
        if "refused" in answer:
            inside.left_out.append(_unread(attachment, Reason(**answer["refused"])))
        else:
            _take(attachment, partial(read_report, answer["read"], options, "pdf"), inside)


def _take(attachment: Attachment, read: Callable[[], Preview], inside: _Inside) -> None:
    try:
        preview = read()
    except FileRefusedError as refused:
        inside.left_out.append(_unread(attachment, refused.reason))
        return
    if preview.attachments:
        inside.left_out.append(_unread(attachment, Reason("built_oddly")))
    if any(question.code == codes.ASK_PATIENT for question in preview.questions):
        inside.left_out.append(_unread(attachment, Reason("whose_unsaid")))
        return
    inside.previews.append(_placed(preview, attachment))


def _unread(attachment: Attachment, why: Reason) -> LeftOut:
    return LeftOut(attachment.where, Reason("part_unread", {"text": attachment.name, "why": why}))


def _placed(preview: Preview, attachment: Attachment) -> Preview:
    """The preview with the document's place before each row's, and with the date the file gives for it."""
    where = attachment.where
    return replace(
        preview,
        results=tuple(
            _dated(replace(row, where=f"{where}, {row.where}"), attachment) for row in preview.results
        ),
        blood_counts=tuple(replace(row, where=f"{where}, {row.where}") for row in preview.blood_counts),
        medicines=tuple(replace(row, where=f"{where}, {row.where}") for row in preview.medicines),
        entries=tuple(replace(row, where=f"{where}, {row.where}") for row in preview.entries),
        left_out=tuple(replace(row, where=f"{where}, {row.where}") for row in preview.left_out),
    )


def _dated(row: FoundResult, attachment: Attachment) -> FoundResult:
    missing = any(ask.code == codes.DATE_MISSING for ask in row.asks)
    if row.collected_on is not None or not missing or attachment.collected_on is None:
        return row
    asks = tuple(ask for ask in row.asks if ask.code != codes.DATE_MISSING)
    return replace(row, collected_on=attachment.collected_on, asks=asks)


def _merged(preview: Preview, inside: _Inside) -> Preview:
    every = [preview, *inside.previews]
    return replace(
        preview,
        results=tuple(row for one in every for row in one.results),
        blood_counts=tuple(row for one in every for row in one.blood_counts),
        medicines=tuple(row for one in every for row in one.medicines),
        entries=tuple(row for one in every for row in one.entries),
        questions=_once([question for one in every for question in one.questions]),
        problems=preview.problems,
        left_out=(*(row for one in every for row in one.left_out), *inside.left_out),
        diagnosed_on=next((one.diagnosed_on for one in every if one.diagnosed_on), None),
        attachments=(),
    )


def _once(questions: Sequence[Question]) -> tuple[Question, ...]:
    return tuple({(one.code, one.about): one for one in questions}.values())
