"""Plain text and Markdown: what is left of a report after copying, crawling and converting."""

import re
from dataclasses import replace

from tests.documents.ugly.case import HEADING, SUB, TABLE, TITLE, Case, Item, body, case, expected, refused, usual
from tests.documents.ugly.figures import PATHS, Figures, distinct, township
from tests.documents.ugly.stories import BAIYIN, HEADINGS, HUYE, QINGHE, SHIFAN, SHUANGDU, WEIBO, XINGQIAO
from tests.documents.ugly.tables import (
    Slot,
    cells,
    piped,
    spaced,
    tabbed,
    table_four,
    table_three,
    table_two,
    table_two_old,
)


def text(items: list[Item], grid=tabbed, gap: str = "\n") -> str:
    lines = [line for kind, content in items for line in (grid(content) if kind == TABLE else [content])]
    return gap.join(lines) + "\n"


@case("t01-数字下移标签左移.txt")
def seed_like() -> Case:
    """Tabs; the first rows of groups have their figures one line down, the next label shifts left with a trailing tab."""
    story, figures, items = usual(201, HUYE)
    lines = []
    for kind, content in items:
        if kind != TABLE:
            lines.append(content)
            continue
        for row in content:
            values = [s.text for s in row if s.text.isdigit()]
            labels = [s.text for s in row if not s.text.isdigit()]
            if len(content) > 20 and labels[0] in ("（三）不予公开", "（四）无法提供", "（五）不予处理"):
                lines += ["\t".join([labels[0][:5], labels[1], *[""] * 7]), "\t".join(["", "", *values]), ""]
                torn = labels[0][5:]
            elif len(content) > 20 and labels[0].startswith("2."):
                lines.append("\t".join([torn, *labels, *values, ""]))
            elif len(content) > 20 and len(values) == 7:
                lines.append("\t".join(["", *labels, *values]))
            else:
                lines.append("\t".join(s.text for s in row))
    return Case("\n".join(lines).encode(), expected(story, figures, horrors=[1]))


@case("t02-一格一行.txt")
def cell_a_line() -> Case:
    story, figures, items = usual(202, WEIBO)
    return Case(text(items, cells, "\n\n").encode(), expected(story, figures, horrors=[2, 3]))


@case("t03-一格一行带空格.txt")
def cell_a_line_township() -> Case:
    story = BAIYIN
    figures = township(203)
    data = text(body(story, figures), cells, "\n\n\u00a0").encode("gb18030")
    return Case(data, expected(story, figures, horrors=[3]))


@case("t04-竖线碎片.txt")
def pipe_fragments() -> Case:
    story, figures, items = usual(204, SHUANGDU)

    def fragments(grid: list[list[Slot]]) -> list[str]:
        return [line for row in grid for line in [*(f"{s.text} |" for s in row), "|", "|||"]]

    return Case(text(items, fragments).encode(), expected(story, figures, horrors=[4]))


@case("t05-竖线成串.txt")
def runs_of_pipes() -> Case:
    """Merged cells were written out as hundreds of empty ones."""
    story, figures, items = usual(205, QINGHE)

    def runs(grid: list[list[Slot]]) -> list[str]:
        return ["|" * 200, *piped(grid), "|" * 180, "| | |"]

    return Case(text(items, runs).encode(), expected(story, figures, horrors=[4]))


@case("t06-标记表格.md")
def markdown_tables() -> Case:
    story, figures, items = usual(206, WEIBO)

    def table(grid: list[list[Slot]]) -> list[str]:
        rows = piped(grid)
        return ["", rows[0], "|" + " --- |" * (rows[0].count("|") - 1), *rows[1:], ""]

    marks = {TITLE: "# ", HEADING: "## ", SUB: "### "}
    lines = [line for k, c in items for line in (table(c) if k == TABLE else [marks.get(k, "") + c, ""])]
    return Case("\n".join(lines).encode(), expected(story, figures, horrors=[14]))


