"""PDF with text → blocks: ruled tables as grids, lines put together to paragraphs again."""

import io
import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

import pdfplumber
from pdfminer.pdfdocument import PDFPasswordIncorrect
from pdfplumber.utils.exceptions import PdfminerException

from assistant.documents.blocks import Block, Grid, Paragraph, tidy
from assistant.documents.characters import printed
from assistant.documents.furniture import is_furniture_line
from assistant.documents.pdf_limits import within_limits
from assistant.documents.torn_rows import mended
from assistant.report import Unusable

PAGES = 500
SHORTEST = 4  # points of a rule between cells
_WIDE = "\u2e80-\u9fff\uff00-\uffef\u3000-\u303f“”‘’—…"
_GAPS = re.compile(rf"(?<=[{_WIDE}]) +(?=\S)|(?<=\S) +(?=[{_WIDE}])")
_FIGURES = re.compile(r"(?:\s[\d/\-—.,]+)+$")
_OPENING = re.compile(r"^\s*(?:[（(][一二三四五六七八九十]+[）)]|[一二三四五六七]、|第[一二三四五六]部分)")


@dataclass(frozen=True)
class _Line:
    text: str
    left: float
    right: float
    top: float
    size: float


@dataclass(frozen=True)
class _Ruled:
    grid: Grid
    left: float
    right: float


def pdf_blocks(name: str, data: bytes) -> list[Block]:
    """Read a PDF; raise Unusable where it is locked, scanned or damaged."""
    try:
        with within_limits() as spent, pdfplumber.open(io.BytesIO(data), pages=list(range(1, PAGES + 2))) as document:
            if len(document.pages) > PAGES:
                raise Unusable(f"“{name}”超过 {PAGES} 页，不像一份年报，没有读入。")
            parts: list[_Line | _Ruled] = []
            width = 0.0
            for page in document.pages:
                spent.turn_page()
                parts += _page(page)
                width = max(width, float(page.width))
                page.close()
    except Unusable:
        raise
    except Exception as error:  # pdfminer raises whatever it meets: a damaged file is the only cause known
        if spent.too_much:
            raise Unusable(f"“{name}”的内容太多或太复杂，不像一份年报，没有读入。") from error
        locked = isinstance(error, PdfminerException) and isinstance(error.args[0], PDFPasswordIncorrect)
        raise Unusable(
            f"“{name}”{'设有密码，请去掉密码' if locked else '已损坏，打不开，请重新导出 PDF '}后再试。"
        ) from error
    if sum(len(part.text) for part in parts if isinstance(part, _Line)) < 50:
        raise Unusable(f"“{name}”里没有文字（可能是扫描件或图片），请用 Word 文档或网页再试。")
    return list(mended(_joined(parts, width)))


def _page(page: Any) -> Iterator[_Line | _Ruled]:
    """Lines and tables of a page from top to bottom."""
    _level(page.chars)
    tables = page.find_tables({"explicit_horizontal_lines": _ends(page)})
    boxes = [table.bbox for table in tables]
    outside = page.filter(lambda thing: not any(_inside(thing, box) for box in boxes))
    parts: list[tuple[float, _Line | _Ruled]] = []
    for line in outside.extract_text_lines(return_chars=True):
        text = printed(tidy(line["text"]))
        if text and not is_furniture_line(text):
            size = max(char["size"] for char in line["chars"])
            parts.append((line["top"], _Line(text, line["x0"], line["x1"], line["top"], size)))
    for table in tables:
        rows = tuple(tuple(cell if cell is None else printed(tidy(cell)) for cell in row) for row in table.extract())
        parts.append((table.bbox[1], _Ruled(Grid(rows), table.bbox[0], table.bbox[2])))
    yield from (part for _, part in sorted(parts, key=lambda part: part[0]))


def _level(chars: list[dict[str, Any]]) -> None:
    """Measure every letter from its base line: fonts differ in height, and figures would stand in lines of their own."""
    for char in chars:
        if char["matrix"][1] == char["matrix"][2] == 0:
            base = char["top"] + char["y1"] - char["matrix"][5]
            char["top"], char["bottom"] = base - 0.8 * char["size"], base + 0.2 * char["size"]


def _ends(page: Any) -> list[float]:
    """Where a page's upright rules begin and end: a row that goes on overleaf has no rule of its own there."""
    rules = [edge for edge in page.vertical_edges if edge["bottom"] - edge["top"] > SHORTEST]
    return [min(edge["top"] for edge in rules), max(edge["bottom"] for edge in rules)] if rules else []


def _inside(thing: dict[str, Any], box: tuple[float, float, float, float]) -> bool:
    middle, height = (thing["x0"] + thing["x1"]) / 2, (thing["top"] + thing["bottom"]) / 2
    return box[0] <= middle <= box[2] and box[1] <= height <= box[3]


def _joined(parts: list[_Line | _Ruled], width: float) -> Iterator[Block]:
    """Paragraphs: a line goes on where the one above is full and it is not indented itself."""
    left, right = min(part.left for part in parts), max(part.right for part in parts)
    if sum(part.right > right - part.size for part in parts if isinstance(part, _Line)) < 2:
        right = max(right, width - left)  # one line alone at the edge is no sign of it
    text, above = "", None
    for part in parts:
        goes_on = isinstance(part, _Line) and above is not None and _goes_on(part, above, left, right)
        if text and not goes_on:
            yield Paragraph(_closed(text))
            text = ""
        if isinstance(part, _Ruled):
            above = None
            yield part.grid
        else:
            text, above = text + part.text, part
    if text:
        yield Paragraph(_closed(text))


def _goes_on(line: _Line, above: _Line, left: float, right: float) -> bool:
    full = above.right > right - 2.2 * above.size
    return (
        full
        and line.left < left + 0.8 * line.size
        and not _OPENING.match(line.text)
        and abs(line.size - above.size) < 2
    )


def _closed(text: str) -> str:
    """Drop the gaps that typesetting leaves between Chinese and Latin letters; rows of figures keep theirs."""
    return text if _FIGURES.search(text) else _GAPS.sub("", text)
