"""Word files as offices of every age hand them in."""

import io
import re
import zipfile

from assistant.documents.office import convert
from tests.documents.ugly.case import HEADING, LINE, SUB, TABLE, TITLE, Case, body, case, expected, usual
from tests.documents.ugly.figures import distinct, township
from tests.documents.ugly.stories import BAIYIN, HEADINGS, HUYE, QINGHE, SHIFAN, SHUANGDU, WEIBO, XINGQIAO
from tests.documents.ugly.tables import Slot, changed, full_width, table_four, table_three, table_two, table_two_old
from tests.documents.ugly.word import archive, docx, para, plain_item, run, table, tbl, tc

_LEVELS = (
    '<w:abstractNum w:abstractNumId="3"><w:lvl w:ilvl="0"><w:start w:val="1"/><w:numFmt w:val="{style}"/><w:lvlText w:val="%1、"/></w:lvl>'
    '<w:lvl w:ilvl="1"><w:start w:val="1"/><w:numFmt w:val="{style}"/><w:lvlText w:val="（%2）"/></w:lvl></w:abstractNum>'
    '<w:num w:numId="5"><w:abstractNumId w:val="3"/></w:num>'
)


def numbered(depth: int) -> str:
    return f'<w:numPr><w:ilvl w:val="{depth}"/><w:numId w:val="5"/></w:numPr>'


@case("w01-合并单元格.docx")
def merged() -> Case:
    story, figures, items = usual(1, WEIBO)
    return Case(docx(items), expected(story, figures, horrors=[17]))


@case("w02-自动编号.docx")
def automatic_numbers() -> Case:
    story, figures, items = usual(2, WEIBO)
    parts = []
    for kind, content in items:
        text = content if kind != TABLE else ""
        if kind == HEADING:
            parts.append(para(text[2:], numbered(0)))
        elif re.match(r"（.）", text):
            parts.append(para(text[3:], numbered(1)))
        else:
            parts.append((kind, content))
    return Case(docx(parts, _LEVELS.format(style="chineseCountingThousand")), expected(story, figures, horrors=[17]))


@case("w03-样式带编号.docx")
def numbers_by_style() -> Case:
    story, figures, items = usual(3, SHUANGDU)
    styles = (
        '<w:style w:type="paragraph" w:styleId="a7"><w:name w:val="公文一级"/><w:pPr><w:numPr><w:numId w:val="5"/></w:numPr></w:pPr></w:style>'
        '<w:style w:type="paragraph" w:styleId="a8"><w:name w:val="公文一级加粗"/><w:basedOn w:val="a7"/></w:style>'
    )
    parts = [
        para(c[2:], f'<w:pStyle w:val="{"a8" if "五" in c else "a7"}"/>') if k == HEADING else (k, c) for k, c in items
    ]
    data = docx(parts, _LEVELS.format(style="japaneseCounting"), styles)
    return Case(data, expected(story, figures, horrors=[17]))


@case("w04-文本框.docx")
def text_boxes() -> Case:
    """Section five and six stand in a text box, written twice as Word does: for new and for old versions."""
    story, figures, items = usual(4, HUYE)
    at = next(i for i, item in enumerate(items) if item[1] == HEADINGS[4])
    box = f"<w:txbxContent>{''.join(map(plain_item, items[at:]))}</w:txbxContent>"
    inner = (
        f"<w:r><mc:AlternateContent><mc:Choice Requires='wps'><w:drawing><wps:txbx>{box}</wps:txbx></w:drawing></mc:Choice>"
        f"<mc:Fallback><w:pict><v:shape><v:textbox>{box}</v:textbox></v:shape></w:pict></mc:Fallback></mc:AlternateContent></w:r>"
    )
    return Case(docx([*items[:at], para("", inner=inner)]), expected(story, figures, horrors=[17]))


@case("w05-表中套表.docx")
def nested() -> Case:
    """The whole report in a one-cell table; table 3 once more inside a frame of two by two."""
    story, figures, items = usual(5, BAIYIN)
    parts = []
    for item in items:
        if item[0] == TABLE and len(item[1]) > 20:
            frame = tbl([[tc(""), tc("", inner=table(item[1]) + para(""))], [tc(""), tc("")]], 2)
            parts.append(frame)
        else:
            parts.append(plain_item(item))
    return Case(docx([tbl([[tc("", inner="".join(parts) + para(""))]])]), expected(story, figures, horrors=[17]))