@case("t07-合并格重复.md")
def markdown_copies() -> Case:
    """Merged cells are repeated in every column that they covered."""
    story, figures, items = usual(207, HUYE)
    items = [(k, f"**{c}**" if k == HEADING else c) for k, c in items]
    return Case(text(items, lambda g: piped(g, "=")).encode(), expected(story, figures, horrors=[4]))


@case("t08-全文一行.txt")
def one_line() -> Case:
    story, figures, items = usual(208, SHUANGDU)
    return Case(text(items, spaced, " ").encode(), expected(story, figures, horrors=[14]))


@case("t09-几行标题粘连.txt")
def glued_headings() -> Case:
    """No line end behind the headings, tables with tabs."""
    story, figures, items = usual(209, HUYE)
    out = text(items)
    for heading in (HEADINGS[0], HEADINGS[4], HEADINGS[5]):
        out = out.replace(heading + "\n", heading + " ")
    out = out.replace("全过程。\n", "全过程。").replace("2份。\n", "2份。")
    return Case(out.encode(), expected(story, figures, horrors=[14]))


@case("t10-标题写错.txt")
def misspelt_headings() -> Case:
    story = WEIBO
    figures = distinct(210)
    heads = (
        "一、总体情况：", "二、主动公开政府信息请况", "三、收到和处理政府信息公开申清情况",
        "四、因政府信息公开工作被申请行政复议、提起行政诉讼情况。", "五、存在主要问题及改进情况", "六、其它需要报告的事项",
    )  # fmt: skip
    return Case(text(body(story, figures, headings=heads)).encode(), expected(story, figures, horrors=[14]))


@case("t11-标题换编号.txt")
def other_numbers() -> Case:
    story = SHUANGDU
    figures = distinct(211)
    heads = [f"第{h[0]}部分　{h[2:]}" for h in HEADINGS]
    return Case(text(body(story, figures, headings=heads)).encode(), expected(story, figures, horrors=[14]))


@case("t12-标题数字编号.md")
def digits_as_numbers() -> Case:
    story = HUYE
    figures = distinct(212)
    heads = [f"## {i}. {h[2:]}" for i, h in enumerate(HEADINGS, 1)]
    return Case(text(body(story, figures, headings=heads), piped).encode(), expected(story, figures, horrors=[14]))


@case("t13-字间空格.txt")
def spaced_headings() -> Case:
    story = QINGHE
    figures = distinct(213)
    heads = [h[:2] + " " + " ".join(h[2:]) for h in HEADINGS]
    return Case(text(body(story, figures, headings=heads)).encode("utf-8-sig"), expected(story, figures, horrors=[14]))


@case("t14-顺序颠倒.txt")
def out_of_order() -> Case:
    """Section six stands before section five."""
    story, figures, items = usual(214, SHUANGDU)
    five = next(i for i, item in enumerate(items) if item[1] == HEADINGS[4])
    six = next(i for i, item in enumerate(items) if item[1] == HEADINGS[5])
    moved = [*items[:five], *items[six:], *items[five:six]]
    return Case(text(moved).encode(), expected(story, figures, horrors=[15]))


@case("t15-标题重复.txt")
def doubled_headings() -> Case:
    story, figures, items = usual(215, WEIBO)
    doubled = [i for item in items for i in ([item, item] if item[0] == HEADING else [item])]
    return Case(text(doubled).encode(), expected(story, figures, horrors=[12, 14]))


@case("t16-日期残缺.txt")
def broken_dates() -> Case:
    story, figures, items = usual(216, SHUANGDU)

    def broken(text_: str) -> str:
        return text_.replace("2024年1月1日至2024年12月31日", "20241月1日至202024年1231日")

    out = broken(text(items)).replace("第二十条第（八）项", "第二十条第")
    return Case(out.encode(), expected(story, figures, horrors=[11], preamble=list(map(broken, story.preamble))))


