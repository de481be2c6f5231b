"""PDF files, printed by LibreOffice: ruled tables over page breaks, wrapped labels, page numbers, locks and scans."""

import io
import subprocess
import tempfile
from pathlib import Path

from PIL import Image, ImageDraw

from assistant.documents.office import convert, soffice
from tests.documents.ugly.case import HEADING, TABLE, Case, body, case, expected, refused, usual
from tests.documents.ugly.figures import distinct, township
from tests.documents.ugly.stories import BAIYIN, HUYE, QINGHE, SHUANGDU, WEIBO, XINGQIAO
from tests.documents.ugly.tables import table_four, table_three, table_two_old
from tests.documents.ugly.word import docx, para, plain_item, table, tbl, tc

_LOCKED = 'pdf:writer_pdf_Export:{"EncryptFile":{"type":"boolean","value":"true"},"DocumentOpenPassword":{"type":"string","value":"gk2022"}}'
_NARROW = '<w:sectPr><w:pgSz w:w="7800" w:h="9000"/><w:pgMar w:top="700" w:right="600" w:bottom="700" w:left="600"/></w:sectPr>'
_SMALL = '<w:style w:type="paragraph" w:default="1" w:styleId="Normal"><w:name w:val="Normal"/><w:rPr><w:sz w:val="{size}"/></w:rPr></w:style>'


def printed(word: bytes) -> bytes:
    return convert(word, ".docx", ".pdf", "转换不了")


@case("p01-一般.pdf")
def plain() -> Case:
    story, figures, items = usual(301, WEIBO)
    return Case(printed(docx(items, styles=_SMALL.format(size=18))), expected(story, figures, office=True))


@case("p02-跨页表格.pdf")
def over_pages() -> Case:
    """Small pages: table 3 runs over three of them, labels wrap."""
    story, figures, items = usual(302, HUYE)
    parts = [
        plain_item(item)
        .replace('w:w="900"', 'w:w="640"')
        .replace('w:w="600"', 'w:w="430"')
        .replace('w:w="2250"', 'w:w="1600"')
        for item in items
    ]
    return Case(
        printed(docx(parts, styles=_SMALL.format(size=14), extra=_NARROW)), expected(story, figures, horrors=[5])
    )


@case("p03-页码与页眉.pdf")
def page_numbers() -> Case:
    """A number between the parts of a table, as a line of its own."""
    story, figures, items = usual(303, SHUANGDU)
    parts = []
    for kind, content in items:
        if kind == TABLE and len(content) > 20:
            first = [[s._replace(down=9) if s.text.startswith("三、") else s for s in row] for row in content[:14]]
            first = [[s._replace(down=7) if s.text.startswith("（三）") else s for s in row] for row in first]
            rest = [[("", 1, 13), ("", 1, 1), *content[14]], *content[15:]]
            rest = [[type(content[0][0])(*s) for s in row] for row in rest]
            head = [[type(content[0][0])("")] * 10]
            parts += [table(first), para("- 3 -"), para("", "<w:pageBreakBefore/>"), table(head + rest)]
        else:
            parts.append((kind, content))
    return Case(printed(docx(parts, styles=_SMALL.format(size=18))), expected(story, figures, horrors=[5]))


@case("p04-旧表.pdf")
def old_edition() -> Case:
    story = XINGQIAO
    figures = distinct(304, old=True)
    others = [str(n) for n in range(3001, 3018)]
    items = body(
        story, figures, tables=[table_two_old(figures, others), table_three(figures, True), table_four(figures)]
    )
    return Case(
        printed(docx(items, styles=_SMALL.format(size=16))), expected(story, figures, horrors=[9], edition="2019")
    )


