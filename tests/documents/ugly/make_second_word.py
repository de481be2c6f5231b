"""A second set of Word files, archives and JSON, made after the readers were written."""

import json

from assistant.documents.office import convert
from tests.documents.ugly.case import HEADING, TABLE, TITLE, Case, body, case, expected, refused, usual
from tests.documents.ugly.figures import OUTCOMES, PATHS, distinct, township
from tests.documents.ugly.make_packed import as_json
from tests.documents.ugly.make_text import text
from tests.documents.ugly.second_stories import CHAGANNUR, FENGXIANG, HUANSHA, LUOHE, SHATANG, TONGHUA
from tests.documents.ugly.tables import Slot, changed, matrix, table_four, table_three, table_two, table_two_old
from tests.documents.ugly.word import archive, docx, para, plain_item, run, table, tbl, tc

_DEEP = (
    '<w:abstractNum w:abstractNumId="8"><w:multiLevelType w:val="multilevel"/>'
    '<w:lvl w:ilvl="0"><w:start w:val="1"/><w:numFmt w:val="chineseCounting"/><w:lvlText w:val="%1、"/></w:lvl>'
    '<w:lvl w:ilvl="1"><w:start w:val="1"/><w:numFmt w:val="chineseCountingThousand"/><w:lvlText w:val="（%2）"/></w:lvl>'
    '<w:lvl w:ilvl="2"><w:start w:val="1"/><w:numFmt w:val="decimal"/><w:lvlText w:val="%3."/></w:lvl></w:abstractNum>'
    '<w:num w:numId="1"><w:abstractNumId w:val="8"/></w:num>'
    '<w:num w:numId="2"><w:abstractNumId w:val="8"/><w:lvlOverride w:ilvl="2"><w:startOverride w:val="1"/></w:lvlOverride></w:num>'
)


def listed(number: int, level: int) -> str:
    return f'<w:numPr><w:ilvl w:val="{level}"/><w:numId w:val="{number}"/></w:numPr>'


@case("s60-三级自动编号.docx")
def three_levels() -> Case:
    """一、, （一） and 1. exist in numbering.xml only; table labels of （一）…（六） too are typed, their numbers not."""
    story, figures, items = usual(660, TONGHUA)
    parts = []
    for kind, content in items:
        if kind == HEADING:
            parts.append(para(content[2:], listed(1, 0)))
        elif kind != TABLE and content.startswith("（"):
            parts.append(para(content[3:], listed(1, 1)))
        elif kind not in (TABLE, TITLE) and content[:1].isdigit() and content[1] == ".":
            parts.append(para(content[2:], listed(1, 2)))
        else:
            parts.append((kind, content))
    return Case(docx(parts, _DEEP), expected(story, figures, horrors=[17]))


@case("s61-表四三张名在表外.docx")
def names_outside() -> Case:
    """Table 4 in three tables; what each is about stands in the paragraph above it."""
    story, figures, items = usual(661, HUANSHA)
    grid = next(c for k, c in reversed(items) if k == TABLE)
    names = [Slot(t) for t in ("结果维持", "结果纠正", "其他结果", "尚未审结", "总计")]
    parts = []
    for number, head in enumerate(
        ("（一）行政复议", "（二）行政诉讼（未经复议直接起诉）", "（三）行政诉讼（复议后起诉）")
    ):
        parts += [para(head), table([names, grid[3][number * 5 : number * 5 + 5]])]
    return Case(
        docx(p for item in items for p in (parts if item[1] is grid else [item])),
        expected(story, figures, horrors=[17]),
    )


@case("s62-表二在文本框.docx")
def table_in_a_box() -> Case:
    """Table 2 and its heading stand in a text box, written twice."""
    story, figures, items = usual(662, LUOHE)
    at = next(i for i, item in enumerate(items) if item[0] == TABLE)
    box = f"<w:txbxContent>{plain_item(items[at - 1])}{plain_item(items[at])}</w:txbxContent>"
    inner = (
        f"<w:r><mc:AlternateContent><mc:Choice Requires='wps'><w:drawing><wps:txbx>{box}</wps:txbx></w:drawing></mc:Choice>"
        f"<mc:Fallback><w:pict><v:shape><v:textbox>{box}</v:textbox></v:shape></w:pict></mc:Fallback></mc:AlternateContent></w:r>"
    )
    return Case(
        docx([*items[: at - 1], para("", inner=inner), *items[at + 1 :]]), expected(story, figures, horrors=[17])
    )


