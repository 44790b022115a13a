from datetime import date

import pytest
from django.urls import reverse

from cmlguide.records.actions.questions import choose_question
from tests.factories import make_medicine, make_result

URL = reverse("prepare")
CHOOSE = reverse("question-choose")
FRAGMENT = {"HX-Request": "true"}


@pytest.fixture
def rising(person, time_machine):
    """A record that raises questions: MMR lost."""
    time_machine.move_to(date(2026, 11, 22))
    make_medicine(person)
    for day, value in ((date(2025, 9, 8), "62"), (date(2026, 9, 7), "0.074"), (date(2026, 11, 12), "0.11")):
        make_result(person, value, collected_on=day)
    return person


def texts(person) -> list[str]:
    return [question.text for question in person.page_questions.kept()]


def text_of(answer) -> str:
    return " ".join(answer.content.decode().split())


def test_prepare_shows_the_questions_of_the_data_with_their_why(signed_in, rising):
    page = text_of(signed_in.get(URL))

    assert "“My number went from 0.074% to 0.11%. When do we repeat the test?”" in page
    assert "Why: above 0.1% after reaching" in page
    assert "Nothing chosen yet." in page


def test_what_matters_comes_first_and_the_page_follows_what_stands_on_it(signed_in, rising):
    page = text_of(signed_in.get(URL))

    order = ["On my page", "See my page", "Questions from your results", "In my own words", "My next visit"]
    places = [page.index(f">{words}<" if words != order[2] else words) for words in order]
    assert places == sorted(places)
    assert page.index("My next visit") < page.index('<details class="card fold">')


def test_questions_beyond_the_first_open_with_a_tap(signed_in, rising):
    found = signed_in.get(URL).context["page"]
    page = text_of(signed_in.get(URL))

    more = len(found.more_raised)
    assert (len(found.raised), more > 0) == (2, True)
    assert page.index(f"{more} more question") < page.index(found.more_raised[0].question)


def test_prepare_for_htmx_is_the_list_alone(signed_in, rising):
    answer = signed_in.get(URL, headers=FRAGMENT)

    assert text_of(answer).startswith('<div id="questions"')
    assert "HX-Request" in answer.headers["Vary"]


def test_question_choose_puts_a_raised_question_on_the_page(signed_in, rising):
    answer = signed_in.post(CHOOSE, {"code": "repeat_test"})

    assert answer.headers["Location"] == URL
    assert texts(rising) == ["My number went from 0.074% to 0.11%. When do we repeat the test?"]


def test_question_choose_from_timeline_leads_back_there(signed_in, rising):
    answer = signed_in.post(CHOOSE, {"code": "repeat_test", "back": "timeline"})

    assert answer.headers["Location"] == reverse("timeline")


def test_question_choose_for_htmx_tells_the_page_to_refresh(signed_in, rising):
    answer = signed_in.post(CHOOSE, {"code": "repeat_test"}, headers=FRAGMENT)

    assert (answer.status_code, answer.headers["HX-Trigger"]) == (204, '{"record-changed": {}}')


def test_question_choose_takes_no_code_the_data_does_not_raise(signed_in, rising):
    signed_in.post(CHOOSE, {"code": "mutation_meaning"})

    assert texts(rising) == []


def test_question_choose_keeps_own_words_as_they_are(signed_in, rising):
    own = "Can I 😀 travel?\n<script>שלום</script>"

    signed_in.post(CHOOSE, {"text": own})

    assert texts(rising) == [own]
    assert "&lt;script&gt;שלום&lt;/script&gt;" in signed_in.get(URL).content.decode()


def test_question_choose_own_for_htmx_gives_an_empty_form_and_tells(signed_in, rising):
    answer = signed_in.post(CHOOSE, {"text": "Can I travel?"}, headers=FRAGMENT)

    assert text_of(answer).startswith('<section class="card prepare-own no-print" id="own-question"')
    assert answer.headers["HX-Trigger"] == '{"record-changed": {}}'


@pytest.mark.parametrize("headers", [{}, FRAGMENT])
def test_question_choose_without_words_says_what_to_do(signed_in, rising, headers):
    answer = signed_in.post(CHOOSE, {"text": "  "}, headers=headers)

    assert answer.status_code == 422
    assert "Write your question first." in text_of(answer)


def test_question_choose_too_long_keeps_what_was_typed(signed_in, rising):
    answer = signed_in.post(CHOOSE, {"text": "long " * 1500})

    assert answer.status_code == 422
    assert answer.content.decode().count("long ") >= 1499


def test_prepare_prints_three_and_keeps_the_fourth(signed_in, rising):
    for word in ("one", "two", "three", "four"):
        choose_question(person=rising, text=word)

    page = text_of(signed_in.get(URL))

    assert page.index("three") < page.index("Kept for later") < page.index("four")


@pytest.mark.parametrize(
    ("index", "to", "expected"),
    [
        (1, "up", ["two", "one", "three"]),
        (1, "down", ["one", "three", "two"]),
        (0, "up", ["one", "two", "three"]),
        (2, "down", ["one", "two", "three"]),
    ],
)
def test_question_move(signed_in, rising, index, to, expected):
    rows = [choose_question(person=rising, text=word) for word in ("one", "two", "three")]

    answer = signed_in.post(reverse("question-move", args=[rows[index].pk]), {"to": to})

    assert answer.headers["Location"] == URL
    assert texts(rising) == expected
