"""Tell what a message asks for from its words and letters, with weights that `python -m bench.train_chat` learned."""

import re
import tomllib
from functools import cache
from importlib.resources import as_file, files
from itertools import pairwise
from typing import Any

import numpy as np

from assistant.drafting.spelling import plain

_FILLERS = re.compile(
    r"请|麻烦|能不能|可不可以|能否|可以|帮我|帮忙|一下|吧|呢|呀|啊|哦|嘛|撒|哈|老师|我想要?|想要?|给我|嘞|咯|哎|唉|那个|这个|就|都|也|先|再|快点|赶紧"
)


@cache
def _words() -> tuple[list[tuple[str, re.Pattern[str]]], list[tuple[str, re.Pattern[str]]]]:
    raw = tomllib.loads((files(__package__) / "message_words.toml").read_text("utf-8"))
    return tuple([(name, re.compile(words)) for name, words in raw[part].items()] for part in ("stands_for", "kinds"))  # type: ignore[return-value]


def features(message: str) -> set[str]:
    """What is known of a message: its letters in threes and fours with terms made alike, and the kinds of its words in order."""
    text = plain(message)
    signs, kinds = _words()
    alike = text
    for sign, words in signs:
        alike = words.sub(chr(ord(sign) + 0xFEE0), alike)
    alike = re.sub(r"[，。！、,.! ]+", "，", alike)
    told = sorted((match.start(), name) for name, words in kinds for match in words.finditer(text))
    order = ["^", *(name for _, name in told), "$"]
    found = {f"#{name}" for name in order} | {f"#{a}>{b}" for a, b in pairwise(order)}
    for mark, line in (("", f"^{alike}$"), ("~", f"^{_FILLERS.sub('', alike)}$")):
        found |= {mark + line[i : i + n] for n in (1, 2, 3, 4) for i in range(len(line) - n + 1)}
    found.add(f"#length{min(len(text) // 5, 5)}")
    return found


@cache
def _learned() -> tuple[dict[str, int], list[str], Any, Any]:
    with as_file(files(__package__) / "intents.npz") as path, np.load(path) as kept:
        return (
            {name: n for n, name in enumerate(kept["features"])}, list(kept["intents"]), kept["weights"].astype(np.float32),
            kept["bias"],
        )  # fmt: skip


def intent_of(message: str) -> tuple[str, float]:
    """The likeliest intent with its probability (0–1)."""
    rows, names, weights, bias = _learned()
    known = [rows[name] for name in features(message[:400]) if name in rows]
    scores = weights[known].sum(axis=0) / max(len(known), 1) ** 0.5 + bias
    share = np.exp(scores - scores.max())
    share /= share.sum()
    best = int(share.argmax())
    return str(names[best]), float(share[best])
