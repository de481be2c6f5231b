"""Page, fonts and styles: those of GB/T 9704, and the plain ones that some offices use instead."""

from dataclasses import dataclass

from docx.document import Document
from docx.enum.style import WD_STYLE_TYPE
from docx.enum.text import WD_ALIGN_PARAGRAPH, WD_LINE_SPACING
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.oxml.xmlchemy import BaseOxmlElement
from docx.shared import Length, Mm, Pt, RGBColor
from docx.styles.style import ParagraphStyle
from docx.text.paragraph import Paragraph

TITLE_STYLE, BODY_STYLE, HEADING_STYLE, SUBHEADING_STYLE = "年报标题", "年报正文", "Heading 1", "Heading 2"
SONG = "宋体"
LATIN = "Times New Roman"


@dataclass(frozen=True)
class Profile:
    """A layout: margins in mm (top, bottom, left, right), Chinese faces, sizes in pt, and the line spacing.

    `line` is a fixed distance, or a factor of the height of the letters. `spread` is added between the characters of the
    text, in twentieths of a point. `justified` text ends on one line at the right.
    """

    margins: tuple[float, float, float, float]
    title: str
    body: str
    heading: str
    subheading: str
    title_size: float
    size: float
    line: Length | float
    bold: bool = False
    spread: int = 0
    justified: bool = True

    @property
    def width(self) -> int:
        """Between the margins, in twips."""
        return int((210 - self.margins[2] - self.margins[3]) / 25.4 * 1440)


# 22 lines of 28 characters on a page: 28.95 pt from line to line, and a quarter of a point less between characters
OFFICIAL = Profile(
    (37, 35, 28, 26), "方正小标宋简体", "仿宋_GB2312", "黑体", "楷体_GB2312", 22, 16, Pt(28.95), spread=-5
)
PLAIN = Profile((25.4, 25.4, 31.8, 31.8), SONG, SONG, SONG, SONG, 18, 12, 1.5, bold=True)


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


def prepare(document: Document, profile: Profile) -> None:
    """Set the page and define the styles of an empty document."""
    section = document.sections[0]
    section.page_width, section.page_height = Mm(210), Mm(297)
    top, bottom, left, right = (Mm(side) for side in profile.margins)
    section.top_margin, section.bottom_margin, section.left_margin, section.right_margin = top, bottom, left, right
    section.header_distance, section.footer_distance = Mm(profile.margins[0] - 17), Mm(profile.margins[1] - 12)
    _face(document.styles["Normal"], profile.body, profile.size)
    title = _style(document, TITLE_STYLE, profile.title, profile.title_size, profile, indent=False)
    title.paragraph_format.alignment = WD_ALIGN_PARAGRAPH.CENTER
    if isinstance(profile.line, Length):
        title.paragraph_format.line_spacing = Pt(36)
    body = _style(document, BODY_STYLE, profile.body, profile.size, profile)
    body.paragraph_format.alignment = WD_ALIGN_PARAGRAPH.JUSTIFY if profile.justified else WD_ALIGN_PARAGRAPH.LEFT
    if profile.spread:
        properties = body.element.get_or_add_rPr()
        properties.find(qn("w:sz")).addprevious(element("spacing", val=profile.spread))
    for name, face in ((HEADING_STYLE, profile.heading), (SUBHEADING_STYLE, profile.subheading)):
        style = _style(document, name, face, profile.size, profile)
        style.paragraph_format.keep_with_next = True
        style.next_paragraph_style = document.styles[BODY_STYLE]
    for name in (TITLE_STYLE, HEADING_STYLE):
        document.styles[name].font.bold = profile.bold  # type: ignore[attr-defined]


def _style(
    document: Document, name: str, face: str, size: float, profile: Profile, indent: bool = True
) -> ParagraphStyle:
    known = name in [style.name for style in document.styles]
    style = document.styles[name] if known else document.styles.add_style(name, WD_STYLE_TYPE.PARAGRAPH)
    assert isinstance(style, ParagraphStyle)
    style.base_style = document.styles["Normal"]
    style.quick_style = True
    _face(style, face, size)
    layout = style.paragraph_format
    layout.space_before = layout.space_after = Pt(0)
    layout.line_spacing = profile.line
    if isinstance(profile.line, Length):
        layout.line_spacing_rule = WD_LINE_SPACING.EXACTLY
    layout.widow_control = True
    if indent:
        indent_by(style.element, firstLineChars=200, firstLine=int(40 * size))
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
