"""The newest result as Timeline shows it: sentences, number, one chip, and what helps with a rise."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from cmlguide.web.words import dates, numbers
from cmlguide.web.words import engine as words
from cmlguide.web.words.medicines import medicine_words, since_month
from cmlguide.web.words.result import findings as finding_words
from cmlguide.web.words.result.change import RISES
from cmlguide.web.words.result.sentence import is_overdue, next_step, sentences
from cmlguide.web.words.without_treatment import month_off
from milestones.counts import LOW
from milestones.standing import last_test_before

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from django.utils.functional import _StrOrPromise

    from cmlguide.records.models import Person
    from milestones.assessment import Assessment, Taken
    from milestones.history import Mutation
    from milestones.verdicts import JudgedResult

HOLD = gettext_lazy("Do not stop or change anything before you ask.")
HOLD_WITHOUT = gettext_lazy("Do not start or change anything before you ask.")


@dataclass(frozen=True)
class Newest:
    """The newest blood test. `number` is as reported; `number_note` gives its scale, depth and level.

    `headline` is the first of the sentences, `step` what people usually do next (maybe empty), `detail` those
    between the two. `chip` is None where only the blood counts are of concern: their card has the chip, and
    none of calm stands beside it.
    """

    when: str
    sentences: tuple[str, ...]
    step: str
    number: str
    number_note: str
    chip: words.Chip | None
    key: str

    @property
    def headline(self) -> str:
        return self.sentences[0] if self.sentences else ""

    @property
    def detail(self) -> tuple[str, ...]:
        return tuple(sentence for sentence in self.sentences[1:] if sentence != self.step)


@dataclass(frozen=True)
class Phone:
    """A clinic's number as typed, and in the form a telephone dials."""

    label: str
    shown: str
    dial: str


@dataclass(frozen=True)
class FirstChecks:
    """What a clinic looks at first when a number rises. `pattern` and `hold` may be empty."""

    items: tuple[str, ...]
    pattern: str
    hold: str


def newest_of(assessment: Assessment, mutations: Iterable[Mutation] = ()) -> Newest | None:
    """The newest blood test in words; None if there is no result. A finding about some of the record's
    `mutations` names them."""
    newest = assessment.newest
    if newest is None:
        return None
    return Newest(
        when=_when(newest, assessment),
        sentences=sentences(assessment, mutations),
        step=next_step(assessment),
        number=numbers.headline(newest),
        number_note=number_note(newest),
        chip=newest_chip(assessment),
        key=newest.result.key,
    )


def newest_chip(assessment: Assessment) -> words.Chip | None:
    """The chip of the newest blood test alone; None if there is none, or if it would say too little."""
    newest, level = assessment.newest, assessment.level
    if newest is None:
        return None
    if assessment.now.severity.is_concern and level.severity in ("on_track", "steady"):
        return None
    if level.severity == "on_track" and is_overdue(assessment):
        return words.AT_GOAL
    if newest.reason == "no_treatment" and assessment.next_start is not None:
        return words.TOO_EARLY
    return words.chip_for(level.severity, (*level.because, newest.reason or ""))


def number_note(judged: JudgedResult) -> str:
    """`International Scale · MR2.96`, or how deep a test that found nothing could look."""
    depth = numbers.depth_note(judged)
    scale = words.UNITS.get(judged.result.unit or "") if judged.result.kind != "no_result" else None
    parts = [
        depth,
        "" if depth else str(scale or ""),
        numbers.mr_note(judged) if judged.low is not None else "",
    ]
    return " · ".join(part for part in parts if part)


def first_checks(assessment: Assessment) -> FirstChecks | None:
    """The short list a clinic starts with; None if nothing has risen."""
    rise = finding_words.find(assessment, *RISES)
    if rise is None:
        return None
    asks_doses = assessment.on_treatment and not assessment.after_transplant
    items = (
        *reasons_in_record(assessment),
        _lab_check(assessment),
        *(_open_checks(assessment) if asks_doses else ()),
        _("Is a repeat test planned?"),
    )
    return FirstChecks(items, _pattern(assessment), hold(assessment))


ASKED_UNLESS_KNOWN: Mapping[str, _StrOrPromise] = {
    "doses_missed": gettext_lazy("Any doses missed, or not kept down?"),
    "new_intake": gettext_lazy("A new medicine, antacid, supplement, or grapefruit?"),
}


def _open_checks(assessment: Assessment) -> tuple[str, ...]:
    """The questions to which the record holds no answer yet."""
    known = {reason.code for reason in assessment.reasons}
    return tuple(str(question) for code, question in ASKED_UNLESS_KNOWN.items() if code not in known)


def hold(taken: Assessment | Taken) -> str:
    """ "Do not stop"; "" with low blood counts, when a team may want exactly that, and today.

    Someone who takes neither a tablet nor another CML medicine has nothing to stop.
    """
    counts = taken.counts
    if counts is not None and any(found.code == LOW for found in counts.findings):
        return ""
    without = taken.without
    takes_something = taken.on_treatment or (without is not None and without.tablet_only)
    return str(HOLD if takes_something else HOLD_WITHOUT)


