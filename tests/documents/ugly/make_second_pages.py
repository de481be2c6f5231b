"""A second set of web pages and PDF files, made after the readers were written."""

import re
import shutil
import subprocess
import tempfile
from html import escape
from pathlib import Path

from tests.documents.ugly.case import HEADING, TABLE, TITLE, Case, body, case, expected, usual
from tests.documents.ugly.figures import distinct, township
from tests.documents.ugly.make_html import page
from tests.documents.ugly.make_pdf import printed
from tests.documents.ugly.page import html, plain_item, table, td
from tests.documents.ugly.second_stories import CHAGANNUR, FENGXIANG, HUANSHA, LUOHE, SHATANG, TONGHUA
from tests.documents.ugly.tables import Grid, Slot, table_four, table_three, table_two_old
from tests.documents.ugly.word import docx
from tests.documents.ugly.word import plain_item as word_item

CHROME = shutil.which("chromium") or "chromium"


@case("s30-表头与正文分节.html")
def heads_and_bodies() -> Case:
    """thead, tbody, th; labels broken with <br>; figures in bold between no-break spaces; a comment and a script in the table."""
    story, figures, items = usual(630, LUOHE)

    def cell(text: str, across: int = 1, down: int = 1) -> str:
        if text.isdigit():
            return re.sub(r">.*<", f">&nbsp;<b>{text}</b>&nbsp;<", td("", across, down), count=1)
        return td(text, across, down).replace(
            escape(text), "<br>".join(escape(text[i : i + 4]) for i in range(0, len(text), 4))
        )

    def whole(grid: Grid) -> str:
        rows = [f"<tr>{''.join(cell(*slot) for slot in row)}</tr>" for row in grid]
        return f"<table><thead>{''.join(rows[:3]).replace('td', 'th')}</thead><!-- 99 --><tbody>{''.join(rows[3:])}<script>var n=99;</script></tbody></table>"

    parts = [whole(c) if k == TABLE else (k, c) for k, c in items]
    return Case(page(parts), expected(story, figures))


@case("s31-标题拆在几个标签里.html")
def headings_in_pieces() -> Case:
    """Every heading is cut over strong, span and font; paragraphs are divs, indents are entities."""
    story, figures, items = usual(631, HUANSHA)
    parts = []
    for kind, content in items:
        if kind == TABLE:
            parts.append(plain_item((kind, content)))
        elif kind in (HEADING, TITLE):
            parts.append(
                f"<div><strong><span>{content[:3]}</span></strong><strong>{content[3:5]}</strong><font face='黑体'>{content[5:]}</font></div>"
            )
        else:
            parts.append(f"<div>&ensp;&ensp;&#12288;{escape(content)}</div>")
    return Case(page([f"<div id='zoom'>{''.join(parts)}</div>"]), expected(story, figures))


@case("s32-表头竖写.html")
def upright_heads() -> Case:
    """Column heads of tables 3 and 4 letter by letter, each in a line of its own."""
    story, figures, items = usual(632, TONGHUA)

    def cell(text: str, across: int = 1, down: int = 1) -> str:
        if len(text) < 8 and not text.isdigit():
            return td(text, across, down).replace(text, "".join(f"<p>{char}</p>" for char in text))
        return td(text, across, down)

    parts = [table(c, cell) if k == TABLE else (k, c) for k, c in items]
    return Case(page(parts), expected(story, figures))


@case("s33-不闭合的标签.html")
def unclosed() -> Case:
    """No </td>, no </tr>, no </p>, tags in capitals, attributes without quotes."""
    story, figures, items = usual(633, CHAGANNUR)
    parts = []
    for item in items:
        text = re.sub(r"</(td|tr|p)>", "", plain_item(item))
        text = re.sub(r"<(/?)(td|tr|table|p)\b", lambda m: f"<{m[1]}{m[2].upper()}", text)
        parts.append(re.sub(r'(colspan|rowspan)="(\d+)"', r"\1=\2", text))
    return Case(page(parts), expected(story, figures))


@case("s34-没有表格标签.html")
def divs_for_cells() -> Case:
    """A mobile page: the tables are lists of divs."""
    story, figures, items = usual(634, FENGXIANG)

    def divs(grid: Grid) -> str:
        rows = ("".join(f"<div class='c'><span>{escape(s.text)}</span></div>" for s in row) for row in grid)
        return "".join(f"<div class='r'>{row}</div>" for row in rows)

    parts = [divs(c) if k == TABLE else (k, c) for k, c in items]
    return Case(page(parts), expected(story, figures, horrors=[3]))


