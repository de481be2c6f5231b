"""One opened Chroma index: its entries, what is nearest to a vector, putting and dropping."""

import hashlib
import json
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager, suppress
from dataclasses import asdict
from typing import Any

import numpy as np

from assistant.report import Passage

BATCH = 1000
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
    fields = {key: value for key, value in asdict(passage).items() if value is not None}
    digest = hashlib.sha256(json.dumps(fields, sort_keys=True).encode()).hexdigest()[:16]
    return {key: value for key, value in fields.items() if key not in ("id", "text")} | {"digest": digest}


class Place:
    """An opened index."""

    def __init__(self, client: Any, name: str) -> None:
        from langchain_chroma import Chroma

        self._client = client
        self._collection = client.get_collection(name, embedding_function=None)
        self._store = Chroma(
            client=client, collection_name=name, embedding_function=None, create_collection_if_not_exists=False
        )

    def ids(self) -> set[str]:
        with guarded():
            return set(self._collection.get(include=[])["ids"])

    def digests(self) -> dict[str, str]:
        """The digest of every entry by id."""
        with guarded():
            found = self._collection.get(include=["metadatas"])
            return {key: str(data.get("digest")) for key, data in zip(found["ids"], found["metadatas"], strict=True)}

    def nearest(self, vector: np.ndarray, count: int) -> dict[str, float]:
        """The ids of the nearest entries with their cosine."""
        with guarded():
            found = self._store.similarity_search_by_vector_with_relevance_scores(vector.tolist(), k=count)
            return {str(document.id): 1.0 - float(distance) for document, distance in found}

    def cosines(self, vector: np.ndarray, ids: Sequence[str]) -> dict[str, float]:
        """The exact cosine of the entries named; those that are not there are left out."""
        if not ids:
            return {}
        with guarded():
            found = self._collection.get(ids=list(ids), include=["embeddings"])
            return {key: float(np.dot(vector, row)) for key, row in zip(found["ids"], found["embeddings"], strict=True)}

    def put(self, passages: Sequence[Passage], matrix: np.ndarray, step: Step) -> None:
        for start in range(0, len(passages), BATCH):
            some = passages[start : start + BATCH]
            with guarded():
                self._collection.upsert(
                    ids=[p.id for p in some], embeddings=matrix[start : start + BATCH],
                    documents=[p.text for p in some], metadatas=[entry(p) for p in some],
                )  # fmt: skip
            step(len(some))

    def drop(self, ids: Sequence[str]) -> None:
        for start in range(0, len(ids), BATCH):
            with guarded():
                self._collection.delete(ids=list(ids[start : start + BATCH]))

    def close(self) -> None:
        with suppress(Exception):
            self._client.close()
