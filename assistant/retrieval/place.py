"""One opened Chroma index: its entries, what is nearest to a vector, putting and dropping."""

import hashlib
import json
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager, suppress
from typing import Any

import numpy as np

from assistant.report import Passage

BATCH, PAGE = 1000, 5000  # entries written and read at a time
Step = Callable[[int], None]


class Damaged(Exception):
    """The index cannot be used: absent, broken, or its server does not answer."""


@contextmanager
def guarded() -> Iterator[None]:
    """Turn whatever Chroma throws, panics of its native part included, into Damaged."""
    try:
        yield
    except Exception as error:
        raise Damaged(f"{type(error).__name__}: {error}") from error
    except BaseException as error:
        if type(error).__name__ != "PanicException":
            raise
        raise Damaged(str(error)) from error


def entry(passage: Passage) -> dict[str, Any]:
    """The metadata of a passage; `digest` changes with anything that a search may show or filter by."""
    fields = {key: value for key, value in vars(passage).items() if value is not None}
    digest = hashlib.sha256(json.dumps(fields, sort_keys=True).encode()).hexdigest()[:16]
    return {key: value for key, value in fields.items() if key not in ("id", "text")} | {"digest": digest}


class Place:
    """An opened index: a Chroma collection behind LangChain's vector store."""

    def __init__(self, client: Any, name: str) -> None:
        self._client, self._name = client, name
        self._store = self._opened()
        self._collection = client.get_collection(name, embedding_function=None)

    def _opened(self, vectors: Any = None) -> Any:
        from langchain_chroma import Chroma

        return Chroma(
            client=self._client, collection_name=self._name, embedding_function=vectors,
            create_collection_if_not_exists=False,
        )  # fmt: skip

    def ids(self) -> set[str]:
        return {key for page in self._pages([]) for key in page["ids"]}

    def digests(self) -> dict[str, str]:
        """The digest of every entry by id."""
        pages = self._pages(["metadatas"])
        both = (pair for page in pages for pair in zip(page["ids"], page["metadatas"], strict=True))
        return {key: str(data.get("digest")) for key, data in both}

    def _pages(self, include: list[str]) -> Iterator[Any]:
        """All entries in pages: asked for 100,000 at once Chroma fails (too many SQL variables)."""
        with guarded():
            count = self._collection.count()
        for start in range(0, count, PAGE):
            with guarded():
                page = self._store.get(include=include, limit=PAGE, offset=start)
            yield page

    def nearest(self, vector: np.ndarray, count: int) -> dict[str, float]:
        """The ids of the nearest entries with their cosine."""
        with (
            guarded()
        ):  # ids and distances alone: with texts and metadata, as LangChain asks, 300 cost ten times as much
            found = self._collection.query(query_embeddings=vector[None], n_results=count, include=["distances"])
            return {key: 1.0 - float(d) for key, d in zip(found["ids"][0], found["distances"][0], strict=True)}

    def cosines(self, vector: np.ndarray, ids: Sequence[str]) -> dict[str, float]:
        """The exact cosine of the entries named; those that are not there are left out."""
        if not ids:
            return {}
        with guarded():
            found = self._store.get(ids=list(ids), include=["embeddings"])
            return {key: float(np.dot(vector, row)) for key, row in zip(found["ids"], found["embeddings"], strict=True)}

    def put(self, passages: Sequence[Passage], matrix: np.ndarray, step: Step) -> None:
        from assistant.retrieval.made import Made

        for start in range(0, len(passages), BATCH):
            some = passages[start : start + BATCH]
            with guarded():
                self._opened(Made(matrix[start : start + BATCH])).add_texts(
                    [p.text for p in some], metadatas=[entry(p) for p in some], ids=[p.id for p in some]
                )
            step(len(some))

    def drop(self, ids: Sequence[str]) -> None:
        for start in range(0, len(ids), BATCH):
            with guarded():
                self._store.delete(ids=list(ids[start : start + BATCH]))

    def close(self) -> None:
        with suppress(Exception):
            self._client.close()