@case("w06-表四分三张.docx")
def disputes_in_three() -> Case:
    story, figures, items = usual(6, QINGHE)
    grid = next(c for k, c in reversed(items) if k == TABLE)
    names = [Slot(t) for t in ("结果维持", "结果纠正", "其他结果", "尚未审结", "总计")]
    parts = []
    for number, head in enumerate(("行政复议", "行政诉讼：未经复议直接起诉", "行政诉讼：复议后起诉")):
        parts += [table([[Slot(head, 5)], names, grid[3][number * 5 : number * 5 + 5]]), para("")]
    data = docx(p for item in items for p in (parts if item[1] is grid else [item]))
    return Case(data, expected(story, figures, horrors=[17]))


@case("w07-修订未接受.docx")
def revisions() -> Case:
    """Old words and figures are still in the file as deletions, new ones as insertions; a whole row is deleted."""
    story, figures, items = usual(7, WEIBO)
    new = figures.written["requests.received.total"]
    author = 'w:id="9" w:author="甲" w:date="2023-01-05T08:00:00Z"'

    def cell(text: str, across: int = 1, merge: str = "") -> str:
        if text != new:
            return tc(text, across, merge)
        gone = f"<w:del {author}><w:r><w:delText>99</w:delText></w:r></w:del>"
        return tc("", across, merge, f"<w:p>{gone}<w:ins {author}>{run(new)}</w:ins></w:p>")

    deleted = para("", inner=f"<w:del {author}><w:r><w:delText>全年公开信息999条，成绩突出。</w:delText></w:r></w:del>")
    parts = []
    for kind, content in items:
        xml = table(content, cell) if kind == TABLE else plain_item((kind, content))
        if kind == TABLE and len(content) > 20:
            gone = f"<w:tr><w:trPr><w:del {author}/></w:trPr>{tc('一、本年新收政府信息公开申请数量', 3)}{tc('8') * 7}</w:tr>"
            xml = xml.replace("</w:tbl>", gone + "</w:tbl>")
        parts.append(xml + (deleted if content == story.overview[1] else ""))
    return Case(docx(parts), expected(story, figures, horrors=[17], warn=[["修订"]], never=["999", "成绩突出"]))


@case("w08-软回车.docx")
def soft_returns() -> Case:
    """A section is one paragraph with soft returns, labels are broken inside their cells."""
    story, figures, items = usual(8, HUYE)
    words = {
        "行政规范性文件": "行政规范\n性文件",
        "不予公开": "不予\n公开",
        "本年新收政府": "本年新收\n政府",
        "行政事业性": "行政事业\n性",
    }
    parts, text = [], ""
    for kind, content in items:
        if kind in (HEADING, TABLE) and text:
            parts.append(para(text))
            text = ""
        if kind == TABLE:
            parts.append(table(changed(content, words)))
        else:
            text += ("\n" if text else "") + content
    return Case(docx([*parts, para(text)]), expected(story, figures, horrors=[17]))


@case("w09-旧格式改名.docx")
def old_word_renamed() -> Case:
    story, figures, items = usual(9, QINGHE)
    return Case(convert(docx(items), ".docx", ".doc", "x"), expected(story, figures, horrors=[17], office=True))


@case("w10-旧格式.doc")
def old_word() -> Case:
    story = HUYE
    figures = township(10)
    return Case(convert(docx(body(story, figures)), ".docx", ".doc", "x"), expected(story, figures, office=True))


@case("w11-富文本.doc")
def rich_text() -> Case:
    story, figures, items = usual(11, SHUANGDU)
    return Case(convert(docx(items), ".docx", ".rtf", "x"), expected(story, figures, horrors=[17], office=True))


@case("w12-表头另成一表.docx")
def heads_apart() -> Case:
    story, figures, items = usual(12, BAIYIN)
    parts = []
    for kind, content in items:
        if (kind == TABLE and len(content) > 20) or (kind == TABLE and len(content) == 4):
            parts += [table(content[:3]), para(""), table(content[3:])]
        else:
            parts.append((kind, content))
    return Case(docx(parts), expected(story, figures, horrors=[17]))


