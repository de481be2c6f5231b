"""Whether a small transformer, trained on the same text and sentences, finds better than the shipped static encoder.

    python -m bench.train_transformer --text FILE --out scores.json [--minutes 7] [--without bench/encoder/held_out.toml]

Needs a GPU to finish in minutes. The tokens and the first token vectors are those of the shipped encoder. Three stages: guessing
masked words and pairing general texts (most of the time), then intents and general pairs together, for as many steps as a
rehearsal on intents kept out finds best. The scores are those of `bench.retrieval`, for the shipped encoder and for this one.
"""

import argparse
import json
import time
import tomllib
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from typing import Any

import numpy as np
import torch
from numpy.typing import NDArray
from torch import nn
from torch.nn import functional as F

from assistant.retrieval.contrast import Batch, Ids
from assistant.retrieval.intents import Intent, intents
from assistant.retrieval.static import StaticEncoder
from bench.encoder import domain, rehearsal, text, training
from bench.retrieval import tables, unseen_needs
from bench.retrieval_scores import dense_systems, lexical_systems, read_tasks, score

SHIPPED = Path("assistant/retrieval/model")
WIDTH, LAYERS, HEADS, LONGEST = 384, 4, 6, 96
DEVICE = "cuda" if torch.cuda.is_available() else "cpu"
SHARES = (0.35, 0.35)  # of the time: masked words, general pairs; the rest is for the intents
MASKED, MASK = 0.2, 0  # row 0, the unknown, stands for a masked word
BATCH, RATE, DOMAIN_RATE = 1024, 4e-4, 2e-4
CHECKPOINTS = (50, 100, 200, 400, 800)  # domain steps that the rehearsal compares


class Tower(nn.Module):
    """Tokens [n, length] and which of them count → vectors of every token [n, length, WIDTH]."""

    def __init__(self, rows: NDArray[np.float32]) -> None:
        super().__init__()
        self.words = nn.Embedding.from_pretrained(torch.from_numpy(rows / rows.std()), freeze=False)
        self.wider = nn.Linear(rows.shape[1], WIDTH)
        self.places = nn.Embedding(LONGEST, WIDTH)
        layer = nn.TransformerEncoderLayer(
            WIDTH, HEADS, 4 * WIDTH, 0.1, activation="gelu", batch_first=True, norm_first=True
        )
        self.layers = nn.TransformerEncoder(layer, LAYERS, enable_nested_tensor=False)
        self.norm = nn.LayerNorm(WIDTH)
        self.guess = nn.Linear(WIDTH, rows.shape[1])

    def forward(self, ids: torch.Tensor, real: torch.Tensor) -> torch.Tensor:
        places = self.places(torch.arange(ids.shape[1], device=ids.device))
        return self.norm(self.layers(self.wider(self.words(ids)) + places, src_key_padding_mask=~real))

    def pooled(self, ids: torch.Tensor, real: torch.Tensor) -> torch.Tensor:
        """The mean over the tokens, of length 1."""
        counted = real[:, :, None].float()
        return F.normalize((self(ids, real) * counted).sum(1) / counted.sum(1).clamp(min=1), dim=1)


