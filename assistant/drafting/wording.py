"""Sentences for a theme: the fitting ones of the corpus made this unit's own, or fixed wording where there are none."""

import hashlib
import tomllib
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import replace
from functools import cache
from importlib.resources import files

from assistant.drafting.brief import Brief
from assistant.drafting.masking import refill
from assistant.drafting.suggestion import Sentence
from assistant.report import Hit, Unit, themes
from assistant.report.prose import sentences
from assistant.report.themes import unlisted

FLOOR = 0.5  # below this a peer's sentence fits worse than fixed wording
PRACTICE = ("严格", "坚持", "按照", "落实", "做到", "及时", "规范", "畅通", "明确", "定期", "加强", "确保")


@cache
def _fixed() -> dict[str, dict[str, str]]:
    return tomllib.loads((files(__package__) / "wording.toml").read_text("utf-8"))


def fixed(section: str, theme: str, unit: Unit) -> Sentence | None:
    """The project's own sentence for a theme; None where there is none."""
    text = _fixed().get(section, {}).get(theme)
    villages = "社区" if unit.kind == "街道" else "村"
    return Sentence(text.format(self=unit.self_name, villages=villages)) if text else None


def wording(
    brief: Brief, section: str, theme: str, query: str, *, most: int, used: Iterable[str] = ()
) -> list[Sentence]:
    """At most `most` sentences about a theme from peers' reports, best first; [] if none can be freed of its facts."""
    hits = _hits(brief, section, theme, query)
    ranked = _ranked(brief, section, theme, hits, set(used))
    start = (brief.variant * most) % max(len(ranked), 1)
    return (ranked[start:] + ranked[:start])[:most]


def _hits(brief: Brief, section: str, theme: str, query: str) -> list[Hit]:
    own = brief.report.unit
    asked = f"{query} {brief.focus}".strip()
    found: dict[str, Hit] = {}
    for kind in (own.kind or None, None):
        for hit in brief.find(asked, k=30, section=section, theme=theme, unit_kind=kind):
            if Unit.parse(hit.passage.unit).short != own.short:
                found.setdefault(hit.passage.id, hit)
        if len(found) >= 8:
            break
    return list(found.values())


def _ranked(brief: Brief, section: str, theme: str, hits: list[Hit], used: set[str]) -> list[Sentence]:
    known = themes(section)[theme]
    common = _common(hits)
    near = 2.5 if section == "improvements" else 1.0  # a measure must answer its problem before it may be elegant
    scored: dict[str, tuple[float, Sentence]] = {}
    for rank, hit in enumerate(hits):
        for piece in sentences(hit.passage.text):
            if not known.strength(unlisted(piece.text)):
                continue
            filled = refill(_closed(piece.text), hit.passage, brief)
            if filled is None or filled.figures or filled.strain >= 1 or filled.sentence.text in used:
                continue
            sentence = replace(filled.sentence, passage=hit.passage.id)
            ease = min(2, sum(word in sentence.text for word in PRACTICE))
            score = (
                near / (1 + 0.1 * rank)
                + 0.25 * ease
                + common(piece.text)
                - 0.5 * filled.strain
                + 0.3 * _luck(brief, sentence)
            )
            if score > scored.get(sentence.text, (-9.0, sentence))[0]:
                scored[sentence.text] = (score, sentence)
    fit = [pair for pair in scored.values() if pair[0] >= FLOOR]
    return [sentence for _, sentence in sorted(fit, key=lambda pair: -pair[0])]


def _closed(text: str) -> str:
    return text.rstrip("；;，, ") + ("" if text.endswith(("。", "！", "？")) else "。")


def _common(hits: list[Hit]):  # type: ignore[no-untyped-def]
    """How much of a sentence other units say too (0–1): common wording fits anyone, rare wording tells of one place."""
    units: dict[str, set[str]] = defaultdict(set)
    for hit in hits:
        for pair in _pairs(hit.passage.text):
            units[pair].add(hit.passage.unit)

    def share(text: str) -> float:
        pairs = _pairs(text)
        return sum(len(units[pair]) > 1 for pair in pairs) / max(len(pairs), 1)

    return share


def _pairs(text: str) -> list[str]:
    return [text[i : i + 2] for i in range(len(text) - 1)]


def _luck(brief: Brief, sentence: Sentence) -> float:
    """The same for the same unit and wording, different between units, so that neighbours do not all write the same."""
    seed = f"{brief.report.unit.name}|{sentence.text}"
    return int(hashlib.sha256(seed.encode()).hexdigest()[:8], 16) / 0xFFFFFFFF