@case("s63-格中套表.docx")
def tables_in_cells() -> Case:
    """Every figure of table 3 stands in a one-cell table of its own; table 4 inside a cell of a frame beside a note."""
    story, figures, items = usual(663, CHAGANNUR)

    def cell(text_: str, across: int = 1, merge: str = "") -> str:
        return tc("", across, merge, tbl([[tc(text_)]]) + para("")) if text_.isdigit() else tc(text_, across, merge)

    parts = []
    for kind, content in items:
        if kind == TABLE and len(content) > 20:
            parts.append(table(content, cell))
        elif kind == TABLE and len(content) == 4:
            parts.append(tbl([[tc("", inner=table(content) + para(""))]]))
        else:
            parts.append((kind, content))
    return Case(docx(parts), expected(story, figures, horrors=[17]))


@case("s64-修订整段.docx")
def revised_paragraphs() -> Case:
    """A whole paragraph deleted, another moved, formats changed, a figure retyped digit by digit."""
    story, figures, items = usual(664, HUANSHA)
    by = 'w:id="3" w:author="乙" w:date="2025-01-05T08:00:00Z"'
    gone = f"<w:p><w:pPr><w:rPr><w:del {by}/></w:rPr></w:pPr><w:del {by}><w:r><w:delText>本段已经作废，公开信息999条。</w:delText></w:r></w:del></w:p>"
    moved = f"<w:p><w:moveFrom {by}>{run(story.overview[2])}</w:moveFrom></w:p>"

    def cell(text_: str, across: int = 1, merge: str = "") -> str:
        if len(text_) == 3 and text_.isdigit():
            digits = f"<w:r><w:t>{text_[0]}</w:t></w:r><w:del {by}><w:r><w:delText>7</w:delText></w:r></w:del><w:ins {by}><w:r><w:t>{text_[1]}</w:t></w:r></w:ins><w:r><w:t>{text_[2]}</w:t></w:r>"
            return tc("", across, merge, f"<w:p>{digits}</w:p>")
        return tc(text_, across, merge)

    parts = []
    for kind, content in items:
        if kind == TABLE:
            parts.append(table(content, cell))
        elif content == story.overview[1]:
            parts += [moved, gone, (kind, content)]
        elif content == story.overview[2]:
            parts.append(
                f"<w:p><w:pPr><w:pPrChange {by}><w:pPr/></w:pPrChange></w:pPr><w:moveTo {by}>{run(content)}</w:moveTo></w:p>"
            )
        else:
            parts.append((kind, content))
    return Case(docx(parts), expected(story, figures, horrors=[17], never=["作废", "999"]))


@case("s65-隐藏文字与脚注.docx")
def hidden_and_noted() -> Case:
    """Hidden runs, a footnote's mark behind a figure and behind a sentence, a field's instruction."""
    story, figures, items = usual(665, LUOHE)
    mark = '<w:r><w:rPr><w:rStyle w:val="a9"/></w:rPr><w:footnoteReference w:id="2"/></w:r>'
    hidden = "<w:r><w:rPr><w:vanish/></w:rPr><w:t>此处请核实88</w:t></w:r>"
    field = '<w:r><w:fldChar w:fldCharType="begin"/></w:r><w:r><w:instrText> PAGE 77 </w:instrText></w:r><w:r><w:fldChar w:fldCharType="separate"/></w:r><w:r><w:fldChar w:fldCharType="end"/></w:r>'

    def cell(text_: str, across: int = 1, merge: str = "") -> str:
        return (
            tc("", across, merge, para(text_, inner=mark + hidden))
            if text_.isdigit() and text_[-1] in "13"
            else tc(text_, across, merge)
        )

    parts = [
        table(c, cell) if k == TABLE else para(c, inner=field + hidden) if k == "line" else (k, c) for k, c in items
    ]
    return Case(docx(parts), expected(story, figures, horrors=[17], never=["请核实", "PAGE"]))


