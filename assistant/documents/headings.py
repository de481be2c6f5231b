"""Where the six sections begin: heading words by alias and likeness, never a table row that only looks like a heading."""

import re
import unicodedata
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache

from rapidfuzz import fuzz

from assistant.documents.blocks import HEADING, Block, Paragraph, plain
from assistant.documents.characters import unified, without_pinyin
from assistant.report import load_form

NUMBERS = "一二三四五六"
_PREFIX = re.compile(
    r"^[#*\s]*(?:第\s*(?P<part>[一二三四五六七八九])\s*(?:部分|章)|(?P<number>[一二三四五六七八九])\s*[、.,:]|(?P<digit>[1-9])\s*[、.])?\s*(?P<words>.*)$",
    re.S,
)
_NOT_AFTER = r"(?!\s*[、,，；;和及与等”》）)】])"


@dataclass(frozen=True)
class Mark:
    """A section's heading: characters `start:end` of block number `block`; `weight` says how sure that is."""

    block: int
    start: int
    end: int
    section: int
    weight: float


@cache
def _headings() -> tuple[tuple[str, tuple[str, ...]], ...]:
    return tuple((s.key, (s.words, *s.aliases)) for s in load_form("2021").sections)


@cache
def _table_words() -> tuple[str, ...]:
    blocks = [block for table in load_form("2021").tables for block in table.blocks]
    labels = {text for block in blocks for row in block.rows for text in (row.label, row.group, row.subgroup)}
    return tuple(plain(label) for label in labels if label)


@cache
def _glued(section: int) -> re.Pattern[str]:
    words = sorted(_headings()[section][1], key=len, reverse=True)
    spaced = "|".join(r"\s*".join(map(re.escape, word)) for word in words)
    number = NUMBERS[section]
    return re.compile(
        rf"(?:^|(?<=[\s。！？；;：:）)】|]))(?:第{number}部分|{number})\s*[、.．,， ]?\s*(?:{spaced}){_NOT_AFTER}[：:。]?"
    )


def heading_of(line: str) -> tuple[int, float] | None:
    """Name the section whose heading a whole line is, with a weight; None for any other line."""
    text = unicodedata.normalize("NFKC", without_pinyin(unified(line))).strip()
    if not 2 <= len(text) <= 45 or re.search(r"\d$|[。;!?].", text) or "|" in text:
        return None
    match = _PREFIX.match(text)
    assert match
    number = match["part"] or match["number"]
    index = NUMBERS.find(number) if number else int(match["digit"] or 0) - 1
    words = plain(match["words"])
    scored = [(max(fuzz.ratio(words, plain(name)) for name in names), i) for i, (_, names) in enumerate(_headings())]
    score, section = max(scored)
    if not number and not match["digit"]:  # 无其他需要报告的事项。 is a sentence
        return (section, 1.7) if score >= 92 and not re.match(r"无|没有", words) else None
    own = scored[index][0] if 0 <= index < len(scored) else 0
    if own >= 70 and own >= score - 8:
        score, section = own, index
    elif score < 88:
        return None
    if max(fuzz.ratio(plain(text), label) for label in _table_words()) >= score:
        return None
    return section, 1.4 + score / 100


def find_headings(blocks: Sequence[Block]) -> list[Mark]:
    """Choose the headings: each once, the surest chain in the order of the form, then what stands elsewhere; of equals the later."""
    marks = [mark for at, block in enumerate(blocks) if isinstance(block, Paragraph) for mark in _marks(at, block)]
    chain = _best_chain(marks)
    return sorted([*chain, *_out_of_order(marks, chain)], key=lambda mark: (mark.block, mark.start))


def _out_of_order(marks: list[Mark], chain: list[Mark]) -> Iterator[Mark]:
    """Headings of sections that the chain lacks, where a whole numbered line below the first heading says so once only."""
    known = {mark.section for mark in chain}
    for section in set(range(len(NUMBERS))) - known if chain else ():
        lines = [m for m in marks if m.section == section and m.weight >= 2.2 and m.block > chain[0].block]
        if len(lines) == 1:
            yield lines[0]


def _marks(at: int, paragraph: Paragraph) -> Iterator[Mark]:
    text = unified(paragraph.text)
    if found := heading_of(text):
        section, weight = found
        yield Mark(at, 0, len(text), section, 10.0 if paragraph.role == HEADING else weight)
        return
    for section in range(len(NUMBERS)):
        for match in _glued(section).finditer(text):
            yield Mark(at, match.start(), match.end(), section, 1.0 if match.start() else 1.6)


def _best_chain(marks: list[Mark]) -> list[Mark]:
    """The chain of greatest weight in which position and section both rise; one best chain is kept for every last section."""
    best: list[tuple[float, list[Mark]]] = [(0.0, []) for _ in NUMBERS]
    for mark in sorted(marks, key=lambda m: (m.block, m.start)):
        weight, chain = max(best[: mark.section], key=lambda pair: pair[0], default=(0.0, []))
        if weight + mark.weight >= best[mark.section][0]:
            best[mark.section] = (weight + mark.weight, [*chain, mark])
    return max(best, key=lambda pair: (pair[0], len(pair[1])))[1]
