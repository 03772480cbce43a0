"""HTTP on 127.0.0.1, and nothing of GitHub."""

import contextlib
import json
import socket
import socketserver
import sys
from collections.abc import Callable
from http.server import BaseHTTPRequestHandler
from threading import Lock, Thread
from typing import Any, NamedTuple, cast
from urllib.parse import parse_qsl, urlsplit

from tests.github.exchange import Answer
from tests.github.faults import BROKEN


class Received(NamedTuple):
    """A request as it came over the wire."""

    method: str
    path: str
    query: list[tuple[str, str]]
    content: bytes
    headers: dict[str, str]

    @property
    def body(self) -> Any:
        """The content as JSON; raises ValueError."""
        return json.loads(self.content) if self.content else None


class Server(socketserver.ThreadingMixIn, socketserver.TCPServer):
    """A thread for each connection. `close` ends them all, also those that are kept alive.

    http.server's own class would look up the name of the host, which may take a while.
    """

    daemon_threads = False
    block_on_close = True
    request_queue_size = 64

    def __init__(self, answer: Callable[[Received], Answer]) -> None:
        super().__init__(("127.0.0.1", 0), _Handler)
        self.answer = answer
        self.broken: list[BaseException] = []
        self._lock = Lock()
        self._connections: set[socket.socket] = set()
        self._thread = Thread(
            target=self.serve_forever, kwargs={"poll_interval": 0.01}, daemon=True
        )

    def start(self) -> None:
        self._thread.start()

    @property
    def url(self) -> str:
        return f"http://127.0.0.1:{self.server_address[1]}"

    def close(self) -> None:
        """End all that is under way, and wait until it has ended."""
        self.shutdown()
        self._thread.join()
        with self._lock:
            for connection in self._connections:
                hang_up(connection)
        self.server_close()

    def process_request(self, request: Any, client_address: Any) -> None:
        with self._lock:
            self._connections.add(request)
        super().process_request(request, client_address)

    def shutdown_request(self, request: Any) -> None:
        with self._lock:
            self._connections.discard(request)
        super().shutdown_request(request)

    def handle_error(self, request: Any, client_address: Any) -> None:  # noqa: ARG002
        """A client that hangs up is none; everything else is a mistake of ours."""
        error = sys.exception()
        if error is not None and not isinstance(error, ConnectionError):
            self.broken.append(error)


def hang_up(connection: socket.socket) -> None:
    """End a connection from another thread than the one that reads from it."""
    with contextlib.suppress(OSError):  # where the other side was faster
        connection.shutdown(socket.SHUT_RDWR)


class _Handler(BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"
    # Headers and body in one go: with Nagle's algorithm the second would wait for 40 ms.
    wbufsize = -1
    disable_nagle_algorithm = True

    def _exchange(self) -> None:
        parts = urlsplit(self.path)
        server = cast("Server", self.server)
        answer = server.answer(
            Received(
                method=self.command,
                path=parts.path,
                query=parse_qsl(parts.query, keep_blank_values=True),
                content=self.rfile.read(int(self.headers.get("Content-Length") or 0)),
                headers={name.lower(): value for name, value in self.headers.items()},
            )
        )
        if answer is BROKEN:
            self.close_connection = True
            hang_up(self.connection)
            return
        self._send(answer)

    do_GET = do_POST = do_PATCH = do_PUT = do_DELETE = do_HEAD = _exchange

    def _send(self, answer: Answer) -> None:
        content = answer.content
        self.send_response(answer.status)
        for name, value in answer.headers.items():
            self.send_header(name, value)
        if answer.status != 204:
            self.send_header("Content-Length", str(len(content)))
        self.end_headers()
        if self.command != "HEAD":
            self.wfile.write(content)
        self.wfile.flush()

    def log_message(self, format: str, *arguments: object) -> None:  # noqa: A002
        """Tests read `StandIn.requests`."""
