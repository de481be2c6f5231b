"""Tell what a message asks for from its words and letters, with weights that `python -m bench.train_chat` learned."""

import re
import tomllib
from functools import cache
from importlib.resources import as_file, files
from itertools import combinations, pairwise
from typing import Any

import numpy as np

from assistant.drafting.spelling import plain

_FILLERS = re.compile(
    r"请|麻烦|能不能|可不可以|能否|可以|帮我|帮忙|一下|吧|呢|呀|啊|哦|嘛|撒|哈|老师|我想要?|想要?|给我|嘞|咯|哎|唉|那个|这个|就|都|也|先|再|快点|赶紧"
)
# What says nothing by itself: what is left of a message without its known words and these is a topic that the report does not know.
_SMALL = re.compile(
    r"[的了吗呢吧啊呀哦嘛么是在把被给我你您他她它们这那有没不就都也还很太和与跟同及或个一些点下上里来去到为对从用请帮要想会能可以得着过地之其]"
    r"|[\s，。！？、；：“”‘’（）()?!,.:;\"'～~…]"
)
_FOREIGN = "otherdoc"  # words of other papers: known, but not the report's own


@cache
def _words() -> tuple[list[tuple[str, re.Pattern[str]]], list[tuple[str, re.Pattern[str]]]]:
    raw = tomllib.loads((files(__package__) / "message_words.toml").read_text("utf-8"))
    return tuple([(name, re.compile(words)) for name, words in raw[part].items()] for part in ("stands_for", "kinds"))  # type: ignore[return-value]


def features(message: str) -> set[str]:
    """What is known of a message: its letters by one to four with terms made alike, the kinds of its words, and what is left."""
    text = plain(message)
    signs, kinds = _words()
    told = [(match, name) for name, words in kinds for match in words.finditer(text)]
    alike = text
    for sign, words in signs:
        alike = words.sub(chr(ord(sign) + 0xFEE0), alike)
    alike = re.sub(r"[，。！、,.! ]+", "，", alike)
    found = {f"#length{min(len(text) // 5, 5)}"}
    for mark, line in (("", f"^{alike}$"), ("~", f"^{_FILLERS.sub('', alike)}$")):
        found |= {mark + line[i : i + n] for n in (1, 2, 3, 4) for i in range(len(line) - n + 1)}
    return found | _kinds(told) | _rest(text, told)


def strange(message: str) -> int:
    """The letters of the longest piece of a message that is made of no known word (at most 4)."""
    text = plain(message)
    told = [(match, name) for name, words in _words()[1] for match in words.finditer(text)]
    return max(int(name[4:]) for name in _rest(text, told) if name.startswith("#run") and "&" not in name)


def _kinds(told: list[tuple[re.Match[str], str]]) -> set[str]:
    """The kinds of words, which follow which, and which stand together."""
    order = ["^", *(name for _, name in sorted((match.start(), name) for match, name in told)), "$"]
    names = sorted({name for _, name in told})
    return (
        {f"#{name}" for name in order}
        | {f"#{a}>{b}" for a, b in pairwise(order)}
        | {f"#{a}&{b}" for a, b in combinations(names, 2)}
    )


def _rest(text: str, told: list[tuple[re.Match[str], str]]) -> set[str]:
    """How much of a message is made of no known word: in all, and its longest piece beside each kind of word."""
    left = list(text)
    for match, name in told:
        if name != _FOREIGN:
            left[match.start() : match.end()] = "\0" * (match.end() - match.start())
    pieces = _SMALL.sub("\0", _FILLERS.sub("\0", "".join(left))).split("\0")
    longest = f"#run{min(max(map(len, pieces)), 4)}"
    return {f"#rest{min(sum(map(len, pieces)), 6)}", longest, *(f"{longest}&{name}" for _, name in told)}


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
