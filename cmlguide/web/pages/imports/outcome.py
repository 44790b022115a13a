"""What Save would do with a file as read and answered so far: what is sure, and what would wait."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date

from cmlguide.exchange import codes
from cmlguide.exchange.codes import Reason
from cmlguide.exchange.preview.filled_limits import in_both_forms
from cmlguide.exchange.preview.values import Preview
from cmlguide.web.pages.imports.draft import Draft
from cmlguide.web.pages.imports.reading import answer_draft, asking_rows, questions_of_file
from milestones.history import History
from milestones.same_result import by_day, find_same_result


@dataclass(frozen=True)
class Outcome:
    """`new`: the entries that would be saved. `open_rows`: keys of rows with open questions; those in `begun`
    have an insufficient answer. `open_of_file`: how many questions about the whole file are open.

    `problems`: entries no record can hold; if there are any, nothing is saved.
    """

    new: History
    open_rows: tuple[str, ...] = ()
    begun: tuple[str, ...] = ()
    open_of_file: int = 0
    problems: tuple[Reason, ...] = ()

    @property
    def questions(self) -> int:
        """The number of questions that would wait."""
        return len(self.open_rows) + self.open_of_file

    @property
    def has_new(self) -> bool:
        """Whether anything is sure and not yet in the record."""
        new = self.new
        return any((new.results, new.treatments, new.blood_counts, new.marrow, new.mutations))


def outcome_of(preview: Preview, draft: Draft, record: History, today: date) -> Outcome:
    """The outcome; until it is known whose file it is, nothing in it is sure."""
    answered = answer_draft(preview, draft, today)
    asking = [row.key for row in asking_rows(preview) if row.key in answered.unanswered]
    file_questions = questions_of_file(preview)
    whose = any(one.code == codes.ASK_PATIENT for one in file_questions)
    return Outcome(
        new=History() if whose else _only_new(answered.history, record),
        open_rows=tuple(asking),
        begun=tuple(key for key in asking if key in draft.said),
        open_of_file=len(file_questions),
        problems=answered.problems,
    )


def _only_new(history: History, record: History) -> History:
    """The new entries: an answer may have turned an unsure row into one that is already in the record."""
    known = by_day(in_both_forms(record.results))
    new = (row for row in history.results if not find_same_result(row, known.get(row.collected_on, ())))
    return replace(history, results=tuple(new))
