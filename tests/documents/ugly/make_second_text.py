"""A second set of texts, made after the readers were written, to see whether they had only learnt the first."""

from dataclasses import replace

from tests.documents.ugly.case import HEADING, TABLE, TITLE, Case, Item, body, case, expected, usual
from tests.documents.ugly.figures import PATHS, distinct, township
from tests.documents.ugly.make_text import text
from tests.documents.ugly.second_stories import CHAGANNUR, FENGXIANG, HUANSHA, LUOHE, SHATANG, TONGHUA
from tests.documents.ugly.tables import (
    Grid,
    cells,
    changed,
    matrix,
    piped,
    spaced,
    tabbed,
    table_four,
    table_three,
    table_two,
    table_two_old,
)  # fmt: skip


@case("s01-种子的写法.txt")
def as_the_seed() -> Case:
    """Fields lost at the left, a group's name torn off, ten fields or nine, the figures sometimes a line below."""
    story, figures, items = usual(601, LUOHE)
    lines: list[str] = []
    for kind, grid in items:
        if kind != TABLE:
            lines += [grid, ""]
            continue
        for number, row in enumerate(matrix(grid)):
            filled = [cell for cell in row if cell]
            if len(grid) > 20 and number > 2:
                labels, values = filled[:-7], filled[-7:]
                if len(labels) == 3 or labels[0].startswith("（四）"):
                    lines += ["\t".join([*labels, *[""] * 6]), "\t".join(["", "", *values]), ""]
                elif number % 3 == 0:
                    lines.append("\t".join(["", "", *labels, *values]))
                else:
                    lines.append("\t".join([*labels, *values, ""]))
            else:
                lines.append("\t".join(cell or "" for cell in row))
    return Case("\n".join(lines).encode(), expected(story, figures, horrors=[1]))


@case("s02-一格一行断词.txt")
def a_cell_a_line_with_torn_labels() -> Case:
    """One cell a line, long labels torn over two lines, a no-break space before every second figure."""
    story, figures, items = usual(602, TONGHUA)

    def torn(grid: Grid) -> list[str]:
        lines: list[str] = []
        for number, cell in enumerate(cells(grid)):
            if cell.isdigit():
                lines.append(("\u00a0" if number % 2 else "") + cell + "  ")
            elif len(cell) > 14:
                lines += [cell[:8], cell[8:]]
            else:
                lines.append(cell)
        return lines

    return Case(text(items, torn).encode(), expected(story, figures, horrors=[3]))


@case("s03-竖线碎片与正文在格内.txt")
def bars_all_over() -> Case:
    """Bars on lines of their own, a row of 200, the whole section one inside the first cell."""
    story, figures, items = usual(603, HUANSHA)
    lines: list[str] = []
    for kind, content in items:
        if kind == TABLE:
            lines.append("|" * 200)
            for row in content:
                lines += [f"{slot.text} |" for slot in row] + ["|", "|||"]
        elif kind == HEADING and content.startswith("一"):
            lines.append(f"| {content}")
        else:
            lines.append(content)
    return Case("\n".join(lines).encode(), expected(story, figures, horrors=[4]))


@case("s04-标记文本列表.md")
def markdown() -> Case:
    """Headings as ##, lines as list items, tables whose head row is shorter than the rows below."""
    story, figures, items = usual(604, LUOHE)
    lines: list[str] = []
    for kind, content in items:
        if kind == TABLE:
            rows = piped(content)
            lines += ["", "| | |", "|---|---|", *rows, ""]
        elif kind == TITLE:
            lines += [f"# {content}", ""]
        elif kind == HEADING:
            lines += [f"## {content}", ""]
        else:
            lines += [f"- {content}", ""]
    text_ = {
        key: [f"- {line}" for line in lines_] for key, lines_ in (("overview", story.overview), ("other", story.other))
    }
    five = {"problems": [f"- {x}" for x in story.lines("问")], "improvements": [f"- {x}" for x in story.lines("改")]}
    return Case(
        "\n".join(lines).encode(),
        expected(story, figures, horrors=[4, 14], **text_, **five, preamble=[f"- {x}" for x in story.preamble]),
    )


