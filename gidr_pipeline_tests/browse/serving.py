"""A real server over a warehouse in a thread, and a client that sends what it is told.

What belongs here: starting, asking, ending. What does not: tests.
"""

import http.client
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

import uvicorn

from gidr_pipeline.browse.app import make_app


@dataclass(frozen=True)
class Answer:
    """What came back; `headers` by names in lower case."""

    status: int
    headers: dict[str, str]
    text: str


@dataclass(frozen=True)
class Site:
    """A server that listens at a port of this machine."""

    port: int

    @property
    def root(self) -> str:
        return f"http://127.0.0.1:{self.port}"

    def get(self, path: str, **headers: str) -> Answer:
        """Ask for a path as it stands; only what is no ASCII is encoded."""
        encoded = "".join(each if "!" <= each <= "~" else _percent(each) for each in path)
        connection = http.client.HTTPConnection("127.0.0.1", self.port, timeout=60)
        try:
            connection.request("GET", encoded, headers=headers)
            answer = connection.getresponse()
            found = {name.lower(): value for name, value in answer.getheaders()}
            return Answer(answer.status, found, answer.read().decode())
        finally:
            connection.close()


def _percent(character: str) -> str:
    return "".join(f"%{byte:02X}" for byte in character.encode())


@contextmanager
def serving(warehouse: Path) -> Iterator[Site]:
    """A server over this warehouse, as long as the block lasts."""
    server = uvicorn.Server(uvicorn.Config(make_app(warehouse, ["127.0.0.1"]), port=0, log_level="critical"))
    socket = server.config.bind_socket()
    socket.listen()  # so that nobody who comes before the thread has begun is turned away
    thread = threading.Thread(target=server.run, args=([socket],), daemon=True)
    thread.start()
    try:
        yield Site(socket.getsockname()[1])
    finally:
        server.should_exit = True
        thread.join()
        socket.close()
