"""The form for one BCR::ABL1 result: a date and a number; the rest may stay closed.

It also finds what to ask before saving (`asks`): the page shows the questions, and only the person's yes to
exactly this content (`confirmed`) lets it be saved.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from cmlguide.exchange.typed.number import TypedResult, read_number
from cmlguide.records.models import Person, Result
from cmlguide.records.validators import check_date, check_positive
from cmlguide.web.fields.asked_once import AS_TYPED, AskedOnceForm, Question
from cmlguide.web.fields.date_fields import DateBoxesField
from cmlguide.web.fields.number_fields import CopiesField, LimitField, NumberField
from cmlguide.web.fields.text_fields import LineField, NoteField, keep_choice
from cmlguide.web.pages.results import doubts
from cmlguide.web.pages.results.initial import initial_of
from cmlguide.web.pages.results.letter_line import with_day_on_line
from cmlguide.web.pages.results.parts import Chosen, Parts, combine, take_meaning
from cmlguide.web.words.numbers import decimal_mark
from cmlguide.web.words.result import typed as words
from milestones import history as engine
from milestones.same_result import find_same_result
from milestones.unusual import Unusual, find_previous, find_unusual

FACTS = ("collected_on", "kind", "value", "unit", "limit", "level", "copies", "conversion_factor", "specimen")
AS_THEY_ARE = (
    "collected_on", "copies", "control_gene", "conversion_factor", "method", "quantifies_to", "lab", "note",
    "baseline", "checked_against_letter",
)  # fmt: skip
MORE = (
    "kind", "level", "unit", "limit", "quantifies_to", "copies", "control_gene", "conversion_factor",
    "method", "specimen", "note", "baseline", "checked_against_letter",
)  # fmt: skip


@dataclass(frozen=True)
class Beside:
    """What a typed result is compared with: whose it is, all entries, today, and the result being edited.

    `taken` and `at_lab`: the day and the laboratory that the form offers for a new one.
    """

    person: Person
    history: engine.History
    today: date
    editing: Result | None = None
    taken: date | None = None
    at_lab: str = ""

    def last_lab(self) -> str:
        """The lab of the newest result that names one."""
        return next((row.lab for row in reversed(self.history.results) if row.lab), "")

    def offered(self) -> dict[str, Any]:
        """What the boxes hold before anything is typed."""
        if self.editing:
            return initial_of(self.editing, AS_THEY_ARE)
        return {"lab": self.at_lab or self.last_lab(), "collected_on": self.taken}

    def others(self) -> engine.History:
        """The history without the result being edited."""
        key = str(self.editing.pk) if self.editing else None
        return replace(self.history, results=tuple(row for row in self.history.results if row.key != key))


class ResultForm(AskedOnceForm):
    """One result as typed. After `is_valid()`: `may_be_saved`, `questions()` and `to_save()`."""

    collected_on = DateBoxesField(
        label=_("When was the blood taken?"),
        validators=[check_date],
        error_messages={"required": _("Enter the date of your blood test.")},
    )
    number = LineField(label=_("The number on your letter"))
    kind = forms.ChoiceField(label=_("How your letter puts it"), required=False, choices=words.KIND_CHOICES)
    level = forms.ChoiceField(label=_("Level"), required=False, choices=words.LEVEL_CHOICES)
    unit = forms.ChoiceField(label=_("Scale"), required=False, choices=words.UNIT_CHOICES)
    limit = LimitField(label=_("How far down the test could see"), checks=[check_positive])
    copies = CopiesField(label=_("Control gene copies"))
    control_gene = forms.ChoiceField(
        label=_("Control gene"), required=False, choices=words.CONTROL_GENE_CHOICES
    )
    conversion_factor = NumberField(label=_("The lab's conversion factor"), checks=[check_positive])
    quantifies_to = LimitField(
        label=_("The smallest number this test can measure (LOQ), in % (IS)"), checks=[check_positive]
    )
    method = forms.ChoiceField(label=_("How the test was done"), required=False, choices=words.METHOD_CHOICES)
    lab = LineField(label=_("Lab"))
    specimen = forms.ChoiceField(
        label=_("Sample"), required=False, choices=words.SPECIMEN_CHOICES, initial="blood"
    )
    note = NoteField(label=_("Note"))
    baseline = forms.BooleanField(label=_("This was my number before treatment (baseline)"), required=False)
    checked_against_letter = forms.BooleanField(label=_("I checked this against my letter"), required=False)
    meant_number = LineField()
    meant_copies = LineField()

    def __init__(self, data: Mapping[str, Any] | None = None, *, beside: Beside) -> None:
        read = with_day_on_line(data, "collected_on", beside.today) if data else data
        super().__init__(read, kept=beside.editing, initial=beside.offered())
        self.beside = beside
        self.typed: TypedResult | None = None
        self.parts = Parts()
        if beside.editing:
            keep_choice(self.fields["control_gene"], beside.editing.control_gene)
        self.fields["collected_on"].set_order(beside.person.date_order)  # type: ignore[attr-defined]

    def clean(self) -> dict[str, Any]:
        cleaned = self.cleaned_data
        if not {"number", "kind", "unit", "level", "limit", "copies"} <= cleaned.keys():
            return cleaned
        self.typed = self._read_typed()
        self.parts = self._combine()
        for name, code in self.parts.problems.items():
            self.add_error(name, ValidationError(words.number_problem(code), code=code))
        if not self.errors:
            self.asks = self._find_asks()
        return cleaned

    def _read_typed(self) -> TypedResult | None:
        number, mark = self.cleaned_data["number"], decimal_mark(get_language())
        return take_meaning(read_number(number, mark), self.cleaned_data["meant_number"]) if number else None

    def _combine(self) -> Parts:
        cleaned = self.cleaned_data
        chosen = Chosen(cleaned["kind"], cleaned["unit"], cleaned["level"], cleaned["limit"])
        parts = combine(self.typed, chosen)
        meant_none = cleaned["meant_copies"] == doubts.NOT_DETECTED and parts.kind == "value"
        return Parts(kind="not_detected") if meant_none else parts

    def _find_asks(self) -> tuple[Unusual, ...]:
        if self.beside.editing and self._is_unchanged(self.beside.editing):
            return ()
        found = list(find_unusual(self.beside.others(), self.to_result(), self.beside.today))
        if self.typed is not None and self.typed.question and self.typed.kind == self.parts.kind:
            found.insert(0, Unusual(self.typed.question))
        found += self._find_same_day()
        kept_as_typed = self.cleaned_data["meant_copies"] == AS_TYPED
        moot = {"three_copies"} if kept_as_typed else set()
        if (
            self.typed is not None and self.typed.percent
        ):  # no ratio is meant, and treatment does lower the number
            moot.add("jump_down")
        return tuple(ask for ask in found if ask.code not in moot)

    def _is_unchanged(self, editing: Result) -> bool:
        facts = self.to_save()
        return all(getattr(editing, name) == facts[name] for name in FACTS)

    def _find_same_day(self) -> list[Unusual]:
        """The same result again, or another number for the same day:
        usually a correction that was typed anew."""
        new, editing = self.to_result(), self.beside.editing
        if find_same_result(new, self.beside.others().results):
            return [Unusual("duplicate")]
        if new.kind == "no_result" or (editing and editing.collected_on == new.collected_on):
            return []
        alike = (row for row in self.beside.others().results if row.specimen == new.specimen)
        same = [row for row in alike if row.collected_on == new.collected_on and row.kind != "no_result"]
        return [Unusual("same_day", compared_with=same[0])] if same else []

    def content(self) -> object:
        """What is saved and what was asked: a yes applies only to this."""
        facts = sorted((name, str(value)) for name, value in self.to_save().items())
        return facts, [ask.code for ask in self.asks]

    def is_undecided(self) -> bool:
        """Whether there is an open question that a yes does not answer:
        which number, or what was meant by it."""
        return any(ask.code in doubts.NEEDS_CHOICE for ask in self.asks)

    @property
    def more_is_open(self) -> bool:
        """Whether "More about this result" is open: something in it is filled in or needs correcting."""
        return any(
            name in self.errors or self[name].value() not in (None, "", False, "blood") for name in MORE
        )

    @property
    def number_help(self) -> str:
        """What to do about a number that cannot be read; "" if none was typed or all is well."""
        return str(self.errors["number"][0]) if self["number"].value() and "number" in self.errors else ""

    @property
    def known_labs(self) -> list[str]:
        """The labs of the person's other results, to pick from."""
        return sorted({row.lab for row in self.beside.history.results if row.lab})

    def questions(self) -> list[Question]:
        """What to ask before saving, in words; empty when nothing is left to ask."""
        if not self.is_valid() or self.may_be_saved:
            return []
        return [doubts.question(ask, self.to_result(), self.typed) for ask in self.asks]

    def read_back(self) -> tuple[str, ...]:
        """What was understood so far, sentence by sentence; empty if there is no number yet."""
        if not self.parts.kind or self.parts.problems:
            return ()
        result, dated = self.to_result(), "collected_on" in self.cleaned_data
        previous = find_previous(self.beside.others(), result) if dated else None
        return words.read_back(result, previous, dated=dated)

    def to_save(self) -> dict[str, Any]:
        """The fields for `add_result` and `edit_result`."""
        cleaned = self.cleaned_data
        return {
            **{name: cleaned.get(name) for name in AS_THEY_ARE},
            "specimen": cleaned.get("specimen") or "blood",
            "typed_as": cleaned["number"],
            **{name: getattr(self.parts, name) for name in ("kind", "value", "unit", "limit", "level")},
            "limit_from_lab": self._keeps_filled_limit(),
        }

    def _keeps_filled_limit(self) -> bool:
        """Whether the limit is still the one filled in from the laboratory's other reports."""
        editing = self.beside.editing
        return bool(editing and editing.limit_from_lab and editing.limit == self.parts.limit)

    def to_result(self) -> engine.Result:
        """The result as the engine knows it; a missing date is replaced by today."""
        facts = {**self.to_save(), "collected_on": self.cleaned_data.get("collected_on") or self.beside.today}
        del facts["typed_as"], facts["limit_from_lab"]
        unsaid = {name: facts[name] or None for name in ("unit", "level", "method")}
        return engine.Result(**{**facts, **unsaid})
