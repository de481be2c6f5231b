"""A static model folder read without torch: the same vectors as sentence-transformers gives, seconds sooner."""

import json
import shutil
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


def quantised(rows: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    """Round every row to int8 with its own scale; rows ~ small * scales[:, None]."""
    scales = (np.abs(rows).max(axis=1) / 127).astype(np.float32)
    small = np.rint(rows / np.where(scales > 0, scales, 1)[:, None])
    return small.astype(np.int8), scales


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

    @property
    def tokenizer(self) -> Any:
        """The `tokenizers` tokenizer."""
        return self._parts[0]

    @property
    def rows(self) -> np.ndarray:
        """The vectors of the tokens, size × dimension."""
        return self._parts[1]

    def tokens(self, texts: Sequence[str]) -> list[np.ndarray]:
        """The token ids of each text."""
        found = self._parts[0].encode_batch(list(texts), add_special_tokens=False)
        return [np.array(encoding.ids, dtype=np.int64) for encoding in found]

    def with_rows(self, rows: np.ndarray, folder: Path) -> "StaticEncoder":
        """Write a copy of the model with other vectors, as int8 rows with their scales, and return its encoder."""
        from safetensors.numpy import save_file

        weights = next(self.folder.rglob("model.safetensors"))
        small, scales = quantised(rows)
        shutil.copytree(self.folder, folder, ignore=shutil.ignore_patterns("README.md", "training.json"))
        save_file({"embeddings": small, "weights": scales}, folder / weights.relative_to(self.folder))
        return StaticEncoder(folder)

    def encode(self, texts: Sequence[str], *, query: bool = False) -> np.ndarray:
        tokenizer, rows = self._parts
        found = np.zeros((len(texts), rows.shape[1]), dtype=np.float32)
        for number, encoding in enumerate(tokenizer.encode_batch(list(texts), add_special_tokens=False)):
            if encoding.ids:
                found[number] = rows[encoding.ids].mean(axis=0)
        return unit_length(found)
