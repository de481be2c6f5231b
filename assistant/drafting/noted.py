"""Section five taken apart as staff write it, in notes or in the report: every item is kept, without its own number."""

import re

_N = "一二三四五六七八九十"
# 一是 1. （1） ① 一、 第一， at the begin of a line or behind a mark that closes an item.
_MARK = re.compile(
    rf"(?:^|(?<=[。；;：:，,、！\s]))[ \t　]*(?:[（(](?:[{_N}]{{1,3}}|\d{{1,2}})[）)]|[{_N}]{{1,3}}(?:是要?|[、.．])|第[{_N}]{{1,3}}[，,、是]|"
    rf"其[一二三四五][，,是]|\d{{1,2}}(?:[)）]|[、.．](?!\d)))[ \t　]*|^[ \t　]*[-*•][ \t　]*|[①-⑳❶-❿][ \t　]*",
    re.M,
)
_LEAD = re.compile(
    r"[^，。；：]{0,20}(?:问题|不足|困难|短板|措施|做法|打算|计划|方面|下一步|如下|以下|[是有])[^，。；：]{0,4}[：:，,]?"
)
_ANNOUNCES = re.compile(
    r"(?:存在|还有|也有|仍有)[^。；，：]{0,12}(?:问题|不足|短板|差距|困难)[^。；，：]{0,6}[。：:]?$|(?:如下|以下)[^。；，：]{0,8}[。：:]?$"
)
_WRONG = re.compile(r"不|没有|单一|有待|薄弱|[少慢低弱差缺欠难短]|滞后|被|拖|空白|一般化|多岗|兼")
_ENDS = " \t　\n。；;，,、"


def noted(text: str) -> list[str]:
    """The items of a text without marks and closing stop, in order; unnumbered lines and parts before ； are items too."""
    marks = list(_MARK.finditer(text))
    marks = [
        mark for mark in marks if _kind(mark[0]) == _kind(marks[0][0])
    ]  # those of another kind number parts of an item
    if not marks:
        lead, colon, rest = text.partition("：")
        text = rest if colon and _LEAD.fullmatch(lead + colon) else text
        lines = [
            line
            for line in text.split("\n")
            if line.strip() and not (line.rstrip()[-1:] in "：:" and _LEAD.fullmatch(line.strip()))
        ]
        parts = lines if len(lines) > 1 else re.split(r"[；;]", text)
        return [item for part in parts if (item := part.strip(_ENDS))]
    ends = [*(mark.start() for mark in marks[1:]), len(text)]
    found = [text[mark.end() : end].strip(_ENDS) for mark, end in zip(marks, ends, strict=True)]
    found = [re.sub(r"[。；;，,]?\s*\n\s*", "；", item) for item in found if item]
    lead = text[: marks[0].start()].strip(_ENDS)
    if not lead or _LEAD.fullmatch(lead) or _ANNOUNCES.search(lead):
        return found
    return [lead + found[0], *found[1:]] if found and lead.endswith(("：", ":")) else [lead, *found]


def _kind(mark: str) -> str:
    """What the marks of one list share: 一是 and 二是, 1. and 2."""
    return re.sub(
        r"\s", "", re.sub(r"[①-⑳❶-❿]", "①", re.sub(r"\d+", "1", re.sub(rf"[{_N}]+", "一", mark)))
    ).removesuffix("要")


def named(problem: str) -> str:
    """What a problem calls itself, to stand in 针对…的问题: its first short clause that says what is wrong; '' if there is none."""
    clauses = [part.strip() for part in re.split(r"[，,；;。：:（()）\n]|【[^】]*】", problem)]
    for clause in clauses:
        name = re.sub(
            r"^(?:对(?!于)|针对|关于|存在|仍|另外|同时|还|其中)|(?:等)?(?:的)?(?:问题|现象|情况)$", "", clause
        )
        if 3 <= len(name) <= 24 and _WRONG.search(name) and not re.search(rf"\d|[{_N}]+[件条次篇名]", name):
            return name
    return ""


def numeral(number: int) -> str:
    """1–99 as a Chinese numeral, for 一是, 二是."""
    tens, ones = divmod(number, 10)
    return ("" if tens < 2 else _N[tens - 1]) + ("十" if tens else "") + (_N[ones - 1] if ones else "")
