"""The card of small charts: one assessment, three widths, no card when there is nothing to draw."""

from dataclasses import replace
from datetime import date
from decimal import Decimal

from cmlguide.web.chart.counts.card import counts_card
from milestones.history import BloodCount
from tests.web.stories import JUST_ABOVE, JUST_ABOVE_ON, judged


def card_of(*counts: BloodCount):
    history = replace(JUST_ABOVE, blood_counts=counts)
    return counts_card(judged(history, today=JUST_ABOVE_ON), history)


def test_a_drawing_for_each_screen_with_words_and_key():
    card = card_of(BloodCount(date(2026, 9, 7), wbc=Decimal("5.4")))

    assert [drawing.split('class="chart chart--')[1].split('"')[0] for drawing in card.drawings] == [
        "wide",
        "medium",
        "phone",
    ]
    assert (card.title, card.description) == (
        "Your blood counts over time",
        "White cells, 10⁹/L: 5.4 on 7 Sep 2026.",
    )
    assert [sign.words for sign in card.key] == ["below this line, the goal for this count is met"]


def test_nothing_reported_draws_nothing():
    assert card_of() is None
    assert card_of(BloodCount(date(2026, 1, 1), spleen_felt=False)) is None
