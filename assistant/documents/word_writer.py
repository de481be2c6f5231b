"""Report → Word document in the official layout."""

import io
import re

import docx
from docx.document import Document
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.shared import Pt, RGBColor
from docx.text.paragraph import Paragraph

from assistant.documents.blocks import xml_safe
from assistant.documents.furniture import DRAFT_MARK
from assistant.documents.layout import IMPROVEMENTS, PROBLEMS, lead, sheets, text_lines
from assistant.documents.word_style import (
    BODY_STYLE,
    HEADING_STYLE,
    OFFICIAL,
    SONG,
    SUBHEADING_STYLE,
    TITLE_STYLE,
    Profile,
    add_run,
    element,
    indent_by,
    prepare,
)  # fmt: skip
from assistant.documents.word_table import table_element
from assistant.report import Report

_DATE = re.compile(r"\d{4}年\d{1,2}月\d{1,2}日")


def write_word(report: Report, draft: bool = False, profile: Profile = OFFICIAL) -> bytes:
    """Write the report as .docx; a draft carries its mark in the header of every page."""
    document = docx.Document()
    prepare(document, profile)
    title = xml_safe(report.title.strip() or report.official_title)
    add_run(document.add_paragraph(style=TITLE_STYLE), _broken(title, report.unit.name), profile.title)
    document.add_paragraph(style=BODY_STYLE)
    _text(document, report.preamble, profile)
    tables = sheets(report)
    for section in report.form.sections:
        add_run(document.add_paragraph(style=HEADING_STYLE), section.heading, profile.heading)
        if section.key in tables:
            document.element.body.insert_element_before(table_element(tables[section.key], profile.width), "w:sectPr")
            _gap(document)
        elif section.key == "problems":
            _five(document, report, profile)
        else:
            signed = report.unit.name if section.key == "other" else ""
            _text(document, report.text(f"narrative.{section.key}"), profile, signed)
    _running(document, draft, profile)
    return _saved(document, title)


def _broken(title: str, unit: str) -> str:
    """A long title breaks after the unit's name and not in the middle of a word."""
    head, rest = title[: len(unit)], title[len(unit) :]
    return f"{head}\n{rest}" if unit and head == unit and len(title) > 20 and len(rest) > 4 else title


def _gap(document: Document) -> None:
    """Word needs a paragraph between a table and a heading, or it joins tables; this one takes little room."""
    gap = document.add_paragraph(style=BODY_STYLE)
    gap.paragraph_format.line_spacing = Pt(6)


def _five(document: Document, report: Report, profile: Profile) -> None:
    for heading, text in ((PROBLEMS, report.problems), (IMPROVEMENTS, report.improvements)):
        if text.strip():
            add_run(document.add_paragraph(style=SUBHEADING_STYLE), heading, profile.subheading)
            _text(document, text, profile)


def _text(document: Document, text: str, profile: Profile, signed: str = "") -> None:
    """A paragraph a line; a leading （一） sub-heading in 楷体; unit and date at the very end stand at the right."""
    lines = text_lines(text)
    closing = _closing(lines, signed)
    for at, line in enumerate(lines):
        paragraph = document.add_paragraph(style=BODY_STYLE)
        for words, face in zip(lead(line), (profile.subheading, profile.body), strict=True):
            if words:
                add_run(paragraph, words, face)
        if at >= closing:
            paragraph.paragraph_format.alignment = WD_ALIGN_PARAGRAPH.RIGHT
            indent_by(paragraph._p, rightChars=400, right=int(80 * profile.size), firstLineChars=0, firstLine=0)


def _closing(lines: list[str], signed: str) -> int:
    """The number of the line with which a signature begins; past the end if there is none."""
    at = len(lines)
    while signed and at > 1 and (lines[at - 1] == signed or _DATE.fullmatch(lines[at - 1].replace(" ", ""))):
        at -= 1
    return at


def _running(document: Document, draft: bool, profile: Profile) -> None:
    """Page numbers — 1 —, odd pages right, even pages left, and the mark of a draft above."""
    document.settings.odd_and_even_pages_header_footer = True
    section = document.sections[0]
    for footer, right in ((section.footer, True), (section.even_page_footer, False)):
        _page_number(footer.paragraphs[0], right)
    for header in (section.header, section.even_page_header):
        header.is_linked_to_previous = False
        if draft:
            paragraph = header.paragraphs[0]
            paragraph.alignment = WD_ALIGN_PARAGRAPH.CENTER
            add_run(paragraph, DRAFT_MARK, profile.heading, 14)
            paragraph.runs[0].font.color.rgb = RGBColor(0xC0, 0, 0)


def _page_number(paragraph: Paragraph, right: bool) -> None:
    paragraph.alignment = WD_ALIGN_PARAGRAPH.RIGHT if right else WD_ALIGN_PARAGRAPH.LEFT
    side = {"rightChars": 100, "right": 280} if right else {"leftChars": 100, "left": 280}
    indent_by(paragraph._p, **side)
    add_run(paragraph, "— ", SONG, 14)
    for kind in ("begin", None, "end"):
        add_run(paragraph, "", SONG, 14)
        field = element("fldChar", fldCharType=kind) if kind else element("instrText")
        if not kind:
            field.text = "PAGE"
        paragraph.runs[-1]._r.append(field)
    add_run(paragraph, " —", SONG, 14)


def _saved(document: Document, title: str) -> bytes:
    properties = document.core_properties
    properties.title, properties.author, properties.comments = title[:255], "", ""
    properties.language = "zh-CN"
    stream = io.BytesIO()
    document.save(stream)
    return stream.getvalue()
