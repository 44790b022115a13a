import pytest
from django.urls import reverse

from cmlguide.records.models.person import EXAMPLES
from cmlguide.web.frame.setup import STEPS
from cmlguide.web.pages.start.page import TITLES, example_cards, step_page


def test_every_example_has_a_card():
    assert tuple(card.kind for card in example_cards()) == EXAMPLES


def test_every_step_has_words():
    assert tuple(TITLES) == STEPS


@pytest.mark.parametrize(
    ("step", "back", "forward", "is_last"),
    [
        ("diagnosis", "/start/", "/start/medicine/", False),
        ("goals", "/start/guideline/", "/start/about-me/", False),
        ("about-me", "/start/goals/", "/", True),
    ],
)
def test_steps_lead_on_and_back(step, back, forward, is_last):
    page = step_page(step)

    assert (page.back_url, page.next_url, page.is_last) == (back, forward, is_last)
    assert reverse("timeline") == "/"