@case("s66-前后留空列.docx")
def gaps_before_and_behind() -> Case:
    """Rows begin after skipped columns (gridBefore) and end before the last (gridAfter)."""
    story, figures, items = usual(666, TONGHUA)
    parts = []
    for kind, content in items:
        if kind == TABLE and len(content) > 20:
            rows = []
            for at, row in enumerate(content):
                labels, values = row[:-7], row[-7:]
                width = sum(s.across for s in labels)
                if at > 2 and width < 3:
                    rows.append(
                        [
                            f'<w:trPr><w:gridBefore w:val="{3 - width}"/></w:trPr>',
                            *(tc(s.text, s.across) for s in labels + values),
                        ]
                    )
                else:
                    rows.append([tc(s.text, s.across) for s in row])
            parts.append(tbl(rows, 10))
        else:
            parts.append((kind, content))
    return Case(docx(parts), expected(story, figures, horrors=[17]))


@case("s67-数字逐字分段.docx")
def digits_apart() -> Case:
    """Each digit a run of its own, full width, with spell-check marks and bookmarks between."""
    story, figures, items = usual(667, FENGXIANG)

    def cell(text_: str, across: int = 1, merge: str = "") -> str:
        if not text_.isdigit():
            return tc(text_, across, merge)
        runs = '<w:proofErr w:type="spellStart"/><w:bookmarkStart w:id="1" w:name="x"/>'.join(
            run(chr(ord(c) + 0xFEE0)) for c in text_
        )
        return tc("", across, merge, f"<w:p>{runs}</w:p>")

    return Case(
        docx([table(c, cell) if k == TABLE else (k, c) for k, c in items]), expected(story, figures, horrors=[10])
    )


@case("s68-标签竖排.docx")
def upright_labels() -> Case:
    """Group names letter by letter, each letter a paragraph; no cell is merged downwards, empty cells stand below."""
    story, figures, items = usual(668, LUOHE)
    parts = []
    for kind, content in items:
        if kind == TABLE and len(content) > 20:
            rows = []
            for row in matrix(content):
                rows.append(
                    [
                        tc("", 1, "", "".join(map(para, c)))
                        if c and c[0] in "三（" and c[:3] in ("三、本", "（三）", "（四）", "（五）")
                        else tc(c or "")
                        for c in row
                    ]
                )
            parts.append(tbl(rows, 10))
        else:
            parts.append((kind, content))
    return Case(docx(parts), expected(story, figures, horrors=[1, 17]))


@case("s69-新格式改名.doc")
def new_called_old() -> Case:
    story, figures, items = usual(669, HUANSHA)
    return Case(docx(items), expected(story, figures, horrors=[17]))


@case("s70-落款才有单位.docx")
def unit_at_the_end() -> Case:
    """The title says neither unit nor a full year's words; unit and date close the document."""
    story, figures, items = usual(670, FENGXIANG)
    parts = [
        (TITLE, "2025年政府信息公开工作年度报告"),
        *items[1:],
        para("归云县枫香苗族乡人民政府", '<w:jc w:val="right"/>'),
        para("2026年1月16日", '<w:jc w:val="right"/>'),
    ]
    return Case(docx(parts), expected(story, figures, horrors=[12]))


@case("s71-内容控件行.docx")
def controlled_rows() -> Case:
    """Rows, cells and paragraphs wrapped in content controls, smart tags and custom XML."""
    story, figures, items = usual(671, CHAGANNUR)

    def wrapped(xml: str) -> str:
        return f"<w:sdt><w:sdtPr/><w:sdtContent>{xml}</w:sdtContent></w:sdt>"

    parts = []
    for kind, content in items:
        if kind == TABLE and len(content) < 20:
            rows = ["".join(f"<w:tr>{''.join(wrapped(tc(c or '')) for c in row)}</w:tr>" for row in matrix(content))]
            parts.append(f"<w:tbl><w:tblPr/>{wrapped(''.join(rows))}</w:tbl>")
        elif kind == TABLE:
            parts.append(table(content, lambda t, a=1, m="": tc("", a, m, wrapped(para(t)))))
        else:
            parts.append(wrapped(f'<w:p><w:smartTag w:element="x">{run(content)}</w:smartTag></w:p>'))
    return Case(docx(parts), expected(story, figures, horrors=[17]))