@case("t17-起始日缺失.txt")
def lost_dates() -> Case:
    story, figures, items = usual(217, WEIBO)

    def broken(text_: str) -> str:
        return text_.replace("自2022年1月1日起至2022年12月31日止", "自2022 11日起至20221231日止")

    return Case(
        broken(text(items)).encode(),
        expected(story, figures, horrors=[11], preamble=list(map(broken, story.preamble))),
    )


@case("t18-去重的一格一行.txt")
def without_repetitions() -> Case:
    """Every text that stood before is gone: figures cannot be told."""
    story = HUYE
    figures = township(218)

    def thin(grid: list[list[Slot]]) -> list[str]:
        return list(dict.fromkeys(cells(grid)))

    data = text(body(story, figures), thin, "\n").encode()
    alone = [
        path for path in PATHS if path.startswith(("proactive.licences", "proactive.penalties")) and figures.meant[path]
    ]
    kept = {path: figures.meant[path] for path in alone}  # rows of one figure, met for the first time
    figures.lose("")
    figures.meant |= kept
    return Case(data, expected(story, figures, horrors=[7], warn=[["表三"], ["表四"]]))


@case("t19-版面文本.txt")
def printed_page() -> Case:
    """Text out of a PDF: heads letter by letter, page numbers in the table, a group's name torn over two rows."""
    story = SHUANGDU
    figures = distinct(219)
    lines = spaced(table_two(figures))
    three = []
    for row in table_three(figures)[3:]:
        labels, values = (
            [s.text for s in row if not s.text.isdigit()],
            " ".join(s.text for s in row if s.text.isdigit()),
        )
        if labels[0] == "（三）不予公开":
            three += ["（三）不", "予公开", f"{labels[1]} {values}"]
        elif labels[0] == "（四）无法提供":
            three += [f"（四）无 {labels[1]} {values}", "法提供"]
        elif labels[-1].startswith("2.申请人"):
            three += ["2.申请人逾期未按收费通知要求", f"缴纳费用、行政机关不再处理其政府信息公开申请 {values}", "- 4 -"]
        else:
            three.append(f"{' '.join(labels)} {values}")
    four = [
        "结 结 其 尚",
        "果 果 他 未",
        "维 纠 结 审",
        "持 正 果 结",
        spaced(table_four(figures))[-1],
        "第 5 页 共 6 页",
    ]
    head = ["总计商 业 企", "业", "- 3 -"]
    parts = {HEADINGS[1]: lines, HEADINGS[2]: head + three, HEADINGS[3]: four}
    items = body(story, figures, tables=[None, None, None])
    out = "\n".join(line for k, c in items for line in [c, *parts.get(c, [])])
    return Case(out.encode(), expected(story, figures, horrors=[5]))


@case("t20-一行五个数.txt")
def five_of_seven() -> Case:
    story, figures, items = usual(220, BAIYIN)
    three = next(c for k, c in items if k == TABLE and len(c) > 20)
    row = next(r for r in three if r[0].text.startswith("一、"))
    del row[-2:]
    figures.lose("requests.received.")
    data = "\n".join(
        line for k, c in items for line in ([" ".join(s.text for s in r) for r in c] if k == TABLE else [c])
    )
    return Case(data.encode(), expected(story, figures, horrors=[8], warn=[["本年新收", "5 个"]]))


@case("t21-表格全部丢失.txt")
def tables_gone() -> Case:
    story = WEIBO
    figures = distinct(221)
    data = text(body(story, figures, tables=[None, None, None])).encode()
    figures.lose("")
    warn = [["没有读到表二"], ["没有读到表三"], ["没有读到表四"]]
    return Case(data, expected(story, figures, horrors=[6], warn=warn))


@case("t22-从一跳到五.txt")
def jump() -> Case:
    story = SHIFAN
    figures = distinct(222)
    items = [i for i in body(story, figures, tables=[None, None, None]) if i[1] not in HEADINGS[1:4]]
    figures.lose("")
    warn = [["没有找到", "二、主动公开"], ["没有读到表三"]]
    return Case(text(items).encode(), expected(story, figures, horrors=[6, 15], warn=warn))


