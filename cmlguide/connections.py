"""The server of a home installation: waitress, made proof against idle or slow connections."""

import socket
from typing import Any

from waitress.adjustments import Adjustments
from waitress.server import TcpWSGIServer

from cmlguide.web.frame.uploads import LARGEST_BODY

MOST_CONNECTIONS = 100
QUIET_SECONDS = 30
"""How long a connection may say nothing; a browser that comes back opens another by itself."""
LARGEST_HEADER = 65_536


class HomeServer(TcpWSGIServer):
    """Always accepts the newest connection: when all places are taken, it drops the one that has been
    quiet for longest of the others.

    waitress alone would accept nobody until some connections had been quiet for its whole time limit. So a
    program that opens a hundred connections, or keeps them alive with a byte now and then, could block it.
    """

    def readable(self) -> bool:
        if len(self._map) >= self.adj.connection_limit - 1:
            self._make_room()
        answer: bool = super().readable()
        return answer

    def _make_room(self) -> None:
        """Mark a connection to be closed rather than closing it: the calling loop still holds the full list.

        The newest stays, even if others were heard since: its request may be here and not yet read.
        """
        channels = self.active_channels.values()
        newest = max(channels, key=lambda one: one.creation_time, default=None)
        waiting = [one for one in channels if not one.requests and not one.will_close and one is not newest]
        if waiting:
            min(waiting, key=lambda one: one.last_activity).will_close = True


def make_server(
    application: Any, listener: socket.socket, *, quiet_seconds: int = QUIET_SECONDS
) -> HomeServer:
    """A server that answers on the listener once `run()` is called."""
    adjustments = Adjustments(
        sockets=[listener],
        threads=6,
        ident="CML Guide",
        max_request_body_size=LARGEST_BODY,
        inbuf_overflow=LARGEST_BODY,  # nothing is written to disk
        recv_bytes=65_536,  # a large upload in fewer, larger pieces
        connection_limit=MOST_CONNECTIONS,
        channel_timeout=quiet_seconds,
        cleanup_interval=min(quiet_seconds, 5),
        max_request_header_size=LARGEST_HEADER,
    )
    address = (listener.family, listener.type, listener.proto, listener.getsockname())
    return HomeServer(application, _sock=listener, adj=adjustments, sockinfo=address, bind_socket=False)
