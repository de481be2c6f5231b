"""What a web page or a printed page puts around a report: crumbs, buttons, counters, page numbers."""

import re
import unicodedata

from assistant.documents.blocks import Block, Grid, Paragraph, plain

DRAFT_MARK = "草稿——存在未解决的错误，不得公开"
LONGEST = 300  # no line of furniture is longer, and the pattern is slow on endless ones
_LINE = re.compile(
    r"(?:[-—–]\s*\d{1,3}\s*[-—–]|第\s*\d+\s*页(?:[,共/\s]*共?\s*\d+\s*页)?|页码.{0,8}|\.{3,}|[-=_*—]{3,}|"
    r"[\[【(]?\s*字[体号]\s*[:：]?.{0,12}|(?:浏览|点击|阅读|访问)(?:次数|量|数)?\s*[:：].{0,12}|"
    r"(?:您?(?:现在)?的?当前位置|您现在的位置|当前位置|您的位置)\s*[:：].{0,80}|首页\s*[>›»/].{0,80}|"
    r"(?:发布|发文|成文|生成|公开|更新)?(?:日期|时间)\s*[:：]\s*[\d年月日:：\-/. ]{0,24}|"
    r"(?:发布日期|发布时间|来源|信息来源|作者|责任编辑|编辑|审核|供稿)\s*[:：].{0,90}|"
    r"(?:索引号|信息索引|公开目录|主题分类|发布机构|发文机关|文号|名称|有效性|信息分类|公开方式|公开责任部门|责任部门|公开范围|公开时限)\s*[:：].{0,60}|"
    r"[\[【(]?\s*(?:打印|打印本页|关闭|关闭窗口|收藏|分享到?|大|中|小|大中小|[大中小](?:\s*[大中小]){1,2}|返回顶部|微信|微博|QQ空间)"
    r"(?:[\s|\]】)\[【(]*(?:打印|打印本页|关闭|关闭窗口|收藏|分享到?|微信|微博))*\s*[:：]?[\]】)]?)"
)
_LETTERED = re.compile(r"(?<=[\u4e00-\u9fff]) (?=[\u4e00-\u9fff])")  # 索 引 号
_TAIL = re.compile(
    r"(?:上一[篇条]|下一[篇条]|相关(?:链接|文章|附件|阅读|信息)|扫一扫|附件下载|责任编辑|版权所有|主办单位|主办|承办|网站标识码|"
    r"分享到|打印本页|关闭窗口|友情链接|网站地图|联系我们|您访问的链接|.{0,12}ICP备|.{0,6}公网安备)(?:[:：\s【\[].*|$|[^，。；]{0,40}$)"
)
_OFFICE = re.compile(r"[\u4e00-\u9fff]{2,30}(?:人民政府|办事处|办公室|委员会|局|厅|街道|[乡镇])")
_DATE = re.compile(
    r"(?:20\d{2}|二[〇○零][〇○零一二三四五六七八九]{2})年[\d一二三四五六七八九十]{1,3}月(?:[\d一二三四五六七八九十]{1,3}日)?"
)
_INDEX = {
    "索引号",
    "发布机构",
    "发文日期",
    "发布日期",
    "成文日期",
    "主题分类",
    "信息索引",
    "公开目录",
    "生成日期",
    "文号",
    "名称",
}


def is_furniture(block: Block) -> bool:
    """True for lines and tables that belong to the page and not to the report; the draft mark is one of them."""
    if isinstance(block, Grid):
        cells = {plain(cell) for row in block.rows for cell in row if cell}
        return len(cells & _INDEX) >= 2
    return not block.role and is_furniture_line(block.text)


def is_furniture_line(text: str) -> bool:
    if text == DRAFT_MARK:
        return True
    if len(text) > LONGEST:
        return False
    parts = [_LETTERED.sub("", unicodedata.normalize("NFKC", part)).strip() for part in re.split(r"\u3000{2,}", text)]
    return all(_LINE.fullmatch(part) for part in parts if part)


def is_tail(text: str) -> bool:
    """True for a line with which the page goes on after the report's end."""
    return bool(_TAIL.match(unicodedata.normalize("NFKC", text).strip("[]【】 ")))


def is_sign_off(unit: str, date: str) -> bool:
    """True for the last two lines of a letter: an office alone, a date alone."""
    return bool(_OFFICE.fullmatch(re.sub(r"\s", "", unit)) and _DATE.fullmatch(re.sub(r"\s", "", date)))


def page_text(blocks: list[Block]) -> str:
    """All text of a document, a line each; for looking up words, not for showing."""
    lines = []
    for block in blocks:
        lines += [block.text] if isinstance(block, Paragraph) else [" ".join(c for c in row if c) for row in block.rows]
    return "\n".join(lines)
