"""Writes to the short checklist shown after a rise."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date

from django.db import transaction

from cmlguide.records.actions.rows import add_row, edit_row
from cmlguide.records.actions.seen import refuse_if_changed
from cmlguide.records.models import ChecklistAnswer, Person
from cmlguide.records.models.checklist_answer import CHECKLIST_ITEMS


@transaction.atomic
def answer_checklist(
    *, person: Person, result_on: date, answers: Iterable[Mapping[str, str]], seen: str = ""
) -> list[ChecklistAnswer]:
    """The saved answers for that day's result, each with its `item`, `answer` and `text`; all or none.

    A second answer to an item replaces the first. Raises ValidationError by field name, and
    ChangedMeanwhileError when an answer about to be replaced differs from `seen`, the digest of
    `said_to_items`; in both cases nothing is saved.
    """
    Person.objects.select_for_update().get(pk=person.pk)  # two clicks at once must not make two answers
    known = {row.item: row for row in person.checklist_answers.kept().filter(result_on=result_on)}
    answers = list(answers)
    refuse_if_changed(seen, _replaced(known, answers))
    return [_answer(person, result_on, known.get(said["item"]), said) for said in answers]


def said_to_items(known: Iterable[ChecklistAnswer]) -> dict[str, list[str]]:
    """The current answers by checklist item; an empty list for an item without one."""
    said = {row.item: [row.answer, row.text] for row in known}
    return {item: said.get(item, ["", ""]) for item in CHECKLIST_ITEMS}


def _replaced(
    known: Mapping[str, ChecklistAnswer], answers: Iterable[Mapping[str, str]]
) -> dict[str, list[str]]:
    """The current answer to each item whose answer is about to change."""
    now = said_to_items(known.values())
    wanted = {said["item"]: [said["answer"], said.get("text", "")] for said in answers}
    return {item: now[item] for item in wanted if item in now and now[item] != wanted[item]}


def _answer(
    person: Person, result_on: date, already: ChecklistAnswer | None, said: Mapping[str, str]
) -> ChecklistAnswer:
    if already is None:
        return add_row(ChecklistAnswer, person=person, result_on=result_on, **said)
    return edit_row(already, **{"text": "", **said})
