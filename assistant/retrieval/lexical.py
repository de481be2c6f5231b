"""The lexical half of search: BM25 on character bigrams, which needs no word list."""

import math
import re
import unicodedata
from collections.abc import Sequence

import numpy as np

_NUMBER = re.compile(r"[0-9]+(?:[.,][0-9]+)*")
_RUN = re.compile(r"[㐀-䶿一-鿿]+|[a-z]+|0")


def bigrams(text: str) -> list[str]:
    """Character bigrams of every Han run (a lone character stays), Latin words, 0 for any number."""
    found: list[str] = []
    for run in _RUN.findall(_NUMBER.sub("0", unicodedata.normalize("NFKC", text).lower())):
        found += [run] if len(run) == 1 or run.isascii() else [run[i : i + 2] for i in range(len(run) - 1)]
    return found


class Lexical:
    """BM25 over texts in memory, rebuilt from the stored texts at start (14,000 passages: about 2 s)."""

    def __init__(self, texts: Sequence[str]) -> None:
        import bm25s

        self._size = len(texts)
        known: dict[str, str] = {}  # one string for every bigram: of 100,000 texts there are ten million
        tokens = [[known.setdefault(gram, gram) for gram in bigrams(text)] for text in texts]
        self._bm25 = bm25s.BM25(backend="numpy") if any(tokens) else None
        if self._bm25:
            self._bm25.index(tokens, show_progress=False)

    def scores(self, query: str) -> np.ndarray:
        """The score of every text, float32; 0 where it shares no bigram with the query."""
        tokens = bigrams(query)
        if not tokens or self._bm25 is None:
            return np.zeros(self._size, dtype=np.float32)
        return np.asarray(self._bm25.get_scores(tokens), dtype=np.float32)

    def rarity(self, token: str) -> float:
        """How much a bigram tells: the logarithm of the share of texts that lack it, as in BM25."""
        number = self._bm25.vocab_dict.get(token) if self._bm25 else None
        starts = self._bm25.scores["indptr"] if self._bm25 else None
        held = int(starts[number + 1] - starts[number]) if number is not None and starts is not None else 0
        return math.log(1 + (self._size - held + 0.5) / (held + 0.5))