def main() -> None:
    """Train, rehearse, train again on all intents and score."""
    options = _options()
    begun, seconds = time.perf_counter(), options.minutes * 60
    shipped = StaticEncoder(SHIPPED)
    tokenizer, rows = shipped.tokenizer, shipped.rows
    passages = text.read_passages(options.text)
    general = training.Pairs(passages, tokenizer, options.seed)
    tokens = [ids for ids in training.token_ids(tokenizer, [p.text for p in passages]) if len(ids) > 8]
    torch.manual_seed(options.seed)
    model = Tower(rows).to(DEVICE)
    _say(f"{sum(p.numel() for p in model.parameters()) / 1e6:.1f} M parameters on {DEVICE}", begun)
    _guess_words(model, tokens, begun + seconds * SHARES[0], options.seed)
    _say("masked words done", begun)
    pairs = ([batch] for [batch] in general.batches(training.Settings(1_000_000, BATCH, seed=options.seed)))
    steps = _learn(model, pairs, RATE, until=begun + seconds * sum(SHARES))
    _say(f"{steps} steps of general pairs done", begun)
    start = {key: value.clone() for key, value in model.state_dict().items()}
    best, rehearsed = _rehearsed(model, start, general, tokenizer, options)
    _say(f"rehearsal: {rehearsed}", begun)
    learned = list(intents())
    encode = _domain(model, start, general, learned, tokenizer, best, options)
    tasks = read_tasks()
    systems = lexical_systems() | {f"{n}, static": r for n, r in dense_systems(shipped.encode).items()}
    systems |= {f"{n}": r for n, r in dense_systems(encode).items()}
    del systems["TF-IDF bigrams"]
    if not options.words:
        del systems["BM25 words"]
    scored = {name: {t.name: score(t, rank) for t in tasks} for name, rank in systems.items()}
    found = tables(scored, lexical=("BM25 bigrams", "dense, static", "fused, static"))
    print(found["text"], flush=True)
    out = {
        "device": torch.cuda.get_device_name() if DEVICE == "cuda" else "cpu",
        "domain_steps": best,
        "rehearsal": rehearsed,
    }
    out |= {
        "scores": found["figures"],
        "passages_per_second": _speed(encode, passages),
        "parameters": sum(p.numel() for p in model.parameters()),
    }
    options.out.write_text(json.dumps(out, indent=1), "utf-8")
    dropped = {name for names in tomllib.loads(options.without.read_text("utf-8")).values() for name in names}
    without = _domain(model, start, general, [i for i in learned if i.id not in dropped], tokenizer, best, options)
    unseen = unseen_needs(tasks, without, encode)
    print(unseen["text"], flush=True)
    options.out.write_text(json.dumps(out | {"held_out": unseen["figures"]}, indent=1), "utf-8")
    _say("all done", begun)


def _rehearsed(
    model: Tower, start: dict, general: Any, tokenizer: Any, options: argparse.Namespace
) -> tuple[int, dict]:
    """The number of domain steps that answers best for sentences and intents kept out, and all that was compared."""
    found: dict[int, float] = dict.fromkeys(CHECKPOINTS, 0.0)
    for split in (rehearsal.by_sentence, rehearsal.by_intent):
        learned, asked = split(list(intents()))
        pool = learned if split is rehearsal.by_intent else ()
        for count in CHECKPOINTS:
            encode = _domain(model, start, general, learned, tokenizer, count, options)
            found[count] += sum(rehearsal.rehearse(asked, encode, pool).values())
    return max(found, key=lambda count: found[count]), found


def _domain(
    model: Tower, start: dict, general: Any, learned: Sequence[Intent], tokenizer: Any, count: int, options: argparse.Namespace
) -> Callable[..., NDArray[np.float32]]:  # fmt: skip
    """Train a copy of the general model on intents and general pairs; return how it encodes texts."""
    model.load_state_dict(start)
    general.reset(options.seed)
    settings = training.Settings(count, seed=options.seed)
    _learn(
        model,
        domain.Domain(learned, tokenizer, options.seed).steps(general, domain.Mixture(), settings),
        DOMAIN_RATE,
        count,
    )
    state = {key: value.clone() for key, value in model.state_dict().items()}

    def encode(texts: Sequence[str], *, query: bool = False) -> NDArray[np.float32]:
        model.load_state_dict(state)
        return _encoded(model, training.token_ids(tokenizer, list(texts)))

    return encode


