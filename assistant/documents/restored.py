"""Pages of hijacked mirrors, in which a phrase stands everywhere instead of 政府信息公开: restored for matching."""

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import replace

from rapidfuzz import fuzz

from assistant.documents.blocks import Block, Grid, Paragraph, plain

_OFFICIAL = "政府信息公开"
_PLACES = tuple(
    re.compile(pattern)
    for pattern in (
        r"本年新收(.{2,14})申请数量", r"上年结转(.{2,14})申请数量", r"收到和处理(.{2,14})申请情况", r"[四4](.{2,14})行政复议行政诉讼情况",
    )
)  # fmt: skip
_LONGEST = 60


def restored(blocks: Sequence[Block]) -> tuple[Sequence[Block], tuple[str, ...]]:
    """Put the official words back into tables and headings where at least two of them hold the same other phrase; say so."""
    found = Counter(phrase for text in _short(blocks) for phrase in _foreign(plain(text)))
    phrase, times = found.most_common(1)[0] if found else ("", 0)
    if times < 2:
        return blocks, ()
    warning = f"文中多处用“{phrase}”代替了“{_OFFICIAL}”，标题和表格按原来的字样认读，正文没有改动，请核对。"
    return [_with(block, phrase) for block in blocks], (warning,)


def _short(blocks: Sequence[Block]) -> Iterator[str]:
    for block in blocks:
        texts = [block.text] if isinstance(block, Paragraph) else [cell for row in block.rows for cell in row if cell]
        yield from (text for text in texts if len(text) < _LONGEST)


def _foreign(text: str) -> Iterator[str]:
    for place in _PLACES:
        if (match := place.search(text)) and fuzz.ratio(match[1], _OFFICIAL) < 60:
            yield match[1]


def _with(block: Block, phrase: str) -> Block:
    if isinstance(block, Grid):
        return replace(block, rows=tuple(tuple(c and c.replace(phrase, _OFFICIAL) for c in row) for row in block.rows))
    short = len(block.text) < _LONGEST and "。" not in block.text
    return replace(block, text=block.text.replace(phrase, _OFFICIAL)) if short else block
