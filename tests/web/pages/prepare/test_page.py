from __future__ import annotations

from cmlguide.records.models import PageQuestion, Person
from cmlguide.web.pages.prepare.page import prepare_page
from tests.web.stories import JUST_ABOVE, JUST_ABOVE_ON, judged

TODAY = judged(JUST_ABOVE, today=JUST_ABOVE_ON)


def own(pk: int, text: str) -> PageQuestion:
    return PageQuestion(pk=pk, text=text)


def page_of(listed, assessment):
    return prepare_page(Person(), assessment, listed, [], [])


def test_page_prints_three_and_keeps_the_rest():
    page = page_of([own(1, "a"), own(2, "b"), own(3, "c"), own(4, "d")], TODAY)

    assert [line.text for line in page.printed] == ["a", "b", "c"]
    assert [(line.text, line.number) for line in page.later] == [("d", 4)]


def test_page_ends_of_the_list_cannot_move_further():
    page = page_of([own(1, "a"), own(2, "b"), own(3, "c")], TODAY)

    assert [(line.is_first, line.is_last) for line in page.printed] == [
        (True, False),
        (False, False),
        (False, True),
    ]


def test_page_raises_only_what_is_not_on_the_list():
    page = page_of([PageQuestion(pk=1, code="repeat_test", text="old words")], TODAY)

    assert [card.code for card in page.raised] == ["behind_checkpoint", "guidelines_differ"]


def test_page_tells_a_raised_question_in_the_words_of_today():
    line = page_of([PageQuestion(pk=1, code="repeat_test", text="old words")], TODAY).printed[0]

    assert (line.text, line.why, line.is_own) == (
        "My number went from 0.074% to 0.11%. When do we repeat the test?",
        "above 0.1% after reaching MMR",
        False,
    )


def test_page_keeps_a_question_the_data_no_longer_raises():
    line = page_of([PageQuestion(pk=1, code="test_overdue", text="When is my test?")], TODAY).printed[0]

    assert (line.text, line.why, line.is_own) == ("When is my test?", "", False)
