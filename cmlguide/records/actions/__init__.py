"""Every write to the record: keyword-only functions, each whole or not at all.

An action trusts the rows it is given: callers reach them through the signed-in person, never by a bare id.
"""

from __future__ import annotations

from cmlguide.records.actions.allergies import add_allergy, delete_allergy, edit_allergy, restore_allergy
from cmlguide.records.actions.appointments import (
    add_appointment,
    delete_appointment,
    edit_appointment,
    restore_appointment,
)
from cmlguide.records.actions.blood_counts import (
    add_blood_count,
    delete_blood_count,
    edit_blood_count,
    restore_blood_count,
)
from cmlguide.records.actions.checklist import answer_checklist
from cmlguide.records.actions.diary_entries import (
    add_diary_entry,
    delete_diary_entry,
    edit_diary_entry,
    restore_diary_entry,
)
from cmlguide.records.actions.examples import reset_example, show_example
from cmlguide.records.actions.goals import (
    add_goal,
    choose_goal,
    delete_goal,
    edit_goal,
    move_goal,
    restore_goal,
)
from cmlguide.records.actions.imports import import_rows, redo_import, undo_import
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
from cmlguide.records.actions.other_medicines import (
    add_other_medicine,
    delete_other_medicine,
    edit_other_medicine,
    restore_other_medicine,
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
from cmlguide.records.actions.visits import plan_next_visit, record_visit
from cmlguide.records.actions.waiting_samples import (
    add_waiting_sample,
    delete_waiting_sample,
    edit_waiting_sample,
    restore_waiting_sample,
)

__all__ = [
    "add_allergy",
    "add_appointment",
    "add_blood_count",
    "add_diary_entry",
    "add_goal",
    "add_marrow_test",
    "add_mutation",
    "add_other_medicine",
    "add_result",
    "add_treatment",
    "add_waiting_sample",
    "answer_checklist",
    "choose_goal",
    "choose_question",
    "create_person",
    "delete_allergy",
    "delete_appointment",
    "delete_blood_count",
    "delete_diary_entry",
    "delete_everything",
    "delete_goal",
    "delete_marrow_test",
    "delete_mutation",
    "delete_other_medicine",
    "delete_result",
    "delete_treatment",
    "delete_waiting_sample",
    "edit_allergy",
    "edit_appointment",
    "edit_blood_count",
    "edit_diary_entry",
    "edit_goal",
    "edit_marrow_test",
    "edit_mutation",
    "edit_other_medicine",
    "edit_person",
    "edit_result",
    "edit_treatment",
    "edit_waiting_sample",
    "import_rows",
    "move_goal",
    "move_question",
    "open_record",
    "plan_next_visit",
    "purge_deleted",
    "purge_expired",
    "record_visit",
    "redo_import",
    "reset_example",
    "restore_allergy",
    "restore_appointment",
    "restore_blood_count",
    "restore_diary_entry",
    "restore_goal",
    "restore_marrow_test",
    "restore_mutation",
    "restore_other_medicine",
    "restore_question",
    "restore_result",
    "restore_treatment",
    "restore_waiting_sample",
    "show_example",
    "unchoose_question",
    "undo_import",
]
