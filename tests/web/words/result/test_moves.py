from decimal import Decimal

import pytest

from cmlguide.web.words.result.moves import Move, move
from milestones.changes import Change

D = Decimal


@pytest.mark.parametrize(
    ("change", "said"),
    [
        (Change(D("1.49"), False, False), Move("× 1.5", "1.5 times as high")),
        (Change(D("1.49"), False, True), Move("× 1.5", "1.5 times as high", "within the wobble")),
        (Change(D("0.0833"), False, False), Move("÷ 12", "about 12 times less")),
        (Change(D("1.99"), True, False), Move("at least × 1.9", "at least 1.9 times as high")),
        (Change(D("0.00005"), True, False), Move("at least ÷ 20,000", "at least 20,000 times less")),
        (Change(D("1.04"), False, True), Move("about the same", "about the same")),
        (Change(D("0.96"), False, True), Move("about the same", "about the same")),
    ],
)
def test_a_change_is_said_as_times_and_never_claims_more_than_is_known(change, said):
    assert move(change) == said


def test_nothing_is_said_where_no_change_can_be_told():
    assert move(None) == Move()
