"""Who is at work: set around a verb, read where a change is written down."""

from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar

_ACTING: ContextVar[str] = ContextVar("acting", default="")


def acting() -> str:
    """The name of the signed-in user, '' where nobody signs in."""
    return _ACTING.get()


@contextmanager
def acting_as(name: str) -> Iterator[None]:
    """Let everything written within be this user's."""
    token = _ACTING.set(name)
    try:
        yield
    finally:
        _ACTING.reset(token)
