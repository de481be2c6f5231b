"""How much of a sentence is the field's own language: what is neither usual nor said by any other unit tells of one place."""

import re
import tomllib
from collections import defaultdict
from collections.abc import Iterable
from functools import cache
from importlib.resources import files

from assistant.report import Hit

_HAN = re.compile(r"[\u4e00-\u9fff]{2}")


def pairs(text: str) -> list[str]:
    """The bigrams of a text in order."""
    return [text[i : i + 2] for i in range(len(text) - 1)]


@cache
def _field() -> frozenset[str]:
    """The bigrams of the usual words, the fixed wording and the words of the form."""
    here = files(__package__)
    words = (here / "usual.txt").read_text("utf-8")
    texts = [part for line in words.splitlines() if not line.startswith("#") for part in line.split()]
    for section in tomllib.loads((here / "wording.toml").read_text("utf-8")).values():
        texts += [text for said in section.values() for text in said]
    return frozenset(pair for text in texts for pair in pairs(text))


def familiar(pair: str) -> bool:
    """True for a bigram of the field's own language."""
    return pair in _field()


class Usage:
    """What units say among the passages found; asked of a sentence of one of them."""

    def __init__(self, hits: Iterable[Hit]) -> None:
        self._units: dict[str, set[str]] = defaultdict(set)
        hits = list(hits)
        self._enough = 2 + len({hit.passage.unit for hit in hits}) // 15  # so many others make a word usual
        for hit in hits:
            for pair in pairs(hit.passage.text):
                self._units[pair].add(hit.passage.unit)

    def shared(self, text: str) -> float:
        """The share of a sentence that more than one unit says (0–1): common wording fits anyone."""
        found = pairs(text)
        return sum(len(self._units[pair]) > 1 for pair in found) / max(len(found), 1)

    def strange(self, text: str, unit: str) -> tuple[float, int]:
        """What neither the field nor another unit says: its share of the sentence, and its longest stretch in bigrams."""
        found = pairs(text)
        odd = [
            bool(_HAN.fullmatch(p)) and p not in _field() and len(self._units.get(p, set()) - {unit}) < self._enough
            for p in found
        ]
        longest = run = 0
        for is_odd in odd:
            run = run + 1 if is_odd else 0
            longest = max(longest, run)
        return sum(odd) / max(len(found), 1), longest
