"""Word files made by hand: raw XML, so that every oddity of real files can be put in."""

import io
import zipfile
from collections.abc import Callable, Iterable
from xml.sax.saxutils import escape

from tests.documents.ugly.case import HEADING, SUB, TABLE, TITLE, Item
from tests.documents.ugly.tables import Grid

W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
_NAMES = (
    f'xmlns:w="{W}" xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006" xmlns:v="urn:schemas-microsoft-com:vml" '
    'xmlns:wps="http://schemas.microsoft.com/office/word/2010/wordprocessingShape" '
    'xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships"'
)
_TYPES = "application/vnd.openxmlformats-officedocument.wordprocessingml"
_OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_PACKAGES = "http://schemas.openxmlformats.org/package/2006"
_XML = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'


def run(text: str) -> str:
    return f'<w:r><w:t xml:space="preserve">{escape(text)}</w:t></w:r>'


def para(text: str, properties: str = "", inner: str = "") -> str:
    """A paragraph; line breaks in the text become soft returns, `inner` is raw XML behind it."""
    runs = "<w:r><w:br/></w:r>".join(map(run, text.split("\n"))) if text else ""
    return f"<w:p>{f'<w:pPr>{properties}</w:pPr>' if properties else ''}{runs}{inner}</w:p>"


def tc(text: str, across: int = 1, merge: str = "", inner: str | None = None) -> str:
    properties = f'<w:gridSpan w:val="{across}"/>' if across > 1 else ""
    properties += '<w:vMerge w:val="restart"/>' if merge == "restart" else "<w:vMerge/>" if merge else ""
    return f"<w:tc><w:tcPr>{properties}</w:tcPr>{inner if inner is not None else para(text)}</w:tc>"


def tbl(rows: Iterable[Iterable[str]], width: int = 1) -> str:
    sides = "".join(
        f'<w:{s} w:val="single" w:sz="4"/>' for s in ("top", "left", "bottom", "right", "insideH", "insideV")
    )
    grid = f'<w:gridCol w:w="{9000 // width}"/>' * width
    body = "".join(f"<w:tr>{''.join(row)}</w:tr>" for row in rows)
    return f"<w:tbl><w:tblPr><w:tblBorders>{sides}</w:tblBorders></w:tblPr><w:tblGrid>{grid}</w:tblGrid>{body}</w:tbl>"


def table(grid: Grid, cell: Callable[..., str] = tc) -> str:
    """A table with merged cells as Word writes them."""
    width = sum(slot.across for slot in grid[0])
    above: dict[int, tuple[int, int]] = {}  # column → (columns, rows left) of a cell that reaches down
    rows = []
    for slots in grid:
        waiting, column, row = list(slots), 0, []
        while column < width:
            if column in above:
                across, left = above.pop(column)
                row.append(cell("", across, "continue"))
            else:
                slot = waiting.pop(0)
                across, left = slot.across, slot.down
                row.append(cell(slot.text, across, "restart" if left > 1 else ""))
            if left > 1:
                above[column] = (across, left - 1)
            column += across
        rows.append(row)
    return tbl(rows, width)


def plain_item(item: Item) -> str:
    kind, content = item
    if kind == TABLE:
        return table(content)
    bold = {TITLE: '<w:jc w:val="center"/>', HEADING: "<w:keepNext/>", SUB: '<w:ind w:firstLine="640"/>'}
    return para(content, bold.get(kind, ""))


def docx(items: Iterable[Item | str], numbering: str = "", styles: str = "", extra: str = "") -> bytes:
    """A Word document; an item given as text is raw XML."""
    content = "".join(item if isinstance(item, str) else plain_item(item) for item in items)
    return package(f"<w:document {_NAMES}><w:body>{content}{extra}<w:sectPr/></w:body></w:document>", numbering, styles)


def package(document: str, numbering: str = "", styles: str = "") -> bytes:
    parts = {"document": document}
    parts |= {"numbering": f"<w:numbering {_NAMES}>{numbering}</w:numbering>"} if numbering else {}
    parts |= {"styles": f"<w:styles {_NAMES}>{styles}</w:styles>"} if styles else {}
    kinds = {
        "document": f"{_TYPES}.document.main+xml",
        "numbering": f"{_TYPES}.numbering+xml",
        "styles": f"{_TYPES}.styles+xml",
    }
    types = "".join(f'<Override PartName="/word/{name}.xml" ContentType="{kinds[name]}"/>' for name in parts)
    links = "".join(
        f'<Relationship Id="r{i}" Type="{_OFFICE}/{name}" Target="{name}.xml"/>'
        for i, name in enumerate(list(parts)[1:])
    )
    files = {
        "[Content_Types].xml": f'<Types xmlns="{_PACKAGES}/content-types">'
        '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
        f'<Default Extension="xml" ContentType="application/xml"/>{types}</Types>',
        "_rels/.rels": f'<Relationships xmlns="{_PACKAGES}/relationships">'
        f'<Relationship Id="d" Type="{_OFFICE}/officeDocument" Target="word/document.xml"/></Relationships>',
        "word/_rels/document.xml.rels": f'<Relationships xmlns="{_PACKAGES}/relationships">{links}</Relationships>',
        **{f"word/{name}.xml": xml for name, xml in parts.items()},
    }
    return archive({name: (_XML + text).encode() for name, text in files.items()})


def archive(files: dict[str, bytes]) -> bytes:
    """A .zip that is the same bytes every time."""
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w") as new:
        for name, data in files.items():
            new.writestr(zipfile.ZipInfo(name), data, zipfile.ZIP_DEFLATED)
    return stream.getvalue()
