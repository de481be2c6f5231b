"""Blocks → what stands before the first heading and the blocks of each section."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field, replace

from assistant.documents.blocks import TITLE, Block, Grid, Paragraph, paragraphs
from assistant.documents.furniture import is_furniture, is_sign_off, is_tail
from assistant.documents.headings import find_headings, heading_of
from assistant.report import load_form


@dataclass(frozen=True)
class Parts:
    """`before` stands in front of the first heading; `sections` by key, only those whose heading was found.

    `sign_off` is the office that signs at the end, '' where none does.
    """

    before: list[Block]
    sections: dict[str, list[Block]] = field(default_factory=dict)
    sign_off: str = ""

    def all(self) -> list[Block]:
        return [*self.before, *(block for blocks in self.sections.values() for block in blocks)]


def cut(blocks: Iterable[Block]) -> Parts:
    """Cut a document at its section headings; page furniture is dropped."""
    kept = [block for block in _unwrapped(blocks) if not is_furniture(block)]
    marks = find_headings(kept)
    keys = [section.key for section in load_form("2021").sections]
    ends = [(mark.block, mark.start) for mark in marks] + [(len(kept), 0)]
    following = [*(mark.section for mark in marks), -1][1:]
    sections = {
        keys[mark.section]: _without_doubles(list(_between(kept, (mark.block, mark.end), end)), mark.section, after)
        for mark, end, after in zip(marks, ends[1:], following, strict=True)
    }
    last, sign_off = next(reversed(sections), None), ""
    if last in ("problems", "other"):
        sections[last], sign_off = _without_tail(sections[last])
    before = [block for block in _between(kept, (0, 0), ends[0]) if not _is_contents(block)]
    return Parts(_without_doubles(before, -1, marks[0].section if marks else -1), sections, sign_off)


def _is_contents(block: Block) -> bool:
    """True for a line of a table of contents: its name, or a heading with its page."""
    if not isinstance(block, Paragraph) or len(block.text) > 120:
        return False
    words = re.sub(r"[\s.·…]*\d{1,3}$", "", block.text)
    return bool(re.fullmatch(r"目\s*[录錄次]", block.text)) or (words != block.text and heading_of(words) is not None)


def _without_doubles(blocks: list[Block], own: int, following: int) -> list[Block]:
    """Drop a section's heading where it is said again at its beginning, and the next one's at its end."""

    def says(at: int, section: int) -> bool:
        block = blocks[at] if blocks else None
        heading = heading_of(block.text) if isinstance(block, Paragraph) and not block.role else None
        return heading is not None and heading[0] == section

    while says(0, own):
        blocks = blocks[1:]
    while says(-1, following):
        blocks = blocks[:-1]
    return blocks


def _between(blocks: list[Block], start: tuple[int, int], end: tuple[int, int]) -> Iterator[Block]:
    for at in range(start[0], min(end[0] + 1, len(blocks))):
        block = blocks[at]
        first = start[1] if at == start[0] else 0
        last = end[1] if at == end[0] else None
        if isinstance(block, Grid):
            if at != end[0]:
                yield block
        elif text := block.text[first:last].strip(" \u3000"):
            yield replace(block, text=text)


def _unwrapped(blocks: Iterable[Block]) -> Iterator[Block]:
    """Take lines of text out of grids that only lay out a page: a row with one filled cell that is a heading or prose."""
    for block in blocks:
        if isinstance(block, Paragraph):
            yield from [block] if block.role == TITLE else paragraphs(block.text, block.role)
            continue
        rows: list[tuple[str | None, ...]] = []
        for row in block.rows:
            lines = _prose(row)
            if lines and rows:
                yield Grid(tuple(rows), block.exact)
                rows = []
            yield from lines
            if not lines:
                rows.append(row)
        if rows:
            yield Grid(tuple(rows), block.exact)


def _prose(row: tuple[str | None, ...]) -> list[Paragraph]:
    filled = {cell for cell in row if cell}
    if len(filled) != 1:
        return []
    (text,) = filled
    numbered = re.match(r"\s*[一二三四五六]\s*[、.．]", text)
    long = len(text) > 60 and ("。" in text or "\n" in text)
    return paragraphs(text) if long or (numbered and heading_of(text)) else []


def _without_tail(blocks: list[Block]) -> tuple[list[Block], str]:
    """Drop what a page puts below the report, and the office and date that sign it; the office is returned."""
    for at, block in enumerate(blocks):
        if isinstance(block, Paragraph) and not block.role and is_tail(block.text):
            blocks = blocks[:at]
            break
    signed = [b.text if isinstance(b, Paragraph) and not b.role else "" for b in blocks[-2:]]
    return (blocks[:-2], signed[0]) if len(blocks) > 2 and is_sign_off(*signed) else (blocks, "")
