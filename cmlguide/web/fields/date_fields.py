"""A date in three labelled boxes, in the person's own order; a whole date pasted into one box is understood.

The boxes of a field `collected_on` post as `collected_on_day`, `collected_on_month` and `collected_on_year`;
`collected_on_choice` answers "which date do you mean?" with an ISO date.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any, ClassVar

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from cmlguide.exchange.typed.date import read_date
from cmlguide.web.words.dates import long_date
from cmlguide.web.words.result.typed import date_problem

PARTS = ("day", "month", "year")
ORDERS = {
    "dmy": ("day", "month", "year"),
    "mdy": ("month", "day", "year"),
    "ymd": ("year", "month", "day"),
}
PART_LABELS = {"day": _("Day"), "month": _("Month"), "year": _("Year")}
LONGEST_PART = len("2026")


@dataclass(frozen=True)
class Boxes:
    """The texts in the three boxes, as typed, and the answer to "which date do you mean?"."""

    day: str = ""
    month: str = ""
    year: str = ""
    choice: str = ""

    @property
    def filled(self) -> tuple[str, ...]:
        """The texts of the boxes that are not empty."""
        return tuple(text for text in (self.day, self.month, self.year) if text)


@dataclass(frozen=True)
class ReadBoxes:
    """The date read from the boxes, or the problem and the dates that may have been meant."""

    day: date | None = None
    problem: str | None = None
    choices: tuple[date, ...] = ()


class DateBoxesWidget(forms.Widget):
    """Reads three boxes. The page draws them itself (`forms/_date.html`), so it needs no template."""

    order: tuple[str, ...] = ORDERS["dmy"]

    def value_from_datadict(self, data: Mapping[str, Any], files: Any, name: str) -> Boxes:
        typed = {part: str(data.get(f"{name}_{part}", "")).strip() for part in (*PARTS, "choice")}
        return Boxes(**typed)

    def value_omitted_from_data(self, data: Mapping[str, Any], files: Any, name: str) -> bool:
        return all(f"{name}_{part}" not in data for part in PARTS)

    def id_for_label(self, id_: str, index: str | None = None) -> str:
        """The id of the first box, which an error summary links to."""
        return f"{id_}_{self.order[0]}"


class BoundDate(forms.BoundField):
    """What `forms/_date.html` draws."""

    @property
    def boxes(self) -> list[dict[str, Any]]:
        """The three boxes in the person's order: dicts with part, label, name, id and value."""
        typed = as_boxes(self.value())
        return [
            {
                "part": part,
                "label": PART_LABELS[part],
                "name": f"{self.html_name}_{part}",
                "id": f"{self.auto_id}_{part}",
                "value": getattr(typed, part),
            }
            for part in self.field.widget.order
        ]

    @property
    def choices(self) -> list[tuple[str, str]]:
        """The dates a pasted `03/07/26` may mean, as (ISO date, words); else empty."""
        found = read_boxes(as_boxes(self.value()))
        return [(day.isoformat(), long_date(day)) for day in found.choices]


class DateBoxesField(forms.Field):
    """A date typed in three boxes; cleans to a `date`, or to None if it may stay empty."""

    widget = DateBoxesWidget
    default_error_messages: ClassVar[dict[str, Any]] = {"required": _("Enter the date.")}

    def get_bound_field(self, form: forms.BaseForm, field_name: str) -> BoundDate:
        return BoundDate(form, self, field_name)

    def set_order(self, order: str) -> None:
        """Put the boxes in the person's order: dmy, mdy or ymd."""
        self.widget.order = ORDERS.get(order, ORDERS["dmy"])

    def clean(self, value: Any) -> date | None:
        found = read_boxes(as_boxes(value))
        if found.problem is not None:
            raise ValidationError(date_problem(found.problem), code=found.problem)
        if found.day is None and self.required:
            raise ValidationError(self.error_messages["required"], code="required")
        if found.day is not None:
            self.run_validators(found.day)
        return found.day


def as_boxes(value: Any) -> Boxes:
    """Any initial or typed value as the texts of the three boxes."""
    if isinstance(value, Boxes):
        return value
    if isinstance(value, date):
        return Boxes(day=str(value.day), month=str(value.month), year=str(value.year))
    return Boxes()


def read_boxes(typed: Boxes) -> ReadBoxes:
    """The date in the boxes, or the problem with it; neither if all are empty."""
    if not typed.filled:
        return ReadBoxes()
    if len(typed.filled) == 1 and len(typed.filled[0]) > LONGEST_PART:
        return _read_pasted(typed)
    missing = next((part for part in PARTS if not getattr(typed, part)), None)
    if missing:
        return ReadBoxes(problem=f"date_{missing}_missing")
    found = read_date(f"{typed.day} {typed.month} {typed.year}", order="dmy")
    return ReadBoxes(found.date, found.problem)


def _read_pasted(typed: Boxes) -> ReadBoxes:
    found = read_date(typed.filled[0])
    choices = tuple(found.choices)
    if typed.choice in {day.isoformat() for day in choices}:
        return ReadBoxes(date.fromisoformat(typed.choice))
    if choices:
        return ReadBoxes(problem="ask_day_or_month", choices=choices)
    return ReadBoxes(found.date, found.problem)


def set_date_order(form: forms.Form, order: str) -> None:
    """Put the boxes of every date in the form in the person's order."""
    for field in form.fields.values():
        if isinstance(field, DateBoxesField):
            field.set_order(order)
