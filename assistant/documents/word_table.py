"""A printed table as a Word table with real merged cells."""

from collections.abc import Iterator

from docx.oxml.xmlchemy import BaseOxmlElement

from assistant.documents.blocks import xml_safe
from assistant.documents.layout import HEAD, LABEL, Sheet, Slot
from assistant.documents.word_style import SONG, element, fonts

BORDERS = ("top", "left", "bottom", "right", "insideH", "insideV")


def table_element(sheet: Sheet, whole: int) -> BaseOxmlElement:
    """Build the `w:tbl` of a table, `whole` twips wide, its head rows repeated on every page, no row torn."""
    widths = [width * whole // sum(sheet.widths) for width in sheet.widths]
    table = element("tbl", _properties(whole), element("tblGrid", *(element("gridCol", w=width) for width in widths)))
    small = len(widths) > 4
    keep = _kept(sheet)
    for at, cells in enumerate(full_rows(sheet)):
        height = element("trHeight", val=360 if small else 454, hRule="atLeast")
        flags = [element("tblHeader")] if at < sheet.heads else []
        row = element("tr", element("trPr", element("cantSplit"), height, *flags))
        column = 0
        for slot, merge in cells:
            width = sum(widths[column : column + slot.across])
            row.append(_cell(slot, merge, width, small, at in keep))
            column += slot.across
        table.append(row)
    return table


def _kept(sheet: Sheet) -> set[int]:
    """The rows that stay on one page with the next: heads with the first figures, and each block of Article 20 as one."""
    last = len(sheet.rows) - 1
    if sheet.heads:
        return set(range(min(sheet.heads + 1, last)))
    titles = {at for at, slots in enumerate(sheet.rows) if len(slots) == 1}
    return {at for at in range(last) if at + 1 not in titles}


def _properties(whole: int) -> BaseOxmlElement:
    borders = element("tblBorders", *(element(side, val="single", sz=4, space=0, color="000000") for side in BORDERS))
    margins = element("tblCellMar", element("left", w=40, type="dxa"), element("right", w=40, type="dxa"))
    return element(
        "tblPr", element("tblW", w=whole, type="dxa"), element("jc", val="center"), borders,
        element("tblLayout", type="fixed"), margins,
    )  # fmt: skip


def full_rows(sheet: Sheet) -> Iterator[list[tuple[Slot, str]]]:
    """Every row with the cells that reach down into it from above: (cell, '' | 'restart' | 'continue')."""
    total = len(sheet.widths)
    above: dict[int, tuple[Slot, int]] = {}
    for slots in sheet.rows:
        row: list[tuple[Slot, str]] = []
        waiting, column = list(slots), 0
        while column < total:
            if column in above:
                slot, left = above.pop(column)
                row.append((slot, "continue"))
            else:
                slot = waiting.pop(0)
                left = slot.down
                row.append((slot, "restart" if left > 1 else ""))
            if left > 1:
                above[column] = (slot, left - 1)
            column += slot.across
        yield row


def _cell(slot: Slot, merge: str, width: int, small: bool, keep: bool) -> BaseOxmlElement:
    properties = element("tcPr", element("tcW", w=width, type="dxa"))
    if slot.across > 1:
        properties.append(element("gridSpan", val=slot.across))
    if merge:
        properties.append(element("vMerge", val=merge))
    properties.append(element("vAlign", val="center"))
    left = small and slot.kind == LABEL and slot.down == 1
    layout = element(
        "pPr", *([element("keepNext")] if keep else []), element("snapToGrid", val=0),
        element("spacing", before=0, after=0, line=240, lineRule="auto"), element("jc", val="left" if left else "center"),
    )  # fmt: skip
    paragraph = element("p", layout)
    if slot.text and merge != "continue":
        for number, line in enumerate(_lines(slot, width)):
            paragraph.extend([element("r", element("br"))] * bool(number))
            paragraph.append(_run(line, 18 if small else 21))
    return element("tc", properties, paragraph)


def _lines(slot: Slot, width: int) -> list[str]:
    """Where a narrow cell breaks its words: （三）|不予公开, 商业|企业, 社会公|益组织."""
    room = max((width - 80) // 180, 1)  # characters of 9 pt
    if slot.kind == LABEL and slot.down > 1:
        mark, closed, words = slot.text.partition("）")
        return [f"{mark}）", *_even(words, room)] if closed else [slot.text]
    return _even(slot.text, room) if slot.kind == HEAD and len(slot.text) in (4, 6) else [slot.text]


def _even(words: str, room: int) -> list[str]:
    """Words of four or six characters in lines of the same length."""
    step = next(n for n in (len(words), 3, 2) if n == 2 or (n <= room and len(words) % n == 0))
    return [words[at : at + step] for at in range(0, len(words), step)]


def _run(text: str, size: int) -> BaseOxmlElement:
    words = element("t")
    words.text = xml_safe(text)
    words.set("{http://www.w3.org/XML/1998/namespace}space", "preserve")
    return element("r", element("rPr", fonts(SONG), element("sz", val=size), element("szCs", val=size)), words)
