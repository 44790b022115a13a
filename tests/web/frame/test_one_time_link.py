import pytest

from cmlguide.web.frame.one_time_link import OneTimeLink


class Clock:
    """A clock that shows the seconds the test sets."""

    now = 1_000_000.0

    def __call__(self):
        return self.now


def token_of(link):
    return link.path().split("/")[2]


@pytest.mark.parametrize(
    ("passed", "opens"), [(0, True), (599, True), (600, False), (86_400, False), (-1, False)]
)
def test_link_is_good_for_ten_minutes(passed, opens):
    clock = Clock()
    link = OneTimeLink(clock)
    clock.now += passed  # -1: a clock set back must not make a link last

    assert link.use(token_of(link)) is opens


@pytest.mark.parametrize("passed", [0, 600])
def test_link_is_spent_by_its_use_also_when_it_has_ended(passed):
    clock, told = Clock(), []
    link = OneTimeLink(clock)
    link.when_renewed(told.append)
    token = token_of(link)
    clock.now += passed

    link.use(token)

    assert link.use(token) is False
    assert told == [link.path()]


def test_next_link_is_good_for_ten_minutes_again():
    clock = Clock()
    link = OneTimeLink(clock)
    clock.now += 599
    link.use(token_of(link))
    clock.now += 599

    assert link.use(token_of(link)) is True


def test_nobody_is_told_a_link_while_the_last_is_good():
    clock, told = Clock(), []
    link = OneTimeLink(clock)
    link.when_renewed(told.append)

    link.renew_if_ended()
    clock.now += 600
    link.renew_if_ended()
    link.renew_if_ended()

    assert told == [link.path()]
