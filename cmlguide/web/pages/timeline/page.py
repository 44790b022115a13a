"""Timeline: one Assessment as the values shown in its templates. It decides nothing itself."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.utils.translation import ngettext

from cmlguide.web.words import dates, marks
from cmlguide.web.words import engine as words
from cmlguide.web.words.counts import quiet_line
from cmlguide.web.words.diary.signs import TimelineSign, sign_on_timeline
from cmlguide.web.words.first_year import begins, next_stop
from cmlguide.web.words.guidelines import guideline_lines
from cmlguide.web.words.questions.cards import PromptCard, prompt_cards
from cmlguide.web.words.result import findings as finding_words
from cmlguide.web.words.result.change import listed_karyotype
from cmlguide.web.words.result.count_card import CountCard, count_card
from cmlguide.web.words.result.facts import Fact, RungLine, facts_of, ladder_of
from cmlguide.web.words.result.newest import FirstChecks, Newest, Phone, first_checks, hold, newest_of, phones
from cmlguide.web.words.result.sentence import none_yet
from cmlguide.web.words.result.why_both import why_both
from cmlguide.web.words.samples import at_lab_fact, sample_at_lab
from cmlguide.web.words.visits import next_visit_fact
from cmlguide.web.words.without_treatment import Clock, clock_of

if TYPE_CHECKING:
    from collections.abc import Iterable

    from cmlguide.records.models import DiaryEntry, Person, WaitingSample
    from milestones.assessment import Assessment
    from milestones.history import History

# As many as fit on the printed page; Prepare shows them all.
SHOWN_PROMPTS = 3
# Information worth a line of its own when nothing has risen (for a rise, its own list mentions the lab).
ASIDES = ("test_overdue", "scale_changed", "small_sample", "lab_changed", "later_line", "reached_late")
# What the record leaves open and About me asks for.
ABOUT_CML = frozenset({"transcript_unknown", "phase_unknown"})


@dataclass(frozen=True)
class NotCounted:
    """Tests left out of the time in deep response: how many, and each one's day with the reason."""

    sentence: str
    days: tuple[str, ...]


@dataclass(frozen=True)
class TimelinePage:
    """Everything on Timeline except the chart. `sign`: a sign in the diary, and `counts`: a blood count, that
    must not be missed; `counts_line`: a count that misses a goal, else "".

    `detail` goes on after the headline. `is_waiting`: a sample is at the lab. `alarm` is True where a call in
    the next few days is worth it, which `call` says where its card is shown (beside counts of concern theirs
    is the call); `has_entries` once anything was saved; `only_marrow`: there are results, and none from
    blood; `begins` says that the first tablet is still to come; `has_first_year` until month 12; `clock` in a
    time without treatment.
    """

    sign: TimelineSign | None
    newest: Newest | None
    detail: tuple[str, ...]
    none_yet: str
    only_marrow: bool
    facts: tuple[Fact, ...]
    is_waiting: bool
    guideline_lines: tuple[str, ...]
    asides: tuple[str, ...]
    not_counted: NotCounted | None
    counts: CountCard | None
    counts_line: str
    alarm: bool
    call: str
    first_checks: FirstChecks | None
    hold: str
    phones: tuple[Phone, ...]
    rungs: tuple[RungLine, ...]
    prompts: tuple[PromptCard, ...]
    more_prompts: int
    notes: tuple[str, ...]
    asks_about_cml: bool
    wants_medicine: bool
    begins: str
    next_stop: str
    has_first_year: bool
    first_weeks: bool
    clock: Clock | None
    has_entries: bool

    @property
    def all_ahead(self) -> bool:
        """Whether no milestone was reached yet."""
        return all(rung.ahead for rung in self.rungs)


