"""The home server with real sockets: clients that only hold a connection do not keep the owner out."""

import socket
import threading
from functools import partial
from types import SimpleNamespace

import pytest

from cmlguide.connections import LARGEST_HEADER, MOST_CONNECTIONS, HomeServer, make_server

ASK = b"GET / HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n"


def hello(environ, start_response):
    start_response("200 OK", [("Content-Length", "5")])
    return [b"hello"]


@pytest.fixture
def serve():
    """A running server's port, for a given time a connection may be quiet."""
    running = []

    def start(quiet_seconds):
        listener = socket.create_server(("127.0.0.1", 0))
        server = make_server(hello, listener, quiet_seconds=quiet_seconds)
        thread = threading.Thread(target=server.run)
        thread.start()
        running.append((server, thread))
        return listener.getsockname()[1]

    yield start
    for server, thread in running:
        end = partial(server.asyncore.close_all, server._map)
        server.trigger.pull_trigger(end)  # in the server's own thread: it may be waiting on what is closed
        thread.join(timeout=60)
        assert not thread.is_alive()
        server.task_dispatcher.shutdown()


def connect(port):
    return socket.create_connection(("127.0.0.1", port), timeout=60)


def ask(port):
    with connect(port) as asking:
        asking.sendall(ASK)
        return b"".join(iter(lambda: asking.recv(4096), b""))


@pytest.mark.parametrize("begun", [b"", b"GET / HT"], ids=["silent", "a request begun"])
def test_more_held_connections_than_places_do_not_stop_the_site(serve, begun):
    port = serve(quiet_seconds=3600)  # no time limit helps here
    held = [connect(port) for _ in range(MOST_CONNECTIONS + 10)]
    for one in held:
        one.sendall(begun)

    answer = ask(port)

    for one in held:
        one.close()
    assert answer.endswith(b"\r\n\r\nhello")


def test_newest_connection_stays_though_others_were_heard_since():
    """Its request may have arrived and not been read yet."""
    older, newest, busy = (
        SimpleNamespace(creation_time=opened, last_activity=heard, requests=asked, will_close=False)
        for opened, heard, asked in ((1.0, 9.0, []), (8.0, 8.0, []), (2.0, 2.0, ["GET /"]))
    )
    server = SimpleNamespace(active_channels={5: older, 6: newest, 7: busy})

    HomeServer._make_room(server)

    assert (older.will_close, newest.will_close, busy.will_close) == (True, False, False)


def test_connection_that_says_nothing_is_let_go(serve):
    port = serve(quiet_seconds=1)

    with connect(port) as quiet:
        end = quiet.recv(1)  # b"" once the server has closed it; a time-out if it never does

    assert end == b""
    assert ask(port).endswith(b"hello")


def test_endless_header_is_refused(serve):
    port = serve(quiet_seconds=30)

    with connect(port) as asking:
        # Not one more: what is left unread as the server closes would take its answer away.
        asking.sendall(b"GET / HTTP/1.1\r\nHost: localhost\r\nX-Long: ".ljust(LARGEST_HEADER, b"a"))
        answer = asking.recv(4096)

    assert answer.startswith(b"HTTP/1.0 431 ")
