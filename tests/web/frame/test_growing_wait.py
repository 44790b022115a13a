import threading

import pytest

from cmlguide.web.frame.growing_wait import GrowingWait, seconds_after


class Clock:
    """A clock that shows the seconds the test sets."""

    now = 5_000.0

    def __call__(self):
        return self.now


@pytest.fixture
def clock():
    return Clock()


@pytest.mark.parametrize(
    ("wrong", "seconds"),
    [(0, 0), (1, 0), (2, 0), (3, 2), (4, 4), (5, 8), (6, 16), (7, 32), (8, 60), (9, 60), (10**6, 60)],
)
def test_wait_doubles_and_stays_under_a_minute(wrong, seconds):
    assert seconds_after(wrong) == seconds


def test_right_passphrase_is_let_in_after_any_number_of_wrong_ones(clock):
    wait = GrowingWait(clock)
    for _ in range(1000):
        assert wait.begin("") == 0
        clock.now += wait.left("")

    assert wait.begin("") == 0


def test_too_early_try_is_told_how_long_and_makes_it_no_longer(clock):
    wait = GrowingWait(clock)
    for _ in range(3):
        wait.begin("")

    told = []
    for passed in (0, 0.5, 1, 0.5):
        clock.now += passed
        told.append(wait.begin(""))

    assert told == [2, 2, 1, 0]
    assert wait.left("") == 4


def test_clock_set_back_makes_no_longer_wait(clock):
    wait = GrowingWait(clock)
    for _ in range(3):
        wait.begin("")

    clock.now -= 3600

    assert wait.begin("") == 2


def test_right_one_begins_anew(clock):
    wait = GrowingWait(clock)
    for _ in range(3):
        wait.begin("")

    wait.forget("")

    assert [wait.begin("") for _ in range(3)] == [0, 0, 0]


def test_guesses_elsewhere_slow_down_no_browser_that_signed_in_before(clock):
    wait = GrowingWait(clock)
    for _ in range(20):
        wait.begin("")
        clock.now += wait.left("")
    wait.begin("")

    assert wait.left("") == 60
    assert wait.begin("mine") == 0


def test_guesses_at_the_same_moment_are_not_all_let_through(clock):
    wait = GrowingWait(clock)
    answers = []
    threads = [threading.Thread(target=lambda: answers.append(wait.begin(""))) for _ in range(20)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(timeout=60)

    assert sorted(answers) == [0] * 3 + [2] * 17
