"""The edge of the network: an OpenAI-compatible endpoint, and one turn's line to it that can be cut at any moment."""

import socket
import threading
import time
from collections.abc import Mapping
from contextlib import suppress
from dataclasses import dataclass, field
from typing import Any
from urllib.parse import urlsplit

from assistant.drafting.stopping import Stopped

LOOPBACK = ("127.0.0.1", "localhost", "::1")
CONNECT = 10.0  # seconds after which an address does not answer


class ModelFailed(Exception):
    """The model gave no usable answer; the message says why in Chinese, and never what was sent."""


class ToolsRefused(ModelFailed):
    """The model cannot call tools; without tools it may still answer."""


@dataclass(frozen=True)
class Endpoint:
    """An OpenAI-compatible endpoint; `timeout` in seconds for one whole answer. The key shows nowhere."""

    base_url: str
    model: str
    api_key: str = field(default="none", repr=False)
    timeout: float = 60.0

    @property
    def on_loopback(self) -> bool:
        return urlsplit(self.base_url).hostname in LOOPBACK

    def without_key(self, text: str) -> str:
        """A text that does not contain the key, whoever put it there."""
        return text.replace(self.api_key, "（密钥）") if len(self.api_key) >= 6 else text


class Line:
    """One turn's connection: cut at the deadline and when the user stops, also while it waits for the first word.

    Closing a socket does not wake who reads from it; shutting it down does, so the sockets are remembered as they open.
    """

    def __init__(self, endpoint: Endpoint, stop: threading.Event | None = None) -> None:
        import httpx2

        self._stop = stop
        self._until = time.monotonic() + endpoint.timeout
        self._sockets: list[socket.socket] = []
        self._ended, self._cut = threading.Event(), False
        self.client = httpx2.Client(
            timeout=httpx2.Timeout(endpoint.timeout, connect=min(endpoint.timeout, CONNECT)),
            trust_env=not endpoint.on_loopback,  # what stays on this machine goes through no proxy
            event_hooks={"request": [self._listen]},
        )

    def __enter__(self) -> "Line":
        threading.Thread(target=self._watch, daemon=True, name="model-line").start()
        return self

    def __exit__(self, *_error: object) -> None:
        self._ended.set()
        self.cut()
        self.client.close()

    @property
    def stopped(self) -> bool:
        return bool(self._stop and self._stop.is_set())

    @property
    def late(self) -> bool:
        return time.monotonic() >= self._until

    def go_on(self) -> None:
        """Raise Stopped or ModelFailed if the turn is over."""
        if self.stopped:
            raise Stopped
        if self.late:
            raise ModelFailed("语言模型没有及时回答")

    def cut(self) -> None:
        self._cut = True
        for opened in self._sockets:
            _shut(opened)

    def _listen(self, request: Any) -> None:
        request.extensions["trace"] = self._traced

    def _traced(self, event: str, info: Mapping[str, Any]) -> None:
        if event.endswith(("connect_tcp.complete", "start_tls.complete")):
            opened = info["return_value"].get_extra_info("socket")
            self._sockets.append(opened)
            if self._cut:
                _shut(opened)

    def _watch(self) -> None:
        while not self._ended.wait(0.05):
            if self.stopped or self.late:
                self.cut()
                return


def _shut(opened: socket.socket) -> None:
    with suppress(OSError):
        opened.shutdown(socket.SHUT_RDWR)


def reason(error: BaseException) -> str:
    """Why a call failed, in Chinese; nothing of the error's own text, which may hold what was sent."""
    status = getattr(error, "status_code", 0) or 0
    said = _STATUS.get(status) or ("语言模型服务出错" if status >= 500 else "")
    name = type(error).__name__
    return said or next((words for part, words in _KINDS.items() if part in name), "语言模型的回答看不懂")


_STATUS = {
    400: "语言模型不接受这样的请求", 401: "语言模型的密钥不对", 403: "语言模型的密钥没有权限", 404: "语言模型服务没有这个模型或地址不对",
    408: "语言模型没有及时回答", 429: "语言模型正忙或额度用完",
}  # fmt: skip
_KINDS = {
    "Timeout": "语言模型没有及时回答",
    "Connection": "连不上语言模型",
    "CallLimit": "语言模型反复查资料，没有作答",
    "Recursion": "语言模型反复查资料，没有作答",
    "Protocol": "语言模型的回答中途断了",
    "ReadError": "语言模型的回答中途断了",
}