@case("t23-多出第七章.txt")
def seventh_chapter() -> Case:
    """A seventh chapter follows: nothing of it may be lost."""
    story, figures, items = usual(223, WEIBO)
    more = "七、信息处理费收取情况\n本年度减免信息处理费0元。\n"
    data = (text(items) + more).encode()
    other = [*story.other, "七、信息处理费收取情况", "本年度减免信息处理费0元。"]
    return Case(data, expected(story, figures, horrors=[15], other=other))


@case("t24-问题写在表二后.txt")
def problems_below_table_two() -> Case:
    """“（一）存在问题” and the measures stand right below table 2; section five has no heading of its own."""
    story = QINGHE
    figures = distinct(224)
    items = body(story, figures)
    five = next(i for i, item in enumerate(items) if item[1] == HEADINGS[4])
    six = next(i for i, item in enumerate(items) if item[1] == HEADINGS[5])
    two = next(i for i, item in enumerate(items) if item[0] == TABLE)
    moved = [*items[: two + 1], *items[five + 1 : six], *items[two + 1 : five], *items[six:]]
    warn = [["没有找到", "五、存在的主要问题"]]
    return Case(text(moved).encode(), expected(story, figures, horrors=[15], warn=warn))


@case("t25-另一种编码.txt")
def utf_sixteen() -> Case:
    story, figures, items = usual(225, BAIYIN)
    return Case(text(items).replace("\n", "\r\n").encode("utf-16"), expected(story, figures))


@case("t26-旧表制表符.txt")
def old_tabs() -> Case:
    story = XINGQIAO
    figures = distinct(226, old=True)
    others = ["3", "0", "1", "5", "+2", "7", "-1", "10", "0", "2", "+17", "4", "-", "0", "1", "2", "808"]
    items = body(
        story, figures, tables=[table_two_old(figures, others), table_three(figures, True), table_four(figures)]
    )
    return Case(text(items).encode(), expected(story, figures, horrors=[9], edition="2019"))


@case("t27-旧表一格一行.txt")
def old_cell_a_line() -> Case:
    story = XINGQIAO.dated(2019)
    figures = distinct(227, old=True)
    items = body(story, figures, old=True)
    return Case(text(items, cells).encode(), expected(story, figures, horrors=[3, 9], edition="2019"))


@case("t28-陇堰县霜渡镇人民政府2024年政府信息公开工作年度报告.txt")
def origin_in_name() -> Case:
    """Neither title nor text name unit and year."""
    story, figures, items = usual(228, SHUANGDU)
    plain = [(k, c) for k, c in items[1:] if c not in story.preamble]

    def anonymous(line: str) -> str:
        return line.replace("2024年，霜渡镇", "本镇")

    data = text([(k, c if k == TABLE else anonymous(c)) for k, c in plain]).encode()
    lines = {"overview": [anonymous(line) for line in story.overview]}
    return Case(data, expected(story, figures, horrors=[12], warn=[["文件名"]], preamble=[], **lines))


@case("t29-一段话转折.txt")
def one_paragraph() -> Case:
    """Section five is one paragraph that turns at 下一步."""
    story, figures, items = usual(229, SHIFAN)
    joined = "".join(line for _, line in story.five)
    parts = [
        (k, joined if c == story.five[0][1] else c) for k, c in items if c not in [line for _, line in story.five[1:]]
    ]
    return Case(text(parts).encode(), expected(story, figures, horrors=[14]))


@case("t30-半角括号与点号.md")
def list_marks() -> Case:
    """Markdown made of Word: “- 1、”, half-width brackets, headings in bold."""
    story, figures, items = usual(230, WEIBO)
    out = text([(k, f"**{c}**" if k in (HEADING, SUB) else c) for k, c in items], piped)
    out = re.sub(r"(?m)^(\d)\.", r"- \1、", out)
    lines = {
        key: [re.sub(r"^(\d)\.", r"- \1、", x) for x in story.lines(kind)]
        for key, kind in (("problems", "问"), ("improvements", "改"))
    }
    return Case(out.encode(), expected(story, figures, horrors=[14], **lines))


