"""Names for the rows of a record: "Result from 3 May 2026, 0.02%". A test proves that every noun has one."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import TYPE_CHECKING, Any

from django.utils.translation import gettext as _

from cmlguide.web.words import dates, numbers
from cmlguide.web.words.diary.entries import entry_title
from cmlguide.web.words.diary.names import KINDS
from cmlguide.web.words.file_kinds import SOURCES
from cmlguide.web.words.goals import goal_text
from cmlguide.web.words.marks import labelled
from cmlguide.web.words.medicines import medicine_words
from cmlguide.web.words.questions.checklist import SHORT
from cmlguide.web.words.questions.of_diary import QUESTIONS as DIARY_QUESTIONS
from cmlguide.web.words.questions.of_results import QUESTIONS, WITHOUT_NUMBERS

if TYPE_CHECKING:
    from django.utils.functional import _StrOrPromise

LONGEST = 80
"""Letters of a person's own words in a name; the row's own page has all of them."""


def row_name(noun: str, row: Any) -> str:
    """What the row is, with its date and the one fact that sets it apart from others like it."""
    return NAMES[noun](row)


def deleted_words(noun: str, row: Any) -> str:
    """What the notice beside Undo says: which row is gone."""
    return labelled(_("Deleted"), row_name(noun, row))


def _person(row: Any) -> str:
    return _("About me")


def _medicine(row: Any) -> str:
    named = {"name": _named(medicine_words(row.medicine), row.dose), "day": dates.short_date(row.started_on)}
    return _("Medicine: %(name)s, from %(day)s") % named


def _result(row: Any) -> str:
    named = {"day": dates.short_date(row.collected_on), "value": numbers.result_value(row)}
    return _("Result from %(day)s, %(value)s") % named


def _blood_count(row: Any) -> str:
    return _("Blood count from %(day)s") % {"day": dates.short_date(row.collected_on)}


def _marrow_test(row: Any) -> str:
    return _("Bone marrow test from %(day)s") % {"day": dates.short_date(row.collected_on)}


def _mutation(row: Any) -> str:
    name = row.name.strip() or _("without a name")
    return _("Mutation %(name)s, found %(day)s") % {"name": name, "day": dates.short_date(row.found_on)}


def _page_question(row: Any) -> str:
    return _("Question for the visit: “%(text)s”") % {"text": _short(row.text or chosen_question(row.code))}


def chosen_question(code: str) -> str:
    """One of the suggested questions, without the numbers it is worded with."""
    text = str(WITHOUT_NUMBERS.get(code) or QUESTIONS.get(code) or DIARY_QUESTIONS.get(code) or "")
    return text if text and "%(" not in text else _("One of the questions that your record raised")


def _goal(row: Any) -> str:
    return _("Goal: %(text)s") % {"text": _short(goal_text(row))}


def _diary_entry(row: Any) -> str:
    what = _short(row.text) if row.kind == "note" else entry_title(row)
    told = {"day": dates.short_date(row.happened_on), "kind": KINDS[row.kind], "what": what}
    return _("Diary, %(day)s. %(kind)s: %(what)s") % told


def _other_medicine(row: Any) -> str:
    return _("Other medicine: %(name)s") % {"name": _named(row.name, row.dose)}


def _allergy(row: Any) -> str:
    return _("Allergy: %(name)s") % {"name": _short(row.name)}


def _waiting_sample(row: Any) -> str:
    return _("Sample at the lab, taken %(day)s") % {"day": dates.short_date(row.taken_on)}


def _visit(row: Any) -> str:
    where = _short(row.place or row.with_whom)
    day = dates.short_date(row.visit_on)
    return (
        _("Visit on %(day)s, %(where)s") % {"day": day, "where": where} if where else _("Visit on %s") % day
    )


def _answer(row: Any) -> str:
    asked = row.question_text or chosen_question(row.question_code)
    return _("What was said about “%(text)s”") % {"text": _short(asked)}


def _checklist_answer(row: Any) -> str:
    told = {"day": dates.short_date(row.result_on), "item": SHORT[row.item]}
    return _("Checklist for the result from %(day)s: %(item)s") % told


def _import_batch(row: Any) -> str:
    told = {
        "source": SOURCES.get(row.source, row.source),
        "day": dates.short_date(row.created_at.date()),
    }
    return _("All that came from %(source)s, imported on %(day)s") % told


NAMES: Mapping[str, Callable[[Any], str]] = {
    "person": _person,
    "medicine": _medicine,
    "result": _result,
    "blood_count": _blood_count,
    "marrow_test": _marrow_test,
    "mutation": _mutation,
    "page_question": _page_question,
    "goal": _goal,
    "diary_entry": _diary_entry,
    "other_medicine": _other_medicine,
    "allergy": _allergy,
    "waiting_sample": _waiting_sample,
    "visit": _visit,
    "answer": _answer,
    "checklist_answer": _checklist_answer,
    "import_batch": _import_batch,
}


def _named(name: str, dose: str) -> str:
    return _short(f"{name.strip()} {dose.strip()}")


def _short(text: _StrOrPromise) -> str:
    plain = " ".join(str(text).split())
    return plain if len(plain) <= LONGEST else f"{plain[: LONGEST - 1].rstrip()}…"
