"""Token vectors: first latent semantic analysis, then a contrastive stage on pairs that the text offers by itself."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass

import numpy as np
import torch
from numpy.typing import NDArray
from tokenizers import Tokenizer

from assistant.retrieval.contrast import Batch, Ids, Pair, bag
from assistant.retrieval.encoder import unit_length
from bench.encoder.text import Passage

IDF_CEILING, ROW_SCALE = 7.0, 0.1  # a row is as long as ROW_SCALE * min(idf, IDF_CEILING)
SPECTRUM = 0.5  # power of the singular values in the direction of a row
SOURCES = {"neighbours": 0.3, "title": 0.15, "lead": 0.35, "crops": 0.2}  # share of the steps
DROPPED = 0.1  # share of the tokens left out of either side
LONGEST_SIDE = 96  # tokens


@dataclass(frozen=True)
class Settings:
    """What a run of the contrastive stage depends on; `rate` is Adam's learning rate at the start."""

    steps: int = 800
    batch: int = 512
    rate: float = 2e-3
    seed: int = 7


def token_ids(tokenizer: Tokenizer, texts: Sequence[str]) -> list[Ids]:
    """Token ids of each text, without the unknown."""
    encoded = tokenizer.encode_batch_fast(list(texts), add_special_tokens=False)
    arrays = (np.asarray(e.ids, dtype=np.int64) for e in encoded)
    return [a[a > 0] for a in arrays]


def encoder(tokenizer: Tokenizer, vectors: NDArray[np.float32]) -> Callable[[Sequence[str]], NDArray[np.float32]]:
    """A function from texts to the means of their token vectors, of length 1 [n, dim]; a text without tokens is zero."""
    empty = np.zeros(1, dtype=np.int64)
    weight = torch.from_numpy(vectors)
    return lambda texts: unit_length(bag(weight, [t if len(t) else empty for t in token_ids(tokenizer, texts)]))


def lsa(documents: Sequence[Ids], size: int, dim: int, seed: int) -> NDArray[np.float32]:
    """Token vectors [size, dim] from a truncated SVD of TF-IDF; rare tokens are longer. Unseen tokens stay zero."""
    from scipy.sparse import csr_matrix
    from sklearn.utils.extmath import randomized_svd

    rows = np.repeat(np.arange(len(documents)), [len(d) for d in documents])
    columns = np.concatenate(documents)
    counts = csr_matrix((np.ones(len(columns), dtype=np.float32), (rows, columns)), shape=(len(documents), size))
    frequency = np.bincount(counts.indices, minlength=size)
    idf = np.log((1 + len(documents)) / (1 + frequency)).astype(np.float32)
    counts.data = (1 + np.log(counts.data)) * idf[counts.indices]
    lengths = np.sqrt(np.asarray(counts.multiply(counts).sum(axis=1)).ravel())
    counts.data /= np.repeat(np.maximum(lengths, 1e-6), np.diff(counts.indptr)).astype(np.float32)
    _, values, right = randomized_svd(counts, dim, n_iter=2, random_state=seed)
    vectors = right.T * (values / values[0]) ** SPECTRUM
    vectors /= np.maximum(np.linalg.norm(vectors, axis=1, keepdims=True), 1e-9)
    vectors *= ROW_SCALE * np.minimum(idf, IDF_CEILING)[:, None]
    vectors[frequency == 0] = 0.0
    return vectors.astype(np.float32)


class Pairs:
    """Draws batches of pairs, each batch from one source; `pairs[source]` is drawn anew for crops and neighbours."""

    def __init__(self, passages: Sequence[Passage], tokenizer: Tokenizer, seed: int) -> None:
        self.reset(seed)
        self._texts = token_ids(tokenizer, [p.text for p in passages])
        titles = sorted({p.title for p in passages})
        number = {t: i for i, t in enumerate(titles)}
        self._group = np.array([number[p.title] for p in passages])
        self._titles = token_ids(tokenizer, titles)
        leads = [(i, lead) for i, p in enumerate(passages) if (lead := p.lead())]
        sides = [token_ids(tokenizer, [lead[k] for _, lead in leads]) for k in (0, 1)]
        self._leads = [(a, b, i) for (i, _), a, b in zip(leads, *sides, strict=True) if len(a) > 2 and len(b) > 4]
        self._laws = np.array([i for i, p in enumerate(passages) if p.kind == "law" and len(self._texts[i]) > 4])
        self._long = np.array([i for i, t in enumerate(self._texts) if len(t) > 16])
        self._next = np.flatnonzero(self._group[1:] == self._group[:-1])

    def reset(self, seed: int) -> None:
        """Draw from the beginning again."""
        self._random = np.random.default_rng(seed)

    def batches(self, settings: Settings) -> Iterator[list[Batch]]:
        """Yield `steps` steps of one batch each."""
        names, shares = list(SOURCES), list(SOURCES.values())
        for _ in range(settings.steps):
            source = names[self._random.choice(len(names), p=shares)]
            pairs = getattr(self, f"_{source}_pairs")(settings.batch)
            yield [[dropped(pair, self._random) for pair in pairs]]

    def _title_pairs(self, n: int) -> list[Pair]:
        return [(self._titles[g := self._group[i]], self._texts[i], int(g)) for i in self._random.choice(self._laws, n)]

    def _neighbours_pairs(self, n: int) -> list[Pair]:
        chosen = self._random.choice(self._next, n, replace=False)
        return [(self._texts[i], self._texts[i + 1], int(self._group[i])) for i in chosen]

    def _lead_pairs(self, n: int) -> list[Pair]:
        return [self._leads[i] for i in self._random.choice(len(self._leads), n, replace=False)]

    def _crops_pairs(self, n: int) -> list[Pair]:
        """Two halves of one text cut at a random place between a quarter and three quarters."""
        chosen = self._random.choice(self._long, n, replace=False)
        cuts = self._random.uniform(0.25, 0.75, n)
        texts = [(self._texts[i], int(i)) for i in chosen]
        return [(t[: int(len(t) * c)], t[int(len(t) * c) :], i) for (t, i), c in zip(texts, cuts, strict=True)]


def dropped(pair: Pair, random: np.random.Generator) -> Pair:
    """A pair with some of its tokens left out at random."""
    left, right = (side[:LONGEST_SIDE] for side in pair[:2])
    left, right = (s[kept] if (kept := random.random(len(s)) >= DROPPED).any() else s for s in (left, right))
    return left, right, pair[2]
