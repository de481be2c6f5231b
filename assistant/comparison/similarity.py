"""How alike two texts are, and which characters they share."""

from collections import Counter
from math import sqrt

from assistant.report import Span
from assistant.retrieval import bigrams

RUN = 6  # characters that are the same before wording counts as shared


def similarity(one: str, other: str) -> float:
    """0 to 1: half the edit ratio of the characters, half the cosine of the bigram counts; 1 only for equal texts."""
    from rapidfuzz.fuzz import ratio

    if one == other:
        return 1.0
    return min(0.9999, 0.5 * ratio(one, other) / 100 + 0.5 * _cosine(Counter(bigrams(one)), Counter(bigrams(other))))


def _cosine(one: Counter[str], other: Counter[str]) -> float:
    product = sum(count * other[pair] for pair, count in one.items())
    lengths = sqrt(sum(n * n for n in one.values()) * sum(n * n for n in other.values()))
    return product / lengths if lengths else 0.0


def shared(one: str, other: str) -> list[Span]:
    """The runs of at least six characters of `other` that also stand in `one`, wherever there; longest from the left."""
    found: list[Span] = []
    start = 0
    while start + RUN <= len(other):
        end = start + RUN
        if other[start:end] not in one:
            start += 1
            continue
        while end < len(other) and other[start : end + 1] in one:
            end += 1
        found.append((start, end))
        start = end
    return found