@case("w13-表格拆开续表.docx")
def table_continued() -> Case:
    """Table 2 in four, table 3 goes on in a second table whose heads are repeated and whose group cell is empty."""
    story, figures, items = usual(13, SHUANGDU)
    two, three, _ = (c for k, c in items if k == TABLE)
    cut = [two[:4], two[4:7], two[7:11], two[11:]]
    first = [[s._replace(down=7) if s.text.startswith("三、") else s for s in row] for row in three[:12]]
    first = [[s._replace(down=5) if s.text.startswith("（三）") else s for s in row] for row in first]
    second = [[Slot("三、本年度办理结果", 1, 15), Slot("（三）不予公开", 1, 3), *three[12]], *three[13:]]
    pieces = {id(two): cut, id(three): [first, three[:3] + second]}
    parts = []
    for kind, content in items:
        parts += (
            [p for g in pieces.get(id(content), [content]) for p in (table(g), para("续表"))]
            if kind == TABLE
            else [(kind, content)]
        )
    return Case(docx(p for p in parts if p != para("续表")), expected(story, figures, horrors=[17]))


@case("w14-一行只有五个数.docx")
def five_of_seven() -> Case:
    story, figures, items = usual(14, WEIBO)
    three = next(c for k, c in items if k == TABLE and len(c) > 20)
    row = next(row for row in three if any("重复申请" in s.text for s in row))
    del row[-3:-1]
    parts = [_ragged(c) if c is three else (k, c) for k, c in items]
    figures.lose("requests.declined_repeat.")
    return Case(docx(parts), expected(story, figures, horrors=[8], warn=[["重复申请", row[-1].text]]))


def _ragged(grid: list[list[Slot]]) -> str:
    """A table in which one row lacks cells at its end."""
    rows = []
    for row in grid:
        lead = [tc("")] if sum(slot.across for slot in row) < 10 else []
        rows.append([*lead, *(tc(s.text, s.across) for s in row)])
    return tbl(rows, 10)


@case("w15-去重单元格.docx")
def without_repetitions() -> Case:
    """What stood in the row before was taken out: zeros are empty, nobody can tell."""
    story = SHIFAN
    figures = township(15)
    items = body(story, figures)

    def thin(grid: list[list[Slot]]) -> list[list[Slot]]:
        return [
            [s if s.text not in [o.text for o in row[:i]] else Slot("", s.across, s.down) for i, s in enumerate(row)]
            for row in grid
        ]

    data = docx((k, thin(c) if k == TABLE else c) for k, c in items)
    for row in {p.rsplit(".", 1)[0] for p in figures.written}:
        seen: set[str] = set()
        for path in [p for p in figures.written if p.startswith(row + ".")]:
            if figures.written[path] in seen and not path.startswith("disputes"):
                figures.meant[path] = None
            seen.add(figures.written[path])
    seen = set()
    for path in [p for p in figures.written if p.startswith("disputes.")]:
        if figures.written[path] in seen:
            figures.meant[path] = None
        seen.add(figures.written[path])
    return Case(data, expected(story, figures, horrors=[7], warn=[["表三", "为空"]]))


@case("w16-表三是图片.docx")
def table_as_picture() -> Case:
    story = QINGHE
    figures = distinct(16)
    items = body(story, figures, tables=[table_two(figures), None, table_four(figures)])
    figures.lose("requests.")
    return Case(docx(items), expected(story, figures, horrors=[6], warn=[["没有读到表三"]]))


@case("w17-各种写法的数.docx")
def odd_values() -> Case:
    story = WEIBO
    figures = distinct(17)
    odd = {
        "proactive.regulations.issued": ("无", None), "proactive.regulations.repealed": ("/", None),
        "proactive.regulations.in_force": ("—", None), "proactive.normative_documents.issued": ("０件", 0),
        "proactive.normative_documents.in_force": (full_width("12"), 12), "proactive.licences.decisions": ("1,024", 1024),
        "proactive.penalties.decisions": ("3，985，758", 3985758), "proactive.fees.amount": ("12.5万元", "12.5"),
        "requests.received.natural_person": ("1宗", 1), "requests.received.commercial": (" 0 ", 0),
        "requests.received.total": ("-", None), "requests.granted.total": ("1.5", None),
        "requests.carried_in.research": ("", None), "disputes.reconsideration.upheld": ("-1", -1),
    }  # fmt: skip
    for path, (text, value) in odd.items():
        figures.put(path, text, value)
    warn = [["规章", "无"], ["12.5万元", "12.5 万元"], ["1.5"], ["科研机构", "为空"]]
    return Case(docx(body(story, figures)), expected(story, figures, horrors=[16], warn=warn))


