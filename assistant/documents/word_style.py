"""Page, fonts and styles of GB/T 9704 as far as a report has use for them."""

from docx.document import Document
from docx.enum.style import WD_STYLE_TYPE
from docx.enum.text import WD_ALIGN_PARAGRAPH, WD_LINE_SPACING
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.oxml.xmlchemy import BaseOxmlElement
from docx.shared import Mm, Pt, RGBColor
from docx.styles.style import ParagraphStyle
from docx.text.paragraph import Paragraph

TITLE_STYLE, BODY_STYLE, HEADING_STYLE, SUBHEADING_STYLE = "年报标题", "年报正文", "Heading 1", "Heading 2"
SONG_TITLE, FANG_SONG, HEI, KAI, SONG = "方正小标宋简体", "仿宋_GB2312", "黑体", "楷体_GB2312", "宋体"
LATIN = "Times New Roman"
LINE = Pt(28.95)
TEXT_WIDTH = 8844  # twips: 156 mm between the margins


def element(tag: str, *children: BaseOxmlElement, **attributes: object) -> BaseOxmlElement:
    """Make a `w:` element; attribute names are in the `w:` space too."""
    made = OxmlElement(f"w:{tag}")
    for name, value in attributes.items():
        made.set(qn(f"w:{name}"), str(value))
    made.extend(children)
    return made


def fonts(face: str) -> BaseOxmlElement:
    return element("rFonts", ascii=LATIN, hAnsi=LATIN, eastAsia=face, cs=LATIN, hint="eastAsia")


def indent_by(owner: BaseOxmlElement, **attributes: int) -> None:
    """Set the indents of a paragraph or style, in twips and in hundredths of a character; others are dropped."""
    indent = owner.get_or_add_pPr().get_or_add_ind()  # type: ignore[attr-defined]
    indent.attrib.clear()
    for name, value in attributes.items():
        indent.set(qn(f"w:{name}"), str(value))


def prepare(document: Document) -> None:
    """Set the page and define the styles of an empty document."""
    section = document.sections[0]
    section.page_width, section.page_height = Mm(210), Mm(297)
    section.top_margin, section.bottom_margin = Mm(37), Mm(35)
    section.left_margin, section.right_margin = Mm(28), Mm(26)
    section.header_distance, section.footer_distance = Mm(20), Mm(24)
    normal = document.styles["Normal"]
    _face(normal, FANG_SONG, 16)
    _style(
        document, TITLE_STYLE, SONG_TITLE, 22, indent=False, line=Pt(36)
    ).paragraph_format.alignment = WD_ALIGN_PARAGRAPH.CENTER
    _style(document, BODY_STYLE, FANG_SONG, 16).paragraph_format.alignment = WD_ALIGN_PARAGRAPH.JUSTIFY
    for name, face in ((HEADING_STYLE, HEI), (SUBHEADING_STYLE, KAI)):
        style = _style(document, name, face, 16)
        style.paragraph_format.keep_with_next = True
        style.next_paragraph_style = document.styles[BODY_STYLE]


def _style(
    document: Document, name: str, face: str, size: float, indent: bool = True, line: Pt = LINE
) -> ParagraphStyle:
    known = name in [style.name for style in document.styles]
    style = document.styles[name] if known else document.styles.add_style(name, WD_STYLE_TYPE.PARAGRAPH)
    assert isinstance(style, ParagraphStyle)
    style.base_style = document.styles["Normal"]
    style.quick_style = True
    _face(style, face, size)
    layout = style.paragraph_format
    layout.space_before = layout.space_after = Pt(0)
    layout.line_spacing_rule, layout.line_spacing = WD_LINE_SPACING.EXACTLY, line
    layout.widow_control = True
    if indent:
        indent_by(style.element, firstLineChars=200, firstLine=640)
    return style


def _face(style: object, face: str, size: float) -> None:
    properties = style.element.get_or_add_rPr()  # type: ignore[attr-defined]
    for child in list(properties):
        properties.remove(child)
    properties.append(fonts(face))
    style.font.size = Pt(size)  # type: ignore[attr-defined]
    style.font.bold = False  # type: ignore[attr-defined]
    style.font.color.rgb = RGBColor(0, 0, 0)  # type: ignore[attr-defined]
    properties.append(element("lang", val="en-US", eastAsia="zh-CN"))


def add_run(paragraph: Paragraph, text: str, face: str, size: float | None = None) -> None:
    """Add text in a Chinese face; every run names its face, so that it stays when styles are changed."""
    run = paragraph.add_run(text)
    run._r.get_or_add_rPr().insert(0, fonts(face))
    if size:
        run.font.size = Pt(size)
