from __future__ import annotations

from dataclasses import replace
from datetime import date
from decimal import Decimal

from cmlguide.records.models import Allergy, Answer, OtherMedicine, Person, Visit
from cmlguide.web.paper.full_history import full_history
from cmlguide.web.paper.own_words import OwnEntries
from milestones.history import BloodCount, Marrow
from tests.web.stories import JUST_ABOVE, JUST_ABOVE_ON, judged

KARYOTYPE = "46,XX,t(9;22)(q34;q11.2)[20]; " * 4


def told_of(told=None, history=JUST_ABOVE):
    return full_history(Person(), history, judged(history, today=JUST_ABOVE_ON), told or OwnEntries())


def test_every_result_stands_in_it_newest_first():
    page = told_of()

    assert [row.taken for row in page.results][:2] == ["12 Nov 2026", "7 Sep 2026"]
    assert len(page.results) == len(JUST_ABOVE.results)


def test_every_marrow_test_stands_with_its_whole_karyotype():
    tests = (Marrow(date(2025, 8, 29), 20, 20, karyotype=KARYOTYPE), Marrow(date(2026, 3, 1), 0, 20))
    page = told_of(history=replace(JUST_ABOVE, marrow=tests))

    assert page.marrow == (
        "1 Mar 2026: Ph+ in 0 of 20 cells",
        f"29 Aug 2025: Ph+ in 20 of 20 cells, {KARYOTYPE}",
    )


def test_every_blood_count_is_a_row():
    counts = (
        BloodCount(date(2026, 9, 7), wbc=Decimal("5.4"), hemoglobin=Decimal("13.2")),
        BloodCount(date(2026, 11, 7), platelets=Decimal("180"), spleen_felt=False),
    )
    page = told_of(history=replace(JUST_ABOVE, blood_counts=counts))

    assert page.counts_table.columns == ("Taken", "WBC", "Hb", "platelets", "Also")
    assert [cell.text for cell in page.counts_table.rows[0]] == [
        "7 Nov 2026",
        "",
        "",
        "180",
        "spleen not felt",
    ]


def test_visits_are_told_newest_first_with_a_line_for_each_answer():
    early = Visit(visit_on=date(2026, 2, 1), happened=True, decisions="Go on")
    late = Visit(visit_on=date(2026, 8, 1), happened=True)
    ahead = Visit(visit_on=date(2026, 12, 1))
    answers = (Answer(visit=early, question_text="May I fly?", answer="Yes"),)

    page = told_of(OwnEntries(visits=(early, late, ahead), answers=answers))

    assert page.visits == ("1 Aug 2026", "1 Feb 2026: Go on\n“May I fly?” Yes")


def test_other_medicines_and_allergies_stand_in_the_persons_words():
    medicine = OtherMedicine(name="omeprazole", dose="20 mg", started_on=date(2026, 8, 1), note="for\nnow")
    page = told_of(
        OwnEntries(other_medicines=(medicine,), allergies=(Allergy(name="nuts", reaction="rash"),))
    )

    assert page.others == ("omeprazole 20 mg, since 1 Aug 2026, for\nnow", "Allergy: nuts: rash")
