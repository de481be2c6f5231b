"""The index over the stored passages, searched by meaning and by words."""

from collections.abc import Collection, Iterator
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING, Any

import numpy as np
from threadpoolctl import threadpool_limits

from assistant.report import NARRATIVE, Hit, Passage
from assistant.retrieval.encoder import Encoder
from assistant.retrieval.filters import Filters, units_named
from assistant.retrieval.keeper import Keeper, Progress, silent
from assistant.retrieval.place import Damaged
from assistant.retrieval.ranking import folded, fused
from assistant.retrieval.store import PassageStore, Snapshot

if TYPE_CHECKING:
    from langchain_core.retrievers import BaseRetriever

# One query's product takes a millisecond; threads that share it then spin on the cores that the page and other people need.
threadpool_limits(1, user_api="blas")
POOLS = (300, 3000)  # nearest passages that are ranked; the second where the first holds too many copies
WORDED = 50  # best passages by words that join them
Scores = tuple[np.ndarray, np.ndarray]  # rows of the snapshot and a score each


@dataclass
class _Search:
    """One search: what is asked, of which rows (ascending), and the scores that each of its pools needs."""

    query: str
    filters: Filters
    snapshot: Snapshot
    rows: np.ndarray
    vector: np.ndarray | None
    cosines: np.ndarray | None = None  # of the rows, once they are computed here

    @cached_property
    def lexical(self) -> np.ndarray:
        """The scores by words of all passages."""
        return self.snapshot.lexical.scores(self.query)


