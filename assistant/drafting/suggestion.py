"""A suggestion: text, where each sentence comes from, and the questions left open in it."""

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Any, Literal

from assistant.report import Citation, Finding, Question

BLANK = re.compile(r"【待填：([^】]*)】")
DOUBT = re.compile(r"【待填：请核实[^】]*】")  # what a model wrote and nothing bears out
NUMERALS = "一二三四五六七八九十"


@dataclass(frozen=True)
class Sentence:
    """A sentence of a suggestion with its source: a passage, the cells or facts that it states, or none (fixed wording).

    `previous` is the path in last year's report that it continues. `asks` maps the question inside each 【待填：…】 to the fact slot or cell path that an answer fills. A sub-heading
    states nothing, so it has no source.
    """

    text: str
    passage: str | None = None
    cells: tuple[str, ...] = ()
    facts: tuple[str, ...] = ()
    previous: str = ""
    also_in: int = 0
    asks: Mapping[str, str] = field(default_factory=dict)
    heading: bool = False


Line = Sequence[Sentence]


@dataclass(frozen=True)
class Suggestion:
    """Wording offered for a section; `note` tells staff in Chinese what to know about it, '' if nothing."""

    section: str
    text: str
    writer: Literal["offline", "model"] = "offline"
    citations: tuple[Citation, ...] = ()
    questions: tuple[Question, ...] = ()
    findings: tuple[Finding, ...] = ()
    note: str = ""

    def to_json(self) -> dict[str, Any]:
        return {
            "section": self.section,
            "text": self.text,
            "writer": self.writer,
            "citations": [citation.to_json() for citation in self.citations],
            "questions": [question.to_json() for question in self.questions],
            "findings": [finding.to_json() for finding in self.findings],
            "note": self.note,
        }


def compose(section: str, lines: Iterable[Line], *, note: str = "") -> Suggestion:
    """Join lines of sentences to a suggestion; spans are code points of its text."""
    text, citations, questions = "", [], []
    for line in lines:
        if not line:
            continue
        text += "\n" if text else ""
        for sentence in line:
            start = len(text)
            text += sentence.text
            if not sentence.heading:
                span, source = (start, len(text)), sentence
                citations.append(
                    Citation(span, source.passage, source.cells, source.facts, source.previous, source.also_in)
                )
            for blank in BLANK.finditer(sentence.text):
                span = (start + blank.start(), start + blank.end())
                questions.append(Question(sentence.asks.get(blank[1], "other"), blank[1], span))
    return Suggestion(section, text, citations=tuple(citations), questions=tuple(questions), note=note)


def blank(ask: str) -> str:
    """The visible mark of what is unknown."""
    return f"【待填：{ask}】"


def with_findings(suggestion: Suggestion, findings: Iterable[Finding]) -> Suggestion:
    """Attach what the text causes in the report; its own open questions are no news."""
    spans = {question.span for question in suggestion.questions}
    kept = [f for f in findings if not (f.rule == "placeholder-left" and f.span and tuple(f.span) in spans)]
    return replace(suggestion, findings=tuple(kept))
