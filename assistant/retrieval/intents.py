"""The project's own sentences by intent: what the shipped encoder learned from and what themes are recognised by."""

import tomllib
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

FILE = Path(__file__).with_name("intents.toml")
LISTS = {"t": "overview", "p": "problems", "m": "improvements"}


@dataclass(frozen=True)
class Intent:
    """Sentences that mean the same thing or answer it: `q` needs as typed, `t`, `p`, `m` wording of the three sections.

    `themes` names the theme of each of the lists t, p and m that is not empty.
    """

    id: str
    section: str
    theme: str
    topic: str
    themes: dict[str, str]
    q: tuple[str, ...] = ()
    t: tuple[str, ...] = ()
    p: tuple[str, ...] = ()
    m: tuple[str, ...] = ()

    def wording(self, kind: str) -> tuple[str, ...]:
        """The sentences of list `q`, `t`, `p` or `m`."""
        found: tuple[str, ...] = getattr(self, kind)
        return found


@cache
def intents(file: Path = FILE) -> tuple[Intent, ...]:
    """Read the intents of a file."""
    raw: list[dict[str, Any]] = tomllib.loads(file.read_text("utf-8"))["intent"]
    listed: Iterator[dict[str, Any]] = (
        {k: tuple(v) if isinstance(v, list) else v for k, v in one.items()} for one in raw
    )
    return tuple(Intent(**fields) for fields in listed)


def examples(file: Path = FILE) -> dict[str, list[tuple[str, str]]]:
    """(sentence, theme) pairs by section."""
    found: dict[str, list[tuple[str, str]]] = {section: [] for section in LISTS.values()}
    for intent in intents(file):
        for kind, section in LISTS.items():
            found[section] += [(sentence, intent.themes[kind]) for sentence in intent.wording(kind)]
    return found
