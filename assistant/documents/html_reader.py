"""Web pages → blocks: what a reader would see of the report, nothing fetched, nothing run."""

import re
from collections.abc import Iterator
from itertools import islice

from bs4 import BeautifulSoup, NavigableString, Tag
from bs4.element import PreformattedString

from assistant.documents.blocks import BODY, HEADING, SUBHEADING, TAB, TITLE, Block, Grid, Paragraph, paragraphs, tidy
from assistant.documents.characters import raised
from assistant.report import Unusable

MOST_CHARACTERS = 5_000_000  # of a page's words and the spaces between them
WIDEST = 60  # columns and rows that a cell may span; the widest official table has 15
OWN = "data-nianbao"  # marks the part of a page that this program wrote
_SKIPPED = {
    "script", "style", "noscript", "template", "iframe", "svg", "nav", "footer", "button", "select", "textarea", "audio",
    "video", "canvas", "object", "embed", "head", "title", "rp", "rt",
}  # fmt: skip
_BREAKING = {
    "p", "div", "section", "article", "main", "header", "aside", "h1", "h2", "h3", "h4", "h5", "h6", "ul", "ol", "li",
    "dl", "dt", "dd", "blockquote", "pre", "center", "form", "fieldset", "figure", "address", "hr", "body", "html",
    "caption", "tr", "td", "th", "tbody", "thead", "tfoot",
}  # fmt: skip
_ROLES = {"h2": HEADING, "h3": SUBHEADING}
_OWN_ROLES = {"h1": TITLE, "h2": HEADING, "h3": SUBHEADING, "p": BODY}
_LISTED = re.compile(r"^[\s（(]*[\d一二三四五六七八九十]")
_HIDDEN = re.compile(r"display\s*:\s*none|visibility\s*:\s*hidden", re.I)


def looks_like_html(text: str) -> bool:
    """True where a text is a web page, whatever its file is called."""
    return bool(re.search(r"<(?:!doctype html|html|head|body|table|div|p|span)[\s>]", text[:5000], re.I))


def html_blocks(name: str, text: str) -> list[Block]:
    """Read a page; of one that this program wrote only the report itself. Raise Unusable where it has words without end."""
    soup = BeautifulSoup(re.sub(r"^\s*<\?xml[^>]*\?>", "", text), "lxml")
    if sum(map(len, soup.strings)) > MOST_CHARACTERS:
        raise Unusable(f"“{name}”的文字或表格太多，不像一份年报，没有读入。")
    own = soup.find(None, {OWN: "report"})
    if isinstance(own, Tag):
        return list(_Walk(_OWN_ROLES, _holders(own)).blocks(own))
    found = list(_Walk(_ROLES, _holders(soup)).blocks(soup))
    tab = tidy(soup.title.get_text()) if soup.title else ""
    return [Paragraph(tab.replace("\n", ""), TAB), *found] if tab else found


class _Walk:
    """One pass over a page, gathering running text until something breaks the line."""

    def __init__(self, roles: dict[str, str], holders: set[int]) -> None:
        self.roles, self.holders = roles, holders

    def blocks(self, node: Tag, role: str = "", mark: str = "") -> Iterator[Block]:
        text, items = mark, 0
        for child in node.children:
            items += int(isinstance(child, Tag) and child.name == "li")
            if isinstance(child, NavigableString):
                text += "" if isinstance(child, PreformattedString) else _spaced(str(child), node)
            elif isinstance(child, Tag) and not _unseen(child):
                if child.name == "br":
                    text += "\n"
                elif child.name == "table" or child.name in _BREAKING or id(child) in self.holders:
                    yield from self._flush(text, role)
                    text = ""
                    yield from self._breaking(child, role, items)
                else:
                    text += "".join(_inline(child))
        yield from self._flush(text, role)

    def _breaking(self, child: Tag, role: str, item: int) -> Iterator[Block]:
        if child.name == "table":
            yield from self.table(child)
        else:
            yield from self.blocks(child, self.roles.get(child.name, role), _list_mark(child, item))

    @staticmethod
    def _flush(text: str, role: str) -> Iterator[Paragraph]:
        if role in (TITLE, HEADING, SUBHEADING):
            text = text.replace("\n", "")
        yield from paragraphs(text, role)

    def table(self, table: Tag) -> Iterator[Block]:
        """A grid; a table that only lays out the page is read cell by cell."""
        rows = list(_own_rows(table))
        cells = [cell for row in rows for cell in row.find_all(["td", "th"], recursive=False)]
        if caption := table.find("caption", recursive=False):
            yield from self.blocks(caption)
        if any(_lays_out(cell) for cell in cells):
            for cell in cells:
                yield from self.blocks(cell)
        elif grid := _grid(rows, self.holders):
            yield Grid(grid)


