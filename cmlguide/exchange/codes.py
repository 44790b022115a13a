"""Every problem and question a reader of typed text or of a file can raise, each with one plain sentence.

The codes are what other rooms use; the sentences are the English words a page may show or replace.
A *problem* means nothing was understood; a *question* means something was, and the person must confirm it.
"""

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

# A row of a file: what must be answered before it is kept.
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

CODES: dict[str, str] = {
    NUMBER_MISSING: "Enter the number from your report, or write “not detected”.",
    NUMBER_UNREADABLE: "We could not read this. Write the number as your report shows it, for example 0.05.",
    NUMBER_TOO_LONG: "This is too long for one number. Write only the number, for example 0.05.",
    NUMBER_SEVERAL: "There is more than one number here. Write only the one for BCR::ABL1.",
    NUMBER_THOUSANDS: "Use one point or comma only, before the decimals: 1234.5, not 1.234,5.",
    NUMBER_NEGATIVE: "A result cannot be below zero. Check the minus sign.",
    NUMBER_NOT_ABOVE_ZERO: "A limit must be more than 0. Write what the report says after the < or > sign.",
    NUMBER_TOO_LARGE: "This number is too large for a result. Check the point or comma.",
    NUMBER_IS_ODDS: "“1 in 100,000” says how deep the test can see. Write the result, or “not detected”.",
    NUMBER_IS_FRACTION: "Write a number such as 0.05, not two numbers with a line between them.",
    NUMBER_MR_RANGE: "An MR number is usually between 0 and 6. Check the point or comma: MR4.5, not MR45.",
    NUMBER_MR_COMPARED: "Write the percent that stands beside this MR number, for example <0.0032 %.",
    DETECTED_WITHOUT_NUMBER: "Add the number. If there is none, write “detected, below quantification”.",
    ABOVE_WITHOUT_NUMBER: "Write the number it is above, for example >55.",
    COUNT_UNREADABLE: "Write the number of copies as a whole number, for example 52000.",
    ASK_ZERO: "Does your report say 0, or was this “not detected”?",
    ASK_DECIMAL_COMMA: "Is the comma the decimal mark, or does it mark thousands?",
    ASK_VERY_HIGH: "This is higher than a report usually shows. Is it right?",
    ASK_LOG_FROM: "Does your report count this log reduction from the International Scale 100%?",
    ASK_RATIO_OR_PERCENT: "Is this a percent, or a plain ratio (1 = 100%)?",
    ASK_PERCENT_AND_MR: "The percent and the MR number do not say the same. Which one is on your report?",
    ASK_SCALE: "Is this number on the International Scale (% IS)?",
    ASK_CONFIRM: "Is this what your report says?",
    ASK_TRANSCRIPT: "This names another kind of BCR::ABL1, not on the International Scale. Keep it so?",
    ASK_CODE_AND_NAME: "The test's code and name do not say the same. Is this your BCR::ABL1 result?",
    ASK_NOT_FINAL: "The lab had not marked this result as final. Is this the number on your report?",
    ASK_FUTURE: "This date is in the future. Is it right?",
    ASK_THREE_COPIES: "This number looks like a way of writing “not detected”. Was it not detected?",
    ASK_PATIENT: "This file holds more than one person. Which one are you?",
    ASK_UNIT: "The file gives no unit for this. Which one is it?",
    ASK_COLUMN: "What is in this column?",
    ASK_START_DATE: "This table counts months or days. From which date?",
    ASK_STARTED: "When did you start this medicine?",
    ASK_DIAGNOSED: "Is this the day you were told you have CML?",
    DATE_MISSING: "Enter the date of your blood test.",
    DATE_UNREADABLE: "We could not read this date. Write it like 3 Jul 2026 or 2026-07-03.",
    DATE_IMPOSSIBLE: "There is no such date. Check the day and the month.",
    DATE_DAY_MISSING: "Add the day, for example 3 Jul 2026.",
    DATE_MONTH_MISSING: "Add the month, for example 3 Jul 2026.",
    DATE_YEAR_MISSING: "Add the year, for example 3 Jul 2026.",
    DATE_YEAR_FOUR_DIGITS: "Write the year with four digits, for example 1998 or 2026.",
    DATE_YEAR_RANGE: "The year must be between 1900 and 2100. Check the year.",
    ASK_DAY_OR_MONTH: "Which date do you mean?",
}