@case("s05-阅读器复制.txt")
def copied_from_a_pdf_viewer() -> Case:
    """Labels wrapped before and behind their figures, heads letter by letter, page numbers between rows."""
    story, figures, items = usual(605, HUANSHA)
    lines: list[str] = []
    for kind, content in items:
        if kind != TABLE:
            lines += [content[i : i + 34] for i in range(0, len(content), 34)] if kind != HEADING else [content]
            continue
        if len(content) < 20:
            lines += spaced(content)
            continue
        lines += [
            "申请人情况",
            "法人或其他组织",
            "总",
            "自然人",
            "计",
            "商业 科研 社会公 法律服",
            "其他",
            "企业 机构 益组织 务机构",
        ]
        for number, row in enumerate(content[3:]):
            values = " ".join(slot.text for slot in row[-7:])
            labels = [slot.text for slot in row[:-7]]
            if number in (6, 15):
                lines += [f"- {number} -"]
            label = labels[-1]
            lead = " ".join(labels[:-1])
            if len(label) > 18:
                lines += [f"{lead} {label[:9]}".strip(), values, label[9:]]
            elif lead:
                lines += [lead[:4], f"{lead[4:]} {label} {values}".strip()]
            else:
                lines.append(f"{label} {values}")
    lines = [line for line in lines if line]
    return Case("\n".join(lines).encode(), expected(story, figures, horrors=[5]))


@case("s06-制表框线.txt")
def box_drawing() -> Case:
    """Tables drawn with box characters, as old editors print them."""
    story, figures, items = usual(606, TONGHUA)

    def boxed(grid: Grid) -> list[str]:
        width = len(matrix(grid)[0])
        rule = "├" + "┼".join("────" for _ in range(width)) + "┤"
        rows = ["│" + "│".join(f" {cell or ''} " for cell in row) + "│" for row in matrix(grid)]
        return [rule.replace("├", "┌").replace("┼", "┬").replace("┤", "┐"), *(x for row in rows for x in (row, rule))]

    return Case(text(items, boxed).encode(), expected(story, figures))


@case("s07-全角空格对齐.txt")
def wide_blanks() -> Case:
    """Cells parted by ideographic spaces, two or three at a time."""
    story, figures, items = usual(607, CHAGANNUR)

    def wide(grid: Grid) -> list[str]:
        return [("　　" if n % 2 else "　　　").join(slot.text for slot in row) for n, row in enumerate(grid)]

    return Case(text(items, wide).encode(), expected(story, figures))


@case("s08-连表格也在一行.txt")
def tables_in_one_line_too() -> Case:
    """The whole report is one line, cells parted by blanks."""
    story, figures, items = usual(608, LUOHE)
    return Case(text(items, cells, " ").encode(), expected(story, figures, horrors=[14]))


@case("s09-发布日期与旧链接-2025年01月.txt")
def other_years_around() -> Case:
    """Published in another year, named by another one, links to other townships' reports below."""
    story, figures, items = usual(609, HUANSHA)
    head = "首页 > 信息公开 > 年报\n索引号：0398/2025-00011\n发布时间：2025-01-22 09:30　来源：浣纱乡\n浏览次数：52\n"
    tail = "\n上一篇：燕栖县云溪镇人民政府2023年政府信息公开工作年度报告\n下一篇：没有了\n主办：燕栖县人民政府办公室　备案号：X ICP备11000号\n"
    data = head + "燕栖县浣纱乡人民政府2024年政府信息\n公开工作年度报告\n" + text(items) + tail
    return Case(data.encode(), expected(story, figures, horrors=[12], never=["浏览次数", "上一篇", "云溪镇", "主办"]))


@case("s10-日期重叠.txt")
def doubled_dates() -> Case:
    story = LUOHE
    figures = distinct(610)
    preamble = tuple(
        line.replace("2023年1月1日至2023年12月31日", "20231月1日至202323年12月31日") for line in story.preamble
    )
    return Case(
        text(body(replace(story, preamble=preamble), figures)).encode(),
        expected(replace(story, preamble=preamble), figures, horrors=[11]),
    )


@case("s11-标题错字.txt")
def misspelt_headings() -> Case:
    story = TONGHUA
    figures = distinct(611)
    headings = (
        "一、总体情况：", "二、主动公开政府信息的情況", "三、收到和处里政府信息公开申请情况", "四、政府信息公开行政复仪、行政诉讼情况",
        "五、存在主要问题和改进情况", "六、其它需要报告的事项：",
    )  # fmt: skip
    return Case(text(body(story, figures, headings=headings)).encode(), expected(story, figures))


@case("s12-数字小标题.txt")
def arabic_headings() -> Case:
    """1. 总体情况, while rows of table 3 begin with 1. too."""
    story = CHAGANNUR
    figures = distinct(612)
    words = ("总体情况", "主动公开政府信息情况", "收到和处理政府信息公开申请情况", "政府信息公开行政复议、行政诉讼情况", "存在的主要问题及改进情况", "其他需要报告的事项")  # fmt: skip
    headings = [f"{n}. {w}" for n, w in enumerate(words, 1)]
    return Case(text(body(story, figures, headings=headings), spaced).encode(), expected(story, figures, horrors=[2]))


