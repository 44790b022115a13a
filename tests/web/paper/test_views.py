import re
from datetime import date
from pathlib import Path

import pytest
from django.urls import reverse

from cmlguide.records.actions.persons import edit_person
from cmlguide.records.actions.questions import choose_question
from tests.factories import make_helper, make_medicine, make_result
from tests.signing_in import sign_in

ROOT = Path(__file__).resolve().parents[3]
URL = reverse("summary")
HEADER = re.compile(r'<header class="top-bar">.*?</header>')
VISIT = {"visit_on_day": "25", "visit_on_month": "11", "visit_on_year": "2026"}
LAST_VISIT = {"last_visit_on_day": "10", "last_visit_on_month": "9", "last_visit_on_year": "2026"}


@pytest.fixture
def robin(person, time_machine):
    time_machine.move_to(date(2026, 11, 22))
    edit_person(person=person, name="Robin Sample", born_year=1971, goal="treatment_free_remission")
    make_medicine(person)
    for day, value in ((date(2025, 9, 8), "62"), (date(2026, 9, 7), "0.074"), (date(2026, 11, 12), "0.11")):
        make_result(person, value, collected_on=day)
    return person


def text_of(answer) -> str:
    return " ".join(answer.content.decode().split())


def chosen(client, choices) -> str:
    """The page as it is shown after the form was sent."""
    return text_of(client.post(URL, choices, follow=True))


def test_summary_prints_in_the_order_of_the_paper(signed_in, robin):
    page = chosen(signed_in, VISIT)
    order = [
        "For my visit, 25 Nov 2026",
        "Entered by the patient, not a lab report",
        "Robin Sample",
        "What I most want to talk about",
        "Since my last test",
        "BCR::ABL1 over time",
        "Results as reported",
        "Treatment so far",
        "My goal: treatment-free remission",
        "What we decided",
        "Not a diagnosis.",
    ]

    places = [page.index(part, page.index("<main")) for part in order]

    assert places == sorted(places)


def test_summary_says_when_the_questions_are_not_chosen_yet(signed_in, robin):
    assert "You have not chosen your questions yet." in text_of(signed_in.get(URL))


def test_summary_prints_chosen_questions_with_a_line_each(signed_in, robin):
    choose_question(person=robin, text="Can I travel?")

    page = text_of(signed_in.get(URL))

    assert '<span class="pre-line">Can I travel?</span><div class="paper-line"></div>' in page
    assert "You have not chosen your questions yet." not in page


def test_summary_leaves_out_the_name_when_asked(signed_in, robin):
    page = chosen(signed_in, {"hide_name": "on"})

    assert "Robin Sample" not in page.split("<main")[1].split("</main>")[0]
    sheet = (ROOT / "static/css/print.css").read_text(encoding="utf-8")
    assert page.count("Robin Sample") == HEADER.search(page)[0].count("Robin Sample")
    assert re.search(r"[ ,]\.top-bar, .*{ display: none; }", sheet)  # which names whose record is open


def test_summary_in_large_print(signed_in, robin):
    page = chosen(signed_in, {"large": "on"})

    assert '<body class="desk desk--large">' in page
    assert "Large print may need a second side." in page


def test_summary_tells_what_is_new_since_the_last_visit(signed_in, robin):
    assert "Since my last visit (10 Sep 2026)" in chosen(signed_in, LAST_VISIT)


def test_summary_asks_again_for_a_date_it_cannot_read(signed_in, robin):
    signed_in.post(URL, VISIT)

    answer = signed_in.post(URL, {"visit_on_day": "45", "visit_on_month": "11", "visit_on_year": "2026"})

    assert answer.status_code == 422
    assert 'value="45"' in text_of(answer)
    assert "For my visit, 25 Nov 2026" in text_of(answer)  # as it was


def test_summary_of_an_empty_record_still_prints(signed_in, person):
    page = text_of(signed_in.get(URL))

    assert "No result yet." in page
    assert "No medicine in the record." in page


def test_summary_keeps_a_limit_as_a_limit(signed_in, robin):
    make_result(robin, None, kind="not_detected", limit="0.0032", collected_on=date(2026, 11, 20))

    assert '<td role="cell">&lt;0.0032%, not found</td>' in text_of(signed_in.get(URL))


def test_summary_of_a_stranger_shows_nothing_of_mine(stranger, robin):
    assert "Robin Sample" not in text_of(stranger.get(URL))


def test_who_may_only_read_is_not_asked_to_change_the_questions(settings, person, signed_in):
    settings.HOME_MODE, settings.HOSTED = False, True
    clients = [signed_in, *(sign_in(make_helper(person, role=role).user) for role in ("edit", "view"))]

    said = ["Change my questions" in client.get(reverse("summary")).text for client in clients]

    assert said == [True, True, False]