def _holders(page: Tag) -> set[int]:
    """The tags, by identity, that hold something that breaks the line; each is met once, however deep a page is nested."""
    holders: set[int] = set()
    for tag in page.find_all([*_BREAKING, "table"]):
        for above in tag.parents:
            if id(above) in holders:
                break
            holders.add(id(above))
    return holders


def _own_rows(table: Tag) -> Iterator[Tag]:
    """The rows of a table without those of tables inside it."""
    waiting = list(reversed(table.contents))
    while waiting:
        node = waiting.pop()
        if isinstance(node, Tag) and node.name != "table":
            if node.name == "tr":
                yield node
            waiting += reversed(node.contents)


def _unseen(tag: Tag) -> bool:
    return tag.name in _SKIPPED or tag.has_attr("hidden") or bool(_HIDDEN.search(str(tag.get("style") or "")))


def _inline(tag: Tag) -> Iterator[str]:
    words = _words(tag)
    yield from [raised("".join(words))] if tag.name == "sup" else words


def _words(tag: Tag) -> Iterator[str]:
    for child in tag.children:
        if isinstance(child, NavigableString):
            yield "" if isinstance(child, PreformattedString) else _spaced(str(child), tag)
        elif isinstance(child, Tag) and not _unseen(child):
            yield from ["\n"] if child.name == "br" else _inline(child)


def _spaced(text: str, node: Tag) -> str:
    return text if node.name == "pre" else re.sub(r"[ \t\r\n\f]+", " ", text)


def _list_mark(tag: Tag, number: int) -> str:
    """The number of an item that the page would draw by itself."""
    if tag.name != "li" or not isinstance(tag.parent, Tag) or tag.parent.name != "ol" or _LISTED.match(_beginning(tag)):
        return ""
    return f"{number}."


def _beginning(tag: Tag) -> str:
    return "".join(islice(tag.strings, 20))


def _lays_out(cell: Tag) -> bool:
    if cell.find(["table", "h1", "h2", "h3"]):
        return True
    text = cell.get_text()
    return len(text) > 400 and "。" in text


def _grid(rows: list[Tag], holders: set[int]) -> tuple[tuple[str | None, ...], ...]:
    """Rows with merged cells expanded: the text where a cell begins, None where it reaches."""
    reach: dict[int, int] = {}  # column → the last row down to which a cell reaches
    grid = []
    for at, row in enumerate(rows):
        cells: list[str | None] = []
        for cell in row.find_all(["td", "th"], recursive=False):
            if len(cells) > WIDEST:
                break
            while reach.get(len(cells), -1) >= at:
                cells.append(None)
            across, down = _span(cell, "colspan"), _span(cell, "rowspan")
            start = len(cells)
            cells += [tidy("".join(_cell_text(cell, holders))), *[None] * (across - 1)]
            for column in range(start, min(len(cells), WIDEST) if down > 1 else start):
                reach[column] = max(reach.get(column, -1), at + down - 1)
        while reach.get(len(cells), -1) >= at:
            cells.append(None)
        grid.append(tuple(cells))
    return tuple(row for row in grid if row)


def _cell_text(cell: Tag, holders: set[int]) -> Iterator[str]:
    for block in _Walk({}, holders).blocks(cell):
        if isinstance(block, Paragraph):
            yield block.text + "\n"


def _span(cell: Tag, name: str) -> int:
    value = str(cell.get(name) or "1").strip()
    return min(max(int(value), 1), WIDEST) if value.isascii() and value.isdigit() and len(value) < 9 else 1