@case("s13-第四部分在第二部分前.txt")
def tables_in_another_order() -> Case:
    story, figures, items = usual(613, HUANSHA)
    at = [i for i, item in enumerate(items) if item[0] == HEADING]
    four, two = items[at[3] : at[4]], items[at[1] : at[3]]
    return Case(text([*items[: at[1]], *four, *two, *items[at[4] :]]).encode(), expected(story, figures, horrors=[14]))


@case("s14-小标题粘在行内.txt")
def sub_headings_inside_the_line() -> Case:
    """Section five is one line: （一）存在的问题。1.…2.…（二）改进措施。1.…"""
    story, figures, items = usual(614, TONGHUA)
    lines, five = (
        [],
        "（一）存在的问题。" + "".join(story.lines("问")) + "（二）改进措施。" + "".join(story.lines("改")),
    )
    inside = False
    for kind, content in items:
        if kind == TABLE:
            lines += tabbed(content)
            continue
        if kind == HEADING:
            inside = content.startswith("五、")
            lines += [content, *([five] if inside else [])]
        elif not inside:
            lines.append(content)
    return Case("\n".join(lines).encode(), expected(story, figures, horrors=[14]))


@case("s15-各种数.txt")
def figures_as_people_write_them() -> Case:
    story = FENGXIANG
    figures = distinct(615)
    for path, written, value in (
        ("proactive.regulations.issued", "0件", 0), ("proactive.regulations.repealed", "０", 0), ("proactive.regulations.in_force", "无", None),
        ("proactive.normative_documents.issued", "２件", 2), ("proactive.normative_documents.in_force", "1，024", 1024),
        ("proactive.licences.decisions", "3,985,758", 3985758), ("proactive.penalties.decisions", "6宗", 6),
        ("proactive.compulsory_measures.decisions", "—", None), ("proactive.fees.amount", "190.457379", "190.457379"),
        ("requests.received.natural_person", "12 件", 12), ("requests.received.commercial", "\u20031\u2003", 1), ("requests.carried_in.other", "/", None),
        ("requests.carried_in.total", "０件", 0), ("disputes.reconsideration.upheld", "1起", 1), ("disputes.litigation_direct.total", "－", None),
    ):  # fmt: skip
        figures.put(path, written, value)
    return Case(text(body(story, figures)).encode(), expected(story, figures, horrors=[16]))


@case("s16-旧表加减号.txt")
def old_edition_spaced() -> Case:
    """The 2019 tables, rows parted by blanks; +17, -3, 减 lost from 本年增/减, a head torn in two."""
    story = SHATANG
    figures = distinct(616, old=True)
    others = ["15", "15", "0", "3", "8", "+17", "21", "-3", "0", "6", "+1", "9", "-2", "4", "+5", "8", "8040"]
    two = changed(table_two_old(figures, others), {"本年增/减": "本年增/", "本年新制作数量": "本年新\n制作数量"})
    items = body(story, figures, tables=[two, table_three(figures, True), table_four(figures)])
    return Case(text(items, spaced).encode(), expected(story, figures, horrors=[9], edition="2019"))


@case("s17-新年份旧表一格一行.txt")
def old_table_two_in_a_new_year() -> Case:
    story = LUOHE
    figures = distinct(617)
    items = body(story, figures, tables=[table_two_old(figures), table_three(figures), table_four(figures)])
    for path in ("regulations.repealed", "regulations.in_force", "normative_documents.repealed", "normative_documents.in_force", "fees.amount"):  # fmt: skip
        figures.meant[f"proactive.{path}"] = None
    return Case(text(items, cells).encode(), expected(story, figures, horrors=[9], edition="2019"))


@case("s18-只有回车.txt")
def old_mac_line_ends() -> Case:
    story, figures, items = usual(618, HUANSHA)
    return Case(text(items).replace("\n", "\r").encode("utf-8-sig"), expected(story, figures))


@case("s19-双字节编码.txt")
def utf_16() -> Case:
    story, figures, items = usual(619, TONGHUA)
    return Case(b"\xfe\xff" + text(items).replace("\n", "\r\n").encode("utf-16-be"), expected(story, figures))


@case("s20-部首与零宽.txt")
def radicals() -> Case:
    """Kangxi radicals, zero-width characters in labels and headings, compatibility characters."""
    story, figures, items = usual(620, FENGXIANG)
    swap = {"工": "⼯", "行": "⾏", "人": "⼈", "立": "⽴", "年": "年\u200b", "月": "⽉", "不": "\uf967"}

    def damaged(text_: str) -> str:
        return "".join(swap.get(char, char) for char in text_)

    wanted = expected(story, figures, horrors=[10])
    wanted["narrative"] = {
        key: [damaged(x).replace("\u200b", "") for x in lines] for key, lines in wanted["narrative"].items()
    }
    return Case(damaged(text(items)).encode(), wanted)


