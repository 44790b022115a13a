"""A form for stored values, and what it does when they were changed elsewhere in the meantime.

Such a form carries a digest of what it shows (`templates/forms/_kept_row.html`). A write that finds another
row than the one shown writes nothing; the form comes back with all that was typed, shows it next to what is
saved, and asks. Nobody's words are silently lost, in this tab or in the other.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any, ClassVar

from django import forms
from django.core.exceptions import ObjectDoesNotExist, ValidationError
from django.db import models, transaction
from django.utils.translation import gettext as _

from cmlguide.records.actions.rows import restore_row, shown_values
from cmlguide.records.actions.seen import ChangedMeanwhileError, digest_of
from cmlguide.records.models import SoftDeleted
from cmlguide.web.words.dates import long_date

SEEN = "seen"
TAKE_BACK = "take_back"


@dataclass(frozen=True)
class Difference:
    """One field of the form, as typed here and as saved meanwhile, in words."""

    label: str
    typed: str
    saved: str


@dataclass(frozen=True)
class Meanwhile:
    """What happened to the row since the form was opened: it was changed, `deleted`, or both."""

    deleted: bool
    differences: tuple[Difference, ...]


class KeptRowForm(forms.Form):
    """A form for a new row, or for a stored one (`kept`) whose values are the `initial` ones.

    A form that shows more than one row overrides `shown`; fields that are not stored are in NOT_KEPT.
    """

    NOT_KEPT: ClassVar[frozenset[str]] = frozenset()

    def __init__(
        self,
        data: Mapping[str, Any] | None = None,
        *,
        kept: models.Model | None = None,
        initial: Mapping[str, Any] | None = None,
    ) -> None:
        super().__init__(data, initial=dict(initial or {}))
        self.kept = kept
        self.meanwhile: Meanwhile | None = None

    def shown(self) -> dict[str, Any]:
        """All stored values the form is about, by name; its digest is made from them."""
        return shown_values(self.kept) if self.kept is not None else {}

    def label_of(self, name: str) -> str:
        """What a field is called outside the form."""
        return str(self.fields[name].label)

    @property
    def seen(self) -> str:
        """The digest of what the person has seen: when the form was opened, or when it last asked."""
        if self.is_bound and self.meanwhile is None:
            return str(self.data.get(SEEN, ""))
        return digest_of(self.shown())

    def saves(self, write: Callable[..., Any]) -> bool:
        """Whether `write`, called with `seen`, saved what was typed; if not, the form has to be shown again.

        A row deleted elsewhere is restored first, once the person has agreed.
        """
        refused = self._refusal(write, self.seen)
        if isinstance(refused, ChangedMeanwhileError) and not self._differences():
            refused = self._refusal(write, digest_of(self.shown()))  # what cannot be seen needs no question
        if refused is None:
            return True
        unseen = self.seen not in ("", digest_of(self.shown()))
        deleted = self._deleted_at is not None or isinstance(refused, ObjectDoesNotExist)
        self.meanwhile = Meanwhile(deleted, self._differences() if unseen else ())
        return False

    def _refusal(self, write: Callable[..., Any], seen: str) -> Exception | None:
        deleted_at = self._deleted_at
        try:
            with transaction.atomic():
                if isinstance(self.kept, SoftDeleted) and deleted_at and self.data.get(TAKE_BACK):
                    restore_row(self.kept)
                write(seen=seen)
        except (ChangedMeanwhileError, ObjectDoesNotExist) as refused:
            if isinstance(self.kept, SoftDeleted):
                self.kept.deleted_at = deleted_at
            return refused
        return None

    @property
    def _deleted_at(self) -> datetime | None:
        return self.kept.deleted_at if isinstance(self.kept, SoftDeleted) else None

    def _differences(self) -> tuple[Difference, ...]:
        asked = [name for name, field in self.fields.items() if field.label and name not in self.NOT_KEPT]
        found = [self._difference(name) for name in asked if self._differs(name)]
        return tuple(one for one in found if one.typed != one.saved)

    def _differs(self, name: str) -> bool:
        field = self.fields[name]
        try:
            saved = field.clean(self.get_initial_for_field(field, name))
        except ValidationError:
            return True
        return bool(self.cleaned_data.get(name) != saved)

    def _difference(self, name: str) -> Difference:
        typed, saved = self[name].value(), self.get_initial_for_field(self.fields[name], name)
        if isinstance(self.cleaned_data.get(name), date):
            typed = self.cleaned_data[name]
        return Difference(self.label_of(name), self._in_words(name, typed), self._in_words(name, saved))

    def _in_words(self, name: str, value: Any) -> str:
        field = self.fields[name]
        if isinstance(field, forms.BooleanField):
            return _("yes") if value else _("no")
        if isinstance(value, date):
            return long_date(value)
        if isinstance(field, forms.ChoiceField):
            words = {str(code): str(said) for code, said in field.choices}  # type: ignore[union-attr, misc]
            codes = value if isinstance(value, list) else [value or ""]
            value = ", ".join(words.get(str(code), str(code)) for code in codes)
        return ("" if value is None else str(value)).strip() or _("empty")
