"""The form for one blood count: a date and at least one number; everything else may stay empty.

Like the form for a result, it finds what to ask before saving: a likely wrong unit gets units to choose from;
anything else needs a yes to exactly this content (`confirmed`).
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date
from decimal import Decimal
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from cmlguide.records.models import BloodCount, Person
from cmlguide.records.validators import check_date, check_not_negative
from cmlguide.web.fields.amounts import check_share, read_amount, unit_field, write_amount
from cmlguide.web.fields.asked_once import AS_TYPED, AskedOnceForm, Question
from cmlguide.web.fields.date_fields import DateBoxesField
from cmlguide.web.fields.number_fields import NumberField
from cmlguide.web.fields.text_fields import LineField
from cmlguide.web.pages.blood_counts import doubts
from cmlguide.web.words import counts as words
from cmlguide.web.words.units import UNITS as UNITS_OF
from cmlguide.web.words.units import unit_shown, unit_to_type
from milestones import history as engine
from milestones.unusual_counts import ITEMS, UnusualCount, find_unusual_counts

SHARES = ("basophils_percent", "eosinophils_percent", "blasts_percent")
SIGNS = ("immature_granulocytes", "spleen_felt")
ANSWERS = {"yes": True, "no": False, "": None}
RANGES, UNITS = "lab_ranges", "letter_units"  # keys of a blood count's `extra`


@dataclass(frozen=True)
class Beside:
    """What a typed count is compared with: whose it is, all entries, today, and the count being edited."""

    person: Person
    history: engine.History
    today: date
    editing: BloodCount | None = None

    def others(self) -> engine.History:
        """The history without the count being edited."""
        key = str(self.editing.pk) if self.editing else None
        counts = tuple(row for row in self.history.blood_counts if row.key != key)
        return replace(self.history, blood_counts=counts)


def _share(label: Any) -> NumberField:
    return NumberField(label=label, checks=[check_not_negative, check_share])


def _sign(label: Any) -> forms.ChoiceField:
    return forms.ChoiceField(label=label, required=False, choices=words.ANSWER_CHOICES)


class BloodCountForm(AskedOnceForm):
    """One blood count as typed. After `is_valid()`: `may_be_saved`, `questions()` and `to_save()`.

    Each number has its unit (`wbc_unit`), the lab's own range (`wbc_range`) and, once asked, the unit that
    was meant (`meant_wbc`).
    """

    collected_on = DateBoxesField(
        label=_("When was the blood taken?"),
        validators=[check_date],
        error_messages={"required": _("Enter the date of your blood test.")},
    )
    wbc = LineField(label=words.ITEMS["wbc"])
    neutrophils = LineField(label=words.ITEMS["neutrophils"])
    hemoglobin = LineField(label=words.ITEMS["hemoglobin"])
    platelets = LineField(label=words.ITEMS["platelets"])
    basophils_percent = _share(words.ITEMS["basophils_percent"])
    eosinophils_percent = _share(words.ITEMS["eosinophils_percent"])
    blasts_percent = _share(words.ITEMS["blasts_percent"])
    immature_granulocytes = _sign(_("Did the lab find immature white cells (immature granulocytes)?"))
    spleen_felt = _sign(_("Could your doctor feel your spleen?"))

    def __init__(self, data: Mapping[str, Any] | None = None, *, beside: Beside) -> None:
        super().__init__(data, kept=beside.editing, initial=initial_of(beside))
        self.beside = beside
        self.amounts: dict[str, Decimal | None] = {}
        for item in ITEMS:
            self.fields[f"{item}_unit"] = unit_field(item)
            self.fields[f"{item}_range"] = LineField(label=words.ITEMS[item])
            self.fields[f"meant_{item}"] = LineField()
        self.fields["collected_on"].set_order(beside.person.date_order)  # type: ignore[attr-defined]

    def clean(self) -> dict[str, Any]:
        for item in ITEMS:
            self._read(item)
        if not self.errors and not self._says_anything():
            self.add_error(
                "wbc", ValidationError(_("Enter at least one number from your letter."), code="required")
            )
        if not self.errors:
            self.asks = self._find_asks()
        return self.cleaned_data

    def _read(self, item: str) -> None:
        if item in self.errors:
            return
        try:
            self.amounts[item] = read_amount(item, self.cleaned_data[item], self.unit_of(item))
        except ValidationError as problem:
            self.add_error(item, problem)

    def label_of(self, name: str) -> str:
        item, _underscore, part = name.rpartition("_")
        words_of = {"unit": _("Unit of %(number)s"), "range": _("The lab’s own range: %(number)s")}
        if item not in ITEMS or part not in words_of:
            return super().label_of(name)
        return words_of[part] % {"number": words.ITEMS[item]}

    def unit_of(self, item: str) -> str:
        """The unit of the number: the one meant, if that was asked, else the one chosen."""
        meant, chosen = self.cleaned_data.get(f"meant_{item}"), self.cleaned_data.get(f"{item}_unit")
        known = dict(UNITS_OF[item])
        return meant if meant in known else chosen or next(iter(known))

    def _says_anything(self) -> bool:
        facts = self.to_save()
        return any(facts[name] is not None for name in (*ITEMS, *SHARES, *SIGNS))

    def _find_asks(self) -> tuple[UnusualCount, ...]:
        if self.beside.editing and self._is_unchanged(self.beside.editing):
            return ()
        found = find_unusual_counts(self.beside.others(), self.to_count(), self.beside.today)
        return tuple(ask for ask in found if not self._was_answered(ask))

    def _is_unchanged(self, editing: BloodCount) -> bool:
        facts = self.to_save()
        return all(getattr(editing, name) == facts[name] for name in ("collected_on", *ITEMS))

    def _was_answered(self, ask: UnusualCount) -> bool:
        return ask.code == "unit_slip" and self.cleaned_data[f"meant_{ask.item}"] == AS_TYPED

    def content(self) -> object:
        """Everything typed except the answers: a yes applies only to this."""
        return sorted((name, str(value)) for name, value in self.cleaned_data.items() if not _is_answer(name))

    def is_undecided(self) -> bool:
        """Whether a unit is still to be chosen."""
        return any(question.options for question in self._asked())

    def _asked(self) -> list[Question]:
        typed = {item: (self.cleaned_data[item], self.unit_of(item)) for item in ITEMS}
        return [doubts.question(ask, self.to_count(), typed) for ask in self.asks]

    def questions(self) -> list[Question]:
        """What to ask before saving, in words; empty when nothing is left to ask."""
        return self._asked() if self.is_valid() and not self.may_be_saved else []

    def read_back(self) -> tuple[str, ...]:
        """What was understood so far, in one sentence; empty if there is no number yet."""
        wrong = set(self.errors) - {"collected_on"}
        if not self.is_bound or wrong or not self._says_anything():
            return ()
        return words.read_back(self.to_count())

    @property
    def more_is_open(self) -> bool:
        """Whether the rarely used boxes are open: something in them is filled in or needs correcting."""
        names = (*SHARES, *SIGNS, *(f"{item}_range" for item in ITEMS))
        return any(name in self.errors or self[name].value() not in (None, "") for name in names)

    def lines(self) -> list[dict[str, Any]]:
        """The four numbers for the page: dicts with field, unit and range."""
        return [
            {"field": self[item], "unit": self[f"{item}_unit"], "range": self[f"{item}_range"]}
            for item in ITEMS
        ]

    def to_save(self) -> dict[str, Any]:
        """The fields of the row, as `add_row` and `edit_row` take them."""
        cleaned = self.cleaned_data
        return {
            "collected_on": cleaned.get("collected_on"),
            **{item: self.amounts.get(item) for item in ITEMS},
            **{name: cleaned.get(name) for name in SHARES},
            **{name: ANSWERS[cleaned.get(name) or ""] for name in SIGNS},
            "extra": self._extra(),
        }

    def _extra(self) -> dict[str, Any]:
        """The lab's own ranges as written on the letter, and its units; keys we do not know stay."""
        kept = dict(self.beside.editing.extra) if self.beside.editing else {}
        filled = [item for item in ITEMS if self.amounts.get(item) is not None]
        ranges = {item: self.cleaned_data.get(f"{item}_range") for item in ITEMS}
        kept[RANGES] = {item: text for item, text in ranges.items() if text}
        kept[UNITS] = {item: self.unit_of(item) for item in filled}
        return {key: value for key, value in kept.items() if value or key not in (RANGES, UNITS)}

    def to_count(self) -> engine.BloodCount:
        """The count as the engine knows it; a missing date is replaced by today."""
        facts = self.to_save()
        del facts["extra"]
        return engine.BloodCount(**{**facts, "collected_on": facts["collected_on"] or self.beside.today})


