"""Sentence beside sentence: what of mine stands in which report of others, and what they say besides."""

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from assistant.comparison.similarity import shared, similarity
from assistant.comparison.usual import Usual
from assistant.report import NARRATIVE, Passage, Report, Span
from assistant.report.prose import sentences
from assistant.retrieval import bigrams, passages_of

NEAR = 0.3  # similarity from which two sentences are put beside each other
SHORT = 7  # letters under which a sentence says nothing to compare: a heading, 无其他事项
TRIED = 6  # sentences with the most pairs of characters in common that are looked at closely


@dataclass(frozen=True)
class Said:
    """A sentence of a passage."""

    text: str
    passage: Passage


@dataclass(frozen=True)
class Pair:
    """A sentence of mine and the nearest one of others; one side is None where the other stands alone.

    `here` and `there` are the spans of both that are the same, as (telling, usual).
    """

    section: str
    mine: Said | None
    theirs: Said | None
    similarity: float = 0.0
    here: tuple[list[Span], list[Span]] = ((), ())  # type: ignore[assignment]
    there: tuple[list[Span], list[Span]] = ((), ())  # type: ignore[assignment]


def align(report: Report, passages: Sequence[Passage], usual: Usual, *, rest: bool) -> list[Pair]:
    """Put each sentence of the report beside the nearest of the passages, section by section, in the report's order.

    With `rest` no sentence of others is used twice, and what is left of theirs follows at the end of each section.
    """
    own = passages_of(report, "")
    pairs: list[Pair] = []
    for section in NARRATIVE:
        mine, theirs = _said(own, section), _said(passages, section)
        near = _nearest(mine, theirs, once=rest)
        for at, said in enumerate(mine):
            pairs.append(_pair(section, said, *near[at], usual) if at in near else Pair(section, said, None))
        used = {id(other) for other, _ in near.values()}
        pairs += [Pair(section, None, other) for other in theirs if rest and id(other) not in used]
    return pairs


def _said(passages: Iterable[Passage], section: str) -> list[Said]:
    mine = [p for p in passages if p.section == section]
    pieces = [(piece.text, passage) for passage in mine for piece in sentences(passage.text)]
    return [Said(text, passage) for text, passage in pieces if sum(map(str.isalpha, text)) >= SHORT]


def _nearest(mine: Sequence[Said], theirs: Sequence[Said], *, once: bool) -> dict[int, tuple[Said, float]]:
    """For sentences of mine, by number, the other that is nearest and how near; the best pairs are made first."""
    pairs_of = [Counter(set(bigrams(other.text))) for other in theirs]
    where: dict[str, list[int]] = {}
    for number, pairs in enumerate(pairs_of):
        for pair in pairs:
            where.setdefault(pair, []).append(number)
    scored = []
    for at, said in enumerate(mine):
        common = Counter(number for pair in set(bigrams(said.text)) for number in where.get(pair, ()))
        for number, _ in common.most_common(TRIED):
            scored.append((similarity(said.text, theirs[number].text), at, number))
    found: dict[int, tuple[Said, float]] = {}
    taken: set[int] = set()
    for score, at, number in sorted(scored, key=lambda one: (-one[0], one[1:])):
        if score >= NEAR and at not in found and not (once and number in taken):
            found[at] = (theirs[number], score)
            taken.add(number)
    return found


def _pair(section: str, mine: Said, theirs: Said, score: float, usual: Usual) -> Pair:
    here = usual.parted(mine.text, shared(theirs.text, mine.text))
    there = usual.parted(theirs.text, shared(mine.text, theirs.text))
    return Pair(section, mine, theirs, score, here, there)