@case("s35-相关链接里的年报.html")
def other_reports_around() -> Case:
    """Before and behind the report stand lists of other townships' reports for other years."""
    story, figures, items = usual(635, HUANSHA)
    links = "".join(
        f"<li><a href='/{n}.html'>燕栖县{name}人民政府{year}年政府信息公开工作年度报告</a></li>"
        for n, (name, year) in enumerate((("云溪镇", 2023), ("白鹤镇", 2023), ("石门乡", 2022)))
    )
    top = f"<div class='nav'><a href='/'>首页</a> / <a href='/n'>年报</a></div><div class='left'><h3>最新年报</h3><ul>{links}</ul></div>"
    meta = "<div>索 引 号：YQ0398-2025-0007　　发文日期：2025年01月20日　　公开责任部门：浣纱乡</div><div>打印本页　关闭窗口</div>"
    end = f"<div>分享到：微信 微博</div><div class='rel'><h3>相关文章</h3><ul>{links}</ul></div><div>网站地图 | 联系我们 | 网站标识码：0000000000</div>"
    data = page([top, items[0], meta, *items[1:], end], tab=f"{story.title}-燕栖县人民政府")
    return Case(
        data, expected(story, figures, horrors=[12], never=["云溪镇", "白鹤镇", "分享到", "网站地图", "打印本页"])
    )


@case("s36-合并数写错.html")
def wrong_spans() -> Case:
    """rowspans run too far, one colspan is missing, cells that were covered stand there empty."""
    story, figures, items = usual(636, TONGHUA)
    parts = []
    for kind, content in items:
        if kind == TABLE and len(content) > 20:
            markup = table(content).replace('rowspan="8"', 'rowspan="9"', 1).replace('rowspan="22"', 'rowspan="40"')
            parts.append(markup.replace('<td colspan="3">四、', '<td colspan="2">四、'))
        else:
            parts.append((kind, content))
    return Case(
        page(parts),
        expected(story, figures, may_miss=["requests.declined", "requests.unavailable_not", "requests.carried_out"]),
    )


@case("s37-三张表在一个表里.html")
def one_table_for_all() -> Case:
    """One HTML table holds all three, the sections' headings are full-width rows between."""
    story, figures, items = usual(637, LUOHE)
    at = [i for i, item in enumerate(items) if item[0] == HEADING]
    rows = []
    for kind, content in items[at[1] : at[4]]:
        if kind == TABLE:
            rows += content
        else:
            rows.append([Slot(content, 15)])
    return Case(page([*items[: at[1]], table(rows), *items[at[4] :]]), expected(story, figures))


@case("s38-表三断成两张.html")
def table_three_in_two() -> Case:
    """Table 3 goes on in a second table without heads; the group's merged cell is not repeated."""
    story, figures, items = usual(638, FENGXIANG)
    parts = []
    for kind, content in items:
        if kind == TABLE and len(content) > 20:
            first, rest = content[:12], content[12:]
            parts += [
                table([[s._replace(down=min(s.down, 4)) for s in row] for row in first]),
                "<p>（续表）</p>",
                table([[Slot(""), *([Slot("")] if len(row) == 8 else []), *row] for row in rest]),
            ]
        else:
            parts.append((kind, content))
    return Case(page(parts), expected(story, figures, never=["续表"]))


@case("s39-字符实体.html")
def entities() -> Case:
    """Everything but tags is written as numeric entities, with zero-width ones between."""
    story, figures, items = usual(639, CHAGANNUR)
    parts = [re.sub(r"[\u4e00-\u9fff]", lambda m: f"&#x{ord(m[0]):X};&#8203;", plain_item(item)) for item in items]
    return Case(page(parts), expected(story, figures, horrors=[10]))


@case("s40-嵌套列表.html")
def nested_lists() -> Case:
    """Sections are list items, sub-items lists inside them."""
    story, figures, items = usual(640, TONGHUA)
    parts, inside = [], False
    for kind, content in items:
        if kind == TABLE:
            parts.append(plain_item((kind, content)))
        elif kind == HEADING:
            parts.append(("</ul></li>" if inside else "<ul>") + f"<li><b>{content}</b><ul>")
            inside = True
        elif kind == TITLE:
            parts.append(plain_item((kind, content)))
        else:
            parts.append(f"<li>{escape(content)}</li>" if inside else f"<p>{escape(content)}</p>")
    return Case(page([*parts, "</ul></li></ul>"]), expected(story, figures))