def takes_no_tablet(taken: Assessment | Taken) -> bool:
    """Whether this is a time without treatment: no CML tablet, and no other CML medicine or transplant."""
    return taken.without is not None and not taken.without.tablet_only


REASONS: Mapping[str, _StrOrPromise] = {
    "paused": gettext_lazy("You had a time without the medicine from %(day)s."),
    "dose_changed": gettext_lazy("Your dose changed on %(day)s."),
    "doses_missed": gettext_lazy("Your diary has doses you did not take, the last on %(day)s."),
    "new_intake": gettext_lazy("Your diary has something new that you took, the last on %(day)s."),
    "lab_changed": gettext_lazy("Another lab did your test from %(day)s on."),
}


def reasons_in_record(assessment: Assessment) -> tuple[str, ...]:
    """What in the record may explain a change, with its date; a change of lab is covered by its own check."""
    return tuple(
        str(REASONS[reason.code]) % {"day": dates.long_date(reason.on)}
        for reason in assessment.reasons
        if reason.code != "lab_changed"
    )


def _pattern(assessment: Assessment) -> str:
    """The sentence about the pattern; it names the medicine only if the record has no simpler reason."""
    if assessment.trend.pattern is None or assessment.reasons:
        return ""
    if not assessment.on_treatment:
        return str(words.PATTERN_OFF_TREATMENT)
    return str(words.PATTERNS[assessment.trend.pattern])


def phones(person: Person) -> tuple[Phone, ...]:
    """The clinic's own numbers, daytime first, as far as known."""
    return _phones(
        (_("Clinic, by day"), person.clinic_day_phone),
        (_("Clinic, after hours"), person.clinic_out_of_hours_phone),
    )


def contacts(person: Person) -> tuple[Phone, ...]:
    """The clinic's numbers and the pharmacy's, as far as known."""
    return phones(person) + _phones((_("Pharmacy"), person.pharmacy_phone))


def _phones(*numbers_of: tuple[str, str]) -> tuple[Phone, ...]:
    return tuple(Phone(label, shown, _dial(shown)) for label, shown in numbers_of if shown.strip())


def _when(newest: JudgedResult, assessment: Assessment) -> str:
    day = dates.long_date(newest.collected_on)
    month = dates.month_on_treatment(newest.months)
    line = next((line for line in assessment.lines if line.number == newest.line), None)
    medicine = medicine_words(line.medicine) if line else ""
    off = month_off(newest.collected_on, assessment)
    if off is not None:
        told = {"day": day, "month": off}
        if assessment.without is not None and assessment.without.tablet_only:
            return _("Newest result · %(day)s · month %(month)s without a CML tablet") % told
        return _("Newest result · %(day)s · month %(month)s without treatment") % told
    untold = newest.reason in ("off_treatment", "before_treatment")
    if month is None or line is None or not medicine or untold:
        return _("Newest result · %(day)s") % {"day": day}
    if since := since_month(line):
        told = {"day": day, "medicine": medicine, "since": since}
        return _("Newest result · %(day)s · on %(medicine)s since %(since)s") % told
    if month == 0:
        return _("Newest result · %(day)s · first month on %(medicine)s") % {"day": day, "medicine": medicine}
    if month >= dates.MONTHS_IN_YEARS:
        told = {"day": day, "time": dates.time_on(month), "medicine": medicine}
        return _("Newest result · %(day)s · %(time)s on %(medicine)s") % told
    return _("Newest result · %(day)s · month %(month)s on %(medicine)s") % {
        "day": day,
        "month": month,
        "medicine": medicine,
    }


def _lab_check(assessment: Assessment) -> str:
    changed = finding_words.find(assessment, "lab_changed")
    if changed is None:
        same = _same_lab(assessment)
        said = _("The same lab did this test and the one before: %(lab)s.") if same else ""
        return said % {"lab": same} if same else _("Was it the same lab as last time?")
    labs = {judged.collected_on: judged.result.lab for judged in assessment.results}
    now, before = (labs.get(day, "") if day else "" for day in (changed.result, changed.compared_with))
    if not now or not before:
        return _("Another lab did this test. Labs can differ a little.")
    return _("Another lab did this test: %(now)s, before that %(before)s.") % {"now": now, "before": before}


def _same_lab(assessment: Assessment) -> str:
    """The lab of the newest test and of the one before it; empty unless both name the same one."""
    newest = assessment.newest
    before = last_test_before(assessment.results, newest.collected_on) if newest else None
    if newest is None or before is None:
        return ""
    now, then = newest.result.lab.strip(), before.result.lab.strip()
    return now if now.casefold() == then.casefold() else ""


def _dial(shown: str) -> str:
    """The digits of a telephone number, with a leading + kept."""
    digits = "".join(sign for sign in shown if sign.isdigit())
    return f"+{digits}" if shown.strip().startswith("+") else digits
