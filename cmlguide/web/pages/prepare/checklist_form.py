"""The short checklist about a rise: yes, no or not sure, with room for details."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from django import forms

from cmlguide.records.actions.checklist import said_to_items
from cmlguide.records.models import ChecklistAnswer
from cmlguide.web.fields.kept_row import KeptRowForm
from cmlguide.web.fields.text_fields import LineField
from cmlguide.web.words.questions.checklist import ANSWERS, ITEMS, WHICH

TEXT = "_text"


class ChecklistForm(KeptRowForm):
    """One question for each of `items`, and a box `<item>_text` where that helps; all may stay open."""

    def __init__(
        self,
        data: Mapping[str, Any] | None = None,
        *,
        items: Iterable[str],
        answers: Iterable[ChecklistAnswer] = (),
    ) -> None:
        self.items, self.answers = tuple(items), tuple(answers)
        kept = {row.item: row for row in self.answers}
        known = {item: row.answer for item, row in kept.items()}
        super().__init__(data, initial={**known, **{item + TEXT: row.text for item, row in kept.items()}})
        self.said = kept
        for item in self.items:
            choices = tuple(ANSWERS.items())
            self.fields[item] = forms.ChoiceField(label=ITEMS[item], required=False, choices=choices)
            if item in WHICH:
                self.fields[item + TEXT] = LineField(label=WHICH[item])

    def shown(self) -> dict[str, Any]:
        return said_to_items(self.answers)

    def questions(self) -> list[tuple[forms.BoundField, forms.BoundField | None]]:
        """Each question's field, and the box next to it, if any."""
        return [(self[item], self[item + TEXT] if item in WHICH else None) for item in self.items]

    def to_save(self) -> list[dict[str, str]]:
        """The answers given, as `answer_checklist` takes them; a stored text is kept."""
        return [
            {"item": item, "answer": self.cleaned_data[item], "text": self._text(item)}
            for item in self.items
            if self.cleaned_data[item]
        ]

    def _text(self, item: str) -> str:
        kept = self.said.get(item)
        return self.cleaned_data.get(item + TEXT, kept.text if kept else "")
