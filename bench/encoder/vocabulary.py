"""Words found in the text itself (cohesion and branching entropy of 2–4-grams), the Unigram tokenizer and the parts of words."""

import re
from collections import Counter
from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray
from tokenizers import Regex, Tokenizer, models, normalizers, pre_tokenizers

from bench.encoder.text import HAN, normalise

UNKNOWN = "[UNK]"
MIN_COUNT = 8
THRESHOLDS = {2: (0.5, 1.0), 3: (1.5, 1.5), 4: (2.0, 2.0)}  # length: least cohesion, least branching, in nats
CANDIDATES = 80_000
ROUNDS = 3  # of segmenting and counting again


def build_tokenizer(texts: Sequence[str], size: int) -> Tokenizer:
    """Find words, let the texts vote on them, and return a Unigram tokenizer of at most `size` entries."""
    words = {w: float(c) for w, c in find_words(texts).items()}
    letters = _letters(texts)
    for remaining in range(ROUNDS - 1, -1, -1):
        counts = Counter(_segment(_tokenizer(words | letters), texts))
        keep = max(size, len(words) * 3 // 4) if remaining else size - len(letters) - 1
        kept = sorted((w for w in words if len(w) > 1), key=lambda w: (-counts[w], w))[:keep]
        words = {w: float(counts[w]) for w in kept if counts[w] > 0}
    return _tokenizer(words | {c: max(float(counts[c]), 1.0) for c in letters})


def parts(tokenizer: Tokenizer) -> list[NDArray[np.int64]]:
    """The shorter entries that stand within each entry: its characters and words; none within a single character."""
    known = tokenizer.get_vocab()
    entries = sorted(known, key=known.__getitem__)
    return [np.array([known[p] for p in _within(entry) if p in known], dtype=np.int64) for entry in entries]


def _within(entry: str) -> list[str]:
    if not re.fullmatch(f"[{HAN}]+", entry):
        return []
    return [entry[i : i + n] for n in range(1, len(entry)) for i in range(len(entry) - n + 1)]


def find_words(texts: Sequence[str]) -> dict[str, int]:
    """Count the 2–4-grams that hold together and stand beside many different characters."""
    ids, alphabet = _encode(texts)
    base = len(alphabet)
    singles = np.bincount(ids, minlength=base).astype(np.int64)
    singles[0] = 0
    total = int(singles.sum())
    known: dict[int, tuple[NDArray[np.int64], NDArray[np.int64]]] = {1: (np.arange(base), singles)}
    found: dict[str, int] = {}
    for n, (least_cohesion, least_branching) in THRESHOLDS.items():
        codes, counts = _ngrams(ids, n, base)
        keep = counts >= MIN_COUNT
        known[n] = codes, counts = codes[keep], counts[keep]
        cohesion = _cohesion(n, known, base, total)
        branching = _branching(ids, n, base, codes, counts)
        good = (cohesion >= least_cohesion) & (branching >= least_branching)
        for code, count in zip(codes[good].tolist(), counts[good].tolist(), strict=True):
            found["".join(alphabet[code // base**k % base] for k in range(n - 1, -1, -1))] = count
    return dict(sorted(found.items(), key=lambda item: (-item[1], item[0]))[:CANDIDATES])


def _encode(texts: Sequence[str]) -> tuple[NDArray[np.int64], list[str]]:
    """Texts as one array of character ids; 0 is anything that is not Han, and ends each text."""
    points = np.frombuffer("\n".join(map(normalise, texts)).encode("utf-32-le"), dtype=np.uint32)
    han = ((points >= 0x4E00) & (points <= 0x9FFF)) | ((points >= 0x3400) & (points <= 0x4DBF))
    values, ids = np.unique(np.where(han, points, 0), return_inverse=True)
    return ids.astype(np.int64), [chr(v) for v in values]


def _windows(ids: NDArray[np.int64], n: int, base: int) -> tuple[NDArray[np.int64], NDArray[np.bool_]]:
    """The code of the n-gram at each place, and whether it is wholly Han."""
    size = len(ids) - n + 1
    codes, whole = np.zeros(size, dtype=np.int64), np.ones(size, dtype=bool)
    for k in range(n):
        codes = codes * base + ids[k : k + size]
        whole &= ids[k : k + size] > 0
    return codes, whole


def _ngrams(ids: NDArray[np.int64], n: int, base: int) -> tuple[NDArray[np.int64], NDArray[np.int64]]:
    codes, whole = _windows(ids, n, base)
    values, counts = np.unique(codes[whole], return_counts=True)
    return values, counts


def _cohesion(n: int, known: dict[int, tuple[NDArray[np.int64], NDArray[np.int64]]], base: int, total: int) -> NDArray:
    """Pointwise mutual information of the weakest cut of every n-gram, in nats."""
    codes, counts = known[n]
    weakest = np.full(len(codes), np.inf)
    for cut in range(1, n):
        left, right = codes // base ** (n - cut), codes % base ** (n - cut)
        product = _lookup(known[cut], left) * _lookup(known[n - cut], right)
        weakest = np.minimum(weakest, np.log(counts * float(total) / product))
    return weakest


def _lookup(table: tuple[NDArray[np.int64], NDArray[np.int64]], codes: NDArray[np.int64]) -> NDArray[np.float64]:
    return table[1][np.searchsorted(table[0], codes)].astype(np.float64)


def _branching(
    ids: NDArray[np.int64], n: int, base: int, codes: NDArray[np.int64], counts: NDArray[np.int64]
) -> NDArray[np.float64]:
    """The lesser entropy of the neighbours on either side, in nats; every edge of a clause is a neighbour of its own."""
    grams, whole = _windows(ids, n, base)
    places = np.flatnonzero(whole[1:-1]) + 1
    rows = np.searchsorted(codes, grams[places]).clip(max=len(codes) - 1)
    places, rows = (a[codes[rows] == grams[places]] for a in (places, rows))
    least = np.full(len(codes), np.inf)
    for side in (ids[places - 1], ids[places + n]):
        pairs, times = np.unique(rows * base + side, return_counts=True)
        row, edge, share = pairs // base, pairs % base == 0, times / counts[pairs // base]
        surprise = np.where(edge, np.log(counts[row]), -np.log(share))
        least = np.minimum(least, np.bincount(row, share * surprise, minlength=len(codes)))
    return least


def _letters(texts: Sequence[str]) -> dict[str, float]:
    """Every character of the text and of GB 2312 level 1, the Latin letters and words in use, and 0 for numbers."""
    common = (bytes((high, low)).decode("gb2312", "ignore") for high in range(0xB0, 0xD8) for low in range(0xA1, 0xFF))
    seen: Counter[str] = Counter({c: 1 for c in common if c})
    seen.update(dict.fromkeys("abcdefghijklmnopqrstuvwxyz0", 1))
    pre = _splitter()
    latin: Counter[str] = Counter()
    for text in texts:
        text = normalise(text)
        seen.update(c for c in text if "㐀" <= c <= "鿿")
        if any("a" <= c <= "z" for c in text):
            latin.update(w for w, _ in pre.pre_tokenize_str(text) if len(w) > 1 and w.isascii())
    return {c: float(n) for c, n in sorted(seen.items())} | {w: float(n) for w, n in sorted(latin.items()) if n >= 5}


def _splitter() -> pre_tokenizers.PreTokenizer:
    return pre_tokenizers.Sequence(
        [
            pre_tokenizers.Split(Regex(f"[^{HAN}a-z0]+"), "removed"),
            pre_tokenizers.Split(Regex("[a-z]+|0"), "isolated"),
        ]
    )


def _tokenizer(counts: dict[str, float]) -> Tokenizer:
    """A Unigram tokenizer whose entries score the log of their share; unknown characters fall on row 0."""
    total = sum(counts.values())
    entries = [(w, round(float(np.log(max(c, 0.5) / total)), 3)) for w, c in counts.items()]
    tokenizer = Tokenizer(models.Unigram([(UNKNOWN, -20.0), *entries], unk_id=0, byte_fallback=False))
    number = normalizers.Replace(Regex("[0-9]+([.,][0-9]+)*"), "0")
    tokenizer.normalizer = normalizers.Sequence([normalizers.NFKC(), normalizers.Lowercase(), number])
    tokenizer.pre_tokenizer = _splitter()
    return tokenizer


def _segment(tokenizer: Tokenizer, texts: Sequence[str]) -> Counter[str]:
    """How often each entry is used when the texts are segmented."""
    counts: Counter[int] = Counter()
    for start in range(0, len(texts), 5000):
        for encoding in tokenizer.encode_batch_fast(list(texts[start : start + 5000]), add_special_tokens=False):
            counts.update(encoding.ids)
    return Counter({tokenizer.id_to_token(i) or UNKNOWN: n for i, n in counts.items()})
