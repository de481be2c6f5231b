"""Work that a user has stopped ends at its next step."""

from collections.abc import Callable
from threading import Event
from typing import ParamSpec, TypeVar

P = ParamSpec("P")
R = TypeVar("R")


class Stopped(Exception):
    """Raised inside a turn, at its next step, after the user has stopped it."""


def halting(act: Callable[P, R], stop: Event | None) -> Callable[P, R]:
    """`act` as a step at which work ends once `stop` is set."""

    def step(*given: P.args, **named: P.kwargs) -> R:
        if stop and stop.is_set():
            raise Stopped
        return act(*given, **named)

    return step
