"""Web pages of a hundred site systems."""

import re
from html import escape

from tests.documents.ugly.case import HEADING, TABLE, Case, body, case, expected, usual
from tests.documents.ugly.figures import distinct, township
from tests.documents.ugly.page import flat_table, html, plain_item, table, td
from tests.documents.ugly.stories import BAIYIN, HEADINGS, HUYE, QINGHE, SHIFAN, SHUANGDU, WEIBO, XINGQIAO
from tests.documents.ugly.tables import changed, full_width, table_four, table_three, table_two, table_two_old

FURNITURE = (
    "<div class='top'>无障碍浏览 | 长者模式 | 网站支持IPv6</div><div>您当前的位置：首页 &gt; 政府信息公开 &gt; 乡镇 &gt; 年报</div>"
    "<table><tr><td>索引号</td><td>0123-2023-00007</td><td>主题分类</td><td>年报</td></tr>"
    "<tr><td>发布机构</td><td>某镇人民政府</td><td>成文日期</td><td>2023-01-20</td></tr></table>"
)
BUTTONS = (
    "<div>发布时间：2023-01-28 10:15　来源：党政办　浏览次数：<span>331</span></div><div>字体：【大 中 小】</div>"
    "<script>document.write('分享')</script><style>td{color:red}</style>"
)
END = (
    "<div>扫一扫在手机打开当前页</div><div>上一篇：关于防汛值班的通知</div><div>下一篇：没有了</div><div>相关链接</div>"
    "<ul><li>县人民政府</li><li>乡村振兴局</li></ul><footer>版权所有 主办单位：县政府办公室 备案号：X ICP备000号</footer>"
)
NOT_TEXT = ("浏览次数", "扫一扫", "上一篇", "版权所有", "无障碍")


def page(items: list, **more: str) -> bytes:
    return html(items, **more).encode()


@case("h01-合并单元格.html")
def merged() -> Case:
    story, figures, items = usual(101, WEIBO)
    return Case(page(items), expected(story, figures))


@case("h02-国标码未声明.htm")
def undeclared() -> Case:
    story, figures, items = usual(102, HUYE)
    return Case(html(items, head="").encode("gb18030"), expected(story, figures))


@case("h03-国标码误报.html")
def declared_wrongly() -> Case:
    story, figures, items = usual(103, QINGHE)
    return Case(html(items, head='<meta charset="utf-8">').encode("gb18030"), expected(story, figures))


@case("h04-万国码误报.html")
def declared_as_gb() -> Case:
    story, figures, items = usual(104, SHUANGDU)
    head = '<meta http-equiv="Content-Type" content="text/html; charset=gb2312">'
    return Case(page(items, head=head), expected(story, figures))


@case("h05-网站杂项.html")
def furniture() -> Case:
    story, figures, items = usual(105, WEIBO)
    parts = [FURNITURE, items[0], BUTTONS, items[0], *items[1:], END]
    data = page(parts, tab=f"{story.title}_望楚县人民政府网")
    return Case(data, expected(story, figures, horrors=[12], never=NOT_TEXT))


@case("h06-从文字处理粘贴.html")
def pasted_from_word() -> Case:
    story, figures, items = usual(106, BAIYIN)

    def cell(text: str, across: int = 1, down: int = 1) -> str:
        inner = f'<p class="MsoNormal" align="center"><span style="font-size:10pt">&nbsp;{escape(text)}</span><span lang="EN-US"><o:p></o:p></span></p>'
        return re.sub(r">.*<", lambda _: f">{inner}<", td("", across, down), count=1)

    parts = []
    for kind, content in items:
        if kind == TABLE:
            parts.append(table(content, cell))
        else:
            words = "".join(f"<span lang='EN-US'>{escape(w)}</span>" for w in re.split(r"(\d+)", content) if w)
            parts.append(
                f'<p class="MsoNormal" style="text-indent:32pt"><b><span>&nbsp;&nbsp;</span></b>{words}<o:p></o:p></p>'
            )
    return Case(page(parts), expected(story, figures))


@case("h07-换行符分段.html")
def broken_by_br() -> Case:
    """All text in one block, lines parted by <br>, tables in between."""
    story, figures, items = usual(107, HUYE)
    parts = "".join(
        table(c) if k == TABLE else f"　　<strong>{c}</strong><br/>" if k == HEADING else f"　　{c}<br>"
        for k, c in items
    )
    return Case(page([f"<div id='zoom'>{parts}</div>"]), expected(story, figures))


