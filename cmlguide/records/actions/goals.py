"""Writes to the goals. The person's `goal`, which the engine reads, follows from them."""

from __future__ import annotations

from typing import Any

from django.db import transaction
from django.db.models import Max

from cmlguide.records.actions.persons import edit_person
from cmlguide.records.actions.rows import add_row, delete_row, edit_row, restore_row
from cmlguide.records.models import Goal, Person

TRY_WITHOUT = "treatment_free_remission"


@transaction.atomic
def add_goal(*, person: Person, **fields: Any) -> Goal:
    """The new goal, saved as the last. A common goal that is there already is given back instead.

    `fields` are those of Goal: `code` at least. Raises ValidationError by field name.
    """
    _wait_for_other_writes(person)
    kept = person.goals.kept()
    already = kept.filter(code=fields.get("code")).exclude(code="own").first()
    if already is not None:
        return already
    last = kept.aggregate(last=Max("position"))["last"]
    goal = add_row(Goal, person, {"position": 0 if last is None else last + 1, **fields})
    _follow(person)
    return goal


@transaction.atomic
def edit_goal(*, goal: Goal, **fields: Any) -> Goal:
    """The goal with `fields` changed. Raises ValidationError by field name; DoesNotExist when deleted."""
    edited = edit_row(goal, goal.person, fields)
    _follow(goal.person)
    return edited


@transaction.atomic
def move_goal(*, goal: Goal, up: bool) -> None:
    """The goal, one place up or down. At the end of the list nothing changes."""
    _wait_for_other_writes(goal.person)
    rows = list(goal.person.goals.kept())
    place = next((index for index, row in enumerate(rows) if row.pk == goal.pk), None)
    target = -1 if place is None else place - 1 if up else place + 1
    if place is not None and 0 <= target < len(rows):
        rows[place], rows[target] = rows[target], rows[place]
    for position, row in enumerate(rows):
        row.position = position
    Goal.objects.bulk_update(rows, ["position"])


@transaction.atomic
def delete_goal(*, goal: Goal) -> Goal:
    """The goal, gone from pages and exports; `restore_goal` brings it back for 30 days."""
    deleted = delete_row(goal, goal.person)
    _follow(goal.person)
    return deleted


@transaction.atomic
def restore_goal(*, goal: Goal) -> Goal:
    """The goal, back where it was. If a common goal was added again since, that one stays and is returned."""
    _wait_for_other_writes(goal.person)
    again = goal.person.goals.kept().filter(code=goal.code).exclude(code="own").first()
    restored = restore_row(goal, goal.person) if again is None else again
    _follow(goal.person)
    return restored


def _follow(person: Person) -> None:
    """Set the one goal the engine knows: to try without, else to live well on treatment, else none."""
    codes = set(person.goals.kept().values_list("code", flat=True))
    wanted = TRY_WITHOUT if TRY_WITHOUT in codes else "long_term_control" if codes else "unset"
    edit_person(person=person, goal=wanted)


def _wait_for_other_writes(person: Person) -> None:
    """Two clicks at once take turns, so that a goal is there once and places stay in order."""
    Person.objects.select_for_update().get(pk=person.pk)
