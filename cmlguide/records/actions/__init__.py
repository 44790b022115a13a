"""Every write to the record: keyword-only functions, each whole or not at all.

An action trusts the rows it is given: callers reach them through the signed-in person, never by a bare id.
"""

from __future__ import annotations

from cmlguide.records.actions.blood_counts import (
    add_blood_count,
    delete_blood_count,
    edit_blood_count,
    restore_blood_count,
)
from cmlguide.records.actions.examples import reset_example, show_example
from cmlguide.records.actions.marrow_tests import (
    add_marrow_test,
    delete_marrow_test,
    edit_marrow_test,
    restore_marrow_test,
)
from cmlguide.records.actions.mutations import (
    add_mutation,
    delete_mutation,
    edit_mutation,
    restore_mutation,
)
from cmlguide.records.actions.persons import create_person, delete_everything, edit_person
from cmlguide.records.actions.purge import purge_deleted, purge_expired
from cmlguide.records.actions.questions import (
    choose_question,
    move_question,
    restore_question,
    unchoose_question,
)
from cmlguide.records.actions.records import open_record
from cmlguide.records.actions.results import add_result, delete_result, edit_result, restore_result
from cmlguide.records.actions.treatments import (
    add_treatment,
    delete_treatment,
    edit_treatment,
    restore_treatment,
)

__all__ = [
    "add_blood_count",
    "add_marrow_test",
    "add_mutation",
    "add_result",
    "add_treatment",
    "choose_question",
    "create_person",
    "delete_blood_count",
    "delete_everything",
    "delete_marrow_test",
    "delete_mutation",
    "delete_result",
    "delete_treatment",
    "edit_blood_count",
    "edit_marrow_test",
    "edit_mutation",
    "edit_person",
    "edit_result",
    "edit_treatment",
    "move_question",
    "open_record",
    "purge_deleted",
    "purge_expired",
    "reset_example",
    "restore_blood_count",
    "restore_marrow_test",
    "restore_mutation",
    "restore_question",
    "restore_result",
    "restore_treatment",
    "show_example",
    "unchoose_question",
]
