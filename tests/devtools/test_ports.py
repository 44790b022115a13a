"""Ports that nobody else is given before the server of a test takes them."""

import socket

import pytest

from cmlguide.devtools import ports


class InOrder:
    """Chance that chooses these."""

    def __init__(self, *chosen):
        self.chosen = list(chosen)

    def randrange(self, lowest, highest):
        return self.chosen.pop(0)


@pytest.fixture
def taken():
    """A port that another program has."""
    with socket.socket() as another:
        another.bind(("127.0.0.1", 0))
        yield another.getsockname()[1]


def test_port_that_is_taken_is_passed_over_and_so_is_the_one_before_it_where_two_are_asked_for(
    monkeypatch, taken
):
    free = ports.free_ports(2)
    monkeypatch.setattr(ports, "CHANCE", InOrder(taken, taken - 1, free))

    assert ports.free_ports(2) == free


def test_ports_are_below_those_that_are_given_to_whoever_asks_for_any():
    assert 20_000 <= ports.free_ports(2) < 32_000
