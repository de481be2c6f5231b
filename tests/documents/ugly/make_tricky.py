"""Tables that tempt a reader to guess: other orders, other columns, index rows, figures merged or noted."""

from tests.documents.ugly.case import TABLE, Case, body, case, expected, usual
from tests.documents.ugly.figures import GROUPS, OUTCOMES, distinct
from tests.documents.ugly.make_html import page
from tests.documents.ugly.make_text import text
from tests.documents.ugly.page import flat_table
from tests.documents.ugly.stories import BAIYIN, HUYE, QINGHE, SHUANGDU, WEIBO
from tests.documents.ugly.tables import Grid, Slot, cells, spaced, table_four, table_three, table_two
from tests.documents.ugly.word import docx, table


def three(items: list) -> Grid:
    return next(content for kind, content in items if kind == TABLE and len(content) > 20)


def row_of(grid: Grid, label: str) -> list[Slot]:
    return next(row for row in grid if any(label in slot.text for slot in row))


@case("x01-表二列序不同.html")
def columns_in_another_order() -> Case:
    """现行有效 first: the heads say so."""
    story, figures, items = usual(501, WEIBO)
    two = next(c for k, c in items if k == TABLE)
    for row in two[1:4]:
        row[1:] = [row[3], row[1], row[2]]
    wanted = expected(story, figures, may_miss=["proactive.regulations", "proactive.normative"])
    return Case(page(items), wanted)


@case("x02-总计列在前.html")
def total_first() -> Case:
    story, figures, items = usual(502, HUYE)
    grid = three(items)
    grid[1] = [grid[1][2], *grid[1][:2]]
    for row in grid[3:]:
        row[-7:] = [row[-1], *row[-7:-1]]
    return Case(page(items), expected(story, figures, may_miss=["requests."]))


@case("x03-多一列小计.html")
def subtotal_column() -> Case:
    """A column 小计 for all organisations, as older local forms have it."""
    story, figures, items = usual(503, SHUANGDU)
    grid = three(items)
    grid[0][1] = Slot("申请人情况", 8)
    grid[1][1] = Slot("法人或其他组织", 6)
    grid[2] = [*grid[2], Slot("小计")]
    for row in grid[3:]:
        row.insert(-1, Slot("777"))
    return Case(page(items), expected(story, figures))


@case("x04-少一列废止.docx")
def column_missing() -> Case:
    story, figures, items = usual(504, QINGHE)
    two = next(c for k, c in items if k == TABLE)
    for row in two[1:4]:
        row[1:] = [row[1], row[3]._replace(across=2)]
    figures.lose("proactive.regulations")
    figures.lose("proactive.normative")
    return Case(docx(items), expected(story, figures, horrors=[8], warn=[["规章", "2 个"]]))


@case("x05-栏次行.html")
def index_rows() -> Case:
    """A row of column numbers stands under the heads."""
    story, figures, items = usual(505, BAIYIN)
    grid, four = three(items), items[[i for i, item in enumerate(items) if item[0] == TABLE][2]][1]
    grid.insert(3, [Slot("栏次", 3), *(Slot(str(n)) for n in range(1, 8))])
    four.insert(3, [Slot(str(n)) for n in range(1, 16)])
    return Case(page(items), expected(story, figures))


@case("x06-诉讼在前.html")
def litigation_first() -> Case:
    story, figures, items = usual(506, WEIBO)
    four = [content for kind, content in items if kind == TABLE][2]
    four[0] = [four[0][1], four[0][0]]
    four[1] = [*four[1][5:], *four[1][:5]]
    four[3] = [*four[3][5:], *four[3][:5]]
    return Case(page(items), expected(story, figures, may_miss=["disputes."]))


@case("x07-两年对照.html")
def two_years_side_by_side() -> Case:
    """Table 4 twice, last year's first."""
    story, figures, items = usual(507, HUYE)
    at = [i for i, item in enumerate(items) if item[0] == TABLE][2]
    before = table_four(distinct(5070))
    items.insert(at, (TABLE, before))
    return Case(page(items), expected(story, figures, may_miss=["disputes."]))


@case("x08-行序打乱.html")
def rows_in_another_order() -> Case:
    story, figures, items = usual(508, SHUANGDU)
    grid = three(items)
    refused = grid[7:15]
    lead = refused[0].pop(0)
    refused.reverse()
    refused[0].insert(0, lead)
    grid[7:15] = refused
    return Case(page(items), expected(story, figures))


@case("x09-空格丢失.txt")
def blank_cell_lost() -> Case:
    """One cell a line; a row has lost its blank cell, so that six figures are left."""
    story, figures, items = usual(509, BAIYIN)
    del row_of(three(items), "重复申请")[-4]
    figures.lose("requests.declined_repeat.")
    return Case(
        text(items, cells, "\n\n").encode(), expected(story, figures, horrors=[3, 8], warn=[["重复申请", "6 个"]])
    )


@case("x10-数字带注.docx")
def noted_figures() -> Case:
    story = QINGHE
    figures = distinct(510)
    for path, note in (
        ("requests.received.total", "3（含上年1件）"), ("requests.granted.natural_person", "2①"), ("requests.results_total.other", "约5"),
        ("disputes.reconsideration.total", "4*"), ("proactive.licences.decisions", "18项（见附件）"), ("proactive.penalties.decisions", "十二"),
    ):  # fmt: skip
        figures.put(path, note, None)
    return Case(
        docx(body(story, figures)),
        expected(story, figures, horrors=[16], may_miss=["disputes.reconsideration", "requests."]),
    )