class Index:
    """Search over a PassageStore. Chroma is a cache in `folder`: where it fails, the stored vectors are searched."""

    def __init__(self, folder: Path, store: PassageStore, encoder: Encoder, *, url: str | None = None) -> None:
        self._encoder = encoder
        self._keeper = Keeper(Path(folder), store, encoder, url)

    @property
    def state(self) -> str:
        """ready, stale (other encoder or other passages), missing (absent or damaged) or rebuilding."""
        return self._keeper.state

    def stats(self) -> dict[str, Any]:
        """What the index holds, in which place, and made by what."""
        state, pointer = self._keeper.state, self._keeper.pointer
        return {
            "state": state, "passages": len(self._keeper.snapshot().passages), "indexed": len(self._keeper.held()),
            "encoder": pointer.encoder if pointer else None, "dimension": pointer.dimension if pointer else None,
            "place": pointer.place if pointer else None, "chroma": pointer.chroma if pointer else None,
        }  # fmt: skip

    def sync(self, progress: Progress = silent) -> None:
        """Bring the index up to date after the store has changed; never raises, `state` tells how it went."""
        self._keeper.sync(progress)

    def rebuild(self, progress: Progress = silent) -> None:
        """Make the index anew from what is stored; raise Unusable where that fails."""
        self._keeper.rebuild(progress)

    def close(self) -> None:
        """Let go of the files; the next search opens them again."""
        self._keeper.close()

    def retriever(self, **filters: Any) -> "BaseRetriever":
        """The same search as a LangChain retriever; `filters` as `search` has them, `k` among them."""
        from assistant.retrieval.retriever import PassageRetriever

        return PassageRetriever(index=self, filters=filters)

    def search(
        self, query: str, *, k: int = 10, section: str | None = None, theme: str | None = None,
        unit: str | None = None, unit_kind: str | None = None, county: str | None = None, year: int | None = None,
        sample: bool | None = None, exclude_documents: Collection[str] = (),
    ) -> list[Hit]:  # fmt: skip
        """The best k passages among those that the filters allow, near-duplicates folded; [] where nothing is close.

        An empty query lists the passages, by unit, latest year first, with score 0. Equal scores are ordered by id.
        """
        snapshot = self._keeper.snapshot()
        units, within = units_named(unit, snapshot) if unit else (None, None)
        county = county or within
        filters = Filters(section, theme, units, unit_kind, county, year, sample, frozenset(exclude_documents))
        rows = filters.rows(snapshot)
        if not len(rows) or k < 1:
            return []
        if not query.strip():
            return [Hit(p, 0.0) for p in sorted((snapshot.passages[row] for row in rows), key=_place_in_list)[:k]]
        search, hits = _Search(query, filters, snapshot, rows, self._vector(query)), []
        for pool in POOLS:
            hits = folded(self._ranked(search, pool), k)
            if len(hits) >= k or len(rows) <= pool:
                break
        return hits

    def _ranked(self, search: _Search, pool: int) -> Iterator[tuple[Passage, float]]:
        """The pool of passages by fused score, without those that are not close."""
        snapshot, lexical, rows, any_theme = search.snapshot, search.lexical, search.rows, search.filters.theme is None
        worded = rows[_best(lexical[rows], WORDED if search.vector is not None else pool)]
        worded = worded[lexical[worded] > 0] if search.vector is not None or any_theme else worded
        found = self._nearest(search, search.vector, worded, pool) if search.vector is not None else None
        chosen, dense = (worded, None) if found is None else found
        scores = fused(lexical[chosen], dense).astype(np.float64)
        if dense is not None and any_theme:
            closeness = self._keeper.closeness(snapshot)
            close = closeness.of(search.query, chosen, dense) >= closeness.floor
            chosen, scores = chosen[close], scores[close]
        order = np.lexsort((snapshot.by_id[chosen], -scores.round(6)))
        return zip((snapshot.passages[row] for row in chosen[order]), scores[order].tolist(), strict=True)

    def _vector(self, query: str) -> np.ndarray | None:
        """The query's vector, None where there is nothing to compare it with or the encoder fails."""
        if not self._keeper.searchable:
            return None
        try:
            return self._encoder.encode([query], query=True)[0]
        except Exception as error:  # an endpoint that does not answer must not stop the search
            self._keeper.fail(self._keeper.place(), error)
            return None

    def _nearest(self, search: _Search, vector: np.ndarray, worded: np.ndarray, pool: int) -> Scores | None:
        """The nearest passages and the best by words, with their cosines: from Chroma if nothing is filtered."""
        snapshot, place = search.snapshot, None if search.filters else self._keeper.place()
        if place is not None:
            try:
                found = place.nearest(vector, pool)
                ids = [snapshot.passages[n].id for n in worded]
                found |= place.cosines(vector, [key for key in ids if key not in found])
                known = {snapshot.rows[key]: cosine for key, cosine in found.items() if key in snapshot.rows}
                lowest = min(known.values(), default=0.0)
                known = {int(n): lowest for n in worded} | known
                return np.array(list(known), dtype=np.int64), np.array(list(known.values()), dtype=np.float32)
            except Damaged as error:
                self._keeper.fail(place, error)
        if search.cosines is None:
            search.cosines = _cosines(vector, self._keeper.matrix(snapshot), search.rows)
        if search.cosines is None:
            return None
        chosen = np.union1d(_best(search.cosines, pool), np.searchsorted(search.rows, worded))
        return search.rows[chosen], search.cosines[chosen]


def _cosines(vector: np.ndarray, matrix: np.ndarray | None, rows: np.ndarray) -> np.ndarray | None:
    """Of all these rows, from the stored vectors: faster than Chroma with a filter (43–86 ms of 100,000 passages, here 3–15)."""
    if matrix is None or matrix.shape[1] != len(vector):
        return None
    few = len(rows) * 8 < len(matrix)
    return matrix[rows] @ vector if few else (matrix @ vector)[rows]


def _best(scores: np.ndarray, count: int) -> np.ndarray:
    """Where the `count` highest scores stand, in no order."""
    return np.argpartition(-scores, count - 1)[:count] if len(scores) > count else np.arange(len(scores))


def _place_in_list(passage: Passage) -> tuple[str, int, int, int, str]:
    section = NARRATIVE.index(passage.section) if passage.section in NARRATIVE else len(NARRATIVE)
    return passage.unit, -(passage.year or 0), section, passage.position, passage.id