@case("w18-旧表增减带号.docx")
def old_edition() -> Case:
    story = XINGQIAO
    figures = distinct(18, old=True)
    others = ["12", "30", "4", "9", "17", "+17", "3", "-2", "8", "11", "-5", "6", "+1", "2", "—", "7", "8040"]
    items = body(
        story, figures, tables=[table_two_old(figures, others), table_three(figures, True), table_four(figures)]
    )
    return Case(docx(items), expected(story, figures, horrors=[9], edition="2019"))


@case("w19-新年份用旧表二.docx")
def mixed_editions() -> Case:
    """A report for 2022 with the old table 2 and the new table 3, whose （六） has three rows."""
    story = HUYE.dated(2022)
    figures = distinct(19)
    items = body(story, figures, tables=[table_two_old(figures), table_three(figures), table_four(figures)])
    for path in (
        "regulations.repealed",
        "regulations.in_force",
        "normative_documents.repealed",
        "normative_documents.in_force",
        "fees.amount",
    ):
        figures.meant[f"proactive.{path}"] = None
    return Case(docx(items), expected(story, figures, horrors=[9], edition="2019"))


@case("w20-旧表标签带注.docx")
def old_labels_with_notes() -> Case:
    story = XINGQIAO.dated(2019)
    figures = distinct(20, old=True)
    words = {
        "本年新制作数量": "本年新\n制作数量", "本年增/减": "本年增/", "规章": "规章（设区的市、自治州人民政府应提供相关数据）",
        "行政许可": "行政许可（含依法委托实施的事项，不含备案）", "对外公开总数量": "对外公开\n总数量",
    }  # fmt: skip
    two = changed(table_two_old(figures), words)
    items = body(story, figures, tables=[two, table_three(figures, True), table_four(figures)])
    return Case(docx(items), expected(story, figures, horrors=[9], edition="2019"))


KANGXI = str.maketrans("工人自行文不大小生用立", "⼯⼈⾃⾏⽂不⼤⼩⽣⽤⽴")


@case("w21-康熙部首零宽字符.docx")
def kangxi_radicals() -> Case:
    story, figures, items = usual(21, WEIBO)

    def spoil(text: str) -> str:
        return "\u200b".join(text[i : i + 3] for i in range(0, len(text), 3)).translate(KANGXI)

    spoilt = [(k, changed(c, spoil) if k == TABLE else spoil(c)) for k, c in items]
    lines = {key: [line.translate(KANGXI) for line in getattr(story, key)] for key in ("preamble", "overview", "other")}
    lines |= {"problems": [line.translate(KANGXI) for line in story.lines("问")]}
    lines |= {"improvements": [line.translate(KANGXI) for line in story.lines("改")]}
    return Case(docx(spoilt), expected(story, figures, horrors=[10], folded=True, **lines))


@case("w22-目录与重复标题.docx")
def contents_page() -> Case:
    """A table of contents with all headings, the title three times."""
    story, figures, items = usual(22, SHUANGDU)
    front = [(TITLE, story.title), (TITLE, story.title), (LINE, "目  录")]
    front += [(LINE, f"{heading}\t{page}") for page, heading in enumerate(HEADINGS, 1)]
    return Case(docx([*front, *items]), expected(story, figures, horrors=[12]))


@case("w23-标题断成三行.docx")
def broken_title() -> Case:
    story, figures, items = usual(23, BAIYIN)
    front = [(TITLE, "敖岭旗白音泊苏木人民政府"), (TITLE, "2025年政府信息"), (TITLE, "公开工作年度报告")]
    return Case(docx([*front, *items[1:]]), expected(story, figures, horrors=[12]))