@case("s72-表前后的话.docx")
def sentences_around_tables() -> Case:
    """The template's phrase, a remark with figures before each table, one below."""
    story, figures, items = usual(672, TONGHUA)
    parts = []
    for kind, content in items:
        if kind == TABLE:
            parts += [
                ("line", "该部分以表格形式报告。表格如下："),
                ("line", "截至2021年12月31日，上年度办结申请5件。"),
                (kind, content),
                ("line", "注：本表数据由各社区报送，行政许可含代办3件。"),
            ]
        else:
            parts.append((kind, content))
    return Case(docx(parts), expected(story, figures, horrors=[15], never=["代办3件", "上年度办结"]))


@case("s73-兰坪乡2024.docx")
def another_unit_in_the_name() -> Case:
    """The file's name gives another unit and year than the title."""
    story, figures, items = usual(673, LUOHE)
    return Case(docx(items), expected(story, figures, warn=[["2024"]]))


@case("s74-旧表三带新行.docx")
def old_and_new_mixed() -> Case:
    """2020: table 2 of 2019, table 3 whose （六）其他处理 is one row, notes inside labels, an extra row."""
    story = SHATANG
    figures = distinct(674, old=True)
    two = changed(
        table_two_old(figures),
        {"规章": "规章（设区的市、自治州人民政府应提供相关数据）", "上一年项目数量": "上一年项目\n数量"},
    )
    two.insert(4, [Slot("其他主动公开文件"), Slot("31"), Slot("31"), Slot("88")])
    items = body(
        story,
        figures,
        tables=[
            two,
            changed(table_three(figures, True), {"（六）其他处理": "（六）其他处理（含撤回申请）"}),
            table_four(figures),
        ],
    )
    return Case(docx(items), expected(story, figures, horrors=[9], edition="2019"))


@case("s75-空表与半空.docx")
def partly_blank() -> Case:
    """Only the rows that are not zero are filled in, the others are blank or hold a stroke."""
    story = CHAGANNUR
    figures = distinct(675)
    for number, path in enumerate(PATHS):
        if number % 3 == 1:
            figures.put(path, "", None)
        elif number % 3 == 2 and not path.endswith("amount"):
            figures.put(path, ("/", "-", "—", "\\")[number % 4], None)
    return Case(docx(body(story, figures)), expected(story, figures, horrors=[16]))


@case("s76-每行前有序号.docx")
def row_numbers() -> Case:
    """A column of running numbers before the labels of table 3, and a column 备注 without words behind."""
    story, figures, items = usual(676, HUANSHA)
    parts = []
    for kind, content in items:
        if kind == TABLE and len(content) > 20:
            full = matrix(content)
            rows = [
                ["序号" if n == 0 else "" if n < 3 else str(n - 2), *(c or "" for c in row), "备注" if n == 0 else ""]
                for n, row in enumerate(full)
            ]
            parts.append(tbl([[tc(c) for c in row] for row in rows], 12))
        else:
            parts.append((kind, content))
    return Case(docx(parts), expected(story, figures))


@case("s77-第七部分与附件.docx")
def more_sections() -> Case:
    """A seventh section and an annex follow; nothing of them belongs to section six."""
    story, figures, items = usual(677, TONGHUA)
    more = [(HEADING, "七、附件"), ("line", "附件1：桐花街道政务公开标准目录。"), ("line", "附件2：2022年公开大事记。")]
    return Case(docx([*items, *more]), expected(story, figures, horrors=[15], loose=["other"]))


@case("s78-报告在第二页.docx")
def cover_and_contents() -> Case:
    """A cover with the title in three lines, a table of contents with dots and page numbers, then the report."""
    story, figures, items = usual(678, LUOHE)
    cover = [
        para("青崖县落荷镇人民政府"),
        para("2023年政府信息公开工作"),
        para("年度报告"),
        para("二〇二四年一月"),
        para("目  录"),
    ]
    cover += [para(f"{c}……………………{n}") for n, (k, c) in enumerate(items) if k == HEADING]
    return Case(docx([*cover, *items]), expected(story, figures, horrors=[12]))


@case("s79-旧格式表格.doc")
def old_binary() -> Case:
    """Saved by a word processor in the old binary format, automatic numbers included."""
    story, figures, items = usual(679, CHAGANNUR)
    parts = [para(c[2:], listed(1, 0)) if k == HEADING else (k, c) for k, c in items]
    return Case(
        convert(docx(parts, _DEEP), ".docx", ".doc", "转换不了"), expected(story, figures, horrors=[17], office=True)
    )


