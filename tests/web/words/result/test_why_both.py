from dataclasses import replace
from datetime import date

import pytest

from cmlguide.web.pages.results.page import result_page
from cmlguide.web.pages.timeline.page import timeline_page
from cmlguide.web.words.result.newest import newest_of
from cmlguide.web.words.result.why_both import why_both
from milestones.history import Mutation
from tests.web.stories import judged, tell

WELL = ("62", "4", "0.5", "0.05", "0.05")
SHALLOW = (
    "That word is for this test alone. It could not see deep enough to change what your earlier results said."
)
MOVED = "That word is for this number alone. We also look at how your number moved."
FOUND = "That word is for this number alone. We also look at what else was found."


@pytest.mark.parametrize(
    ("values", "expected"),
    [
        ((*WELL, "0.3", "nd"), (SHALLOW,)),
        ((*WELL, "1.5", "nd"), (SHALLOW,)),
        ((*WELL, "1.5", "nd 0.0032"), ()),
        (("62", "4", "0.5", "0.01", "0.008", "0.02", "0.06"), (MOVED,)),
        (WELL, ()),
        # One voice: the verdict itself is one of concern, or there is none.
        ((*WELL, "0.3"), ()),
        ((*WELL, "0.3", "no result"), ()),
        ((), ()),
    ],
)
def test_both_voices_are_told_apart_only_where_there_are_two(values, expected):
    assert why_both(judged(tell(*values))) == expected


def test_what_else_was_found_is_named_as_the_reason():
    found = Mutation(date(2025, 12, 1), "T315I", resistance=True)

    assert why_both(judged(replace(tell(*WELL), mutations=(found,)))) == (FOUND,)


def test_page_of_the_result_and_timeline_say_it_beside_the_guidelines_word(person):
    told = tell(*WELL, "0.3", "nd")
    history = replace(told, results=tuple(replace(row, key=str(pk)) for pk, row in enumerate(told.results)))
    assessment = judged(history)

    page = result_page(person, history.results[-1], assessment)
    timeline = timeline_page(person, history, assessment)

    optimal = "In the words of ELN 2020: “optimal”."
    assert page.chip.tone == "discuss"
    assert page.beside[-2:] == (optimal, SHALLOW)
    assert timeline.guideline_lines[-1] == SHALLOW
    assert (
        "This test could not see deep enough to change what your earlier results said. It still stands."
        in (newest_of(assessment).sentences)
    )
