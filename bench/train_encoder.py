"""Train the shipped sentence encoder from formal Chinese text, measure it on held-out titles and save it.

    python -m bench.train_encoder --text FILE [--out assistant/retrieval/model]

FILE is a .jsonl.gz of {"kind": "law" | "work_report", "doc": title, "text": one article or paragraph}, in document order.
Takes some minutes on one core and needs about 3 GB of memory. `--dev` measures on the part meant for choosing settings
and saves nothing.
"""

import argparse
import os
from collections.abc import Callable, Sequence
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

DIM = 256


def main() -> None:
    """Run the steps in order."""
    options = _options()
    for name in ("RAYON_NUM_THREADS", "OMP_NUM_THREADS", "OPENBLAS_NUM_THREADS", "MKL_NUM_THREADS"):
        os.environ[name] = str(options.threads)
    os.environ["HF_HUB_OFFLINE"] = "1"
    # The libraries read the thread counts when they are imported.
    import torch

    from bench.encoder import measure, save, text, training, vocabulary

    torch.set_num_threads(options.threads)
    torch.use_deterministic_algorithms(True)
    settings = training.Settings(steps=options.steps, seed=options.seed)
    split = text.split_by_title(text.read_passages(options.text))
    texts = [p.text for p in split["train"]]
    tokenizer = vocabulary.build_tokenizer(texts, options.entries)
    print(f"{tokenizer.get_vocab_size()} entries from {len(texts)} passages", flush=True)
    first = training.lsa(training.token_ids(tokenizer, texts), tokenizer.get_vocab_size(), DIM, settings.seed)
    pairs = training.Pairs(split["train"], tokenizer, settings.seed)
    vectors = training.contrast(first, pairs.batches(settings), settings)
    judged, other = ("dev", "test") if options.dev else ("test", "dev")
    known = text.overlapping(split[judged], split["train"])
    held_out = measure.tasks(split[judged], split[other], known)
    systems = {"LSA": training.encoder(tokenizer, first), "trained": training.encoder(tokenizer, vectors)}
    if options.dev:
        print(measure.markdown(held_out, measure.measure(held_out, systems)))
        return
    digest = save.save_model(options.out, tokenizer, vectors)
    systems["trained"] = _saved(options.out)
    table = measure.markdown(held_out, measure.measure(held_out, systems))
    print(table, digest, sep="\n")
    save.write_card(
        options.out, entries=f"{len(vectors):,}", dim=DIM, passages=f"{len(texts):,}", characters=f"{text.han_characters(texts):,}",
        command=_command(options), seed=settings.seed, steps=settings.steps, batch=settings.batch, rate=settings.rate,
        threads=options.threads, sha256=digest, test=f"{len(split['test']):,}", table=table,
    )  # fmt: skip


def _saved(folder: Path) -> Callable[[Sequence[str]], NDArray[np.float32]]:
    """The encoder as users load it."""
    from sentence_transformers import SentenceTransformer

    model = SentenceTransformer(str(folder), device="cpu")

    def encode(texts: Sequence[str]) -> NDArray[np.float32]:
        return model.encode(list(texts), batch_size=256)

    return encode


def _command(options: argparse.Namespace) -> str:
    chosen = f"--seed {options.seed} --steps {options.steps} --entries {options.entries} --threads {options.threads}"
    return f"python -m bench.train_encoder --text formal-text.jsonl.gz {chosen}"


def _options() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--text", type=Path, required=True, help="the formal text, .jsonl.gz")
    parser.add_argument("--out", type=Path, default=Path("assistant/retrieval/model"), help="the model folder")
    parser.add_argument("--entries", type=int, default=30_000, help="most entries of the vocabulary")
    parser.add_argument("--steps", type=int, default=800, help="steps of the contrastive stage")
    parser.add_argument("--seed", type=int, default=7)
    parser.add_argument("--threads", type=int, default=1)
    parser.add_argument("--dev", action="store_true", help="measure on the part for choosing settings; save nothing")
    return parser.parse_args()


if __name__ == "__main__":
    main()
