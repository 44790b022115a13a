"""Blood counts that must not be missed, in a few sentences, and how each of them moved."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from cmlguide.web.words import dates, marks, numbers
from cmlguide.web.words.counts import ITEMS, number, with_unit
from milestones.counts import LOW
from milestones.sourced import load_numbers

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping
    from decimal import Decimal

    from django.utils.functional import _StrOrPromise

    from milestones.assessment import Assessment
    from milestones.counts import CountItem
    from milestones.history import BloodCount

# What was counted, and what the finding is, by the name of the count.
YOURS: Mapping[str, _StrOrPromise] = {
    "neutrophils": gettext_lazy("Your neutrophils are %(value)s."),
    "platelets": gettext_lazy("Your platelets are %(value)s."),
    "hemoglobin": gettext_lazy("Your hemoglobin is %(value)s."),
    "blasts_percent": gettext_lazy("Your blasts are %(value)s."),
    "basophils_percent": gettext_lazy("Your basophils are %(value)s."),
}
WHAT: Mapping[str, _StrOrPromise] = {
    "neutrophils": gettext_lazy("That is low."),
    "platelets": gettext_lazy("That is low."),
    "hemoglobin": gettext_lazy("That is low."),
    "blasts_percent": gettext_lazy("Blasts are very young blood cells. Your team wants to know about them."),
    "basophils_percent": gettext_lazy("That is high for this kind of white cell. Your team wants to know."),
}
CALL: Mapping[str, _StrOrPromise] = {
    "today": gettext_lazy("If your team has not called you about it, call them today."),
    "soon": gettext_lazy("Talk to your team in the next few days."),
    "discuss": gettext_lazy("Ask your team what they see."),
}


def count_sentences(assessment: Assessment) -> tuple[str, ...]:
    """What was counted, what it means, whom to call; empty if no count is of concern."""
    counts = assessment.counts
    if counts is None or not counts.severity.is_concern:
        return ()
    items = [item for found in counts.findings for item in found.items]
    # The number as people say it; its unit is on the line below.
    told = [str(YOURS[item.name]) % {"value": number(item.name, item.value)} for item in items]
    what = dict.fromkeys(str(WHAT[item.name]) for item in items)
    sentences = [*_paired(told, [str(WHAT[item.name]) for item in items], list(what))]
    low = [found for found in counts.findings if found.code == LOW]
    is_urgent = any(found.severity == "today" for found in low)
    has_neutrophils = any(item.name == "neutrophils" for found in low for item in found.items)
    fever = (_fever(),) if is_urgent or has_neutrophils else ()
    return (*sentences, str(CALL[counts.severity]), *fever)


def _paired(told: list[str], whats: list[str], kinds: list[str]) -> list[str]:
    """Each number, with its meaning after the last of its kind: three low counts are called low once."""
    lines = []
    for kind in kinds:
        lines += [sentence for sentence, what in zip(told, whats, strict=True) if what == kind]
        lines.append(kind if whats.count(kind) == 1 else _several(kind))
    return lines


def _several(kind: str) -> str:
    return _("These are low.") if kind == str(WHAT["platelets"]) else kind


def moved(assessment: Assessment, counts: Iterable[BloodCount]) -> tuple[str, ...]:
    """How each count of concern moved: the previous one, the first on record, the lowest or highest."""
    judged = assessment.counts
    if judged is None:
        return ()
    known = sorted(
        (row for row in counts if row.collected_on <= assessment.today), key=lambda row: row.collected_on
    )
    return tuple(_moved(item, known) for found in judged.findings for item in found.items)


def _moved(item: CountItem, known: list[BloodCount]) -> str:
    now = _("%(name)s: %(value)s on %(day)s.") % {
        "name": ITEMS[item.name],
        "value": with_unit(item.name, item.value),
        "day": dates.short_date(item.collected_on),
    }
    earlier = [row for row in known if row.collected_on < item.collected_on]
    reported = [(getattr(row, item.name), row) for row in earlier if getattr(row, item.name) is not None]
    if not reported:
        first = _("It is the first in your record.")
        return f"{now} {first}"
    return " ".join((now, *_earlier(item, reported)))


def _earlier(item: CountItem, reported: list[tuple[Decimal, BloodCount]]) -> Iterable[str]:
    (first, first_row), (last, last_row) = reported[0], reported[-1]
    if last_row is not first_row:
        yield _("The one before: %(value)s, %(day)s.") % _place(item.name, last, last_row)
    yield _("The first in your record: %(value)s, %(day)s.") % _place(item.name, first, first_row)
    is_share = item.name.endswith("percent")
    value, row = (max if is_share else min)(reported, key=lambda pair: pair[0])
    if value > item.value if is_share else value < item.value:
        said = (
            _("Highest since then: %(value)s, %(day)s.")
            if is_share
            else _("Lowest since then: %(value)s, %(day)s.")
        )
        yield said % _place(item.name, value, row)
    else:
        yield _("This is the highest since then.") if is_share else _("This is the lowest since then.")


def _place(name: str, value: Decimal, row: BloodCount) -> dict[str, str]:
    return {"value": number(name, value), "day": dates.short_date(row.collected_on)}


def _fever() -> str:
    fever = load_numbers("warning_signs")["fever"]
    said = _("If your temperature is %(celsius)s °C (%(fahrenheit)s °F) or more, call now.")
    return marks.with_degrees(
        said
        % {
            "celsius": numbers.from_file(fever["celsius"]),
            "fahrenheit": numbers.from_file(fever["fahrenheit"]),
        }
    )
