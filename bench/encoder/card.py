"""Write the model card from what training and `bench.retrieval` found: `python -m bench.encoder.card FOLDER SCORES.json`."""

import json
import sys
from pathlib import Path

from bench.encoder.save import FACTS

CARD = """---
language: zh
library_name: sentence-transformers
pipeline_tag: sentence-similarity
---

# The shipped sentence encoder

A static word encoder for the annual reports on open government information: a text is the mean of the vectors of its words,
scaled to length 1. {entries} entries x {dim} dimensions, stored as int8 with one float32 scale a row, and folded to float32 on
load. It is a stock sentence-transformers model and loads with the network off and without foreign code:
`SentenceTransformer("assistant/retrieval/model")`.

## Trained on

- {passages} passages ({characters} Han characters) of Chinese laws, regulations and local regulations and of the provincial
  government work reports of 2026. Texts of this kind are outside copyright (Copyright Law of the PRC, Article 5). The text is not
  part of the project. The vocabulary comes from counting it, the first vectors from latent semantic analysis of it, and general
  pairs from its order (neighbouring articles, title and article, first sentence and the rest, the two parts of a text).
- The project's own sentences, `assistant/retrieval/intents.toml`: needs as a clerk types them, report wording, problems, measures.
  Pairs of one intent, no negatives of one another, beside a batch of general pairs in every step.

While it is trained, a word's vector is its own and the mean of the vectors of its parts (its characters and the shorter words in
it), so that words learn from words that look like them; the sum is what is stored.

No sentence of a real report, no passage, query or label of the evaluation set was used; a test looks for shared runs of 12 characters.

## Made by

```
{command}
```

{steps} steps of Adam 0.002 for each of the seeds {seeds}; the model is the mean of the runs. {threads} thread(s). The same command on the
same processor and the pinned packages gives the same bytes; another processor may round differently. Settings were chosen on
parts of the intents kept out of training (`bench/encoder/rehearsal.py`); then two models were scored on the evaluation set, this one
and one trained with a sharper loss (cosine x 30: themes .825, needs .773, pairs .735, topics kept out .715, fused).

sha256 of model.safetensors: `{sha256}`

## Measured

`python -m bench.retrieval` on the evaluation set (`bench/retrieval_set`, written by another hand that had not seen the intents). Mean
and 95 % bootstrap interval; "fused" is what the product does: z-scores, 0.3 BM25 on characters and bigrams + 0.7 cosine.

{table}

Needs whose topics an encoder was trained without (`bench/encoder/held_out.toml`, every fourth topic):

{held_out}

The vectors alone are not shown to beat BM25 on problem → measure, nor on needs nobody wrote sentences for; fused they do. Part
of the gain over BM25 on bigrams is that search counts single characters too: BM25 alone gains by it, on topics kept out most of it.

## A small transformer instead

`python -m bench.train_transformer` trains one on the same text and sentences (4 layers x 384, 15 M parameters; 8 minutes on one GPU).
It was measured when search counted bigrams only; its vectors alone can be compared with those above.

{transformer}

## Limits

No word order, no context: 不 and 没有 weigh little. Use it fused with BM25. A text without any known character is the zero vector. The
evaluation set has one author and one judge; real reports are more formulaic.
"""
NOT_RUN = "It needs a GPU and has not been run to the end yet, so nothing is said here of which is better."


def main() -> None:
    """Fill the card's blanks."""
    folder, scores = Path(sys.argv[1]), json.loads(Path(sys.argv[2]).read_text("utf-8"))
    facts = json.loads((folder / FACTS).read_text("utf-8"))
    facts["seeds"] = ", ".join(map(str, facts["seeds"]))
    transformer = _beside(json.loads(Path(sys.argv[3]).read_text("utf-8"))["scores"]) if len(sys.argv) > 3 else NOT_RUN
    tables = {"table": _table(scores["scores"]), "held_out": _table(scores["held_out"]), "transformer": transformer}
    (folder / "README.md").write_text(CARD.format(**facts, **tables), encoding="utf-8")


def _beside(figures: dict[str, dict[str, list[float]]]) -> str:
    """The transformer's own rows: the static model that it was scored beside may have been trained anew since."""
    own = {name: by for name, by in figures.items() if "static" not in name}
    return _table(own) + "\n\nThat is below the static model above and costs more to run: the static model is shipped."


def _table(figures: dict[str, dict[str, list[float]]]) -> str:
    columns = list(next(iter(figures.values())))
    rows = [["", *columns], ["---"] * (len(columns) + 1)]
    for name, by in figures.items():
        form = "{:+.3f} [{:+.3f}, {:+.3f}]" if "−" in name else "{:.3f} [{:.3f}, {:.3f}]"
        rows.append([name, *(form.format(*by[column]) for column in columns)])
    return "\n".join("| " + " | ".join(row) + " |" for row in rows)


if __name__ == "__main__":
    main()
