"""A mail server of a few lines that takes everything, for one test."""

from __future__ import annotations

import socketserver
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field


@dataclass
class Postbox:
    """`commands` in lower case, in the order they came."""

    port: int
    commands: list[str] = field(default_factory=list)


@contextmanager
def postbox() -> Iterator[Postbox]:
    made: Postbox

    class Session(socketserver.StreamRequestHandler):
        def handle(self) -> None:
            self.wfile.write(b"220 postbox\r\n")
            while line := self.rfile.readline().strip().lower():
                made.commands.append(line.decode())
                if line == b"data":
                    self.wfile.write(b"354 go on\r\n")
                    while self.rfile.readline().strip() != b".":
                        pass
                self.wfile.write(b"221 bye\r\n" if line == b"quit" else b"250 ok\r\n")

    with socketserver.ThreadingTCPServer(("127.0.0.1", 0), Session) as server:
        server.daemon_threads = True
        made = Postbox(server.server_address[1])
        threading.Thread(target=server.serve_forever, args=(0.05,), daemon=True).start()
        yield made
        server.shutdown()