@case("s41-坏字节.html")
def bad_bytes() -> Case:
    """GB18030 with a stray byte in the site's foot, declared as gb2312 in single quotes behind the title."""
    story, figures, items = usual(641, HUANSHA)
    data = html(
        [*items, "<div>主办单位：@@ 版权所有</div>"],
        head="<title>年报</title><meta http-equiv='Content-Type' content='text/html;charset=GB2312'>",
    ).encode("gb18030")
    return Case(data.replace(b"@@", b"\xff\x80"), expected(story, figures, never=["版权所有"]))


@case("s42-同网页两份.html")
def printing_copy() -> Case:
    """The page holds the report twice: once to see, once hidden for printing."""
    story, figures, items = usual(642, LUOHE)
    copy = f"<div style='display:none' id='print'>{''.join(map(plain_item, items))}</div>"
    return Case(page([*items, copy]), expected(story, figures))


def chrome(markup: bytes) -> bytes:
    """Printed by a browser: another maker of PDF, other fonts, radicals for common letters."""
    with tempfile.TemporaryDirectory() as folder:
        source, target = Path(folder, "a.html"), Path(folder, "a.pdf")
        source.write_bytes(markup)
        command = [
            CHROME,
            "--headless",
            "--no-sandbox",
            "--disable-gpu",
            "--no-pdf-header-footer",
            f"--user-data-dir={folder}/p",
            f"--print-to-pdf={target}",
            source.as_uri(),
        ]
        subprocess.run(command, check=True, capture_output=True, timeout=120)
        return target.read_bytes()


_PRINT = "<meta charset='utf-8'><style>body{{font-size:{size}px;line-height:1.8}}p{{text-indent:2em;margin:0}}table{{border-collapse:collapse;width:100%}}td{{border:1px solid #000;font-size:{small}px}}{more}</style>"


@case("s50-浏览器打印.pdf")
def printed_by_a_browser() -> Case:
    story, figures, items = usual(650, LUOHE)
    return Case(
        chrome(html(items, head=_PRINT.format(size=16, small=11, more="")).encode()),
        expected(story, figures, horrors=[5]),
    )


@case("s51-浏览器打印窄页.pdf")
def printed_narrow() -> Case:
    """Small pages: labels wrap after few letters, every table breaks over pages."""
    story, figures, items = usual(651, HUANSHA)
    head = _PRINT.format(size=14, small=9, more="@page{size:130mm 160mm;margin:9mm}")
    return Case(chrome(html(items, head=head).encode()), expected(story, figures, horrors=[5]))


@case("s52-三线表.pdf")
def horizontal_rules_only() -> Case:
    """Rules between the rows, none between the columns."""
    story, figures, items = usual(652, CHAGANNUR)
    head = _PRINT.format(size=15, small=10, more="td{border-left:0;border-right:0}")
    return Case(chrome(html(items, head=head).encode()), expected(story, figures, horrors=[5], may_miss=[""]))


@case("s53-旧表窄页.pdf")
def old_edition_narrow() -> Case:
    story = SHATANG
    figures = distinct(653, old=True)
    others = [str(n) for n in range(3001, 3018)]
    items = body(
        story, figures, tables=[table_two_old(figures, others), table_three(figures, True), table_four(figures)]
    )
    head = _PRINT.format(size=14, small=9, more="@page{size:A5;margin:10mm}")
    return Case(chrome(html(items, head=head).encode()), expected(story, figures, horrors=[5, 9], edition="2019"))


@case("s54-底纹表格.pdf")
def shaded() -> Case:
    """Cells are told by their shading and thin boxes; figures are mostly zero."""
    story = FENGXIANG
    figures = township(654)
    head = _PRINT.format(
        size=16, small=12, more="td{border:0.5px solid #bbb;background:#eef}tr:nth-child(even) td{background:#fff}"
    )
    return Case(chrome(html(body(story, figures), head=head).encode()), expected(story, figures))


@case("s55-横版页码.pdf")
def landscape() -> Case:
    """Landscape, a running head and page numbers on each page, printed by a word processor."""
    story, figures, items = usual(655, TONGHUA)
    extra = '<w:sectPr><w:pgSz w:w="16838" w:h="8000" w:orient="landscape"/><w:pgMar w:top="900" w:right="900" w:bottom="900" w:left="900"/></w:sectPr>'
    parts = [word_item(item) for item in items]
    return Case(printed(docx(parts, extra=extra)), expected(story, figures, horrors=[5]))


@case("s56-多为零窄页.pdf")
def zeros_over_pages() -> Case:
    """Nearly all zero, three pages of table 3: a lost line would not be seen by its figure."""
    story = HUANSHA
    figures = township(656)
    head = _PRINT.format(size=14, small=10, more="@page{size:140mm 120mm;margin:8mm}")
    return Case(chrome(html(body(story, figures), head=head).encode()), expected(story, figures, horrors=[5]))
