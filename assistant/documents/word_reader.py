"""Word documents → blocks: body in order, merged cells expanded, tracked deletions left out, list numbers written out."""

from collections.abc import Iterator
from dataclasses import dataclass, field

from lxml import etree

from assistant.documents.blocks import BODY, HEADING, SUBHEADING, TITLE, Block, Grid, Paragraph, paragraphs, tidy
from assistant.documents.characters import raised
from assistant.documents.package import W, count, open_package, part
from assistant.documents.word_numbering import Numbering, read_numbering

_SKIPPED = {f"{W}del", f"{W}moveFrom", f"{W}pict", f"{W}instrText", f"{W}delText", f"{W}rPr", f"{W}pPr", f"{W}rt"}
_CHOICE = "{http://schemas.openxmlformats.org/markup-compatibility/2006}Fallback"
_ROLES = {
    "年报标题": TITLE,
    "年报正文": BODY,
    "heading 1": HEADING,
    "标题 1": HEADING,
    "heading 2": SUBHEADING,
    "标题 2": SUBHEADING,
}


@dataclass
class Styles:
    """What paragraph styles say, by style id: their role and the list that they number."""

    roles: dict[str, str] = field(default_factory=dict)
    lists: dict[str, tuple[str, int]] = field(default_factory=dict)


def word_blocks(name: str, data: bytes) -> list[Block]:
    """Read a .docx; raise Unusable where it is none."""
    package = open_package(name, data)
    root = part(name, package, "word/document.xml")
    body = root.find(f"{W}body") if root is not None else None
    if body is None:
        return []
    reader = _Reader(
        _styles(part(name, package, "word/styles.xml")), read_numbering(part(name, package, "word/numbering.xml"))
    )
    return list(reader.blocks(body))


def has_revisions(name: str, data: bytes) -> bool:
    """True if tracked changes wait in a .docx for somebody to accept them."""
    root = part(name, open_package(name, data), "word/document.xml")
    return root is not None and next(root.iter(f"{W}ins", f"{W}del", f"{W}moveFrom"), None) is not None


@dataclass
class _Reader:
    styles: Styles
    numbering: Numbering

    def blocks(self, parent: etree._Element) -> Iterator[Block]:
        for child in parent:
            if child.tag == f"{W}p":
                yield from self.paragraph(child)
            elif child.tag == f"{W}tbl":
                yield from self.table(child)
            elif child.tag in (f"{W}sdt", f"{W}sdtContent", f"{W}ins", f"{W}moveTo", f"{W}customXml", f"{W}smartTag"):
                yield from self.blocks(child)

    def paragraph(self, element: etree._Element) -> Iterator[Block]:
        style = _path(element, "pPr", "pStyle") or ""
        role = self.styles.roles.get(style, "")
        text = tidy("".join(_texts(element)))
        if text:
            mark = self._mark(element, style)
            yield from [Paragraph(text.replace("\n", ""), TITLE)] if role == TITLE else paragraphs(mark + text, role)
        for box in _boxes(element):
            yield from self.blocks(box)

    def _mark(self, element: etree._Element, style: str) -> str:
        number, depth = _path(element, "pPr", "numPr", "numId"), _path(element, "pPr", "numPr", "ilvl")
        if number is None:
            number, level = self.styles.lists.get(style, (None, 0))
        else:
            level = count(depth)
        return self.numbering.mark(number, level) if number else ""

    def table(self, element: etree._Element) -> Iterator[Block]:
        """A grid; a table that holds another table only lays out the page, its cells are read one after the other."""
        if element.find(f".//{W}tc//{W}tbl") is not None:
            for cell in _cells_of(element):
                yield from self.blocks(cell)
            return
        rows = [tuple(self._row(row)) for row in _rows_of(element)]
        if rows:
            yield Grid(tuple(rows))

    def _row(self, row: etree._Element) -> Iterator[str | None]:
        before = _path(row, "trPr", "gridBefore")
        yield from [None] * count(before)
        for cell in _within(row, "tc"):
            merge = cell.find(f"{W}tcPr/{W}vMerge")
            covered = merge is not None and merge.get(f"{W}val", "continue") != "restart"
            texts = [block.text for block in self.blocks(cell) if isinstance(block, Paragraph)]
            yield None if covered and not texts else "\n".join(texts)
            span = _path(cell, "tcPr", "gridSpan")
            yield from [None] * (count(span) - 1)


def _texts(element: etree._Element) -> Iterator[str]:
    """The visible text of a paragraph, without deletions, fields' instructions and text boxes."""
    for child in element:
        if child.tag == f"{W}t":
            yield child.text or ""
        elif child.tag in (f"{W}br", f"{W}cr"):
            yield "\n"
        elif child.tag in (f"{W}tab", f"{W}ptab"):
            yield "\t"
        elif child.tag == f"{W}noBreakHyphen":
            yield "-"
        elif child.tag == f"{W}r":
            yield _run(child)
        elif child.tag not in _SKIPPED and child.tag not in (f"{W}txbxContent", _CHOICE) and isinstance(child.tag, str):
            yield from _texts(child)


def _run(run: etree._Element) -> str:
    """The text of a run; '' where it is hidden."""
    style = run.find(f"{W}rPr")
    if style is None:
        return "".join(_texts(run))
    hidden = style.find(f"{W}vanish")
    if hidden is not None and hidden.get(f"{W}val", "1") not in ("0", "false", "off"):
        return ""
    text = "".join(_texts(run))
    return raised(text) if _path(style, "vertAlign") == "superscript" else text


def _boxes(element: etree._Element) -> Iterator[etree._Element]:
    """The outermost text boxes of a paragraph; boxes inside them belong to their own paragraphs."""
    for child in element:
        if child.tag == f"{W}txbxContent":
            yield child
        elif child.tag not in (_CHOICE, f"{W}del"):
            yield from _boxes(child)


def _within(parent: etree._Element, tag: str) -> Iterator[etree._Element]:
    """Children of a kind, also inside content controls and insertions."""
    for child in parent:
        if child.tag == f"{W}{tag}":
            yield child
        elif child.tag in (f"{W}sdt", f"{W}sdtContent", f"{W}ins", f"{W}customXml"):
            yield from _within(child, tag)


def _rows_of(table: etree._Element) -> Iterator[etree._Element]:
    """The rows that are not deleted by a tracked change."""
    return (row for row in _within(table, "tr") if row.find(f"{W}trPr/{W}del") is None)


def _cells_of(table: etree._Element) -> Iterator[etree._Element]:
    return (cell for row in _rows_of(table) for cell in _within(row, "tc"))


def _path(element: etree._Element, *tags: str) -> str | None:
    found = element.find("/".join(f"{W}{tag}" for tag in tags))
    return None if found is None else found.get(f"{W}val")


def _styles(root: etree._Element | None) -> Styles:
    """Roles and lists by style id; a style takes over what it does not say from the one it is based on."""
    found = Styles()
    defined = root.findall(f"{W}style") if root is not None else []
    for style in defined:
        identity, name = style.get(f"{W}styleId", ""), (_path(style, "name") or "").strip()
        if role := _ROLES.get(name if name in _ROLES else name.lower()):
            found.roles[identity] = role
        if number := _path(style, "pPr", "numPr", "numId"):
            found.lists[identity] = (number, count(_path(style, "pPr", "numPr", "ilvl")))
    return found
