"""Where the file on the preview page is kept meanwhile: with the browser for an hour, or in the record."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from functools import cached_property

from django.http import HttpRequest, HttpResponse
from django.urls import reverse

from cmlguide.records.actions.waiting_files import keep_waiting_file
from cmlguide.records.judged import history_of
from cmlguide.records.models import Person, WaitingFile
from cmlguide.web.frame.today import today_for
from cmlguide.web.pages.imports.draft import Draft, drop_draft, keep_draft
from cmlguide.web.pages.imports.waiting import lock_draft
from milestones.history import History


@dataclass
class Shelf:
    """A draft and where it is kept: the row of the record, or None for this browser."""

    request: HttpRequest
    person: Person
    draft: Draft
    waiting: WaitingFile | None = None

    @cached_property
    def record(self) -> History:
        """The record before anything from this file is saved."""
        return history_of(self.person)

    @cached_property
    def today(self) -> date:
        """Today, for the person."""
        return today_for(self.person)

    @property
    def url(self) -> str:
        """The address of this file's preview."""
        return reverse("file-answer", args=[self.waiting.pk]) if self.waiting else reverse("import-show")

    @property
    def drop_url(self) -> str:
        """The address whose POST deletes the file."""
        return reverse("file-drop", args=[self.waiting.pk]) if self.waiting else reverse("import-cancel")

    def keep(self, response: HttpResponse) -> None:
        """Store the draft again with the answers so far."""
        if self.waiting is None:
            keep_draft(self.request, response, self.draft)
        else:
            keep_waiting_file(
                person=self.person,
                sha256=self.waiting.sha256,
                content=lock_draft(self.draft),
                questions=self.waiting.questions,
            )

    def leave(self, response: HttpResponse) -> None:
        """Remove the draft from the browser: it is saved, or now waits in the record."""
        if self.waiting is None:
            drop_draft(self.request, response)
