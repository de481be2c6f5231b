"""The model folder: int8 rows with their scales, the tokenizer, the module list and what it was made from."""

import hashlib
import json
from pathlib import Path

import numpy as np
from numpy.typing import NDArray
from safetensors.numpy import save_file
from sentence_transformers import SentenceTransformer
from sentence_transformers.sentence_transformer.modules import Normalize, StaticEmbedding
from tokenizers import Tokenizer

from assistant.retrieval.static import quantised

FACTS = "training.json"


def save_model(folder: Path, tokenizer: Tokenizer, vectors: NDArray[np.float32]) -> str:
    """Write a folder that SentenceTransformer loads, and return the sha256 of its weights."""
    rows, scales = quantised(vectors)
    restored = rows.astype(np.float32) * scales[:, None]
    model = SentenceTransformer(
        modules=[StaticEmbedding(tokenizer, embedding_weights=restored), Normalize()], device="cpu"
    )
    model.save(str(folder), create_model_card=False)
    save_file({"embeddings": rows, "weights": scales}, folder / "model.safetensors")
    (folder / "model.safetensors").chmod(0o644)
    tokenizer.save(str(folder / "tokenizer.json"), pretty=False)
    return hashlib.sha256((folder / "model.safetensors").read_bytes()).hexdigest()


def write_facts(folder: Path, facts: dict[str, object]) -> None:
    """Write what the model was made from, for its card."""
    (folder / FACTS).write_text(json.dumps(facts, indent=1) + "\n", encoding="utf-8")