@case("t31-收费及减免.txt")
def before_the_form() -> Case:
    data = (
        "荻湾镇2016年政府信息公开工作年度报告\n一、概述\n2016年，荻湾镇认真做好公开。\n二、主动公开政府信息情况\n全年公开120条。\n"
        "三、依申请公开政府信息情况\n未收到申请。\n四、政府信息公开的收费及减免情况\n无。\n五、因政府信息公开申请行政复议、提起行政诉讼的情况\n无。\n"
        "六、存在的主要问题及改进措施\n人手不足。\n附表\n指标名称\t计量单位\t统计数\n主动公开政府信息数\t条\t120\n"
    )  # fmt: skip
    return Case(data.encode(), refused("2019"))


@case("t32-会议通知.txt")
def another_document() -> Case:
    data = "关于召开政务公开工作推进会的通知\n各站所：\n定于5月6日召开政务公开推进会，请准时参加。\n一、会议时间\n5月6日9时。\n二、参会人员\n各站所负责人。\n"
    return Case(data.encode(), refused("没有找到"))


@case("t33-提问顺序.txt")
def problem_then_measure() -> Case:
    """Problems and measures in turn, in one paragraph each."""
    story = SHUANGDU
    figures = distinct(233)
    five = (
        ("问", "一是公开时效不强。部分信息滞后一周以上。"), ("问", "二是解读不够。"), ("改", "下一步，霜渡镇将重点做好两项工作："),
        ("改", "一是限时公开，逾期通报；"), ("改", "二是逐件解读，图文并茂。"),
    )  # fmt: skip
    other = replace(story, five=five)
    return Case(text(body(other, figures)).encode(), expected(other, figures, horrors=[14]))


@case("t34-汉字年份.txt")
def year_in_characters() -> Case:
    story, figures, items = usual(234, HUYE)
    out = text(items).replace(story.title, "岚泽市槲叶乡人民政府二〇二三年政府信息公开工作年度报告")
    return Case(out.encode(), expected(story, figures))


@case("t35-信息与费用混写.txt")
def fees_under_one() -> Case:
    """Fees stand in section one with figures of their own; table rows must come from the table only."""
    story = SHUANGDU
    figures = township(235)
    more = "行政事业性收费 37.5 万元，行政许可 18 件，行政处罚 6 件，均已公示。"
    other = replace(story, overview=(*story.overview, more))
    return Case(text(body(other, figures)).encode(), expected(other, figures, horrors=[15]))


def lost(figures: Figures, start: str, end: str) -> None:
    for path in PATHS[PATHS.index(start) : PATHS.index(end) + 1]:
        figures.meant[path] = None


@case("t36-表三后半截缺失.txt")
def half_a_table() -> Case:
    story, figures, items = usual(236, WEIBO)
    parts = [(k, c[:14] if k == TABLE and len(c) > 20 else c) for k, c in items]
    data = "\n".join(
        line for k, c in parts for line in ([" ".join(s.text for s in r) for r in c] if k == TABLE else [c])
    )
    lost(figures, "requests.refused_admin_query.natural_person", "requests.carried_out.total")
    return Case(data.encode(), expected(story, figures, horrors=[6], warn=[["结转下年度"], ["行政查询事项"]]))


@case("t37-表四少一个数.txt")
def fourteen_of_fifteen() -> Case:
    story, figures, items = usual(237, HUYE)
    four = next(c for k, c in reversed(items) if k == TABLE)
    del four[3][7]
    data = text(items, spaced)
    figures.lose("disputes.")
    return Case(data.encode(), expected(story, figures, horrors=[8], warn=[["表四"]]))
