"""A diary entry: how the person felt, which doses were not taken, what was new."""

from __future__ import annotations

from datetime import date

from django.core.exceptions import ValidationError
from django.db import models
from django.utils.translation import gettext_lazy as _

from cmlguide.records.fields import ExactJSONField
from cmlguide.records.models.codes import code_field
from cmlguide.records.models.person import Person
from cmlguide.records.models.soft_deleted import SoftDeleted
from cmlguide.records.validators import check_choices, check_count, check_date, check_text

ENTRY_KINDS = ("side_effect", "dose", "note", "new_intake")
SYMPTOMS = (
    "swelling",
    "muscle_cramps",
    "muscle_or_joint_pain",
    "nausea",
    "vomiting",
    "diarrhoea",
    "constipation",
    "belly_pain",
    "rash_or_itch",
    "tiredness",
    "headache",
    "trouble_sleeping",
    "trouble_remembering",
    "low_mood_or_worry",
    "shortness_of_breath",
    "cough",
    "bruising_or_bleeding",
    "hair_thinning",
    "fever",
    "weight_change",
    "other",
)
SEVERITIES = ("mild", "moderate", "severe")
HOW_OFTEN = ("once", "sometimes", "most_days", "every_day")
DISTURBED = ("work", "chores", "sleep", "social_life", "mood")
DOSE_STATUSES = ("missed", "not_kept_down", "paused_by_team")
DOSE_REASONS = ("forgot", "side_effect", "ran_out", "cost", "travel", "other")
INTAKES = ("medicine", "antacid", "supplement", "grapefruit", "other")
# What an entry of each kind must have.
NEEDED = {"side_effect": "symptom", "dose": "dose_status", "note": "text", "new_intake": "intake"}


def check_disturbed(codes: object) -> None:
    """Refuse anything but a list of things a side effect can get in the way of."""
    check_choices(codes, DISTURBED)


class DiaryEntry(SoftDeleted):
    """One entry of one kind; the fields of other kinds stay empty.

    Only `symptom` serves two kinds: a dose not taken because of a side effect (`reason`) may name it.
    `gets_in_way_of` is a list of DISTURBED codes. `doses` is how many, None where not counted. `prints`: the
    person ticked it for the page. No score is kept, and nothing here judges.
    """

    person = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="diary_entries")
    happened_on = models.DateField(validators=[check_date])
    until_on = models.DateField(null=True, blank=True, validators=[check_date])
    kind = code_field(ENTRY_KINDS)
    symptom = code_field(SYMPTOMS, blank=True, default="")
    symptom_text = models.TextField(blank=True, default="", validators=[check_text])
    severity = code_field(SEVERITIES, blank=True, default="")
    how_often = code_field(HOW_OFTEN, blank=True, default="")
    gets_in_way_of = ExactJSONField(default=list, blank=True, validators=[check_disturbed])
    dose_status = code_field(DOSE_STATUSES, blank=True, default="")
    doses = models.IntegerField(null=True, blank=True, validators=[check_count])
    reason = code_field(DOSE_REASONS, blank=True, default="")
    intake = code_field(INTAKES, blank=True, default="")
    text = models.TextField(blank=True, default="", validators=[check_text])
    prints = models.BooleanField(default=False)
    extra = ExactJSONField(default=dict, blank=True)

    class Meta:
        ordering = ("happened_on", "pk")
        indexes = (models.Index(fields=["person", "happened_on"], name="diary_entry_by_person"),)

    def __str__(self) -> str:
        return f"diary entry {self.pk}"

    @property
    def last_on(self) -> date:
        """The last day the entry covers: `until_on` if given, else the day it happened on."""
        return self.until_on or self.happened_on

    def clean(self) -> None:
        problems = {}
        needed = NEEDED.get(self.kind)
        if needed and not str(getattr(self, needed)).strip():
            problems[needed] = ValidationError(_("Say what it was."), code="missing")
        if self.until_on and self.happened_on and self.until_on < self.happened_on:
            message = _("The last day is before the first day. Check both dates.")
            problems["until_on"] = ValidationError(message, code="stopped_before_started")
        if problems:
            raise ValidationError(problems)