@case("x11-数字合并一格.docx")
def figures_merged() -> Case:
    """Seven zeros were merged into one cell over the whole row."""
    story, figures, items = usual(511, WEIBO)
    row = row_of(three(items), "公开出版物")
    row[-7:] = [Slot("0", 7)]
    figures.lose("requests.declined_publication.")
    return Case(docx(items), expected(story, figures, horrors=[8], warn=[["公开出版物"]]))


@case("x12-千分空格.html")
def spaces_in_figures() -> Case:
    story = SHUANGDU
    figures = distinct(512)
    figures.put("proactive.licences.decisions", "1 024", 1024)
    figures.put("requests.received.total", "12\u00a0345", 12345)
    return Case(page(body(story, figures)), expected(story, figures, horrors=[16]))


@case("x13-千分空格.txt")
def spaces_between_figures() -> Case:
    """Cells parted by blanks, one figure with a blank of its own: eight words for seven cells."""
    story = HUYE
    figures = distinct(513)
    figures.put("requests.received.total", "1 024", None)
    figures.lose("requests.received.")
    return Case(
        text(body(story, figures), spaced).encode(), expected(story, figures, horrors=[16], warn=[["本年新收", "8 个"]])
    )


@case("x14-序号列.html")
def numbered_rows() -> Case:
    """A first column of running numbers and a last one for notes."""
    story, figures, items = usual(514, WEIBO)
    parts = []
    for kind, content in items:
        if kind == TABLE and len(content) > 20:
            grid = [
                [Slot(str(i) if i > 2 else "序号"), *row, Slot("" if i > 2 else "备注")]
                for i, row in enumerate(content)
            ]
            parts.append((kind, grid))
        else:
            parts.append((kind, content))
    return Case(page(parts), expected(story, figures, may_miss=["requests."]))


@case("x15-合并格重复.html")
def copies_with_zeros() -> Case:
    """Merged cells repeated as text, all figures zero: nothing tells a copy from a figure but the place."""
    story = BAIYIN
    figures = distinct(515)
    for path in figures.written:
        figures.put(path, "0", "0" if path.endswith("amount") else 0)
    parts = [flat_table(c) if k == TABLE else (k, c) for k, c in body(story, figures)]
    return Case(page(parts), expected(story, figures, horrors=[4]))


@case("x16-表四竖排.docx")
def disputes_by_row() -> Case:
    """Table 4 turned: a row for each group, a column for each outcome."""
    story = QINGHE
    figures = distinct(516)
    labels = ("行政复议", "未经复议直接起诉", "复议后起诉")
    grid = [[Slot("类别"), *(Slot(t) for t in ("结果维持", "结果纠正", "其他结果", "尚未审结", "总计"))]]
    grid += [
        [Slot(label), *(Slot(figures.written[f"disputes.{group}.{outcome}"]) for outcome in OUTCOMES)]
        for label, group in zip(labels, GROUPS, strict=True)
    ]
    items = body(story, figures, tables=[table_two(figures), table_three(figures), grid])
    return Case(docx(items), expected(story, figures))


@case("x17-表四竖排乱序.docx")
def disputes_by_row_shuffled() -> Case:
    story = WEIBO
    figures = distinct(517)
    labels = dict(zip(GROUPS, ("行政复议", "未经复议直接起诉", "复议后起诉"), strict=True))
    grid = [[Slot("类别"), *(Slot(t) for t in ("结果维持", "结果纠正", "其他结果", "尚未审结", "总计"))]]
    grid += [
        [Slot(labels[g]), *(Slot(figures.written[f"disputes.{g}.{o}"]) for o in OUTCOMES)] for g in reversed(GROUPS)
    ]
    items = body(story, figures, tables=[table_two(figures), table_three(figures), grid])
    return Case(docx(items), expected(story, figures, may_miss=["disputes."]))


@case("x18-申请人列缺一.html")
def applicant_missing() -> Case:
    """The column 科研机构 is not there: six figures a row, none can be placed by counting."""
    story, figures, items = usual(518, HUYE)
    grid = three(items)
    grid[0][1], grid[1][1] = Slot("申请人情况", 6), Slot("法人或其他组织", 4)
    del grid[2][1]
    for row in grid[3:]:
        del row[-5]
    for path in figures.meant:
        if path.endswith(".research"):
            figures.meant[path] = None
    return Case(page(items), expected(story, figures, horrors=[8], may_miss=["requests."], warn=[["6 个"]]))


@case("x19-上标注号.docx")
def raised_notes_in_word() -> Case:
    """A note's number raised behind a figure: 21 is not what was meant."""
    story, figures, items = usual(519, SHUANGDU)
    note = '</w:t></w:r><w:r><w:rPr><w:vertAlign w:val="superscript"/></w:rPr><w:t>1</w:t></w:r><w:r><w:t>'
    figures.put("requests.granted.total", "0.777", None)
    items = body(story, figures)
    parts = [table(c).replace("0.777", "2" + note) if k == TABLE else (k, c) for k, c in items]
    return Case(docx(parts), expected(story, figures, horrors=[16], warn=[["2¹"]]))


@case("x20-上标注号.html")
def raised_notes_on_a_page() -> Case:
    story = HUYE
    figures = distinct(520)
    figures.put("disputes.litigation_direct.total", "0.777", None)
    data = page(body(story, figures)).replace(b"0.777", b"2<sup>1</sup>").replace("1处".encode(), b"20m<sup>2</sup>")
    lines = [line.replace("1处", "20m²") for line in story.overview]
    return Case(data, expected(story, figures, horrors=[16], warn=[["2¹"]], overview=lines))
