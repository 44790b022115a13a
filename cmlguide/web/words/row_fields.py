"""Words for each field of each noun and for its values. A test proves that every field and code has words."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import date, time
from decimal import Decimal
from typing import Any

from django.utils.formats import time_format
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from cmlguide.web.words import choices, counts, dates, engine, numbers
from cmlguide.web.words import goals as goal_words
from cmlguide.web.words.diary import names as diary
from cmlguide.web.words.file_kinds import SOURCES
from cmlguide.web.words.preferences import READ_FIRST, SPECIALIST
from cmlguide.web.words.questions import checklist
from cmlguide.web.words.result.typed import SPECIMEN_CHOICES
from cmlguide.web.words.row_names import chosen_question
from cmlguide.web.words.units import UNITS

Labels = Mapping[str, object]

NEVER_TOLD = frozenset(
    {
        *("id", "person", "owner", "visit", "created_at", "deleted_at", "import_batch", "sha256"),
        *("extra", "record_extra", "position"),
    }
)
"""What nobody typed: no change of it is told field by field."""

_IMPORTED = {"imported_from": gettext_lazy("Imported from")}

LABELS: Mapping[str, Labels] = {
    "person": {
        "name": gettext_lazy("Name"),
        "born_on": gettext_lazy("Date of birth"),
        "born_year": gettext_lazy("Year of birth"),
        "diagnosed_on": gettext_lazy("Day of diagnosis"),
        "phase": gettext_lazy("Phase"),
        "transcript": gettext_lazy("Type of BCR::ABL1"),
        "transcript_name": gettext_lazy("Name of the type"),
        "goal": gettext_lazy("Goal that results are read by"),
        "guideline": gettext_lazy("Guideline"),
        "transplant_on": gettext_lazy("Day of the transplant"),
        "planned_test_on": gettext_lazy("Next test planned"),
        "agreed_percent_is": gettext_lazy("Level we agreed on"),
        "agreed_on": gettext_lazy("Agreed on"),
        "risk_score": gettext_lazy("Risk score"),
        "time_zone": gettext_lazy("Time zone"),
        "country": gettext_lazy("Country"),
        "date_order": gettext_lazy("How dates are written"),
        "clinic_day_phone": gettext_lazy("Clinic, by day"),
        "clinic_out_of_hours_phone": gettext_lazy("Clinic, after hours"),
        "pharmacy_phone": gettext_lazy("Pharmacy"),
        "read_first": gettext_lazy("When a result is opened"),
        "preferences": gettext_lazy("What matters to me"),
        "specialist": gettext_lazy("A CML specialist"),
        "specialist_note": gettext_lazy("About the specialist"),
        "summary_off": gettext_lazy("Parts left off the page for the visit"),
        "summary_second_page": gettext_lazy("Second side of the page for the visit"),
        "example": gettext_lazy("Example"),
    },
    "medicine": {
        "medicine": gettext_lazy("Medicine"),
        "dose": gettext_lazy("Dose"),
        "started_on": gettext_lazy("First day"),
        "stopped_on": gettext_lazy("Last day"),
        "stop_reason": gettext_lazy("Why it ended"),
        "keep_clock": gettext_lazy("Months keep counting"),
        "tki": gettext_lazy("Main CML tablet"),
        **_IMPORTED,
    },
    "result": {
        "collected_on": gettext_lazy("Day of the sample"),
        "kind": gettext_lazy("How the letter puts it"),
        "value": gettext_lazy("Number"),
        "unit": gettext_lazy("Scale"),
        "limit": gettext_lazy("How far down the test could see"),
        "level": gettext_lazy("Level"),
        "copies": gettext_lazy("Control gene copies"),
        "control_gene": gettext_lazy("Control gene"),
        "conversion_factor": gettext_lazy("The lab’s conversion factor"),
        "specimen": gettext_lazy("Blood or bone marrow"),
        "method": gettext_lazy("Way of testing"),
        "quantifies_to": gettext_lazy("Smallest number the test can measure"),
        "limit_from_lab": gettext_lazy("Depth taken from the lab’s other reports"),
        "lab": gettext_lazy("Lab"),
        "note": gettext_lazy("Note"),
        "as_reported": gettext_lazy("Wording of the letter"),
        "typed_as": gettext_lazy("As it was typed"),
        "checked_against_letter": gettext_lazy("Checked against the letter"),
        "baseline": gettext_lazy("The number before treatment"),
        **_IMPORTED,
    },
    "blood_count": {
        "collected_on": gettext_lazy("Day of the sample"),
        **counts.ITEMS,
        "immature_granulocytes": gettext_lazy("Young white cells"),
        "spleen_felt": gettext_lazy("Spleen can be felt"),
        **_IMPORTED,
    },
    "marrow_test": {
        "collected_on": gettext_lazy("Day of the sample"),
        "ph_positive": gettext_lazy("Cells with the Ph chromosome"),
        "metaphases": gettext_lazy("Cells looked at"),
        "fish_percent": gettext_lazy("FISH"),
        "karyotype": gettext_lazy("Karyotype"),
        **_IMPORTED,
    },
    "mutation": {
        "found_on": gettext_lazy("Day it was found"),
        "name": gettext_lazy("Name"),
        "resistance": gettext_lazy("Makes a medicine work less well"),
        **_IMPORTED,
    },
    "page_question": {"code": gettext_lazy("Question"), "text": gettext_lazy("Question")},
    "goal": {
        "code": gettext_lazy("Goal"),
        "text": gettext_lazy("In my own words"),
        "talked_over": gettext_lazy("Talked about with my team"),
    },
    "diary_entry": {
        "happened_on": gettext_lazy("Day"),
        "until_on": gettext_lazy("Last day"),
        "kind": gettext_lazy("Kind of entry"),
        "symptom": gettext_lazy("Side effect"),
        "symptom_text": gettext_lazy("Side effect, in my own words"),
        "severity": gettext_lazy("How bad"),
        "how_often": gettext_lazy("How often"),
        "gets_in_way_of": gettext_lazy("Gets in the way of"),
        "dose_status": gettext_lazy("The dose"),
        "doses": gettext_lazy("How many doses"),
        "reason": gettext_lazy("Why"),
        "intake": gettext_lazy("What was new"),
        "text": gettext_lazy("Note"),
        "prints": gettext_lazy("Prints on the page for the visit"),
    },
    "other_medicine": {
        "name": gettext_lazy("Medicine"),
        "dose": gettext_lazy("Dose"),
        "started_on": gettext_lazy("First day"),
        "stopped_on": gettext_lazy("Last day"),
        "note": gettext_lazy("Note"),
    },
    "allergy": {"name": gettext_lazy("Allergy"), "reaction": gettext_lazy("What happened")},
    "waiting_sample": {
        "taken_on": gettext_lazy("Day of the sample"),
        "expected_on": gettext_lazy("Result expected"),
        "lab": gettext_lazy("Lab"),
        "done_on": gettext_lazy("Waiting ended"),
    },
    "visit": {
        "visit_on": gettext_lazy("Day"),
        "visit_at": gettext_lazy("Time"),
        "place": gettext_lazy("Place"),
        "with_whom": gettext_lazy("Who with"),
        "note": gettext_lazy("Note"),
        "happened": gettext_lazy("Notes written"),
        "decisions": gettext_lazy("What we decided"),
        "next_test_on": gettext_lazy("Next test"),
        "next_visit_on": gettext_lazy("Next visit"),
    },
    "answer": {
        "question_code": gettext_lazy("Question"),
        "question_text": gettext_lazy("Question"),
        "answer": gettext_lazy("What was said"),
    },
    "checklist_answer": {
        "result_on": gettext_lazy("For the result of"),
        "item": gettext_lazy("Question"),
        "answer": gettext_lazy("Answer"),
        "text": gettext_lazy("In my own words"),
    },
    "import_batch": {
        "source": gettext_lazy("Kind of file"),
        "diagnosed_on": gettext_lazy("Day of diagnosis, from the file"),
        "diagnosed_before": gettext_lazy("Day of diagnosis, before"),
    },
}

CODES: Mapping[tuple[str, str], Labels] = {
    ("person", "phase"): engine.PHASES,
    ("person", "transcript"): engine.TRANSCRIPTS,
    ("person", "goal"): engine.GOALS,
    ("person", "date_order"): choices.DATE_ORDERS,
    ("person", "read_first"): READ_FIRST,
    ("person", "specialist"): SPECIALIST,
    ("person", "example"): {
        "doing_well": gettext_lazy("Doing well"),
        "just_above": gettext_lazy("Just above a milestone"),
        "rising": gettext_lazy("Going up"),
    },
    ("medicine", "stop_reason"): engine.STOP_REASONS,
    ("result", "kind"): engine.KINDS,
    ("result", "unit"): engine.UNITS,
    ("result", "level"): engine.LEVELS,
    ("result", "specimen"): dict(SPECIMEN_CHOICES),
    ("result", "method"): engine.METHODS,
    ("goal", "code"): {**goal_words.WORDS, goal_words.OWN: gettext_lazy("A goal of my own")},
    ("diary_entry", "kind"): diary.KINDS,
    ("diary_entry", "symptom"): diary.SYMPTOMS,
    ("diary_entry", "severity"): diary.SEVERITIES,
    ("diary_entry", "how_often"): diary.HOW_OFTEN,
    ("diary_entry", "gets_in_way_of"): diary.DISTURBED,
    ("diary_entry", "dose_status"): diary.DOSE_STATUSES,
    ("diary_entry", "reason"): diary.DOSE_REASONS,
    ("diary_entry", "intake"): diary.INTAKES,
    ("checklist_answer", "item"): checklist.ITEMS,
    ("checklist_answer", "answer"): checklist.ANSWERS,
    ("import_batch", "source"): SOURCES,
}
PERCENTS = frozenset(
    {
        *("agreed_percent_is", "quantifies_to", "fish_percent"),
        *("basophils_percent", "eosinophils_percent", "blasts_percent"),
    }
)
COUNTED = frozenset({"copies", "ph_positive", "metaphases"})
EMPTY = gettext_lazy("empty")


def field_label(noun: str, field: str) -> str:
    """The field's label; for a field this version does not know, its own name."""
    return str(LABELS[noun].get(field, field))