def timeline_page(
    person: Person, history: History, assessment: Assessment, diary: Iterable[DiaryEntry] = ()
) -> TimelinePage:
    """The values for Timeline. The questions already chosen for the page come with the history."""
    cards, counts = prompt_cards(assessment, chosen_codes(history)), count_card(person, history, assessment)
    newest, sample = newest_of(assessment, history.mutations), sample_at_lab(history, assessment)
    alarm = assessment.level.severity == "soon"
    call = newest.step if newest and alarm and not counts else ""
    return TimelinePage(
        sign=sign_on_timeline(diary, assessment.today),
        newest=newest,
        detail=detail(newest, call),
        none_yet=none_yet(assessment),
        only_marrow=assessment.newest is None and bool(assessment.results),
        facts=_facts(history, assessment, sample),
        is_waiting=sample is not None,
        guideline_lines=(*guideline_lines(assessment), *why_both(assessment)),
        asides=asides(assessment),
        not_counted=not_counted(assessment),
        counts=counts,
        counts_line="" if counts else quiet_line(history, assessment),
        alarm=alarm,
        call=call,
        first_checks=first_checks(assessment),
        hold=hold(assessment),
        phones=phones(person),
        rungs=ladder_of(assessment),
        prompts=cards[:SHOWN_PROMPTS],
        more_prompts=len(cards[SHOWN_PROMPTS:]),
        notes=notes(assessment),
        asks_about_cml=not ABOUT_CML.isdisjoint(assessment.notes),
        wants_medicine=not history.treatments,
        begins=begins(assessment),
        next_stop=next_stop(assessment),
        has_first_year=bool(assessment.first_year.steps),
        first_weeks=not any(step.tested_on for step in assessment.first_year.steps),
        clock=clock_of(assessment, sample.taken_on if sample else None),
        has_entries=has_entries(history),
    )


def _facts(history: History, assessment: Assessment, sample: WaitingSample | None) -> tuple[Fact, ...]:
    visit = next_visit_fact(history, assessment.today)
    return facts_of(assessment, visit, at_lab_fact(sample, assessment))


def detail(newest: Newest | None, call: str) -> tuple[str, ...]:
    """What follows the headline; the next step stands in its own card where there is one."""
    if newest is None:
        return ()
    return newest.detail if call or not newest.step else (*newest.detail, newest.step)


def has_entries(history: History) -> bool:
    """Whether anything was ever saved: a result, a medicine, another test, or an entry in any list."""
    rows = (history.results, history.treatments, history.blood_counts, history.marrow, history.mutations)
    return any(rows) or any(isinstance(kept, list) and kept for kept in history.extra.values())


def chosen_codes(history: History) -> set[str]:
    """The codes of the questions on the person's page; other "questions" from a file are ignored."""
    listed = history.extra.get("questions")
    rows = [row for row in listed if isinstance(row, dict)] if isinstance(listed, list) else []
    return {row["code"] for row in rows if isinstance(row.get("code"), str) and row["code"]}


def asides(assessment: Assessment) -> tuple[str, ...]:
    """What is good to know about the newest test itself: another scale or lab, a small sample, its age."""
    has_list = first_checks(assessment) is not None
    told = {"lab_changed"} if has_list else set()
    if assessment.level.severity == "on_track":
        told.add("test_overdue")  # next_step says it
    codes = [code for code in ASIDES if code not in told]
    held = {row.code: row for row in assessment.trend.findings}
    if "scale_changed" in held:  # a change of scale says enough; that labs differ a little would mislead
        held.pop("lab_changed", None)
    said = [finding_words.sentence(held[code], assessment) for code in codes if code in held]
    return (*said, *listed_karyotype(assessment))


def not_counted(assessment: Assessment) -> NotCounted | None:
    """Which results within the time in deep response do not count, and why; None if all do."""
    streak = assessment.deep_response
    if streak.since is None or not streak.not_counted:
        return None
    count = len(streak.not_counted)
    said = ngettext(
        "Not counted in the time at MR4.0 or deeper: %(count)s test.",
        "Not counted in the time at MR4.0 or deeper: %(count)s tests.",
        count,
    )
    days = tuple(
        marks.labelled(dates.short_date(row.collected_on), words.NOT_COUNTED[row.why])
        for row in streak.not_counted
    )
    return NotCounted(said % {"count": count}, days)


def notes(assessment: Assessment) -> tuple[str, ...]:
    """How the record was read where it left something open, and what was not counted."""
    said = [str(words.NOTES[note]) for note in assessment.notes]
    late = len(assessment.left_out)
    if late:
        said.append(
            ngettext(
                "%(count)s result is dated after today, so it is not counted yet.",
                "%(count)s results are dated after today, so they are not counted yet.",
                late,
            )
            % {"count": late}
        )
    return tuple(said)