@case("w24-内容控件与域.docx")
def content_controls() -> Case:
    story, figures, items = usual(24, QINGHE)
    field = (
        '<w:r><w:fldChar w:fldCharType="begin"/></w:r><w:r><w:instrText>PAGE \\* MERGEFORMAT</w:instrText></w:r>'
        '<w:r><w:fldChar w:fldCharType="separate"/></w:r><w:r><w:t>7</w:t></w:r><w:r><w:fldChar w:fldCharType="end"/></w:r>'
    )
    parts = []
    for kind, content in items:
        xml = plain_item((kind, content))
        if kind == TABLE:
            xml = re.sub(r"(<w:tr>)(.*?)(</w:tr>)", r"<w:sdt><w:sdtContent>\1\2\3</w:sdtContent></w:sdt>", xml, count=2)
            xml = f"<w:sdt><w:sdtPr/><w:sdtContent>{xml}</w:sdtContent></w:sdt>" + para("- ", inner=field + run(" -"))
        elif kind == LINE:
            xml = xml.replace("<w:r>", '<w:smartTag w:element="x"><w:hyperlink r:id="q"><w:r>', 1).replace(
                "</w:r>", "</w:r></w:hyperlink></w:smartTag>", 1
            )
        parts.append(xml)
    return Case(docx(parts), expected(story, figures, horrors=[17], never=["PAGE"]))


@case("w25-年份单位不一致.docx")
def conflict() -> Case:
    """The title says one year, the period another, the text another unit."""
    story, figures, items = usual(25, WEIBO)
    wrong = "统计期限自2021年1月1日起至2021年12月31日止。"
    parts = [(k, wrong if c == story.preamble[1] else c) for k, c in items]
    preamble = [story.preamble[0], wrong]
    return Case(docx(parts), expected(story, figures, horrors=[15], warn=[["2022", "2021"]], preamble=preamble))


@case("w26-数字落到下一行.docx")
def figures_one_row_down() -> Case:
    """The first row of a group has lost its figures to a row of their own below; group names are torn."""
    story, figures, items = usual(26, HUYE)
    rows = []
    for row in next(c for k, c in items if k == TABLE and len(c) > 20):
        if any(s.text in ("（三）不予公开", "（四）无法提供") for s in row):
            rows.append([tc(""), tc(row[0].text[:5]), tc(row[1].text), *[tc("")] * 7])
            rows.append([tc(""), tc(""), tc(""), *(tc(s.text) for s in row[2:])])
        else:
            lead = [tc("")] * (10 - sum(s.across for s in row))
            rows.append([*lead, *(tc(s.text, s.across) for s in row)])
    parts = [tbl(rows, 10) if k == TABLE and len(c) > 20 else (k, c) for k, c in items]
    return Case(docx(parts), expected(story, figures, horrors=[1, 17]))


@case("w27-标签走样.docx")
def drifted_labels() -> Case:
    story = SHUANGDU
    figures = distinct(27)
    words = {
        "规章": "规 章", "行政规范性文件": "规范性文件", "现行有效件数": "现行有效件", "本年处理决定数量": "处理决定数量",
        "（单位：万元）": "（单位：万元，保留4位小数）", "社会公益组织": "社会组织", "其他法律行政法规": "其他法律法规",
        "危及“三安全一稳定”": "危及\"三安全一稳定\"", "信访举报投诉类申请": "信访、举报、投诉类申请", "本机关不掌握": "本单位不掌握",
        "没有现成信息需要另行制作": "没有现成信息，需另行制作", "申请人无正当理由逾期不补正": "申请人逾期不补正",
        "（一）予以公开": "(一)予以公开", "1.": "1、", "2.": "2．", "结转下年度继续办理": "结转下年度继续办理的申请",
    }  # fmt: skip
    grids = [changed(g, words) for g in (table_two(figures), table_three(figures), table_four(figures))]
    return Case(docx(body(story, figures, tables=grids)), expected(story, figures, horrors=[16]))