@case("s80-文字处理的富文本.rtf.doc")
def rich_text() -> Case:
    story, figures, items = usual(680, FENGXIANG)
    return Case(convert(docx(items), ".docx", ".rtf", "转换不了"), expected(story, figures, horrors=[17], office=True))


@case("s81-包中包.zip")
def nested_archive() -> Case:
    """An archive that holds another one, folders with Chinese names and backslashes, and a picture."""
    first, second = usual(681, LUOHE), usual(682, HUANSHA)
    inner = archive({"浣纱乡.html": b"<h1>" + second[0].title.encode() + b"</h1>"})
    files = {
        "上报\\落荷镇\\年报.docx": docx(first[2]),
        "浣纱乡.txt": text(second[2]).encode("gb18030"),
        "内层.zip": inner,
        "图.png": b"\x89PNG\r\n\x1a\n" + b"0" * 99,
    }
    inside = {
        "上报/落荷镇/年报.docx": expected(*first[:2], horrors=[12]), "浣纱乡.txt": expected(*second[:2]),
        "内层.zip": refused("压缩包"), "图.png": refused("图片"),
    }  # fmt: skip
    return Case(archive(files), {"horrors": [], "inside": inside})


@case("s82-旧版数据.json")
def old_edition_json() -> Case:
    """2019 figures as numbers and text, whitespace, keys in another order, unknown keys besides."""
    story = SHATANG
    figures = distinct(683, old=True)
    for path in PATHS:
        if figures.meant[path] is None:
            figures.written.pop(path)
    data = json.loads(as_json(story, figures.written, format="2019", remark="无"))
    return Case(
        json.dumps(dict(reversed(data.items())), ensure_ascii=True, indent=4).encode("utf-8-sig"),
        expected(story, figures, edition="2019"),
    )


@case("s83-多为零.docx")
def mostly_zero() -> Case:
    story = FENGXIANG
    figures = township(684)
    return Case(docx(body(story, figures)), expected(story, figures))


@case("s84-行尾少格.docx")
def short_rows() -> Case:
    """Three rows of table 3 lack cells at the end, table 4 lacks its last two figures."""
    story, figures, items = usual(685, CHAGANNUR)
    grid, four = table_three(figures), table_four(figures)
    short = {id(grid[at]) for at in (4, 12, 24)} | {id(four[3])}

    def rows(grid: list) -> list[list[str]]:
        found = []
        for row, places in zip(grid, matrix(grid, "="), strict=True):
            lead = len(places) - sum(s.across for s in row)
            found.append(
                [*(tc("") for _ in range(lead)), *(tc(s.text, s.across) for s in row)][
                    : -2 if id(row) in short else None
                ]
            )
        return found

    items = body(story, figures, tables=[table_two(figures), grid, four])
    parts = [tbl(rows(c), 15) if c is grid or c is four else (k, c) for k, c in items]
    for key in ("carried_in", "refused_process", "other_fee_unpaid"):
        figures.lose(f"requests.{key}.")
    for outcome in OUTCOMES[3:]:
        figures.meant[f"disputes.litigation_after_reconsideration.{outcome}"] = None
    return Case(docx(parts), expected(story, figures, horrors=[8], may_miss=["disputes."]))


@case("s85-空格行文.docx")
def rows_as_paragraphs() -> Case:
    """No tables at all: each row is a paragraph, cells parted by tabs."""
    story, figures, items = usual(686, HUANSHA)
    tab = "</w:t></w:r><w:r><w:tab/></w:r><w:r><w:t>"
    parts = []
    for kind, content in items:
        if kind == TABLE:
            parts += [para("@".join(s.text for s in row)).replace("@", tab) for row in content]
        else:
            parts.append((kind, content))
    return Case(docx(parts), expected(story, figures, horrors=[17]))


@case("s86-附件式年报.docx")
def story_without_numbers() -> Case:
    """Headings without their numbers, in a style of their own."""
    story, figures, items = usual(687, LUOHE)
    styles = '<w:style w:type="paragraph" w:styleId="1"><w:name w:val="heading 1"/></w:style>'
    parts = [para(c[2:], '<w:pStyle w:val="1"/>') if k == HEADING else (k, c) for k, c in items]
    return Case(docx(parts, styles=styles), expected(story, figures, horrors=[17]))
