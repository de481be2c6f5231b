"""Report → a Word copy for reviewers: remarks as Word comments where they belong, and what was checked at the end."""

import io
from collections.abc import Iterator, Sequence
from copy import deepcopy

import docx
from docx.document import Document
from docx.oxml.xmlchemy import BaseOxmlElement
from docx.shared import Cm, Pt
from docx.table import Table, _Row
from docx.text.paragraph import Paragraph
from docx.text.run import Run

from assistant.documents.blocks import xml_safe
from assistant.documents.layout import IMPROVEMENTS, PROBLEMS, Sheet, sheets
from assistant.documents.word_style import HEADING_STYLE, TITLE_STYLE
from assistant.documents.word_table import full_rows
from assistant.documents.word_writer import write_word
from assistant.report import Checked, Finding, Note, Report, show_figure

AUTHOR, INITIALS = "年报助手", "查"
_CHECKED = (
    ("核对项目", 1.9), ("位置", 4.2), ("左边", 2.6), ("数", 1.1), ("右边", 2.8), ("数", 1.1), ("相差", 1.1), ("结论", 1.4),
)  # fmt: skip
_WAIVED = (("位置", 3.6), ("问题", 5.6), ("理由", 3.6), ("姓名", 1.5), ("时间", 1.9))


def write_review_copy(
    report: Report, notes: Sequence[Note], checked: Sequence[Checked], waived: Sequence[Finding] = ()
) -> bytes:
    """Write the .docx as for a draft, with `notes` as comments, then the waivers and the 勾稽核对表."""
    document = docx.Document(io.BytesIO(write_word(report, True)))
    places = _places(document, report)
    for note in notes:
        runs = _runs(places, report, note)
        document.add_comment(runs, xml_safe(note.text), AUTHOR, INITIALS)
    if waived:
        _list(document, "附：已说明理由保留的问题", _WAIVED, _waivers(report, waived))
    _list(document, "附：勾稽核对表", _CHECKED, [checked_row(one) for one in checked])
    stream = io.BytesIO()
    document.save(stream)
    return stream.getvalue()


def checked_row(one: Checked) -> list[str]:
    """One line of the 勾稽核对表, as text."""
    figures = [show_figure(value) for value in (one.left, one.right, one.difference)]
    return [one.kind, one.place, one.left_words, figures[0], one.right_words, figures[1], figures[2], one.verdict]


def _waivers(report: Report, waived: Sequence[Finding]) -> list[list[str]]:
    return [
        [report.form.label(f.where), f.message, f.waiver.reason, f.waiver.by, f.waiver.at[:10]]
        for f in waived
        if f.waiver
    ]


# ---- where a remark belongs ------------------------------------------------------------------------------------------


def _places(document: Document, report: Report) -> dict[str, list[Paragraph]]:
    """The paragraphs of the copy by path of the report JSON: of a text its heading and lines, of a cell its own."""
    places: dict[str, list[Paragraph]] = {"title": [], "preamble": []}
    current = "title"
    headings = {section.heading: section.key for section in report.form.sections}
    tables = iter(document.tables)
    for paragraph in document.paragraphs:
        name = paragraph.style.name if paragraph.style else ""
        if name == TITLE_STYLE:
            current = "title"
        elif name == HEADING_STYLE and paragraph.text in headings:
            key = headings[paragraph.text]
            current = key if key in sheets(report) else f"narrative.{key}"
        elif paragraph.text in (PROBLEMS, IMPROVEMENTS) and current.startswith("narrative."):
            current = f"narrative.{'problems' if paragraph.text == PROBLEMS else 'improvements'}"
        elif current == "title":
            current = "preamble"
        places.setdefault(current, []).append(paragraph)
    for sheet in sheets(report).values():
        places |= _cells(next(tables), sheet)
    return places


def _cells(table: Table, sheet: Sheet) -> Iterator[tuple[str, list[Paragraph]]]:
    for row, slots in zip(table._tbl.tr_lst, full_rows(sheet), strict=True):
        for cell, (slot, _) in zip(row.tc_lst, slots, strict=True):
            if slot.path:
                yield slot.path, [Paragraph(cell.p_lst[0], table)]  # type: ignore[arg-type]


def _runs(places: dict[str, list[Paragraph]], report: Report, note: Note) -> list[Run]:
    """The runs that a comment marks: the words of the span, the cell, or the heading of the part."""
    found = (
        places.get(note.where)
        or places.get(note.where.split(".")[0])
        or places.get("narrative.problems")
        or places["title"]
    )
    if note.span and (words := _words(found, report.text(note.where), note.span)):
        return words
    first = found[0]
    return first.runs or [first.add_run("")]


def _words(paragraphs: list[Paragraph], text: str, span: tuple[int, int]) -> list[Run]:
    start, end = span
    begin = text.rfind("\n", 0, start) + 1
    line_end = text.find("\n", start) % (len(text) + 1)
    words, line = text[start : min(end, line_end)].strip(), text[begin:line_end]
    indent = len(line) - len(line.lstrip())
    for paragraph in paragraphs:
        at = start - begin - indent
        if paragraph.text == line.strip() and paragraph.text[at : at + len(words)] == words:
            return _cut(paragraph, at, at + len(words))
    for paragraph in paragraphs:
        if words and (at := paragraph.text.find(words)) >= 0:
            return _cut(paragraph, at, at + len(words))
    return []


def _cut(paragraph: Paragraph, start: int, end: int) -> list[Run]:
    """The runs of `paragraph.text[start:end]`, split where it begins and ends."""
    for place in (start, end):
        at = 0
        for run in paragraph.runs:
            if at < place < at + len(run.text):
                _split(run, place - at)
                break
            at += len(run.text)
    at, chosen = 0, []
    for run in paragraph.runs:
        if start <= at and at + len(run.text) <= end and run.text:
            chosen.append(run)
        at += len(run.text)
    return chosen


def _split(run: Run, at: int) -> None:
    text = run.text
    rest: BaseOxmlElement = deepcopy(run._r)
    run._r.addnext(rest)
    run.text = text[:at]
    Run(rest, run._parent).text = text[at:]  # type: ignore[arg-type]


def _list(document: Document, title: str, columns: Sequence[tuple[str, float]], rows: Sequence[Sequence[str]]) -> None:
    """A table in small letters under a heading of its own; `columns` are heads and widths in cm."""
    document.add_paragraph(title, style=HEADING_STYLE)
    table = document.add_table(len(rows) + 1, len(columns), style="Table Grid")
    table.autofit = False
    for column, (_, width) in zip(table.columns, columns, strict=True):
        column.width = Cm(width)
    lines = [[name for name, _ in columns], *rows]
    for element, values in zip(table._tbl.tr_lst, lines, strict=True):
        for cell, words, (_, width) in zip(_Row(element, table).cells, values, columns, strict=True):
            cell.width = Cm(width)
            paragraph = cell.paragraphs[0]
            paragraph.paragraph_format.line_spacing = 1
            paragraph.paragraph_format.first_line_indent = Pt(0)
            paragraph.add_run(xml_safe(words)).font.size = Pt(9)
