"""A small OpenAI-compatible server on loopback; what it answers is scripted, so it proves protocol, not quality."""

import json
import threading
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any

Body = dict[str, Any]


@dataclass(frozen=True)
class Said:
    """An answer: text or calls of tools, in pieces of so many characters; `finish` None cuts the stream short."""

    text: str = ""
    calls: Sequence[tuple[str, dict[str, Any]]] = ()
    finish: str | None = "stop"
    piece: int = 7
    pause: float = 0.0  # seconds between pieces


@dataclass(frozen=True)
class Raw:
    """A status and a body as they are: errors and garbage."""

    status: int
    body: Any = ""
    kind: str = "application/json"


Answer = Callable[[Body], Said | Raw]


@dataclass
class Served:
    """What the server saw: request bodies, authorization headers, and answers that nobody waited for."""

    url: str
    bodies: list[Body] = field(default_factory=list)
    keys: list[str] = field(default_factory=list)
    paths: list[str] = field(default_factory=list)
    arrived: threading.Event = field(default_factory=threading.Event)
    hung_up: threading.Event = field(default_factory=threading.Event)

    @property
    def received(self) -> str:
        return json.dumps(self.bodies, ensure_ascii=False)


def asked(body: Body) -> str:
    """The words of the user's message."""
    return next(str(m["content"]) for m in body["messages"] if m["role"] == "user")


def told_by_tools(body: Body) -> list[str]:
    return [str(m["content"]) for m in body["messages"] if m["role"] == "tool"]


@contextmanager
def serving(answer: Answer, delay: float = 0.0, models: Any = None) -> Iterator[Served]:
    """Serve until the block ends; `delay` seconds pass before the first word."""

    class Handler(BaseHTTPRequestHandler):
        def do_POST(self) -> None:
            body = json.loads(self.rfile.read(int(self.headers["content-length"])))
            served.bodies.append(body)
            served.keys.append(str(self.headers["authorization"]))
            served.paths.append(self.path)
            served.arrived.set()
            try:
                if delay and self._left_within(delay):
                    served.hung_up.set()
                    return
                said = answer(body)
                self._raw(said) if isinstance(said, Raw) else self._stream(said)
            except (BrokenPipeError, ConnectionResetError):
                served.hung_up.set()

        def do_GET(self) -> None:
            served.paths.append(self.path)
            self._raw(Raw(200, models) if models is not None else Raw(404, {}))

        def _left_within(self, seconds: float) -> bool:
            """Wait as a busy model does; True if the client hung up meanwhile."""
            self.connection.settimeout(seconds)
            try:
                return self.connection.recv(1) == b""
            except TimeoutError:
                return False
            finally:
                self.connection.settimeout(None)

        def _raw(self, said: Raw) -> None:
            data = said.body.encode() if isinstance(said.body, str) else json.dumps(said.body).encode()
            self.send_response(said.status)
            self.send_header("content-type", said.kind)
            self.send_header("content-length", str(len(data)))
            self.end_headers()
            self.wfile.write(data)

        def _stream(self, said: Said) -> None:
            self.send_response(200)
            self.send_header("content-type", "text/event-stream")
            self.end_headers()
            for delta in _deltas(said):
                self._event(delta, None)
                time.sleep(said.pause)
            if said.finish:
                self._event({}, "tool_calls" if said.calls else said.finish)
                self.wfile.write(b"data: [DONE]\n\n")

        def _event(self, delta: dict[str, Any], finish: str | None) -> None:
            chunk = {
                "id": "1", "object": "chat.completion.chunk", "created": 0, "model": "scripted",
                "choices": [{"index": 0, "delta": delta, "finish_reason": finish}],
            }  # fmt: skip
            self.wfile.write(f"data: {json.dumps(chunk)}\n\n".encode())
            self.wfile.flush()

        def log_message(self, *_args: Any) -> None:
            pass

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    server.daemon_threads = True
    served = Served(f"http://127.0.0.1:{server.server_port}/v1")
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.02}, daemon=True)
    thread.start()
    try:
        yield served
    finally:
        server.shutdown()
        server.server_close()
        thread.join()


def _deltas(said: Said) -> Iterator[dict[str, Any]]:
    yield {"role": "assistant", "content": ""}
    for number, (name, given) in enumerate(said.calls):
        arguments = json.dumps(given, ensure_ascii=False)
        yield {
            "tool_calls": [
                {
                    "index": number,
                    "id": f"call_{number}",
                    "type": "function",
                    "function": {"name": name, "arguments": ""},
                }
            ]
        }
        for at in range(0, len(arguments), said.piece):
            yield {"tool_calls": [{"index": number, "function": {"arguments": arguments[at : at + said.piece]}}]}
    for at in range(0, len(said.text), said.piece):
        yield {"content": said.text[at : at + said.piece]}
