"""A static model folder read without torch: the same vectors as sentence-transformers gives, seconds sooner."""

import json
from collections.abc import Sequence
from functools import cached_property
from pathlib import Path
from typing import Any

import numpy as np

from assistant.retrieval.encoder import folder_name, unit_length


def is_static(folder: Path) -> bool:
    """True if sentence-transformers would load nothing but a StaticEmbedding (and a Normalize) from the folder."""
    modules, weights = folder / "modules.json", list(folder.rglob("model.safetensors"))
    if not modules.is_file() or len(weights) != 1:
        return False
    kinds = [module["type"].rpartition(".")[2] for module in json.loads(modules.read_text("utf-8"))]
    return kinds in (["StaticEmbedding"], ["StaticEmbedding", "Normalize"])


class StaticEncoder:
    """The mean of the vectors of a text's tokens; weights as float32/16, or int8 with a scale for each row."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder

    @cached_property
    def name(self) -> str:
        return folder_name(self.folder)

    @cached_property
    def _parts(self) -> tuple[Any, np.ndarray]:
        from safetensors.numpy import load_file
        from tokenizers import Tokenizer

        file = next(self.folder.rglob("model.safetensors"))
        tokenizer = Tokenizer.from_file(str(file.with_name("tokenizer.json")))
        tokenizer.no_padding()
        stored = load_file(file)
        if "embedding.weight" in stored:
            return tokenizer, stored["embedding.weight"].astype(np.float32)
        rows = stored["embeddings"].astype(np.float32)
        rows = rows[stored["mapping"].astype(np.int64)] if "mapping" in stored else rows
        return tokenizer, rows * stored["weights"].astype(np.float32)[:, None] if "weights" in stored else rows

    @property
    def dimension(self) -> int:
        return int(self._parts[1].shape[1])

    def encode(self, texts: Sequence[str], *, query: bool = False) -> np.ndarray:
        tokenizer, rows = self._parts
        found = np.zeros((len(texts), rows.shape[1]), dtype=np.float32)
        for number, encoding in enumerate(tokenizer.encode_batch(list(texts), add_special_tokens=False)):
            if encoding.ids:
                found[number] = rows[encoding.ids].mean(axis=0)
        return unit_length(found)