@case("h08-合并格重复文字.html")
def copies_of_merged_cells() -> Case:
    story, figures, items = usual(108, SHUANGDU)
    parts = [flat_table(c) if k == TABLE else (k, c) for k, c in items]
    return Case(page(parts), expected(story, figures, horrors=[4]))


@case("h09-层层套表.html")
def nested() -> Case:
    story, figures, items = usual(109, QINGHE)
    inner = "".join(map(plain_item, items)).replace("h2>", "p>").replace("h1>", "p>")
    parts = [f"<table><tr><td></td><td><table><tbody><tr><td>{inner}</td></tr></tbody></table></td></tr></table>"]
    return Case(page(parts), expected(story, figures, horrors=[17]))


@case("h10-正文在第一格.html")
def text_in_first_cell() -> Case:
    """Section one stands in the first cell of table 2's frame."""
    story, figures, items = usual(110, WEIBO)
    at = next(i for i, item in enumerate(items) if item[0] == TABLE)
    first = "".join(map(plain_item, items[1:at]))
    rows = table(items[at][1]).replace(
        '<table border="1">', f'<table border="1"><tr><td colspan="4">{first}</td></tr>', 1
    )
    return Case(page([items[0], rows, *items[at + 1 :]]), expected(story, figures, horrors=[4]))


@case("h11-词语被替换.html")
def hijacked() -> Case:
    """An advertising phrase stands where 政府信息公开 belongs, headings included."""
    story, figures, items = usual(111, WEIBO)
    phrase = "云端好物甄选"

    def replaced(text: str) -> str:
        return text.replace("政府信息公开", phrase).replace("政府信息", phrase)

    spoilt = [(k, changed(c, replaced) if k == TABLE else replaced(c)) for k, c in items]
    lines = {
        "overview": map(replaced, story.overview), "problems": map(replaced, story.lines("问")),
        "improvements": map(replaced, story.lines("改")), "other": map(replaced, story.other),
    }  # fmt: skip
    return Case(
        page(spoilt),
        expected(story, figures, horrors=[13], warn=[[phrase]], preamble=list(map(replaced, story.preamble)), **lines),
    )


@case("h12-注音.html")
def phonetic_guides() -> Case:
    """Ruby over some characters, pinyin in brackets behind others."""
    story, figures, items = usual(112, HUYE)
    ruby = "<ruby>公<rp>(</rp><rt>gōng</rt><rp>)</rp>开<rp>(</rp><rt>kāi</rt><rp>)</rp></ruby>"
    text = (
        html(items)
        .replace("主动公开政府", f"主动{ruby}政府")
        .replace("存在的", "存(cún)在(zài)的(de)")
        .replace("予以公开", "予(yǔ)以(yǐ)公开")
    )
    lines = {"problems": [x.replace("存在的", "存(cún)在(zài)的(de)") for x in story.lines("问")]}
    return Case(text.encode(), expected(story, figures, horrors=[10], never=["gōng"], **lines))


@case("h13-三张表都是图片.html")
def tables_as_pictures() -> Case:
    story = WEIBO
    figures = distinct(113)
    items = body(story, figures, tables=[None, None, None])
    parts = [
        p
        for k, c in items
        for p in ([(k, c)] + (["<p><img src='http://example.invalid/b.png'></p>"] if c in HEADINGS[1:4] else []))
    ]
    figures.lose("")
    warn = [["没有读到表二"], ["没有读到表三"], ["没有读到表四"]]
    return Case(page(parts), expected(story, figures, horrors=[6], warn=warn))


@case("h14-有序列表.html")
def ordered_lists() -> Case:
    """The page draws the numbers of problems and measures."""
    story, figures, items = usual(114, WEIBO)
    text = html(items)
    text = (
        text.replace("<p>1.", "<ol><li>")
        .replace("<p>2.", "<li>")
        .replace("撤下。</p>", "撤下。</li>")
        .replace("用得少。</p>", "用得少。</li></ol>")
    )
    text = text.replace("签字确认。</p>", "签字确认。</li>").replace("集市日发放。</p>", "集市日发放。</li></ol>")
    return Case(text.encode(), expected(story, figures, horrors=[14]))


@case("h15-全角数字与空格.html")
def wide_digits() -> Case:
    story = SHUANGDU
    figures = township(115)
    text = html(body(story, figures))
    text = re.sub(r"(<td[^>]*>)(\d+)(</td>)", lambda m: f"{m[1]}&nbsp;{full_width(m[2])}&#8203; {m[3]}", text)
    return Case(text.encode(), expected(story, figures, horrors=[10, 16]))


