from __future__ import annotations

from dataclasses import replace

from cmlguide.web.paper import fitting
from cmlguide.web.paper.fitting import Draft
from cmlguide.web.paper.result_lines import ResultLine
from cmlguide.web.paper.shortened import Whole

ROW = ResultLine("6 Nov 2026", "32", "0.11%", "MR2.96", "MMR", "City", "")


def fit(draft, paper="us-letter"):
    return fitting.fit(draft, paper)


def treatment(most: int, brief: bool) -> tuple[str, ...]:
    return (*("imatinib",) * most, *([] if brief else ["Blood counts"]))


DRAFT = Draft(
    who=("Robin",),
    printed="printed today",
    questions=("a", "b", "c"),
    since=("d",) * 6,
    treatment=treatment,
    goals=("My goal",),
    rows=(ROW,) * 12,
    decided=("Next test", "Next visit"),
    foot="foot",
    chart_height=320.0,
    off=(),
)


def test_a_usual_record_stands_whole():
    fitted = fit(DRAFT)

    assert (fitted.questions, fitted.since, len(fitted.rows)) == (DRAFT.questions, DRAFT.since, 8)
    assert fitted.treatment == (*treatment(4, False), "My goal")
    assert fitted.whole == ()


def test_fewer_medicines_make_room_for_six_results():
    fitted = fit(replace(DRAFT, chart_height=385.0))

    assert len(fitted.rows) == 6
    assert fitted.treatment == (*treatment(2, False), "My goal")
    assert fitted.whole == ()


def test_a_short_record_needs_no_more_rows_than_it_has():
    fitted = fit(replace(DRAFT, rows=(ROW,) * 3, chart_height=370.0))

    assert (len(fitted.rows), fitted.treatment) == (3, (*treatment(4, False), "My goal"))


def test_long_words_are_shortened_and_kept_whole_behind():
    long = "My question is long. " * 240
    fitted = fit(replace(DRAFT, questions=("a", long, "c")))

    assert fitted.questions[0] == "a"
    assert fitted.questions[1].endswith("… (all of it under “In full”)")
    assert fitted.whole == (Whole("What I most want to talk about", (long,)),)
    assert len(fitted.rows) >= 4


def test_many_lines_since_the_visit_are_counted_and_kept_whole_behind():
    notes = tuple(f"Note: {number}" for number in range(40))
    fitted = fit(replace(DRAFT, since=notes))

    assert fitted.since[-1] == "31 more lines under “In full”"
    assert fitted.whole == (Whole("Since my last visit", notes[9:]),)


def test_everything_too_long_still_keeps_rows_and_every_word():
    long = "word " * 1000
    draft = replace(DRAFT, who=(long,), questions=(long,) * 3, since=(long,) * 30, goals=(long,))
    row = replace(ROW, lab=long)
    fitted = fit(replace(draft, rows=(row,) * 12))

    assert len(fitted.rows) == 9
    assert [part.heading for part in fitted.whole] == [
        "About me",
        "What I most want to talk about",
        "Since my last visit",
        "Laboratories",
        "Treatment and goals",
    ]
    assert fitted.whole[3].lines == (f"A: {long}",)
    assert fitted.whole[4].lines == ("Blood counts", long)


def test_long_names_of_labs_become_letters_with_a_key():
    rows = (replace(ROW, lab="Lakeview Institute"), replace(ROW, lab=""), replace(ROW, lab="City"))
    fitted = fit(replace(DRAFT, rows=rows))

    assert [row.lab for row in fitted.rows] == ["A", "", "B"]
    assert fitted.labs == "A: Lakeview Institute · B: City"


def test_what_is_switched_off_leaves_room_for_rows():
    fitted = fit(replace(DRAFT, chart_height=500.0, off=("chart",)))

    assert len(fitted.rows) == 12


def test_the_taller_paper_prints_more_rows_and_knows_what_the_shorter_holds():
    draft = replace(DRAFT, rows=(ROW,) * 20, chart_height=340.0)
    letter, a4 = fit(draft), fit(draft, "a4")

    assert (len(letter.rows), letter.fewer) == (7, 7)
    assert (len(a4.rows), a4.fewer) == (11, 7)


def test_a_short_record_stands_one_below_the_other_with_room_to_write():
    short = replace(DRAFT, rows=(ROW,) * 2)
    fitted = {height: fit(replace(short, chart_height=height)) for height in (200.0, 240.0)}

    assert [(one.stacked, one.roomy, len(one.rows)) for one in fitted.values()] == [
        (True, True, 2),
        (True, False, 2),
    ]


def test_only_laboratories_that_are_printed_are_explained():
    rows = (*(replace(ROW, lab="Lakeview Institute"),) * 12, replace(ROW, lab="County Hospital laboratory"))

    assert fit(replace(DRAFT, rows=rows)).labs == "A: Lakeview Institute"
