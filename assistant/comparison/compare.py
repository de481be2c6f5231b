"""Put a report beside others, paragraph by paragraph and theme by theme."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from functools import cache, lru_cache
from typing import Any

from assistant.comparison.similarity import shared, similarity
from assistant.report import Hit, Passage, Report, Span, Unit, covered, themes
from assistant.retrieval import Lexical, passages_of

PEERS, OWN = 3, 1  # passages shown for a paragraph: of other units, then of the unit's own other years
CANDIDATES = 30
APART = 0.1  # similarity under which nothing is near
Find = Callable[..., list[Hit]]


@dataclass(frozen=True)
class Nearest:
    """A passage near a paragraph; `shared` are spans of the passage's text that stand in the paragraph too."""

    passage: Passage
    similarity: float
    shared: tuple[Span, ...]
    own: bool = False

    def to_json(self) -> dict[str, Any]:
        p = self.passage
        return {
            "id": p.id, "unit": p.unit, "year": p.year, "text": p.text, "similarity": round(self.similarity, 4),
            "shared": [list(span) for span in self.shared],
        }  # fmt: skip


@dataclass(frozen=True)
class Paragraph:
    """A piece of the report, split as in search; `heading` is '' where it stands under none."""

    section: str
    text: str
    nearest: tuple[Nearest, ...]
    heading: str = ""

    def to_json(self) -> dict[str, Any]:
        return {"section": self.section, "text": self.text, "nearest": [near.to_json() for near in self.nearest]}


@dataclass(frozen=True)
class ThemeCount:
    """A theme of 总体情况: whether the report speaks of it, and how many other units do."""

    theme: str
    here: bool
    peers: int

    def to_json(self) -> dict[str, Any]:
        return {"theme": self.theme, "here": self.here, "peers": self.peers}


@dataclass(frozen=True)
class Comparison:
    paragraphs: tuple[Paragraph, ...]
    themes: tuple[ThemeCount, ...]

    def to_json(self) -> dict[str, Any]:
        return {"paragraphs": [p.to_json() for p in self.paragraphs], "themes": [t.to_json() for t in self.themes]}


def compare(report: Report, find: Find | None, peers_passages: Sequence[Passage]) -> Comparison:
    """Compare a report with peers: `find` searches them (as `Index.search`), None where only these passages count.

    With `find` the same unit's report of the same year is the report itself and left out; passages given without it
    were chosen by hand and are never left out. The unit's own other years come after the peers'.
    """
    is_own = _own(report.unit)
    near = _searched(find, report, is_own) if find else _among(peers_passages)
    paragraphs = tuple(
        Paragraph(p.section, p.text, _nearest(p, near(p), is_own), p.heading) for p in passages_of(report, "")
    )
    return Comparison(paragraphs, _theme_counts(report, [p for p in peers_passages if not is_own(p)]))


def _own(unit: Unit) -> Callable[[Passage], bool]:
    @cache
    def same(name: str, county: str | None) -> bool:
        return _unit(name, county).same_as(unit)

    return lambda passage: same(passage.unit, passage.county)


def _unit(name: str, county: str | None) -> Unit:
    parsed = Unit.parse(name)
    return Unit(name, parsed.short, parsed.kind, county or parsed.county, parsed.city, parsed.province)


def _searched(find: Find, report: Report, is_own: Callable[[Passage], bool]) -> Callable[[Passage], list[Passage]]:
    def near(paragraph: Passage) -> list[Passage]:
        hits = find(f"{paragraph.heading}。{paragraph.text}", k=CANDIDATES, section=paragraph.section)
        return [h.passage for h in hits if not (is_own(h.passage) and h.passage.year == report.year)]

    return near


def _among(passages: Sequence[Passage]) -> Callable[[Passage], list[Passage]]:
    by_section: dict[str, list[Passage]] = {}
    for passage in passages:
        by_section.setdefault(passage.section, []).append(passage)
    lexical = {section: Lexical([p.text for p in some]) for section, some in by_section.items()}

    def near(paragraph: Passage) -> list[Passage]:
        if paragraph.section not in lexical:
            return []
        scores = lexical[paragraph.section].scores(paragraph.text)
        best = sorted(range(len(scores)), key=lambda n: -scores[n])[:CANDIDATES]
        return [by_section[paragraph.section][n] for n in best]

    return near


def _nearest(
    paragraph: Passage, candidates: Iterable[Passage], is_own: Callable[[Passage], bool]
) -> tuple[Nearest, ...]:
    scored = [(similarity(paragraph.text, passage.text), passage) for passage in candidates]
    ranked = sorted(((s, p) for s, p in scored if s >= APART), key=lambda pair: (-pair[0], pair[1].id))
    peers = [pair for pair in ranked if not is_own(pair[1])][:PEERS]
    own = [pair for pair in ranked if is_own(pair[1])][: OWN if peers else PEERS]
    return tuple(Nearest(p, s, tuple(shared(paragraph.text, p.text)), is_own(p)) for s, p in [*peers, *own])


def _theme_counts(report: Report, peers: Iterable[Passage]) -> tuple[ThemeCount, ...]:
    units: dict[str, list[tuple[Unit, set[str]]]] = {}
    for passage in peers:
        if passage.section != "overview":
            continue
        unit = _unit(passage.unit, passage.county)
        namesakes = units.setdefault(unit.short, [])
        known = next((found for other, found in namesakes if other.same_as(unit)), None)
        if known is None:
            known = set()
            namesakes.append((unit, known))
        known |= _covered(passage.text)
    said = [found for namesakes in units.values() for _, found in namesakes]
    here = covered(report.overview)
    return tuple(ThemeCount(code, code in here, sum(code in found for found in said)) for code in themes("overview"))


@lru_cache(maxsize=20_000)
def _covered(text: str) -> frozenset[str]:
    return frozenset(covered(text))
