"""One passage of a peer taken over by hand: as much of each sentence as can be freed of the peer's facts."""

import re
from collections.abc import Iterator

from assistant.drafting.brief import Brief
from assistant.drafting.masking import refill
from assistant.drafting.suggestion import Sentence, Suggestion, compose
from assistant.report import Passage
from assistant.report.prose import Piece, clauses, sentences

_LOCAL = re.compile("牧|雨水")  # beside the places, which `refill` knows
STRAIN = 0.5  # how much local colour a borrowed sentence may have: none


def borrow(text: str, passage: Passage, brief: Brief) -> Suggestion | None:
    """Make sentences of a passage this unit's own; None where nothing of them is free of the other's facts."""
    made = [
        Sentence(done.text, passage.id, asks=done.asks)
        for piece in sentences(text)
        if (done := next(_freed(piece.text, passage, brief), None))
    ]
    return compose(passage.section, [made]) if made else None


def _freed(sentence: str, passage: Passage, brief: Brief) -> Iterator[Sentence]:
    """The sentence, or else its longest stretch of clauses, as this unit could say it; the longest first."""
    for stretch in _stretches(sentence):
        told = _LOCAL.search(stretch) or (passage.year and str(passage.year) in stretch)  # true there or then only
        done = None if told else refill(stretch, passage, brief)
        if done and done.strain <= STRAIN:
            yield done.sentence


def _stretches(sentence: str) -> list[str]:
    parts: list[Piece] = clauses(sentence)
    ends = [(first.start, last.end) for at, first in enumerate(parts) for last in parts[at:]]
    found = [sentence[start:end] + "。" for start, end in sorted(ends, key=lambda span: span[0] - span[1])]
    return [sentence, *found]