@case("s21-括号走样.txt")
def odd_brackets() -> Case:
    story, figures, items = usual(621, CHAGANNUR)
    data = text(items, tabbed).translate(str.maketrans("（）〔〕", "()[]")).replace("、属", "．属")
    lines = [line.translate(str.maketrans("（）〔〕", "()[]")) for line in story.overview]
    return Case(data.encode(), expected(story, figures, horrors=[10], overview=lines))


@case("s22-去重全零.txt")
def deduplicated() -> Case:
    """Each text stands once only: every later zero is gone."""
    story = CHAGANNUR
    figures = distinct(622)
    for path in PATHS:
        figures.put(path, "0", "0" if path.endswith("amount") else 0)
    seen: set[str] = set()
    lines = []
    for line in text(body(story, figures), cells).split("\n"):
        if line not in seen:
            lines.append(line)
        seen.add(line)
    for path in PATHS:
        figures.meant[path] = None
    figures.meant["proactive.regulations.issued"] = None
    return Case("\n".join(lines).encode(), expected(story, figures, horrors=[7]))


@case("s23-行中多一数.txt")
def eight_figures() -> Case:
    """A row gives its total twice; another has lost its first cell."""
    story = HUANSHA
    figures = distinct(623)
    grid = table_three(figures)
    grid[3] = [*grid[3], grid[3][-1]]
    grid[9] = [grid[9][0], *grid[9][2:]]
    items = body(story, figures, tables=[table_two(figures), grid, table_four(figures)])
    figures.lose("requests.received.")
    figures.lose("requests.refused_security.")
    return Case(
        text(items, spaced).encode(),
        expected(story, figures, horrors=[8], warn=[["本年新收", "8 个"], ["三安全一稳定", "6 个"]]),
    )


@case("s24-章节词语被广告替换.txt")
def hijacked() -> Case:
    story, figures, items = usual(624, TONGHUA)
    data = text(items).replace("政府信息公开", "彩虹糖果")
    change = [line.replace("政府信息公开", "彩虹糖果") for line in story.other]
    return Case(data.encode(), expected(story, figures, horrors=[13], other=change))


@case("s25-多为零空格行.txt")
def mostly_zero_spaced() -> Case:
    story = FENGXIANG
    figures = township(625)
    return Case(text(body(story, figures), spaced).encode(), expected(story, figures))


@case("s26-表头丢失.txt")
def heads_lost() -> Case:
    """The heads of all tables are gone, labels and figures are there."""
    story = HUANSHA
    figures = distinct(626)
    two = [row for row in table_two(figures) if not row[0].text.startswith(("第二十条", "信息内容"))]
    items = body(story, figures, tables=[two, table_three(figures)[3:], table_four(figures)])
    return Case(text(items, tabbed_by_hand).encode(), expected(story, figures))


def tabbed_by_hand(grid: Grid) -> list[str]:
    return ["\t".join(slot.text for slot in row) for row in grid]


@case("s27-半截表格.txt")
def cut_in_the_middle() -> Case:
    """Table 3 ends after （四）, a remark stands there; table 4 has a heading and nothing below."""
    story = LUOHE
    figures = distinct(627)
    grid = [[s._replace(down=min(s.down, 18 - at)) for s in row] for at, row in enumerate(table_three(figures)[:18])]
    items: list[Item] = body(story, figures, tables=[table_two(figures), grid, None])
    for path in PATHS:
        if path.split(".")[1].startswith(("declined", "other_", "results", "carried_out")) and path.startswith(
            "requests"
        ):
            figures.meant[path] = None
    figures.lose("disputes.")
    at = next(i for i, (k, c) in enumerate(items) if k == HEADING and c.startswith("四、"))
    items.insert(at, ("line", "（以下内容请下载附件查看）"))
    return Case(text(items).encode(), expected(story, figures, horrors=[6, 8], warn=[["没有读到表四"]]))


@case("s28-逗号分隔.txt")
def comma_separated() -> Case:
    """Tables pasted from a spreadsheet saved with commas."""
    story, figures, items = usual(628, CHAGANNUR)

    def commas(grid: Grid) -> list[str]:
        return [",".join(cell or "" for cell in row) for row in matrix(grid)]

    return Case(text(items, commas).encode(), expected(story, figures, may_miss=[""]))