@case("p05-加密.pdf")
def locked() -> Case:
    _, _, items = usual(305, WEIBO)
    with tempfile.TemporaryDirectory() as folder:
        Path(folder, "a.docx").write_bytes(docx(items))
        profile = f"-env:UserInstallation={Path(folder, 'p').as_uri()}"
        command = [
            str(soffice()),
            "--headless",
            profile,
            "--convert-to",
            _LOCKED,
            "--outdir",
            folder,
            str(Path(folder, "a.docx")),
        ]
        subprocess.run(command, check=True, capture_output=True, timeout=120)
        data = Path(folder, "a.pdf").read_bytes()
    return Case(data, refused("密码"))


@case("p06-扫描件.pdf")
def scanned() -> Case:
    picture = Image.new("L", (620, 877), 255)
    draw = ImageDraw.Draw(picture)
    for row in range(30):
        draw.line((60, 80 + 25 * row, 560, 80 + 25 * row), fill=90, width=3)
    stream = io.BytesIO()
    picture.save(stream, "PDF", save_all=True, append_images=[picture])
    return Case(stream.getvalue(), refused("扫描件"))


@case("p07-多为零.pdf")
def mostly_zero() -> Case:
    story = BAIYIN
    figures = township(307)
    return Case(
        printed(docx(body(story, figures), styles=_SMALL.format(size=20))), expected(story, figures, horrors=[5])
    )


@case("p08-一行五个数.pdf")
def five_of_seven() -> Case:
    story, figures, items = usual(308, QINGHE)
    rows = []
    for row in next(c for k, c in items if k == TABLE and len(c) > 20):
        lead = [tc("")] * (10 - sum(s.across for s in row))
        if any("大量反复" in s.text for s in row):
            rows.append([*lead, *(tc(s.text, s.across) for s in row[:-3]), tc("", 3)])
        else:
            rows.append([*lead, *(tc(s.text, s.across) for s in row)])
    figures.lose("requests.declined_excessive.")
    for who in ("natural_person", "commercial", "research", "public_interest"):
        figures.meant[f"requests.declined_excessive.{who}"] = int(figures.written[f"requests.declined_excessive.{who}"])
    parts = [tbl(rows, 10) if k == TABLE and len(c) > 20 else (k, c) for k, c in items]
    wanted = expected(story, figures, horrors=[8], warn=[["大量反复"]], may_miss=["requests.declined_excessive."])
    return Case(printed(docx(parts, styles=_SMALL.format(size=16))), wanted)


@case("p09-无框线.pdf")
def without_rules() -> Case:
    """Tables without lines: figures stand in rows of text."""
    story, figures, items = usual(309, WEIBO)
    parts = []
    for kind, content in items:
        xml = plain_item((kind, content))
        parts.append(xml.replace('w:val="single"', 'w:val="nil"') if kind == TABLE else xml)
    wanted = expected(story, figures, horrors=[5], may_miss=[""])
    return Case(printed(docx(parts, styles=_SMALL.format(size=14))), wanted)


@case("p10-表格缺失.pdf")
def tables_gone() -> Case:
    story = HUYE
    figures = distinct(310)
    items = body(story, figures, tables=[None, None, None])
    figures.lose("")
    return Case(printed(docx(items)), expected(story, figures, horrors=[6], warn=[["没有读到表三"]]))


@case("p11-自动编号.pdf")
def numbered_headings() -> Case:
    story, figures, items = usual(311, SHUANGDU)
    parts = [para(c[:2] + " " + c[2:]) if k == HEADING else (k, c) for k, c in items]
    return Case(printed(docx(parts, styles=_SMALL.format(size=21))), expected(story, figures, horrors=[5]))


@case("p12-新年份旧表.pdf")
def mixed_editions() -> Case:
    story = HUYE.dated(2021)
    figures = distinct(312)
    items = body(story, figures, tables=[table_two_old(figures), table_three(figures), table_four(figures)])
    for path in (
        "regulations.repealed",
        "regulations.in_force",
        "normative_documents.repealed",
        "normative_documents.in_force",
        "fees.amount",
    ):
        figures.meant[f"proactive.{path}"] = None
    return Case(
        printed(docx(items, styles=_SMALL.format(size=18))), expected(story, figures, horrors=[9], edition="2019")
    )