def _is_answer(name: str) -> bool:
    return name == "confirmed" or name.startswith("meant_")


def initial_of(beside: Beside) -> dict[str, Any]:
    """What the boxes show: a stored count as in its letter; a new one starts with the units chosen, or
    the last one's."""
    count = beside.editing
    if count is None:
        last = beside.history.blood_counts[-1:]
        units = kept_texts(last[0].extra, UNITS) if last else {}
        return {f"{item}_unit": unit_to_type(item, units.get(item)) for item in ITEMS}
    units, ranges = kept_texts(count.extra, UNITS), kept_texts(count.extra, RANGES)
    initial: dict[str, Any] = {"collected_on": count.collected_on}
    for item in ITEMS:
        known = dict(UNITS_OF[item])
        unit = units[item] if units.get(item) in known else unit_shown(item)
        initial[f"{item}_unit"], initial[f"{item}_range"] = unit, ranges.get(item, "")
        initial[item] = write_amount(item, getattr(count, item), unit)
    shares = {name: words.written(getattr(count, name)) for name in SHARES}
    signs = {name: {True: "yes", False: "no", None: ""}[getattr(count, name)] for name in SIGNS}
    return {**initial, **shares, **signs}


def kept_texts(extra: Mapping[str, Any], key: str) -> dict[str, str]:
    """A table of short texts by item in a count's `extra`; anything else a file may contain is ignored."""
    table = extra.get(key)
    if not isinstance(table, Mapping):
        return {}
    return {item: text for item, text in table.items() if item in ITEMS and isinstance(text, str)}