def field_words(noun: str, field: str, value: Any) -> str:
    """The field's value: codes and months in words, a person's own words unchanged."""
    if value is None or value in ("", []):
        return str(EMPTY)
    if special := _SPECIAL.get((noun, field)):
        return special(value)
    codes = CODES.get((noun, field), {})
    if isinstance(value, list):
        return ", ".join(str(codes.get(one, one)) for one in value)
    return str(codes[value]) if value in codes else _plain_words(field, value)


def _plain_words(field: str, value: Any) -> str:
    if isinstance(value, bool):
        return _("yes") if value else _("no")
    if isinstance(value, date):
        return dates.long_date(value)
    if isinstance(value, time):
        return time_format(value, "H:i")
    if isinstance(value, Decimal):
        if field in UNITS:
            return counts.with_unit(field, value)
        return numbers.percent(value) if field in PERCENTS else numbers.plain(value)
    if isinstance(value, int):
        return numbers.copies(value) if field in COUNTED else str(value)
    return str(value)


def _country(code: str) -> str:
    return str(dict(choices.country_choices()).get(code, code))


def _parts_off(codes: list[str]) -> str:
    return ngettext("%(count)s part", "%(count)s parts", len(codes)) % {"count": len(codes)}


_SPECIAL: Mapping[tuple[str, str], Callable[[Any], str]] = {
    ("person", "country"): _country,
    ("person", "guideline"): lambda code: str(engine.guideline_name(code)),
    ("person", "summary_off"): _parts_off,
    ("page_question", "code"): chosen_question,
    ("answer", "question_code"): chosen_question,
}
