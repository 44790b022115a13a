"""How many entries of each kind a file contains, or an import saved, in words."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from cmlguide.web.words import dates
from milestones.history import BloodCount, History, Marrow, Mutation

if TYPE_CHECKING:
    from collections.abc import Sequence

    from cmlguide.exchange.preview.values import Preview
    from cmlguide.web.pages.imports.save import Saved


def count_words(results: int, blood_counts: int, medicines: int, marrow: int = 0, mutations: int = 0) -> str:
    """`3 results, 2 blood counts, 1 medicine`."""
    counted = (
        (results, ngettext("%(count)s result", "%(count)s results", results)),
        (blood_counts, ngettext("%(count)s blood count", "%(count)s blood counts", blood_counts)),
        (medicines, ngettext("%(count)s medicine", "%(count)s medicines", medicines)),
        (marrow, ngettext("%(count)s marrow test", "%(count)s marrow tests", marrow)),
        (mutations, ngettext("%(count)s mutation", "%(count)s mutations", mutations)),
    )
    return ", ".join(words % {"count": count} for count, words in counted if count)


def found_words(preview: Preview) -> str:
    """What is new in a preview: all blood count numbers of one day count as one."""
    new = [row.entry for row in preview.entries if not row.known]
    days = {row.collected_on for row in preview.blood_counts if not row.known}
    days |= {entry.collected_on for entry in new if isinstance(entry, BloodCount)}
    return count_words(
        _new(preview.results),
        len(days),
        _new(preview.medicines),
        sum(isinstance(entry, Marrow) for entry in new),
        sum(isinstance(entry, Mutation) for entry in new),
    )


def _new(rows: Sequence[object]) -> int:
    return sum(not getattr(row, "known", False) for row in rows)


def history_words(new: History) -> str:
    """What is in a history: `22 results, 1 medicine`."""
    entries = (new.results, new.blood_counts, new.treatments, new.marrow, new.mutations)
    return count_words(*map(len, entries))


def kept_words(questions: int) -> str:
    """That questions are waiting, after a file was kept with them."""
    words = ngettext(
        "%(count)s question about your file waits here.",
        "%(count)s questions about your file wait here.",
        questions,
    )
    return words % {"count": questions}


def saved_words(saved: Saved) -> str:
    """What an import saved, and how many questions are waiting."""
    said = [history_words(saved.new)]
    if saved.diagnosed_on:
        said.append(_("date of diagnosis %(day)s") % {"day": dates.short_date(saved.diagnosed_on)})
    if saved.letter:
        said.append(_("the letter"))
    words = _("Saved: %(said)s.") % {"said": ", ".join(words for words in said if words)}
    return f"{words} {kept_words(saved.waiting)}" if saved.waiting else words
