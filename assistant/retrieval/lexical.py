"""The lexical half of search: BM25 on characters and their pairs, which needs no word list."""

import math
import re
import unicodedata
import zlib
from collections import Counter
from collections.abc import Sequence

import numpy as np

K1, B = 1.5, 0.75  # BM25's own: how soon repeating a word says no more, and what a text's length counts
# Characters that join words and say nothing by themselves; in a pair they count.
JOINING = (
    "的了和是在有个之其者所于而或被把就也都还很更最及与以为对从到由向按将使让等吗呢吧啊啥怎什么哪这那些我你他她它们"
)
_NUMBER = re.compile(r"[0-9]+(?:[.,][0-9]+)*")
_RUN = re.compile(r"[㐀-䶿一-鿿]+|[a-z]+|0")
_LATIN = re.compile(r"[a-z]+")
_ROWS = 24  # bits of a key that tell the text; those above tell the term
_JOINING = np.array([ord(c) for c in JOINING])


def normal(text: str) -> str:
    """Full and half width, capitals and all numbers read alike; in one line."""
    return _NUMBER.sub("0", unicodedata.normalize("NFKC", text).lower()).replace("\n", " ")


def bigrams(text: str) -> list[str]:
    """Character bigrams of every Han run (a lone character stays), Latin words, 0 for any number."""
    found: list[str] = []
    for run in _RUN.findall(normal(text)):
        found += [run] if len(run) == 1 or run.isascii() else [run[i : i + 2] for i in range(len(run) - 1)]
    return found


def terms(texts: Sequence[str]) -> tuple[np.ndarray, np.ndarray]:
    """Every term of the texts and the text that it stands in: Han characters, pairs of them, Latin words, 0 for any number.

    A term is a number: a character's code point, a pair's two, a hash of a word.
    """
    line = "\n".join(map(normal, texts))
    points = np.frombuffer(line.encode("utf-32-le", "replace"), dtype=np.uint32).astype(np.int64)
    rows = np.cumsum(points == ord("\n"))
    han = ((points >= 0x3400) & (points <= 0x4DBF)) | ((points >= 0x4E00) & (points <= 0x9FFF))
    single = np.flatnonzero((han & ~np.isin(points, _JOINING)) | (points == ord("0")))
    pair = np.flatnonzero(han[:-1] & han[1:])
    words = [(m.start(), _term(m[0])) for m in _LATIN.finditer(line)]
    starts, hashes = np.array(words, dtype=np.int64).reshape(-1, 2).T
    found = np.concatenate([points[single], points[pair] << 16 | points[pair + 1], hashes])
    return found, rows[np.concatenate([single, pair, starts])]


def _term(token: str) -> int:
    """The number of one character, bigram or word."""
    if "a" <= token[0] <= "z":
        return zlib.crc32(token.encode()) + 2**32
    return ord(token) if len(token) == 1 else ord(token[0]) << 16 | ord(token[1])


class Lexical:
    """BM25 over texts in memory, made from the stored texts at start."""

    def __init__(self, texts: Sequence[str]) -> None:
        self._size = len(texts)
        found, rows = terms(texts)
        lengths = np.bincount(rows, minlength=max(1, self._size)).astype(np.float32)
        keys, times = np.unique(found << _ROWS | rows, return_counts=True)
        self._rows = (keys & (1 << _ROWS) - 1).astype(np.int32)
        self._terms, self._starts = np.unique(keys >> _ROWS, return_index=True)
        self._starts = np.append(self._starts, len(keys))
        room = K1 * (1 - B + B * lengths / max(float(lengths.mean()), 1e-9))
        held = np.diff(self._starts)
        rarity = np.log(1 + (self._size - held + 0.5) / (held + 0.5)).astype(np.float32)
        self._weights = np.repeat(rarity, held) * (times / (times + room[self._rows])).astype(np.float32)

    def scores(self, query: str) -> np.ndarray:
        """The score of every text, float32; 0 where it shares no term with the query."""
        scores = np.zeros(self._size, dtype=np.float32)
        for term, times in Counter(terms([query])[0].tolist()).items():
            start, end = self._span(term)
            scores[self._rows[start:end]] += times * self._weights[start:end]
        return scores

    def shared(self, query: str) -> np.ndarray:
        """The share of the query's bigrams that each text holds; a bigram counts by the rarity that BM25 gives it."""
        held, whole = np.zeros(self._size, dtype=np.float32), 0.0
        for token in set(bigrams(query)):
            start, end = self._span(_term(token))
            rarity = math.log(1 + (self._size - (end - start) + 0.5) / (end - start + 0.5))
            held[self._rows[start:end]] += rarity
            whole += rarity
        return held / (whole or 1.0)

    def _span(self, term: int) -> tuple[int, int]:
        """Where the texts that have a term stand."""
        place = int(np.searchsorted(self._terms, term))
        if place == len(self._terms) or self._terms[place] != term:
            return 0, 0
        return int(self._starts[place]), int(self._starts[place + 1])
