"""Words for what the exchange says about a file: one sentence for each code of `exchange/codes.py`.

The exchange contains no sentences. Every reason comes as a code with its values and is put into words here:
why a file is refused, why a row is left out, what is asked, and what may be answered.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from datetime import date
from typing import TYPE_CHECKING

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext_lazy

from cmlguide.exchange.codes import Reason
from cmlguide.web.words import dates
from cmlguide.web.words.file_questions import CHOICES, QUESTIONS

if TYPE_CHECKING:
    from django.utils.functional import _StrOrPromise

REFUSALS: Mapping[str, _StrOrPromise] = {
    "built_oddly": gettext_lazy("This file is built in a way we cannot read."),
    "file_empty": gettext_lazy("This file is empty."),
    "takes_too_long": gettext_lazy(
        "This file takes too long to read. Copy the part with the result and paste it."
    ),
    "too_large": gettext_lazy("This file is larger than %(megabytes)s MB. Choose a smaller file."),
    "too_much": gettext_lazy(
        "This file contains more than one person's record can. Choose a smaller download."
    ),
    "entries_too_many": gettext_lazy(
        "This file contains more than %(most)s entries. Choose a smaller download."
    ),
    "is_binary": gettext_lazy(
        "We do not know this kind of file. Choose a spreadsheet, a PDF or a health record."
    ),
    "is_fhir_xml": gettext_lazy("This is a FHIR record in XML. Ask your portal for FHIR as JSON."),
    "is_link": gettext_lazy(
        "This is a link to a health record, not the record. Open the link and download the file."
    ),
    "is_link_named": gettext_lazy(
        "This is a SMART Health Link to “%(text)s”, not the record itself. "
        "Open the link and download the file."
    ),
    "card_broken": gettext_lazy("This SMART Health Card cannot be decoded. Download it again."),
    "is_locked": gettext_lazy(
        "This file is locked (encrypted). Open it in the app it came from and save the record itself."
    ),
    "is_picture": gettext_lazy(
        "This is a picture. We do not read pictures: type the number from it instead."
    ),
    "is_web_page": gettext_lazy("This is a web page. Copy its text and paste it instead."),
    "is_word": gettext_lazy("This is a word processor file. Copy its text and paste it instead."),
    "json_broken": gettext_lazy("This file is not complete JSON. Download it again."),
    "json_broken_at": gettext_lazy("This file is not complete JSON (line %(line)s). Download it again."),
    "json_number": gettext_lazy("This file contains a number that no lab gives. Download it again."),
    "json_too_deep": gettext_lazy("This file is nested too deeply to be a health record."),
    "json_other": gettext_lazy("This file is JSON, but not a health record."),
    "xml_broken": gettext_lazy("This file is not complete XML. Download it again."),
    "xml_broken_at": gettext_lazy("This file is not complete XML (line %(line)s). Download it again."),
    "xml_other": gettext_lazy("This XML file is not a health record we can read (C-CDA)."),
    "xml_too_large": gettext_lazy(
        "This XML file is larger or nested deeper than a health record. Choose another file."
    ),
    "xml_unsafe": gettext_lazy(
        "This XML file defines its own entities, which a health record never does. It was not read."
    ),
    "zip_broken": gettext_lazy("This zip file is damaged or locked. Download it again, or unpack it first."),
    "zip_too_much": gettext_lazy(
        "This zip file unpacks to more than a record can contain. Choose another file."
    ),
    "zip_without_record": gettext_lazy(
        "This zip file contains no health record we can read. Unpack it and choose one file."
    ),
    "columns_too_many": gettext_lazy(
        "This table has more than %(most)s columns. Keep only your test results and try again."
    ),
    "rows_too_many": gettext_lazy(
        "This table has more than %(most)s rows. Keep only your test results and try again."
    ),
    "sheet_locked": gettext_lazy("This spreadsheet has a password. Save it without one, or as CSV."),
    "sheet_unreadable": gettext_lazy("This spreadsheet cannot be read. Save it as CSV and choose that file."),
    "table_broken": gettext_lazy(
        "This table cannot be read: a cell is far too long or a quote mark is missing."
    ),
    "pdf_broken": gettext_lazy("This PDF is damaged or not complete. Download it again."),
    "pdf_locked": gettext_lazy(
        "This PDF has a password. Save it without one, or copy its text and paste it."
    ),
    "pdf_scanned": gettext_lazy(
        "This PDF is a picture of a letter: it contains no text. Type the result in instead."
    ),
    "pdf_too_long": gettext_lazy("This PDF has more than %(most)s pages. Choose the letter with the result."),
    "pdf_unreadable": gettext_lazy(
        "This PDF cannot be read. Copy its text and paste it, or type the result in."
    ),
    "text_too_long": gettext_lazy("This text is too long for a letter. Paste only the part with the result."),
    "record_empty": gettext_lazy("This file is empty. Choose the file you saved from “Your data”."),
    "record_entry": gettext_lazy("%(place)s: %(said)s"),
    "record_is_office": gettext_lazy(
        "This is an Office file, not a record file. Choose the .json file you saved from “Your data”."
    ),
    "record_is_pdf": gettext_lazy(
        "This is a PDF, not a record file. Choose the .json file you saved from “Your data”."
    ),
    "record_is_picture": gettext_lazy(
        "This is a picture, not a record file. Choose the .json file you saved from “Your data”."
    ),
    "record_is_web_page": gettext_lazy(
        "This is a web page or an XML file, not a record file. "
        "Choose the .json file you saved from “Your data”."
    ),
    "record_is_zip": gettext_lazy(
        "This is a spreadsheet or another zip file, not a record file. "
        "Choose the .zip or .json file you saved from “Your data”."
    ),
    "record_more": ngettext_lazy(
        "And %(count)s more problem like these.", "And %(count)s more problems like these.", "count"
    ),
    "record_newer": gettext_lazy(
        "This file was made by a newer version of CML Guide. Update it, then open the file again."
    ),
    "record_not_json": gettext_lazy(
        "This file is not a record file, or it was changed and cannot be read. "
        "Choose the .json file you saved from “Your data”."
    ),
    "record_not_ours": gettext_lazy(
        "This is not a record file of CML Guide. Choose the .json file you saved from “Your data”."
    ),
    "record_not_text": gettext_lazy(
        "This file is not plain text. Choose the .json file you saved from “Your data”."
    ),
    "record_too_large": gettext_lazy(
        "This file is larger than %(megabytes)s MB, so it cannot be a record file. Choose another file."
    ),
}
PROBLEMS: Mapping[str, _StrOrPromise] = {
    "apple_without_records": gettext_lazy(
        "This Apple Health export contains no records from a hospital or lab. In the Health app, "
        "add your hospital under “Health records”, then export again."
    ),
    "claims_only": gettext_lazy(
        "This file contains insurance claims. They have no test results. Ask your portal for your "
        "health record."
    ),
    "older_file": gettext_lazy(
        "This is an older kind of record (%(version)s), which we cannot read. "
        "Ask for your record as “FHIR R4”, or type the results in."
    ),
    "no_dates": gettext_lazy("We found no column of dates in this table. Name one column “date”."),
    "no_results": gettext_lazy(
        "We found no column of BCR::ABL1 results, blood counts or CML medicines in this table."
    ),
    "no_table": gettext_lazy(
        "We found no table of results here. It needs a column of dates and one of numbers."
    ),
    "nothing_found": gettext_lazy("We found nothing about BCR::ABL1 in this file, and no blood counts."),
    "nothing_in_read_parts": gettext_lazy(
        "We found nothing about BCR::ABL1 in the parts of this file that we could read. "
        "What we could not read is listed below with the reason."
    ),
    "nothing_but_counts": gettext_lazy(
        "We found nothing about BCR::ABL1 in this file. Blood count numbers: %(counts)s."
    ),
    "nothing_but_medicine": gettext_lazy(
        "We found nothing about BCR::ABL1 in this file, and no blood counts. It mentions a CML medicine."
    ),
}
LEFT_OUT: Mapping[str, _StrOrPromise] = {
    "about_chromosomes": gettext_lazy("It is about chromosomes. “%(text)s”"),
    "about_count": gettext_lazy("It is a blood or marrow count. “%(text)s”"),
    "about_fish": gettext_lazy("It is a FISH result, which counts cells. “%(text)s”"),
    "about_mutation": gettext_lazy("It is about a mutation. “%(text)s”"),
    "about_other_test": gettext_lazy("It is about another test. “%(text)s”"),
    "is_copies": gettext_lazy("It counts copies; it is not the level. “%(text)s”"),
    "is_earlier": gettext_lazy("It is an earlier result, and its day is not given. “%(text)s”"),
    "is_goal": gettext_lazy("It is a goal, not the result. “%(text)s”"),
    "is_other_number": gettext_lazy("This number is of something else. “%(text)s”"),
    "said_otherwise": gettext_lazy("It gives the result in another way. “%(text)s”"),
    "not_placed": gettext_lazy("The letter does not say that this is the result. “%(text)s”"),
    "defines_level": gettext_lazy("It explains what a level means; it is not the result. “%(text)s”"),
    "is_range": gettext_lazy("It is a range, not the result. “%(text)s”"),
    "says_depth": gettext_lazy("It says how deep the test can see, not the result. “%(text)s”"),
    "card_changed": gettext_lazy(
        "This SMART Health Card does not match its signature: it was changed after it was issued. "
        "None of it was used."
    ),
    "card_unchecked": gettext_lazy(
        "This SMART Health Card was read, but not checked: the issuer's key is not in the file."
    ),
    "cells_too_many": gettext_lazy("This row has more cells than the table has columns."),
    "count_in_future": gettext_lazy("The day of this blood count is in the future."),
    "day_unclear": gettext_lazy("We could not read the day of this row: “%(text)s”."),
    "entry_changed": gettext_lazy("This entry was changed so that it cannot be read. Type it in instead."),
    "medicine_unknown": gettext_lazy("“%(text)s” is not a CML tablet we know."),
    "no_day": gettext_lazy("No day is given for this result, so it cannot be placed."),
    "no_number": gettext_lazy("This row gives no number: “%(text)s”."),
    "no_value": gettext_lazy("This row has no value."),
    "no_value_named": gettext_lazy("This row has no value. (%(text)s)"),
    "not_one_number": gettext_lazy("This is not one clear number: “%(text)s”."),
    "not_taken": gettext_lazy("%(text)s: the record says it was not taken."),
    "not_taken_status": gettext_lazy("%(text)s: the record says it was not taken (%(status)s)."),
    "older_entry": gettext_lazy("This is an older kind of record (%(version)s), which we cannot read."),
    "other_entries": ngettext_lazy(
        "%(count)s other entry is not about CML tests or medicines.",
        "%(count)s other entries are not about CML tests or medicines.",
        "count",
    ),
    "count_limited": gettext_lazy("This gives a limit, not one number: “%(text)s”."),
    "count_second": gettext_lazy(
        "The same day has another number for this: %(text)s. We kept %(kept)s (%(where)s). If this "
        "is the one you want, type it in instead."
    ),
    "medicine_code_only": gettext_lazy(
        "This medicine has no name, only the code %(text)s, which we do not know. "
        "If it is for CML, type it in under Medicines."
    ),
    "medicine_elsewhere": ngettext_lazy(
        "%(count)s medicine is named only by a link to something that is not in this file. "
        "If it is for CML, type it in under Medicines.",
        "%(count)s medicines are named only by a link to something that is not in this file. "
        "If one is for CML, type it in under Medicines.",
        "count",
    ),
    "planned": gettext_lazy("%(text)s: this was planned or proposed, not taken."),
    "same_medicine": gettext_lazy("%(text)s: this medicine is in the file twice (also %(where)s)."),
    "same_sample": gettext_lazy("%(text)s: another way to write the result of the same sample (%(where)s)."),
    "test_detail": gettext_lazy("This says how the test was done; it is not the result. (%(text)s)"),
    "test_copies": gettext_lazy("This counts copies. It is part of a result, not a percent. (%(text)s)"),
    "part_elsewhere": gettext_lazy(
        "A document is named here but is not in this file: %(text)s. Download it and import it too."
    ),
    "part_in_words": gettext_lazy(
        "This part is in words only, as text or a table. We read it like a letter: check it. “%(text)s”"
    ),
    "part_unread": gettext_lazy(
        "There is a document inside this file that we could not read (%(text)s). %(why)s"
    ),
    "result_negated": gettext_lazy("The record says that this was not done or not found."),
    "result_planned": gettext_lazy("This was planned or ordered. It is not a result yet."),
    "repeated_count": gettext_lazy("This is in the file twice (also %(where)s)."),
    "repeated_result": gettext_lazy("This result is in the file twice (also %(where)s)."),
    "result_void": gettext_lazy("The lab marked this result as cancelled or entered in error."),
    "row_changed": gettext_lazy("This row was changed so that it cannot be read. Type it in instead."),
    "test_chromosomes": gettext_lazy(
        "This describes chromosomes. It gives no number on the BCR::ABL1 scale. (%(text)s)"
    ),
    "test_comment": gettext_lazy("This is a comment of the lab, not a number. (%(text)s)"),
    "test_fish": gettext_lazy(
        "This is a FISH test, which counts cells. It gives no number on the BCR::ABL1 scale. (%(text)s)"
    ),
    "test_hba1c": gettext_lazy("HbA1c is not hemoglobin."),
    "test_log": gettext_lazy(
        "This is a log number counted from the lab's own start, not from the International Scale. (%(text)s)"
    ),
    "test_mutation": gettext_lazy(
        "This is about a mutation. It gives no number on the BCR::ABL1 scale. (%(text)s)"
    ),
    "test_neutrophils_percent": gettext_lazy("Neutrophils in percent are not the neutrophil count."),
    "test_presence": gettext_lazy(
        "This test only says whether BCR::ABL1 was found. It gives no number to follow. (%(text)s)"
    ),
    "unit_unknown": gettext_lazy("The unit “%(unit)s” is not known for %(item)s. It must be %(units)s."),
    "unsure_too_many": gettext_lazy(
        "Too many rows need a choice. Save these first, then import this file again."
    ),
    "whose_unsaid": gettext_lazy(
        "This document is about more than one person and does not say whose this is."
    ),
}
WORDS: Mapping[str, _StrOrPromise] = {**REFUSALS, **PROBLEMS, **LEFT_OUT, **QUESTIONS, **CHOICES}

ITEMS: Mapping[str, _StrOrPromise] = {
    "wbc": gettext_lazy("White blood cells"),
    "hemoglobin": gettext_lazy("Hemoglobin"),
    "platelets": gettext_lazy("Platelets"),
    "neutrophils": gettext_lazy("Neutrophils"),
    "basophils": gettext_lazy("Basophils"),
    "eosinophils": gettext_lazy("Eosinophils"),
    "blasts": gettext_lazy("Blasts"),
}
"""The items of a blood count, by the names the exchange gives them."""

_NOUNS: Mapping[str, _StrOrPromise] = {
    "results": gettext_lazy("Result"),
    "treatments": gettext_lazy("Medicine"),
    "blood_counts": gettext_lazy("Blood count"),
    "marrow": gettext_lazy("Marrow test"),
    "mutations": gettext_lazy("Mutation"),
}
_PLACE = re.compile(r"^(?P<noun>\w+)\[(?P<index>\d+)\](?:\.(?P<key>\w+))?$")


def say(reason: Reason) -> str:
    """The sentence for a reason, with its values as a person reads them."""
    words = WORDS[reason.code]
    return str(words % {name: _said(name, value) for name, value in reason.values.items()})


def _said(name: str, value: object) -> object:
    """A value as a person reads it: a day with its month in words, a list as text, an item by its name."""
    if isinstance(value, Reason):
        return say(value)
    if isinstance(value, date):
        return dates.short_date(value)
    return _BY_NAME.get(name, lambda plain: plain)(value)


def _names(names: tuple[Reason, ...]) -> str:
    return ", ".join(say(name) for name in names)


def _units(units: tuple[str, ...]) -> str:
    """`10^9/L or /uL`."""
    return str(_(" or ").join(units))


def _counts(counts: Mapping[str, int]) -> str:
    """`White blood cells (5), Platelets (4)`."""
    return ", ".join(f"{ITEMS[item]} ({count})" for item, count in counts.items())


def _place(place: str) -> str:
    """`Result 4, value` for `results[3].value`; any other place unchanged."""
    found = _PLACE.match(place)
    if found is None or found["noun"] not in _NOUNS:
        return place
    key = f", {found['key'].replace('_', ' ')}" if found["key"] else ""
    return f"{_NOUNS[found['noun']]} {int(found['index']) + 1}{key}"


_BY_NAME: Mapping[str, Callable[..., object]] = {
    "counts": _counts,
    "item": lambda item: ITEMS[item],
    "names": _names,
    "place": _place,
    "units": _units,
}


_NUMBERED = re.compile(r"(row|line|entry|text) (\d+)\Z")
_PLACES: Mapping[str, _StrOrPromise] = {
    "row": gettext_lazy("row %(number)s"),
    "line": gettext_lazy("line %(number)s"),
    "entry": gettext_lazy("entry %(number)s"),
    "text": gettext_lazy("text %(number)s"),
}


def where_words(where: str) -> str:
    """Where in a file something stands: `row 4, BCR-ABL1 %`. Headings and names stay as the file has them."""
    return ", ".join(_place_in_file(part) for part in where.split(", "))


def _place_in_file(part: str) -> str:
    numbered = _NUMBERED.match(part)
    if numbered:
        return str(_PLACES[numbered[1]]) % {"number": numbered[2]}
    return str(_("the file")) if part == "the file" else part
