"""Questions of filling-in practice, answered from the project's guidance collection and nowhere else."""

import math
import re
import tomllib
from collections import Counter
from dataclasses import dataclass
from functools import cache
from pathlib import Path

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
        counts = Counter(pair for entry in self.entries for pair in set().union(*map(_pairs, _phrasings(entry))))
        self._weight = {pair: math.log(1 + len(self.entries) / n) for pair, n in counts.items()}

    def find(self, question: str, *, floor: float = 0.42) -> Entry | None:
        """The entry that answers a question, None where nothing is near enough."""
        asked = _pairs(question)
        scored = [
            (max(self._score(asked, _pairs(words)) for words in _phrasings(entry)), entry) for entry in self.entries
        ]
        best, entry = max(scored, key=lambda pair: pair[0], default=(0.0, None))
        return entry if best >= floor else None

    def _score(self, asked: frozenset[str], known: frozenset[str]) -> float:
        def mass(pairs: frozenset[str]) -> float:
            return sum(self._weight.get(pair, math.log(1 + len(self.entries))) for pair in pairs)

        both = mass(asked & known)
        return both / math.sqrt(mass(asked) * mass(known)) if both else 0.0


def _phrasings(entry: Entry) -> tuple[str, ...]:
    return (entry.title, *entry.questions)


@cache
def _pairs(text: str) -> frozenset[str]:
    text = _NOISE.sub("", text)
    return frozenset(text[i : i + 2] for i in range(len(text) - 1)) | frozenset(text if len(text) < 3 else "")
