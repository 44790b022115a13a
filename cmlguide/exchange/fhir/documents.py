"""Documents inside a FHIR file: a report's PDF, an attached letter, and what a report says only as text."""

import binascii
import re
from base64 import b64decode
from collections.abc import Iterator
from datetime import date
from html import unescape
from typing import Any

from cmlguide.exchange.codes import Reason
from cmlguide.exchange.fhir.bundle import Entry, Resources
from cmlguide.exchange.fhir.values import as_dict, as_list, as_text, codes_of, concept_label, concept_text
from cmlguide.exchange.files.text_of import decode
from cmlguide.exchange.preview.rows import shorten
from cmlguide.exchange.preview.values import Attachment, LeftOut
from cmlguide.exchange.terms.names import loinc_roles, names_bcr_abl, role_in_text
from cmlguide.exchange.typed.date import read_date

HOLDERS = ("DiagnosticReport", "DocumentReference", "Media", "Binary", "Composition", "Communication")
_VOID = ("entered-in-error", "cancelled", "superseded")
_TAG = re.compile(r"<[^>]*>")
_LINE_END = re.compile(r"</(?:p|div|li|tr|h\d|caption|thead|tbody|table)>|<br ?/?>", re.IGNORECASE)


def documents_of(entry: Entry, resources: Resources) -> Iterator[Attachment | LeftOut]:
    """Every document in the resource, and a reason for each one that it only links to."""
    resource = entry.resource
    if entry.type not in HOLDERS or as_text(resource.get("status")) in _VOID:
        return
    found = [_attachment(one, entry, resources) for one in _attached(resource)]
    yield from (one for one in found if one is not None)
    if not found:
        yield from _in_words(entry, resources)


def _attached(resource: dict[str, Any]) -> Iterator[dict[str, Any]]:
    kind = resource.get("resourceType")
    if kind == "Binary":
        yield {"contentType": resource.get("contentType"), "data": resource.get("data")}
    for form in as_list(resource.get("presentedForm")):
        yield as_dict(form)
    content = resource.get("content")
    for holder in map(as_dict, as_list(content)):
        yield as_dict(holder.get("attachment")) or (holder if kind == "Media" else {})
    for payload in map(as_dict, as_list(resource.get("payload"))):
        yield as_dict(payload.get("contentAttachment"))


def _attachment(attached: dict[str, Any], entry: Entry, resources: Resources) -> Attachment | LeftOut | None:
    """The attachment; None if it is empty, or if another entry of this file already contains it."""
    kind = as_text(attached.get("contentType"))
    title = as_text(attached.get("title")) or _title(entry.resource)
    named = shorten(" ".join(word for word in (title, kind) if word) or "?", 80)
    if not as_text(attached.get("data")):
        url = as_text(attached.get("url"))
        held = resources.follow({"reference": url}, entry.resource)
        return LeftOut(entry.where, Reason("part_elsewhere", {"text": named})) if url and not held else None
    try:
        data = b64decode("".join(as_text(attached["data"]).split()), validate=True)
    except (binascii.Error, ValueError):
        return LeftOut(entry.where, Reason("part_unread", {"text": named, "why": Reason("is_binary")}))
    if "html" in kind:
        data = plain_of_html(decode(data)).encode("utf-8", "replace")
    return Attachment(entry.where, named, data, _day(entry.resource))


def _title(resource: dict[str, Any]) -> str:
    kind = as_dict(resource.get("type")) if isinstance(resource.get("type"), dict) else {}
    return concept_label(resource.get("code")) or concept_label(kind) or as_text(resource.get("description"))


def _day(resource: dict[str, Any]) -> date | None:
    """The day of the sample a report is about, which is not the day a document was written."""
    if resource.get("resourceType") != "DiagnosticReport":
        return None
    period = as_dict(resource.get("effectivePeriod"))
    return read_date(as_text(resource.get("effectiveDateTime") or period.get("start"))).date


def _in_words(entry: Entry, resources: Resources) -> Iterator[Attachment | LeftOut]:
    """The text of a report or section about BCR::ABL1, when none of its entries covers it."""
    for number, text in enumerate(_words(entry.resource, resources), 1):
        if names_bcr_abl(text[:20_000]):
            where = f"{entry.where}, text {number}"
            yield LeftOut(where, Reason("part_in_words", {"text": shorten(text, 80)}))
            yield Attachment(where, "text/plain", text.encode("utf-8", "replace"), _day(entry.resource))


def _words(resource: dict[str, Any], resources: Resources) -> Iterator[str]:
    listed = as_list(resource.get("result"))
    if resource.get("resourceType") == "DiagnosticReport" and not _tell(listed, resource, resources):
        yield as_text(resource.get("conclusion")) or plain_of_html(as_dict(resource.get("text")).get("div"))
    for section in map(as_dict, as_list(resource.get("section"))):
        if not _tell(as_list(section.get("entry")), resource, resources):
            yield plain_of_html(as_dict(section.get("text")).get("div"))


def _tell(references: list[Any], holder: dict[str, Any], resources: Resources) -> bool:
    """Whether one of the referenced entries is itself about BCR::ABL1."""
    codes = (resources.follow(one, holder).get("code") for one in references)
    roles = loinc_roles()["bcr_abl"]
    return any(
        role_in_text(concept_text(code)) or any(one in roles for one in codes_of(code)) for code in codes
    )


def plain_of_html(html: Any) -> str:
    """The text of a narrative, one line for each paragraph and each row of a table."""
    lines = _LINE_END.sub("\n", as_text(html)).split("\n")
    told = (" ".join(unescape(_TAG.sub(" ", line)).split()) for line in lines)
    return "\n".join(line for line in told if line)
