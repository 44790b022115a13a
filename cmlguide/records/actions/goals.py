"""Writes to the goals. The list decides: the person's `goal`, which the engine reads, is derived from it."""

from __future__ import annotations

from collections.abc import Collection
from typing import Any

from django.db import transaction
from django.db.models import Max, Min

from cmlguide.records.actions.persons import edit_person
from cmlguide.records.actions.rows import add_row, delete_row, edit_row, restore_row
from cmlguide.records.actions.seen import refuse_if_changed
from cmlguide.records.models import Goal, Person

TRY_WITHOUT = "treatment_free_remission"
LIVE_WELL = "quality_of_life"
ROW_OF = {TRY_WITHOUT: TRY_WITHOUT, "long_term_control": LIVE_WELL}


@transaction.atomic
def add_goal(*, person: Person, **fields: Any) -> Goal:
    """The new goal, saved in last place. A common goal already on the list is returned instead.

    `fields` are those of Goal: `code` at least. Raises ValidationError by field name.
    """
    _settle(person)
    kept = person.goals.kept()
    goal = kept.filter(code=fields.get("code")).exclude(code="own").first()
    if goal is None:
        last = kept.aggregate(last=Max("position"))["last"]
        goal = add_row(Goal, person=person, **{"position": 0 if last is None else last + 1, **fields})
    _follow(person)
    return goal


@transaction.atomic
def choose_goal(*, person: Person, goal: str, seen: str = "") -> None:
    """Make the list express `goal`, one of the three the engine knows; the person's other goals stay on it.

    "unset" removes the goals that stand for the other two; a list with any goals left means long-term
    control. Raises ChangedMeanwhileError when the stored goal differs from `seen`, the digest of the person.
    """
    unwanted = {"unset": (TRY_WITHOUT, LIVE_WELL), "long_term_control": (TRY_WITHOUT,)}.get(goal, ())
    _settle(person)
    stored = Person.objects.get(pk=person.pk).goal
    refuse_if_changed(seen, {} if stored == goal else {"goal": stored})
    for row in person.goals.kept().filter(code__in=unwanted):
        delete_row(row)
    _follow(person)
    if goal == TRY_WITHOUT or (goal in ROW_OF and not person.goals.kept().exists()):
        add_goal(person=person, code=ROW_OF[goal])


@transaction.atomic
def edit_goal(*, goal: Goal, **fields: Any) -> Goal:
    """The goal with `fields` changed. Raises ValidationError by field name; DoesNotExist when deleted."""
    _settle(goal.person)
    edited = edit_row(goal, **fields)
    _follow(goal.person)
    return edited


@transaction.atomic
def move_goal(*, goal: Goal, up: bool) -> None:
    """Move the goal one place up or down. At either end of the list nothing changes."""
    _settle(goal.person)
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
    """Mark the goal as deleted: it leaves pages and exports,
    and `restore_goal` can restore it for 30 days."""
    _settle(goal.person)
    deleted = delete_row(goal)
    _follow(goal.person)
    return deleted


@transaction.atomic
def restore_goal(*, goal: Goal) -> Goal:
    """The restored goal, in its old place. A common goal added again since then stays and is returned
    instead."""
    _settle(goal.person)
    again = goal.person.goals.kept().filter(code=goal.code).exclude(code="own").first()
    restored = restore_row(goal) if again is None else again
    _follow(goal.person)
    return restored


def unlisted_goal(goal: str, codes: Collection[str]) -> str:
    """The code of the row that would stand for the engine's `goal`; "" when `codes` already has it.

    A record file from elsewhere may name the engine's goal without having a list.
    """
    row = ROW_OF.get(goal, "")
    return row if row not in codes and (not codes or row == TRY_WITHOUT) else ""


def _settle(person: Person) -> None:
    """Put the engine's goal on the list before anything else there changes, so that a click on another goal
    does not change how results are read. Two clicks at once take turns."""
    goal = Person.objects.select_for_update().get(pk=person.pk).goal
    kept = person.goals.kept()
    code = unlisted_goal(goal, kept.values_list("code", flat=True))
    if code:
        first = kept.aggregate(first=Min("position"))["first"]
        add_row(Goal, person=person, code=code, position=0 if first is None else first - 1)


def _follow(person: Person) -> None:
    """Derive the one goal the engine knows: stopping treatment first, then living well on it, else none."""
    codes = set(person.goals.kept().values_list("code", flat=True))
    wanted = TRY_WITHOUT if TRY_WITHOUT in codes else "long_term_control" if codes else "unset"
    edit_person(person=person, goal=wanted)
