"""The index over the stored passages, searched by meaning and by words."""

from collections.abc import Collection, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

import numpy as np

from assistant.report import NARRATIVE, Hit, Passage
from assistant.retrieval.encoder import Encoder
from assistant.retrieval.filters import Filters, units_named
from assistant.retrieval.keeper import Keeper, Progress, silent
from assistant.retrieval.place import Damaged
from assistant.retrieval.ranking import folded, fused
from assistant.retrieval.store import PassageStore

if TYPE_CHECKING:
    from langchain_core.retrievers import BaseRetriever

POOLS = (300, 3000)  # nearest passages asked of Chroma; the second where the first holds too many near-duplicates
WORDED = 50  # best passages by words that join them
FLOOR = (
    0.4  # cosine under which a passage that shares no bigram with the query is not close, unless its theme is asked for
)


class Index:
    """Search over a PassageStore. Chroma is a cache in `folder`: where it fails, search goes on by words alone."""

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
        units = units_named(unit, snapshot.passages) if unit else None
        filters = Filters(section, theme, units, unit_kind, county, year, sample, frozenset(exclude_documents))
        chosen = [n for n, passage in enumerate(snapshot.passages) if filters.match(passage)]
        if not chosen or k < 1:
            return []
        passages = [snapshot.passages[n] for n in chosen]
        if not query.strip():
            return [Hit(passage, 0.0) for passage in sorted(passages, key=_place_in_list)[:k]]
        lexical, hits = snapshot.lexical.scores(query)[chosen], []
        for pool in POOLS:
            hits = folded(self._ranked(query, passages, lexical, filters, pool), k)
            if len(hits) >= k or len(passages) <= pool:
                break
        return hits

    def _ranked(
        self, query: str, passages: Sequence[Passage], lexical: np.ndarray, filters: Filters, pool: int
    ) -> list[tuple[Passage, float]]:
        cosines = self._cosines(query, passages, lexical, filters, pool)
        close = lexical > 0 if filters.theme is None else np.ones(len(passages), dtype=bool)
        if cosines is None:
            scores = fused(lexical, None)
        else:
            scored = [n for n, passage in enumerate(passages) if passage.id in cosines]
            passages, lexical, close = [passages[n] for n in scored], lexical[scored], close[scored]
            dense = np.array([cosines[passage.id] for passage in passages], dtype=np.float32)
            scores, close = fused(lexical, dense), close | (dense >= FLOOR)
        found = [(p, float(s)) for p, s, near in zip(passages, scores, close, strict=True) if near]
        return sorted(found, key=lambda pair: (-round(pair[1], 6), pair[0].id))

    def _cosines(
        self, query: str, passages: Sequence[Passage], lexical: np.ndarray, filters: Filters, pool: int
    ) -> dict[str, float] | None:
        """Cosines of the nearest passages and of the best by words, None where only words can be used."""
        place = self._keeper.place()
        if place is None:
            return None
        try:
            vector = self._encoder.encode([query], query=True)[0]
        except Exception as error:  # an endpoint that does not answer must not stop the search
            self._keeper.fail(place, error)
            return None
        try:
            found = place.nearest(vector, pool, filters.where())
            worded = [passages[n].id for n in np.argsort(-lexical, kind="stable")[:WORDED] if lexical[n] > 0]
            found |= place.cosines(vector, [key for key in worded if key not in found])
        except Damaged as error:
            self._keeper.fail(place, error)
            return None
        lowest = min(found.values(), default=0.0)
        return dict.fromkeys(worded, lowest) | found or None


def _place_in_list(passage: Passage) -> tuple[str, int, int, int, str]:
    section = NARRATIVE.index(passage.section) if passage.section in NARRATIVE else len(NARRATIVE)
    return passage.unit, -(passage.year or 0), section, passage.position, passage.id
