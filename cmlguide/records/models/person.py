"""The patient."""

from __future__ import annotations

from django.conf import settings
from django.db import models
from django.utils import timezone

from cmlguide.records.fields import ExactDecimalField, ExactJSONField
from cmlguide.records.models.codes import code_field
from cmlguide.records.validators import (
    check_date,
    check_guideline,
    check_number,
    check_positive,
    check_text,
    check_time_zone,
    check_words,
    check_year,
)
from milestones.history import GOALS, PHASES, TRANSCRIPTS

DATE_ORDERS = ("dmy", "mdy", "ymd")
READ_FIRST = ("number", "meaning")
SPECIALIST = ("seen", "planned", "ask")
EXAMPLES = ("doing_well", "just_above", "rising")


class Person(models.Model):
    """The person with CML whose record this is: facts, preferences and the clinic's numbers.

    Belongs to one User (`owner`), who may be a helper. What was measured or taken has rows of its own.
    `preferences` is what matters to them, in their words; `specialist` says whether they have seen, will see
    or want to ask for a CML specialist; `summary_off` lists the codes of the page sections switched off.
    `agreed_percent_is` is the level the person and the team agreed on, `agreed_on` the day they did so.
    `guideline` "" means not sure; `time_zone` "" means not said. `example` says which of the made-up people
    this is, "" for a real person. `extra` and `record_extra` hold the keys of a record file that this version
    does not know (those of `person`, and those of the whole file).
    """

    owner = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="people")
    name = models.TextField(blank=True, default="", validators=[check_text])
    born_on = models.DateField(null=True, blank=True, validators=[check_date])
    born_year = models.IntegerField(null=True, blank=True, validators=[check_year])

    diagnosed_on = models.DateField(null=True, blank=True, validators=[check_date])
    phase = code_field(PHASES, default="unknown")
    transcript = code_field(TRANSCRIPTS, default="unknown")
    transcript_name = models.TextField(blank=True, default="", validators=[check_text])
    goal = code_field(GOALS, default="unset")
    guideline = models.CharField(max_length=100, blank=True, default="", validators=[check_guideline])
    transplant_on = models.DateField(null=True, blank=True, validators=[check_date])
    planned_test_on = models.DateField(null=True, blank=True, validators=[check_date])
    agreed_percent_is = ExactDecimalField(null=True, blank=True, validators=[check_number, check_positive])
    agreed_on = models.DateField(null=True, blank=True, validators=[check_date])
    risk_score = models.TextField(blank=True, default="", validators=[check_text])

    time_zone = models.CharField(max_length=100, blank=True, default="", validators=[check_time_zone])
    country = models.CharField(max_length=2, blank=True, default="", validators=[check_text])
    date_order = code_field(DATE_ORDERS, default="dmy")
    clinic_day_phone = models.TextField(blank=True, default="", validators=[check_text])
    clinic_out_of_hours_phone = models.TextField(blank=True, default="", validators=[check_text])
    pharmacy_phone = models.TextField(blank=True, default="", validators=[check_text])

    read_first = code_field(READ_FIRST, default="number")
    preferences = models.TextField(blank=True, default="", validators=[check_text])
    specialist = code_field(SPECIALIST, blank=True, default="")
    specialist_note = models.TextField(blank=True, default="", validators=[check_text])
    summary_off = ExactJSONField(default=list, blank=True, validators=[check_words])
    summary_second_page = models.BooleanField(default=False)

    example = code_field(EXAMPLES, blank=True, default="")
    extra = ExactJSONField(default=dict, blank=True)
    record_extra = ExactJSONField(default=dict, blank=True)
    created_at = models.DateTimeField(default=timezone.now, editable=False)

    zone_here = ""
    """The zone of whoever looks at the record, where the record names none. Of this moment, never kept."""

    def __str__(self) -> str:
        return f"person {self.pk}"
