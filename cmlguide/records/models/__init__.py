"""What is kept, a file a noun. Only `cmlguide.records.actions` writes to these."""

from __future__ import annotations

from cmlguide.records.models.blood_count import BloodCount
from cmlguide.records.models.change import Change
from cmlguide.records.models.marrow_test import MarrowTest
from cmlguide.records.models.mutation import Mutation
from cmlguide.records.models.page_question import PageQuestion
from cmlguide.records.models.person import Person
from cmlguide.records.models.result import Result
from cmlguide.records.models.soft_deleted import KeptRows, SoftDeleted
from cmlguide.records.models.treatment import Treatment
from cmlguide.records.models.user import User

__all__ = [
    "BloodCount",
    "Change",
    "KeptRows",
    "MarrowTest",
    "Mutation",
    "PageQuestion",
    "Person",
    "Result",
    "SoftDeleted",
    "Treatment",
    "User",
]
