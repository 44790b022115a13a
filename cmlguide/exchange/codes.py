"""Every code with which a reader of typed text or of a file reports something. The words are not here.

They are written once, in `web/words/files.py`.

A *problem* means nothing was understood; a *question* means something was, and the person must confirm it.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field


@dataclass(frozen=True)
class Reason:
    """One thing to tell a person, without words: a code of REASONS, and the values for its sentence.

    Values are plain: text, numbers, days, a tuple of texts, or a mapping of text to number.
    """

    code: str
    values: Mapping[str, object] = field(default_factory=dict, hash=False)


# Numbers: problems.
NUMBER_MISSING = "number_missing"
NUMBER_UNREADABLE = "number_unreadable"
NUMBER_TOO_LONG = "number_too_long"
NUMBER_SEVERAL = "number_several"
NUMBER_THOUSANDS = "number_thousands"
NUMBER_NEGATIVE = "number_negative"
NUMBER_NOT_ABOVE_ZERO = "number_not_above_zero"
NUMBER_TOO_LARGE = "number_too_large"
NUMBER_IS_ODDS = "number_is_odds"
NUMBER_IS_FRACTION = "number_is_fraction"
NUMBER_MR_RANGE = "number_mr_range"
NUMBER_MR_COMPARED = "number_mr_compared"
DETECTED_WITHOUT_NUMBER = "detected_without_number"
ABOVE_WITHOUT_NUMBER = "above_without_number"
COUNT_UNREADABLE = "count_unreadable"

# Numbers: questions.
ASK_ZERO = "ask_zero"
ASK_DECIMAL_COMMA = "ask_decimal_comma"
ASK_VERY_HIGH = "ask_very_high"
ASK_LOG_FROM = "ask_log_from"
ASK_RATIO_OR_PERCENT = "ask_ratio_or_percent"
ASK_PERCENT_AND_MR = "ask_percent_and_mr"

# A row of a file: what must be answered before it is saved.
ASK_SCALE = "ask_scale"
ASK_CONFIRM = "ask_confirm"
ASK_TRANSCRIPT = "ask_transcript"
ASK_CODE_AND_NAME = "ask_code_and_name"
ASK_NOT_FINAL = "ask_not_final"
ASK_FUTURE = "ask_future"
ASK_THREE_COPIES = "ask_three_copies"

# A file as a whole: what must be answered before its rows can be read.
ASK_PATIENT = "ask_patient"
ASK_UNIT = "ask_unit"
ASK_COLUMN = "ask_column"
ASK_STARTED = "ask_started"
ASK_START_DATE = "ask_start_date"
ASK_DIAGNOSED = "ask_diagnosed"
ASK_STOPPED = "ask_stopped"

# A number of a blood count.
ASK_UNUSUAL = "ask_unusual"

# Dates: problems.
DATE_MISSING = "date_missing"
DATE_UNREADABLE = "date_unreadable"
DATE_IMPOSSIBLE = "date_impossible"
DATE_DAY_MISSING = "date_day_missing"
DATE_MONTH_MISSING = "date_month_missing"
DATE_YEAR_MISSING = "date_year_missing"
DATE_YEAR_FOUR_DIGITS = "date_year_four_digits"
DATE_YEAR_RANGE = "date_year_range"

# Dates: questions.
ASK_DAY_OR_MONTH = "ask_day_or_month"

NUMBER_PROBLEMS = (
    NUMBER_MISSING, NUMBER_UNREADABLE, NUMBER_TOO_LONG, NUMBER_SEVERAL, NUMBER_THOUSANDS, NUMBER_NEGATIVE,
    NUMBER_NOT_ABOVE_ZERO, NUMBER_TOO_LARGE, NUMBER_IS_ODDS, NUMBER_IS_FRACTION, NUMBER_MR_RANGE,
    NUMBER_MR_COMPARED, DETECTED_WITHOUT_NUMBER, ABOVE_WITHOUT_NUMBER, COUNT_UNREADABLE,
)  # fmt: skip
"""Why a number was not understood: the person types it anew."""

REFUSALS: Mapping[str, tuple[str, ...]] = {
    "built_oddly": (), "file_empty": (), "takes_too_long": (), "too_large": ("megabytes",), "too_much": (),
    "entries_too_many": ("most",),
    "is_binary": (), "is_fhir_xml": (), "is_link": (), "is_locked": (), "is_picture": (), "is_web_page": (),
    "is_word": (), "is_link_named": ("text",), "card_broken": (),
    "json_broken": (), "json_broken_at": ("line",), "json_number": (), "json_too_deep": (),
    "json_other": (),
    "xml_broken": (), "xml_broken_at": ("line",), "xml_other": (), "xml_too_large": (), "xml_unsafe": (),
    "zip_broken": (), "zip_too_much": (), "zip_without_record": (),
    "columns_too_many": ("most",), "rows_too_many": ("most",), "sheet_locked": (), "sheet_unreadable": (),
    "table_broken": (),
    "pdf_broken": (), "pdf_locked": (), "pdf_scanned": (), "pdf_too_long": ("most",), "pdf_unreadable": (),
    "text_too_long": (),
    "record_empty": (), "record_entry": ("place", "said"), "record_is_office": (), "record_is_pdf": (),
    "record_is_picture": (), "record_is_web_page": (), "record_is_zip": (), "record_more": ("count",),
    "record_newer": (), "record_not_json": (), "record_not_ours": (), "record_not_text": (),
    "record_too_large": ("megabytes",),
}  # fmt: skip
"""Why a file cannot be read at all. Code -> the names of its values, here and below."""

PROBLEMS: Mapping[str, tuple[str, ...]] = {
    "apple_without_records": (), "claims_only": (), "older_file": ("version",),
    "no_dates": (), "no_results": (), "no_table": (),
    "nothing_found": (), "nothing_in_read_parts": (), "nothing_but_counts": ("counts",),
    "nothing_but_medicine": (),
}  # fmt: skip
"""Why a file that was read gives little or nothing."""

LEFT_OUT: Mapping[str, tuple[str, ...]] = {
    "about_chromosomes": ("text",), "about_count": ("text",), "about_fish": ("text",),
    "about_mutation": ("text",), "about_other_test": ("text",),
    "defines_level": ("text",), "is_copies": ("text",),
    "is_earlier": ("text",), "said_otherwise": ("text",),
    "is_goal": ("text",), "is_other_number": ("text",), "not_placed": ("text",),
    "is_range": ("text",), "says_depth": ("text",),
    "card_changed": (), "card_unchecked": (),
    "cells_too_many": (), "count_in_future": (), "day_unclear": ("text",), "entry_changed": (),
    "medicine_unknown": ("text",), "no_day": (), "no_number": ("text",), "no_value": (),
    "no_value_named": ("text",), "not_one_number": ("text",), "not_taken": ("text",),
    "not_taken_status": ("text", "status"), "older_entry": ("version",), "other_entries": ("count",),
    "count_limited": ("text",), "count_second": ("text", "kept", "where"), "medicine_code_only": ("text",),
    "medicine_elsewhere": ("count",), "planned": ("text",), "same_medicine": ("text", "where"),
    "same_sample": ("text", "where"), "test_copies": ("text",), "test_detail": ("text",),
    "part_elsewhere": ("text",), "part_in_words": ("text",), "part_unread": ("text", "why"),
    "result_negated": (), "result_planned": (),
    "repeated_count": ("where",), "repeated_result": ("where",), "result_void": (), "row_changed": (),
    "test_chromosomes": ("text",), "test_comment": ("text",), "test_fish": ("text",), "test_hba1c": (),
    "test_log": ("text",), "test_mutation": ("text",), "test_neutrophils_percent": (),
    "test_presence": ("text",), "unit_unknown": ("unit", "item", "units"), "unsure_too_many": (),
    "whose_unsaid": (),
}  # fmt: skip
"""Why something that was seen was not taken."""

QUESTIONS: Mapping[str, tuple[str, ...]] = {
    "counts_days": (), "counts_months": (), "day_or_month": ("cell",), "diagnosed_on": ("day",),
    "is_result_column": ("heading",), "is_result_column_unnamed": ("heading",),
    "started_on": ("medicine", "day"), "started_when": ("medicine",),
    "stopped_when": ("medicine",), "which_person": ("count", "names"),
    "which_person_of_table": ("count", "names"), "which_scale": ("count",), "which_unit": ("item", "units"),
}  # fmt: skip
"""What is asked about a file as a whole."""

CHOICES: Mapping[str, tuple[str, ...]] = {
    "still_taking": (), "all_of_them": (),
    "as_written": ("text",), "on_day": ("day",), "is_percent": ("number",),
    "is_person_born": ("name", "born"),
    "leave_out": (), "no": (), "no_keep_number": (), "no_leave_out": (), "was_not_detected": (), "yes": (),
    "scale_is": (), "scale_mr": (), "scale_raw": (),
}  # fmt: skip
"""What may be answered."""

UNREAD = ("part_elsewhere", "part_unread")
"""Reasons that say that a part of the file could not be read."""

REASONS: Mapping[str, tuple[str, ...]] = {**REFUSALS, **PROBLEMS, **LEFT_OUT, **QUESTIONS, **CHOICES}
