"""Plain text and Markdown → blocks: tabbed and piped lines become grids, all others paragraphs."""

import re
from itertools import groupby

from assistant.documents.blocks import Block, Grid, Paragraph, tidy

_RULE = re.compile(r"[\s|:+\-—=]*")
_MARKDOWN = re.compile(r"^\s*#{1,6}\s*(?=\S)|^\s*>\s?|\*\*|__(?=[\u4e00-\u9fff（])|(?<=[\u4e00-\u9fff：。])__")


def text_blocks(text: str) -> list[Block]:
    """Read the lines of a text in order; runs of lines with tabs or pipes make one grid each, blank lines do not part them."""
    blocks: list[Block] = []
    lines = [line for line in text.splitlines() if line.strip()]
    for tabular, run in groupby(lines, key=_tabular):
        if tabular:
            rows = [_cells(line) for line in run if "\t" in line or not _RULE.fullmatch(line)]
            blocks += [_grid(rows)] if rows else []
        else:
            blocks += [Paragraph(line) for raw in run if (line := tidy(_MARKDOWN.sub("", raw)))]
    return blocks


def _tabular(line: str) -> bool:
    line = line.strip(" ")
    if len(line) > 400 and "。" in line:
        return False
    return "\t" in line.lstrip("\t") or line[0] == "|" or line[-1] == "|" or line.count("|") > 1


def _cells(line: str) -> tuple[str, ...]:
    if "|" in line and "\t" not in line:
        line = re.sub(r"^\s*\|", "", line)
        cells = re.sub(r"\|\s*$", "", line).split("|")
    else:
        cells = line.split("\t")
    return tuple(tidy(_MARKDOWN.sub("", cell)) for cell in cells)


def _grid(rows: list[tuple[str, ...]]) -> Grid:
    even = len(rows) > 2 and len({len(row) for row in rows}) == 1 and len(rows[0]) > 1
    return Grid(tuple(rows), exact=even)
