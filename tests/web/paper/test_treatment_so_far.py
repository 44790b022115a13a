from __future__ import annotations

from dataclasses import replace
from datetime import date
from decimal import Decimal

import pytest

from cmlguide.records.models import Allergy, OtherMedicine, Person
from cmlguide.web.paper.full_history import full_history
from cmlguide.web.paper.own_words import OwnEntries, other_lines
from cmlguide.web.paper.treatment_so_far import treatment_line, treatment_so_far
from milestones.history import BloodCount, Marrow, Mutation, Treatment
from tests.web.stories import JUST_ABOVE, JUST_ABOVE_ON, judged, tell


@pytest.mark.parametrize(
    ("row", "expected"),
    [
        (Treatment("imatinib", date(2025, 9, 8), dose="400 mg"), "imatinib 400 mg, since 8 Sep 2025"),
        (
            Treatment("imatinib", date(2025, 9, 8), stopped_on=date(2026, 1, 2), stop_reason="side_effects"),
            "imatinib, 8 Sep 2025 to 2 Jan 2026 (side effects)",
        ),
        (
            Treatment("imatinib", date(2025, 9, 8), stopped_on=date(2026, 1, 2)),
            "imatinib, 8 Sep 2025 to 2 Jan 2026",
        ),
        (Treatment("imatinib", JUST_ABOVE_ON), "imatinib, since 22 Nov 2026"),
        (Treatment("imatinib", date(2026, 11, 23)), "imatinib, starts 23 Nov 2026"),
    ],
)
def test_treatment_line(row, expected):
    assert treatment_line(row, JUST_ABOVE_ON) == expected


def test_newest_counts_marrow_and_mutations_are_told():
    history = replace(
        JUST_ABOVE,
        blood_counts=(BloodCount(date(2026, 9, 7), wbc=Decimal("5.4"), hemoglobin=Decimal("13.2")),),
        marrow=(Marrow(date(2025, 8, 29), 20, 20),),
        mutations=(Mutation(date(2026, 1, 10), "T315I", True),),
    )

    lines = treatment_so_far(Person(), history, judged(history, today=JUST_ABOVE_ON), most=4)

    assert lines[1:3] == (
        "Mutations: T315I (10 Jan 2026) · Bone marrow, 29 Aug 2025: Ph+ in 20 of 20 cells",
        "Blood counts, 7 Sep 2026: WBC 5.4, Hb 13.2; CHR: 1 of 5 met, 4 not known",
    )


def test_the_fall_to_month_three_is_a_fact_for_the_team_in_the_first_year_and_in_the_full_history():
    young = replace(JUST_ABOVE, results=JUST_ABOVE.results[:2])
    early, late = judged(young), judged(JUST_ABOVE, today=JUST_ABOVE_ON)

    pages = (
        treatment_so_far(Person(), young, early, most=4),
        treatment_so_far(Person(), young, early, most=4, brief=True),
        treatment_so_far(Person(), JUST_ABOVE, late, most=4),
        full_history(Person(), JUST_ABOVE, late, OwnEntries()).treatment,
    )

    said = (
        "From the start (62%) to month 3 (7.1%): halved about every 31 days (counted as in Branford, "
        "Blood 2014;124:511)."
    )
    assert [said in lines for lines in pages] == [True, False, False, True]


def test_two_doses_without_a_last_day_are_not_told_as_taken_together():
    rows = (
        Treatment("dasatinib", date(2026, 3, 16), dose="100 mg"),
        Treatment("dasatinib", date(2026, 5, 10), dose="70 mg"),
    )

    lines = treatment_so_far(
        Person(), replace(tell(), treatments=rows), judged(tell(), today=date(2026, 6, 1)), most=3
    )

    assert lines[:2] == (
        "dasatinib 100 mg, 16 Mar 2026 to 10 May 2026",
        "dasatinib 70 mg, since 10 May 2026",
    )


def test_where_the_table_is_too_short_the_start_and_the_first_day_at_each_level_are_told():
    values = ("62", "7", "0.5", "0.09", "0.03", "0.008", "0.02", "0.002")
    long = tell(*values)
    start = replace(long.results[0], baseline=True)
    long = replace(long, results=(start, *long.results[1:]))
    short = replace(long, results=long.results[:6])

    def said(history, **facts):
        return treatment_so_far(Person(transcript_name="e14a2", **facts), history, judged(history), most=4)[1]

    assert said(long) == (
        "Transcript: e14a2 · Baseline: 62%, 6 Jan 2025 · First at MMR 6 Oct 2025, MR4.0 6 Apr 2026, "
        "MR4.5 5 Oct 2026"
    )
    assert said(short) == "Transcript: e14a2"
    assert said(long, summary_second_page=True) == "Transcript: e14a2"  # it has every result


def test_other_medicines_taken_now_and_allergies_are_told():
    """St John's wort since June stood on no paper, because it was not new since the last visit."""
    taken = OtherMedicine(name="St John's wort", started_on=date(2026, 6, 1))
    ended = OtherMedicine(name="ibuprofen", stopped_on=date(2026, 7, 1))
    own = OwnEntries(other_medicines=(taken, ended), allergies=(Allergy(name="penicillin", reaction="rash"),))

    told = other_lines(own, JUST_ABOVE_ON)
    lines = treatment_so_far(Person(), JUST_ABOVE, judged(JUST_ABOVE), most=4, others=told)

    assert told == ("Other medicines: St John's wort", "Allergies: penicillin (rash)")
    assert lines[1] == " · ".join(told)
    assert other_lines(OwnEntries(other_medicines=(ended,)), JUST_ABOVE_ON) == ()
