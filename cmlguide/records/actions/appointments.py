"""Writes to visits."""

from __future__ import annotations

from typing import Any

from django.db import transaction

from cmlguide.records.actions.rows import add_row, delete_row, edit_row, restore_row
from cmlguide.records.models import Appointment, Person


@transaction.atomic
def add_appointment(*, person: Person, **fields: Any) -> Appointment:
    """The new appointment, saved.

    `fields` are those of Appointment: `visit_on` at least.
    Raises ValidationError by field name, all problems at once; then nothing is saved.
    """
    return add_row(Appointment, person, fields)


@transaction.atomic
def edit_appointment(*, appointment: Appointment, **fields: Any) -> Appointment:
    """The appointment with `fields` changed; the rest stays, and what it said before is kept as a Change.

    Raises ValidationError by field name and then changes nothing, also not the object passed in; raises
    Appointment.DoesNotExist when it is deleted.
    """
    return edit_row(appointment, appointment.person, fields)


@transaction.atomic
def delete_appointment(*, appointment: Appointment) -> Appointment:
    """The appointment, gone from pages and exports; `restore_appointment` brings it back for 30 days."""
    return delete_row(appointment, appointment.person)


@transaction.atomic
def restore_appointment(*, appointment: Appointment) -> Appointment:
    """The appointment, back where it was: the undo of `delete_appointment`."""
    return restore_row(appointment, appointment.person)
