"""Questions of filling-in practice, answered from the project's guidance collection and nowhere else."""

import math
import re
import tomllib
from collections import Counter
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from assistant.drafting.spelling import plain

FLOOR = 0.28  # below this the nearest entry speaks of something else (bench.chat: the questions on which the sources are silent)
CONFIRM = "请向县级主管部门确认。"
_NOISE = re.compile(
    r"[\s，。！？、；：“”‘’（）()?!,.:;\"']|请问|一下|我想问|想问|应该|到底|呢|吗|啊|呀|怎么样|什么|怎么|如何|哪里|哪儿|的"
)


@dataclass(frozen=True)
class Entry:
    """One question with its answer; `confidence` V (official text), R (seen in reports), K or ? (to be confirmed)."""

    id: str
    title: str
    questions: tuple[str, ...]
    answer: str
    source: str
    confidence: str
    see: tuple[str, ...] = ()

    @property
    def text(self) -> str:
        """The answer with its source; unsure ones end with the request to confirm."""
        tail = "" if self.confidence in "VR" or self.answer.endswith(CONFIRM) else CONFIRM
        unsure = "（这一条尚未见到明文规定。）" if self.confidence not in "VR" else ""
        return f"{unsure}{self.answer}{tail}\n\n依据：{self.source}"


class Guidance:
    """The collection in a TOML file; a missing file is an empty collection."""

    def __init__(self, path: Path) -> None:
        raw = tomllib.loads(path.read_text("utf-8")).get("entry", []) if path.is_file() else []
        self.entries = tuple(
            Entry(**{**entry, "questions": tuple(entry["questions"]), "see": tuple(entry.get("see", ()))})
            for entry in raw
        )
        texts = [_units(" ".join((*_phrasings(entry), entry.answer))) for entry in self.entries]
        self._texts = dict(zip((entry.id for entry in self.entries), texts, strict=True))
        counts = Counter(unit for text in texts for unit in text)
        self._weight = {unit: math.log(1 + len(self.entries) / n) for unit, n in counts.items()}

    def find(self, question: str, *, floor: float = FLOOR) -> Entry | None:
        """The entry that answers a question, None where nothing is near enough."""
        asked = _units(plain(question))
        scored = [(self._score(asked, entry), entry) for entry in self.entries]
        best, entry = max(scored, key=lambda pair: pair[0], default=(0.0, None))
        return entry if best >= floor else None

    def _score(self, asked: frozenset[str], entry: Entry) -> float:
        """How near the nearest phrasing is, and how much of the question the entry speaks of at all."""
        near = max(self._alike(asked, _units(words)) for words in _phrasings(entry))
        spoken = self._mass(asked & self._texts[entry.id]) / max(self._mass(asked), 1e-9)
        return 0.6 * near + 0.4 * spoken

    def _alike(self, asked: frozenset[str], known: frozenset[str]) -> float:
        both = self._mass(asked & known)
        return both / math.sqrt(self._mass(asked) * self._mass(known)) if both else 0.0

    def _mass(self, units: frozenset[str]) -> float:
        return sum(self._weight.get(unit, math.log(1 + len(self.entries))) for unit in units)


def _phrasings(entry: Entry) -> tuple[str, ...]:
    return (entry.title, *entry.questions)


@cache
def _units(text: str) -> frozenset[str]:
    """The bigrams and, as they say less, the telling single characters of a question."""
    text = _NOISE.sub("", plain(text))
    return frozenset(text[i : i + 2] for i in range(len(text) - 1)) | frozenset(text)
