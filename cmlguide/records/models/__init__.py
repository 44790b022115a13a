"""What is stored, one file per noun. Only `cmlguide.records.actions` writes to these."""

from __future__ import annotations

from cmlguide.records.models.account_event import AccountEvent
from cmlguide.records.models.allergy import Allergy
from cmlguide.records.models.answer import Answer
from cmlguide.records.models.blood_count import BloodCount
from cmlguide.records.models.change import Change
from cmlguide.records.models.checklist_answer import ChecklistAnswer
from cmlguide.records.models.diary_entry import DiaryEntry
from cmlguide.records.models.goal import Goal
from cmlguide.records.models.guest_link import GuestLink
from cmlguide.records.models.helper import Helper
from cmlguide.records.models.import_batch import ImportBatch
from cmlguide.records.models.letter import Letter
from cmlguide.records.models.look import Look
from cmlguide.records.models.marrow_test import MarrowTest
from cmlguide.records.models.medicine import Medicine
from cmlguide.records.models.mutation import Mutation
from cmlguide.records.models.other_medicine import OtherMedicine
from cmlguide.records.models.page_question import PageQuestion
from cmlguide.records.models.person import Person
from cmlguide.records.models.purge_clock import PurgeClock
from cmlguide.records.models.result import Result
from cmlguide.records.models.soft_deleted import KeptRows, SoftDeleted
from cmlguide.records.models.used_key import UsedKey
from cmlguide.records.models.user import User
from cmlguide.records.models.visit import Visit
from cmlguide.records.models.waiting_file import WaitingFile
from cmlguide.records.models.waiting_sample import WaitingSample

__all__ = [
    "AccountEvent",
    "Allergy",
    "Answer",
    "BloodCount",
    "Change",
    "ChecklistAnswer",
    "DiaryEntry",
    "Goal",
    "GuestLink",
    "Helper",
    "ImportBatch",
    "KeptRows",
    "Letter",
    "Look",
    "MarrowTest",
    "Medicine",
    "Mutation",
    "OtherMedicine",
    "PageQuestion",
    "Person",
    "PurgeClock",
    "Result",
    "SoftDeleted",
    "UsedKey",
    "User",
    "Visit",
    "WaitingFile",
    "WaitingSample",
]