@case("w28-严格格式.docx")
def strict_format() -> Case:
    """Saved as “Strict Open XML”: other namespaces."""
    story, figures, items = usual(28, QINGHE)
    with zipfile.ZipFile(io.BytesIO(docx(items))) as old:
        files = {
            name: old.read(name)
            .replace(b"schemas.openxmlformats.org/wordprocessingml/2006/main", b"purl.oclc.org/ooxml/wordprocessingml/main")
            .replace(b"schemas.openxmlformats.org/officeDocument/2006/relationships", b"purl.oclc.org/ooxml/officeDocument/relationships")
            for name in old.namelist()
        }  # fmt: skip
    return Case(archive(files), expected(story, figures, horrors=[17]))


@case("w29-表前有说明文字.docx")
def sentences_among_tables() -> Case:
    """A sentence with another year before table 3; the template's own phrase left in."""
    story, figures, items = usual(29, BAIYIN)
    parts = []
    for kind, content in items:
        if kind == TABLE and len(content) > 20:
            parts.append((LINE, "截至2023年底，苏木尚无历史遗留的申请。"))
        elif kind == TABLE:
            parts.append((LINE, "该部分以表格形式报告。表格如下："))
        parts.append((kind, content))
    return Case(docx(parts), expected(story, figures, horrors=[15], warn=[["历史遗留"]]))


@case("w30-金额写成元.docx")
def fee_in_yuan() -> Case:
    story = HUYE
    figures = distinct(30)
    figures.put("proactive.fees.amount", "12500", None)
    two = changed(table_two(figures), {"单位：万元": "单位：元"})
    items = body(story, figures, tables=[two, table_three(figures), table_four(figures)])
    return Case(docx(items), expected(story, figures, horrors=[16], warn=[["12500"]]))


@case("w31-空白表.docx")
def blank_tables() -> Case:
    story = SHIFAN
    figures = distinct(31)
    for path in figures.written:
        figures.put(path, "", None)
    return Case(
        docx(body(story, figures)),
        expected(story, figures, horrors=[6], warn=[["表二", "全部为空"], ["表三", "全部为空"]]),
    )


@case("w32-带问题的行序.docx")
def rows_twice() -> Case:
    """A row stands twice with different figures: neither can be taken."""
    story, figures, items = usual(32, WEIBO)
    three = next(c for k, c in items if k == TABLE and len(c) > 20)
    at = next(i for i, row in enumerate(three) if row[0].text.startswith("二、"))
    three.insert(at + 1, [three[at][0], *(Slot(str(n)) for n in range(901, 908))])
    figures.lose("requests.carried_in.")
    return Case(docx(items), expected(story, figures, horrors=[15], warn=[["上年结转", "两次"]]))


@case("w33-宏文档片段.docx")
def odd_xml() -> Case:
    """Words cut into runs, tabs and hyphens as elements, a comment between, moved text, phonetic guides."""
    story, figures, items = usual(33, SHUANGDU)
    xml = "".join(map(plain_item, items))
    xml = xml.replace(
        "总体",
        '</w:t></w:r><!-- x --><w:proofErr w:type="spellStart"/><w:r><w:t>总</w:t></w:r><w:r><w:rPr><w:b/></w:rPr><w:t>体',
    )
    ruby = "<w:ruby><w:rt><w:r><w:t>shuāng</w:t></w:r></w:rt><w:rubyBase><w:r><w:t>霜</w:t></w:r></w:rubyBase></w:ruby>"
    xml = xml.replace(
        '<w:t xml:space="preserve">2024年，霜渡镇', f"<w:t>2024年，</w:t></w:r><w:r>{ruby}</w:r><w:r><w:t>渡镇", 1
    )
    moved = '<w:p><w:moveFrom w:id="3" w:author="乙"><w:r><w:t>此段已移走。</w:t></w:r></w:moveFrom></w:p>'
    document = docx([xml, moved])
    return Case(document, expected(story, figures, horrors=[17, 10], never=["shuāng", "此段已移走"]))


@case("w34-标题在页眉框内.docx")
def title_in_box() -> Case:
    story, figures, items = usual(34, HUYE)
    box = f"<w:r><w:pict><v:shape><v:textbox><w:txbxContent>{para(story.title)}</w:txbxContent></v:textbox></v:shape></w:pict></w:r>"
    sub = [(k, c) for k, c in items[1:] if k != SUB]
    return Case(docx([para("", inner=box), *sub]), expected(story, figures, horrors=[17]))
