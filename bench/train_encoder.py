"""Train the shipped sentence encoder from formal Chinese text and the project's own intents, measure it and save it.

    python -m bench.train_encoder --text FILE --out FOLDER [--held-out FOLDER]

FILE is a .jsonl.gz of {"kind": "law" | "work_report", "doc": title, "text": one article or paragraph}, in document order.
Takes some minutes on one core and needs about 3 GB of memory. `--held-out` saves a second encoder, trained without the intents
of the topics in `bench/encoder/held_out.toml`.
`--rehearse` is for choosing settings: it trains without a part of the intents, asks for that part, and saves nothing.
The model card is written by `python -m bench.encoder.card` from what this and `bench.retrieval` found.
"""

import argparse
import os
import tomllib
from collections.abc import Sequence
from pathlib import Path
from typing import Any

DIM = 256
HELD_OUT = Path("bench/encoder/held_out.toml")


def main() -> None:
    """Run the steps in order."""
    options = _options()
    for name in ("RAYON_NUM_THREADS", "OMP_NUM_THREADS", "OPENBLAS_NUM_THREADS", "MKL_NUM_THREADS"):
        os.environ[name] = str(options.threads)
    os.environ["HF_HUB_OFFLINE"] = "1"
    # The libraries read the thread counts when they are imported.
    import torch

    from bench.encoder import save, text, training, vocabulary

    torch.set_num_threads(options.threads)
    torch.use_deterministic_algorithms(True)
    passages = text.read_passages(options.text)
    texts = [p.text for p in passages]
    tokenizer = vocabulary.build_tokenizer(texts, options.entries)
    print(f"{tokenizer.get_vocab_size()} entries from {len(texts)} passages", flush=True)
    first = training.lsa(training.token_ids(tokenizer, texts), tokenizer.get_vocab_size(), DIM, options.seeds[0])
    general = training.Pairs(passages, tokenizer, options.seeds[0])
    if options.rehearse:
        from bench.encoder import rehearsal  # which needs bench/requirements.txt

        for name, split in (("sentences", rehearsal.by_sentence), ("intents", rehearsal.by_intent)):
            learned, asked = split(_intents())
            encode = training.encoder(tokenizer, _trained(first, general, learned, tokenizer, options))
            pool = learned if name == "intents" else ()
            print(f"kept out {name}: BM25 {rehearsal.rehearse(asked, None, pool)}")
            print(f"kept out {name}: fused {rehearsal.rehearse(asked, encode, pool)}")
        return
    vectors = _trained(first, general, _intents(), tokenizer, options)
    digest = save.save_model(options.out, tokenizer, vectors)
    if options.held_out:
        without = _trained(first, general, _intents(HELD_OUT), tokenizer, options)
        save.save_model(options.held_out, tokenizer, without)
    facts = {
        "entries": f"{len(vectors):,}", "dim": DIM, "passages": f"{len(texts):,}",
        "characters": f"{text.han_characters(texts):,}", "command": _command(options), "seeds": options.seeds,
        "steps": options.steps, "threads": options.threads, "sha256": digest,
    }  # fmt: skip
    save.write_facts(options.out, facts)
    print(digest)


def _trained(first: Any, general: Any, intents: Sequence[Any], tokenizer: Any, options: argparse.Namespace) -> Any:
    """The first vectors after intents and general pairs together: the mean of one run for each seed."""
    import numpy as np

    from assistant.retrieval.contrast import contrast
    from bench.encoder import domain, training, vocabulary

    def told(step: int, loss: float) -> None:
        if step % 50 == 0:
            print(f"step {step:4d}  loss {loss:.3f}", flush=True)

    parts = vocabulary.parts(tokenizer)
    found = []
    for seed in options.seeds:
        settings = training.Settings(options.steps, seed=seed)
        general.reset(seed)
        steps = domain.Domain(intents, tokenizer, seed).steps(general, domain.Mixture(), settings)
        found.append(
            contrast(first, steps, settings.steps, settings.rate, told, parts=parts, sharpness=domain.SHARPNESS)
        )
    return np.mean(found, axis=0)


def _intents(without: Path | None = None) -> list[Any]:
    from assistant.retrieval.intents import intents

    left_out = tomllib.loads(without.read_text("utf-8")) if without else {}
    dropped = {name for names in left_out.values() for name in names}
    return [intent for intent in intents() if intent.id not in dropped]


def _command(options: argparse.Namespace) -> str:
    seeds = " ".join(map(str, options.seeds))
    chosen = f"--seeds {seeds} --steps {options.steps} --entries {options.entries}"
    return (
        f"python -m bench.train_encoder --text formal-text.jsonl.gz --out FOLDER {chosen} --threads {options.threads}"
    )


def _options() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--text", type=Path, required=True, help="the formal text, .jsonl.gz")
    parser.add_argument("--out", type=Path, default=Path("build/encoder"), help="the model folder")
    parser.add_argument("--held-out", type=Path, help="the folder of a second model, trained without some topics")
    parser.add_argument("--entries", type=int, default=30_000, help="most entries of the vocabulary")
    parser.add_argument("--steps", type=int, default=100, help="steps on intents and general pairs together")
    parser.add_argument(
        "--seeds", type=int, nargs="+", default=[7, 11, 3], help="one run each; their mean is the model"
    )
    parser.add_argument("--threads", type=int, default=1)
    parser.add_argument("--rehearse", action="store_true", help="score on intents kept out of training; save nothing")
    return parser.parse_args()


if __name__ == "__main__":
    main()