@case("h16-隐藏内容.html")
def hidden() -> Case:
    story, figures, items = usual(116, BAIYIN)
    junk = (
        "<div style='display: none'>一、总体情况 隐藏的旧年报，全年公开信息888条。</div><!-- 二、主动公开政府信息情况 -->"
        "<noscript>请启用脚本</noscript><iframe src='http://example.invalid'></iframe><object data='x.swf'>对象</object>"
    )
    parts = [junk, *items[:4], junk, *items[4:], junk]
    return Case(page(parts), expected(story, figures, horrors=[12], never=["888", "请启用", "对象"]))


@case("h17-预格式文本.html")
def preformatted() -> Case:
    story = HUYE
    figures = township(117)
    parts = [plain_item(i) if i[0] == TABLE else f"<pre>{escape(i[1])}\n</pre>" for i in body(story, figures)]
    return Case(page(parts), expected(story, figures))


@case("h18-标题只在标签页.html")
def title_in_tab() -> Case:
    story, figures, items = usual(118, QINGHE)
    return Case(page(items[1:], tab=f"{story.title} - 某县人民政府门户网站"), expected(story, figures, horrors=[12]))


@case("h19-繁简混排.html")
def traditional_mix() -> Case:
    story, figures, items = usual(119, SHUANGDU)
    words = {
        "自然人": "自然人",
        "总计": "總計",
        "其他需要报告": "其他需要報告",
        "规章": "規章",
        "法律服务机构": "法律服務機構",
        "属于行政查询事项": "屬於行政查詢事項",
    }
    text = html(items)
    for old, new in words.items():
        text = re.sub(rf"(<(?:td|h2)[^>]*>[^<]*?){old}(?=[^<]*</(?:td|h2)>)", rf"\g<1>{new}", text)
    return Case(text.encode(), expected(story, figures, horrors=[10]))


@case("h20-网页改名.doc")
def page_called_doc() -> Case:
    """A page that some office systems send as .doc."""
    story, figures, items = usual(120, WEIBO)
    text = html(items).replace("<html>", '<html xmlns:w="urn:schemas-microsoft-com:office:word">')
    return Case(text.encode("gb18030"), expected(story, figures, horrors=[17]))


@case("h21-旧表.html")
def old_edition() -> Case:
    story = XINGQIAO
    figures = distinct(121, old=True)
    others = [str(n) for n in range(2001, 2018)]
    items = body(
        story, figures, tables=[table_two_old(figures, others), table_three(figures, True), table_four(figures)]
    )
    parts = [table(c).replace("增/减", "增/") if k == TABLE else (k, c) for k, c in items]
    return Case(page(parts), expected(story, figures, horrors=[9], edition="2019"))


@case("h22-标题行缺失.html")
def block_titles_lost() -> Case:
    """The first title row of table 2 is gone, the others have lost their brackets."""
    story = HUYE
    figures = distinct(122)
    two = changed(table_two(figures), lambda t: t.split("（")[0] if t.startswith("第二十条") else t)[1:]
    items = body(story, figures, tables=[two, table_three(figures), table_four(figures)])
    return Case(page(items), expected(story, figures, horrors=[11]))


@case("h23-五个数.html")
def five_of_seven() -> Case:
    story, figures, items = usual(123, SHUANGDU)
    text = html(items)
    row = re.search(r"<tr><td[^>]*>一、本年新收.*?</tr>", text)
    assert row
    short = re.sub(r"(<td>\d+</td>){2}(?=</tr>)", "", row[0])
    figures.lose("requests.received.")
    text = text.replace(row[0], short)
    return Case(
        text.encode(),
        expected(story, figures, horrors=[8], warn=[["本年新收", figures.written["requests.received.natural_person"]]]),
    )


@case("h24-正文分散在单元格.html")
def text_in_rows() -> Case:
    """Every paragraph is a row of one wide table, headings too; the tables stand between such tables."""
    story, figures, items = usual(124, QINGHE)
    parts, rows = [], ""
    for kind, content in items:
        if kind == TABLE:
            parts += [f"<table>{rows}</table>", table(content)]
            rows = ""
        else:
            rows += f"<tr><td>{escape(content)}</td></tr>"
    return Case(page([*parts, f"<table>{rows}</table>"]), expected(story, figures, horrors=[12]))


@case("h25-落款与联系方式.html")
def signed() -> Case:
    """The unit, the date and the contact close the page."""
    story, figures, items = usual(125, SHIFAN)
    end = "<p style='text-align:right'>石帆街道办事处</p><p style='text-align:right'>2025年1月16日</p>"
    return Case(page([*items, end, END]), expected(story, figures, horrors=[12], never=NOT_TEXT, loose=["other"]))
