"""The model folder: int8 rows with their scales, the tokenizer, the module list and the model card."""

import hashlib
from pathlib import Path

import numpy as np
from numpy.typing import NDArray
from safetensors.numpy import save_file
from sentence_transformers import SentenceTransformer
from sentence_transformers.sentence_transformer.modules import Normalize, StaticEmbedding
from tokenizers import Tokenizer

CARD = """---
language: zh
library_name: sentence-transformers
pipeline_tag: sentence-similarity
---

# The shipped sentence encoder

A static word encoder for formal Chinese: a text is the mean of the vectors of its words, scaled to length 1.
{entries} entries x {dim} dimensions, stored as int8 with one float32 scale a row, and folded to float32 on load.
It is a stock sentence-transformers model and loads with the network off and without foreign code:
`SentenceTransformer("assistant/retrieval/model")`.

## Trained on

{passages} passages ({characters} Han characters) of Chinese laws, regulations and local regulations and of the provincial
government work reports of 2026. Texts of this kind are outside copyright (Copyright Law of the PRC, Article 5).
The text is not part of the project; the words, the vectors and the script are. No sentence of a township's report, no
query and no label was used: the vocabulary comes from counting, the first vectors from latent semantic analysis, and the
training pairs from the order of the text (neighbouring articles, title and article, first sentence and the rest, the
two parts of a text).

## Made by

```
{command}
```

Seed {seed}, {steps} steps of {batch} pairs, Adam {rate}, {threads} thread(s). The same command on the same processor and the
pinned packages gives the same bytes; another processor may round differently.

sha256 of model.safetensors: `{sha256}`

## Measured

MRR@10 on {test} passages whose titles (whole laws, whole reports) were kept out of everything above; other passages kept
out likewise fill up the pool, and settings were chosen on those. Laws of different places repeat one another: passages that share
a run of 20 characters with the training text are candidates, but (titles aside) never asked with or for. "Trained" is this folder as
saved, in int8. The tasks resemble the training pairs and the text is statutes for the most part, so the numbers are no
estimate for townships' reports.

{table}

## Limits

No word order, no context: 不 and 没有 weigh little. Everyday wording is rare in statutes, so colloquial queries lean
on single characters. Use it fused with BM25 (z-scores, 0.3 BM25 + 0.7 dense). A text without any known character is the zero
vector.
"""


def quantise(vectors: NDArray[np.float32]) -> tuple[NDArray[np.int8], NDArray[np.float32]]:
    """Round every row to int8 with its own scale; vectors ~ rows * scales[:, None]."""
    scales = np.abs(vectors).max(axis=1) / 127
    rows = np.rint(vectors / np.where(scales > 0, scales, 1)[:, None])
    return rows.astype(np.int8), scales.astype(np.float32)


def save_model(folder: Path, tokenizer: Tokenizer, vectors: NDArray[np.float32]) -> str:
    """Write a folder that SentenceTransformer loads, and return the sha256 of its weights."""
    rows, scales = quantise(vectors)
    restored = rows.astype(np.float32) * scales[:, None]
    model = SentenceTransformer(
        modules=[StaticEmbedding(tokenizer, embedding_weights=restored), Normalize()], device="cpu"
    )
    model.save(str(folder), create_model_card=False)
    save_file({"embeddings": rows, "weights": scales}, folder / "model.safetensors")
    (folder / "model.safetensors").chmod(0o644)
    tokenizer.save(str(folder / "tokenizer.json"), pretty=False)
    return hashlib.sha256((folder / "model.safetensors").read_bytes()).hexdigest()


def write_card(folder: Path, **facts: object) -> None:
    """Write README.md; `facts` fills the blanks of the card."""
    (folder / "README.md").write_text(CARD.format(**facts), encoding="utf-8")
