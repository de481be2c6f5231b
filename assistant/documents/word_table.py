"""A printed table as a Word table with real merged cells."""

from collections.abc import Iterator

from docx.oxml.xmlchemy import BaseOxmlElement

from assistant.documents.blocks import xml_safe
from assistant.documents.layout import LABEL, Sheet, Slot
from assistant.documents.word_style import SONG, TEXT_WIDTH, element, fonts

BORDERS = ("top", "left", "bottom", "right", "insideH", "insideV")


def table_element(sheet: Sheet) -> BaseOxmlElement:
    """Build the `w:tbl` of a table, as wide as the text, its head rows repeated on every page, no row torn."""
    widths = [width * TEXT_WIDTH // sum(sheet.widths) for width in sheet.widths]
    table = element("tbl", _properties(), element("tblGrid", *(element("gridCol", w=width) for width in widths)))
    small = len(widths) > 4
    together = sheet.heads + 3 if len(sheet.rows) > 20 else len(sheet.rows) - 1
    for at, cells in enumerate(_full_rows(sheet)):
        height = element("trHeight", val=360 if small else 454, hRule="atLeast")
        flags = [element("tblHeader")] if at < sheet.heads else []
        row = element("tr", element("trPr", element("cantSplit"), height, *flags))
        column = 0
        for slot, merge in cells:
            width = sum(widths[column : column + slot.across])
            row.append(_cell(slot, merge, width, small, keep=at < together))
            column += slot.across
        table.append(row)
    return table


def _properties() -> BaseOxmlElement:
    borders = element("tblBorders", *(element(side, val="single", sz=4, space=0, color="000000") for side in BORDERS))
    margins = element("tblCellMar", element("left", w=40, type="dxa"), element("right", w=40, type="dxa"))
    return element(
        "tblPr", element("tblW", w=TEXT_WIDTH, type="dxa"), element("jc", val="center"), borders,
        element("tblLayout", type="fixed"), margins,
    )  # fmt: skip


def _full_rows(sheet: Sheet) -> Iterator[list[tuple[Slot, str]]]:
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
        lines = slot.text.replace("）", "）\n", 1).split("\n") if slot.down > 1 and slot.kind == LABEL else [slot.text]
        for number, line in enumerate(line for line in lines if line):
            paragraph.extend([element("r", element("br"))] * bool(number))
            paragraph.append(_run(line, 18 if small else 21))
    return element("tc", properties, paragraph)


def _run(text: str, size: int) -> BaseOxmlElement:
    words = element("t")
    words.text = xml_safe(text)
    words.set("{http://www.w3.org/XML/1998/namespace}space", "preserve")
    return element("r", element("rPr", fonts(SONG), element("sz", val=size), element("szCs", val=size)), words)
