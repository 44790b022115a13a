"""Ports for servers that a test or a proof starts."""

from __future__ import annotations

import socket
from contextlib import ExitStack
from random import SystemRandom

LOWEST, HIGHEST = 20_000, 32_000
"""Below the ports that a system gives to whoever asks for any: from 32,768 on Linux, from 49,152 elsewhere.
One of those could go to somebody else between its finding and its use."""
CHANCE = SystemRandom()
"""Not the usual one: once a library has seeded that, two runs side by side choose the same."""


def free_ports(count: int) -> int:
    """The first of so many ports in a row, all free."""
    while True:
        first = CHANCE.randrange(LOWEST, HIGHEST)
        if _are_free(range(first, first + count)):
            return first


def _are_free(ports: range) -> bool:
    with ExitStack() as held:
        try:
            for port in ports:
                held.enter_context(socket.socket()).bind(("127.0.0.1", port))
        except OSError:
            return False
        return True
