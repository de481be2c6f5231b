"""How well search finds: themes, needs and measures of the evaluation set, for words, vectors and both.

    python -m bench.retrieval [--model FOLDER] [--held-out FOLDER] [--json FILE]

`--held-out` is an encoder trained without the topics of `bench/encoder/held_out.toml`; the needs of these topics are scored with
it. Intervals are 95 % bootstraps of 5,000 draws: themes by unit, needs and pairs by query; differences are paired.
"""

import argparse
import json
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

import numpy as np

from bench.retrieval_scores import Scored, dense_systems, lexical_systems, read_tasks, score

DRAWS = 5000
FUSED, LEXICAL, OWN = "fused", "BM25 bigrams", "BM25 characters and bigrams"


def main() -> None:
    """Score every system on every task and print tables."""
    from assistant.retrieval import load_encoder

    options = _options()
    tasks = read_tasks()
    encoder = load_encoder(options.model)
    systems = lexical_systems() | dense_systems(encoder.encode)
    scored = {name: {task.name: score(task, rank) for task in tasks} for name, rank in systems.items()}
    found = tables(scored)
    print(f"encoder {encoder.name}\n\n{found['text']}")
    if options.held_out:
        unseen = unseen_needs(tasks, load_encoder(options.held_out).encode, encoder.encode)
        print(f"\n{unseen['text']}")
        found["held_out"] = unseen["figures"]
    print(f"\n{weak_topics(tasks, scored)}")
    if options.json:
        figures = {"encoder": encoder.name, "scores": found["figures"], "held_out": found.get("held_out")}
        Path(options.json).write_text(json.dumps(figures, indent=1), "utf-8")


def tables(
    scored: dict[str, dict[str, Scored]], lexical: Sequence[str] = (LEXICAL, OWN, "BM25 words")
) -> dict[str, Any]:
    """The scores with their intervals, then the gains over BM25 (or what is named), as text and as figures."""
    names = list(next(iter(scored.values())))
    figures = {s: {t: interval(scored[s][t]) for t in names} for s in scored}
    gains = {
        f"{system} − {other}": {t: interval(scored[system][t].minus(scored[other][t])) for t in names}
        for system in scored if system in (FUSED, "dense") for other in lexical
    }  # fmt: skip
    text = _table("", names, figures) + "\n\n" + _table("gain", names, gains, sign=True)
    return {"text": text, "figures": figures | gains}


def unseen_needs(tasks: Sequence, without: Callable, shipped: Callable) -> dict[str, Any]:
    """Needs of the topics kept out of training: BM25, the encoder trained without them, the one trained with all."""
    import tomllib

    topics = set(tomllib.loads(Path("bench/encoder/held_out.toml").read_text("utf-8")))
    (needs,) = [task.only(topics) for task in tasks if task.name == "needs"]
    rankings = {name: lexical_systems()[name] for name in (LEXICAL, OWN)}
    rankings |= {f"{n} (trained without)": r for n, r in dense_systems(without).items()}
    rankings |= {f"{n} (trained with all)": r for n, r in dense_systems(shipped).items()}
    scored = {name: score(needs, rank) for name, rank in rankings.items()}
    name = f"needs of topics kept out ({len(needs.queries)})"
    figures = {s: {name: interval(found)} for s, found in scored.items()}
    gains = {f"{s} − {LEXICAL}": {name: interval(f.minus(scored[LEXICAL]))} for s, f in scored.items() if s != LEXICAL}
    text = _table("", [name], figures) + "\n\n" + _table("gain", [name], gains, sign=True)
    return {"text": text, "figures": figures | gains}


def weak_topics(tasks: Sequence, scored: dict[str, dict[str, Scored]], count: int = 8) -> str:
    """The topics of needs where fused search is worst."""
    (needs,) = [task for task in tasks if task.name == "needs"]
    by_topic: dict[str, list[float]] = {}
    for query, value in zip(needs.queries, scored[FUSED]["needs"].values, strict=True):
        for topic in query.topics:
            by_topic.setdefault(topic, []).append(float(value))
    worst = sorted(by_topic.items(), key=lambda item: float(np.mean(item[1])))[:count]
    return "weakest topics, fused: " + ", ".join(f"{t} {np.mean(v):.2f} ({len(v)})" for t, v in worst)


def interval(scored: Scored, seed: int = 1) -> tuple[float, float, float]:
    """The mean and its 95 % bootstrap interval, drawn by cluster."""
    random = np.random.default_rng(seed)
    clusters = np.unique(scored.clusters)
    members = [np.flatnonzero(scored.clusters == c) for c in clusters]
    draws = []
    for _ in range(DRAWS if len(members) > 1 else 0):
        chosen = np.concatenate([members[i] for i in random.integers(len(members), size=len(members))])
        draws.append(scored.mean(chosen))
    low, high = np.quantile(draws, (0.025, 0.975)) if draws else (np.nan, np.nan)
    return scored.mean(np.arange(len(scored.values))), float(low), float(high)


def _table(corner: str, names: Sequence[str], figures: dict[str, dict[str, tuple]], *, sign: bool = False) -> str:
    form = "{:+.3f} [{:+.3f}, {:+.3f}]" if sign else "{:.3f} [{:.3f}, {:.3f}]"
    rows = [[corner, *names], ["---"] * (len(names) + 1)]
    rows += [[system, *(form.format(*by[name]) for name in names)] for system, by in figures.items()]
    return "\n".join("| " + " | ".join(row) + " |" for row in rows)


def _options() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--model", help="a model folder or hub name; default the shipped encoder")
    parser.add_argument("--held-out", help="the folder of an encoder trained without the topics kept out")
    parser.add_argument("--json", help="write the figures to this file too")
    return parser.parse_args()


if __name__ == "__main__":
    main()
