"""Vectors made before, for LangChain's store, which asks for them when it is given texts."""

import numpy as np
from langchain_core.embeddings import Embeddings


class Made(Embeddings):
    """The rows of a matrix, one for each text in its order."""

    def __init__(self, rows: np.ndarray) -> None:
        self._rows = rows

    def embed_documents(self, texts: list[str]) -> list[list[float]]:
        """The vectors of the texts, in their order."""
        return [row.tolist() for row in self._rows]

    def embed_query(self, text: str) -> list[float]:
        """The first vector."""
        return [float(value) for value in self._rows[0]]