def _guess_words(model: Tower, tokens: Sequence[Ids], until: float, seed: int) -> None:
    """Masked language modelling over the text, until the clock says so."""
    random, number = np.random.default_rng(seed), 0
    adam = torch.optim.AdamW(model.parameters(), lr=RATE, weight_decay=0.01)
    while time.perf_counter() < until:
        chosen = [tokens[i] for i in random.integers(len(tokens), size=BATCH // 2)]
        ids, real = _padded(chosen)
        hidden = (torch.rand(ids.shape, device=DEVICE) < MASKED) & real
        with torch.autocast(DEVICE, torch.bfloat16):
            out = model.guess(model(ids.masked_fill(hidden, MASK), real)[hidden]) @ model.words.weight.T
        _step(model, adam, F.cross_entropy(out.float(), ids[hidden]), number, RATE)
        number += 1


def _learn(
    model: Tower, steps: Iterator[list[Batch]], rate: float, count: int | None = None, until: float = np.inf
) -> int:
    """Contrastive steps, `count` of them or until the clock says so; return how many."""
    adam = torch.optim.AdamW(model.parameters(), lr=rate, weight_decay=0.01)
    number = 0
    for number, batches in enumerate(steps, 1):
        loss = torch.stack([_pair_loss(model, batch) for batch in batches]).mean()
        _step(model, adam, loss, number, rate if count is None else rate * (1 - number / (count + 1)))
        if time.perf_counter() > until:
            break
    return number


def _step(model: Tower, adam: torch.optim.Optimizer, loss: torch.Tensor, number: int, rate: float) -> None:
    for group in adam.param_groups:
        group["lr"] = rate * min(1.0, (number + 1) / 50)
    adam.zero_grad()
    loss.backward()
    nn.utils.clip_grad_norm_(model.parameters(), 1.0)
    adam.step()


def _pair_loss(model: Tower, batch: Batch) -> torch.Tensor:
    model.train()
    with torch.autocast(DEVICE, torch.bfloat16):
        sides = [model.pooled(*_padded([pair[k] for pair in batch])).float() for k in (0, 1)]
    groups = torch.tensor([pair[2] for pair in batch], device=DEVICE)
    same = (groups[:, None] == groups[None, :]).fill_diagonal_(False)
    scores = (sides[0] @ sides[1].T * 20.0).masked_fill(same, -1e4)
    target = torch.arange(len(batch), device=DEVICE)
    return (F.cross_entropy(scores, target) + F.cross_entropy(scores.T, target)) / 2


def _encoded(model: Tower, texts: Sequence[Ids]) -> NDArray[np.float32]:
    model.eval()
    found = []
    with torch.no_grad(), torch.autocast(DEVICE, torch.bfloat16):
        for start in range(0, len(texts), 512):
            found.append(model.pooled(*_padded(texts[start : start + 512])).float().cpu().numpy())
    model.train()
    return np.concatenate(found)


def _padded(texts: Sequence[Ids]) -> tuple[torch.Tensor, torch.Tensor]:
    length = max(1, min(LONGEST, max(len(t) for t in texts)))
    ids, real = np.zeros((len(texts), length), dtype=np.int64), np.zeros((len(texts), length), dtype=bool)
    for row, one in enumerate(texts):
        ids[row, : len(one[:length])], real[row, : max(1, len(one[:length]))] = one[:length], True
    return torch.from_numpy(ids).to(DEVICE), torch.from_numpy(real).to(DEVICE)


def _speed(encode: Callable[..., NDArray[np.float32]], passages: Sequence[text.Passage]) -> float:
    some = [p.text[:120] for p in passages[:4000]]
    begun = time.perf_counter()
    encode(some)
    return len(some) / (time.perf_counter() - begun)


def _say(words: str, begun: float) -> None:
    print(f"[{time.perf_counter() - begun:6.1f} s] {words}", flush=True)


def _options() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--text", type=Path, required=True, help="the formal text, .jsonl.gz")
    parser.add_argument("--out", type=Path, required=True, help="where the scores go, as JSON")
    parser.add_argument("--without", type=Path, default=Path("bench/encoder/held_out.toml"))
    parser.add_argument("--minutes", type=float, default=7.0, help="time for the stages before scoring")
    parser.add_argument("--words", action="store_true", help="score BM25 on words too (needs jieba)")
    parser.add_argument("--seed", type=int, default=7)
    return parser.parse_args()


if __name__ == "__main__":
    main()
