"""How the text is written: marks of lists, figures, punctuation, doubled words. Read as written, half-width marks and all."""

import re
from collections.abc import Iterator

from assistant.report import Filing
from assistant.report.prose import items, paragraphs
from assistant.rules.prose import without_addresses
from assistant.rules.rule import Fault

_HAN = r"[\u4e00-\u9fff]"
_MARKS = (
    (re.compile(r"^[ \t　]*(?:[-*•]\s*)?\d{1,2}、", re.M), "第三级序号写作“1.”"),
    (re.compile(r"^[ \t　]*[（(][一二三四五六七八九十]{1,3}[）)]、", re.M), "括号后不加顿号，写作“（一）”"),
    (re.compile(r"^[ \t　]*\([一二三四五六七八九十]{1,3}\)", re.M), "括号用全角，写作“（一）”"),
)
_NUMBERS = (
    (re.compile(r"[０-９]+"), "全角数字", "请改用半角阿拉伯数字"),
    (re.compile(r"\d{4}年(?:0[1-9]月|\d{1,2}月0[1-9]日)"), "日期中多余的 0", "月、日前不加 0，如“2024年1月5日”"),
    (re.compile(r"(?<![\d.])20\d\d[./]\d{1,2}[./]\d{1,2}(?![\d./])"), "用点或斜线的日期", "请写作“2024年1月5日”"),
    (re.compile(r"二[0０]{1}[0-9０-９一二三四五六七八九]{2}年|20[一二三四五六七八九〇]{2}年"), "混用汉字的年份", "请写作“2024年”"),
)  # fmt: skip
_POINTS = (
    (re.compile(r"[，、；：][，、；：。]|。[，、；：。]|[！？]。"), "重复的标点"),
    (re.compile(rf"(?<={_HAN})[,;:](?={_HAN})|(?<={_HAN}),(?=\d)"), "半角标点"),
    (re.compile(rf"(?<={_HAN})\.(?=\s*$)", re.M), "半角句点"),
)
_PAIRS = (("“", "”"), ("《", "》"), ("（", "）"), ("〔", "〕"))
_CUTOFF = re.compile(r"截止(?=(?:到|至)?(?:\d{4}年|\d{1,2}月|目前|[今本去上]年|年底|报告期))")
# 年度报告年度报告, 可通过可以通过 stay apart from 逐条逐条 and from two words that meet: 信息公开公开栏.
_DOUBLED = re.compile(
    rf"(?P<word>{_HAN}{{3,10}}?)(?P=word)|(?P<pair>按照|根据|公布(?!公布栏)|我[乡镇]|及时|严格|全面|公开(?!公开(?:栏|目录|专栏|专区|指南|条例|平台|渠道|内容|事项|情况|清单|信息|工作|申请|制度|要点)))(?P=pair)|(?P<char>(?<!目)(?<!有)(?<!标)的(?=的(?!确))|了(?=了(?!解|结|如指掌|不起|断)))(?P=char)"
)
_SPOKEN = re.compile(r"一|逐")
_ODD = re.compile(r"[\u2e80-\u2fd5\uf900-\ufaff\u200b-\u200f\u2060\ufeff\ue000-\uf8ff]")
_ORDER = "一二三四五六七八九十"


def _once(where: str, spans: list[tuple[int, int]], text: str, what: str, fix: str) -> Iterator[Fault]:
    """One finding for a habit of a text, at its first place, with how often it occurs."""
    if spans:
        start, end = spans[0]
        times = f"，共 {len(spans)} 处" if len(spans) > 1 else ""
        yield Fault(
            where,
            f"{what}：“{text[start:end].strip()}”{times}。",
            f"{fix}。",
            span=(start, end),
            found=text[start:end],
        )


def _spans(pattern: re.Pattern[str], text: str) -> list[tuple[int, int]]:
    return [match.span() for match in pattern.finditer(text)]


def list_marks(filing: Filing) -> Iterator[Fault]:
    """1、 for 1., （一）、 for （一）, (一) for （一） (GB/T 9704)."""
    for where, text in filing.report.texts().items():
        for pattern, fix in _MARKS:
            yield from _once(where, _spans(pattern, text), text, "序号写法不规范", fix)


def list_order(filing: Filing) -> Iterator[Fault]:
    """（一）（二）（四）, 一是二是二是: a number left out or given twice."""
    for where, text in filing.report.texts().items():
        last: dict[str, int] = {}
        for item in items(text):
            match = re.search(rf"([（(])?([{_ORDER}])([）)]|是)", item.mark)
            if not match:
                continue
            kind, number = f"{match[1]}{match[3]}", _ORDER.index(match[2]) + 1
            if kind[-1] != "是":
                last.pop("None是", None)
            before = last.get(kind, 0)
            if number != before + 1 and number != 1 and before:
                said = item.mark.strip()
                yield Fault(
                    where,
                    f"序号“{said}”接不上，前一个是第{_ORDER[before - 1]}项。",
                    f"请检查是否漏了一项，或把序号改为第{_ORDER[before]}项。",
                    span=(item.start, item.start + len(item.mark.rstrip())),
                    expected=before + 1,
                    found=number,
                )
            last[kind] = number


def number_style(filing: Filing) -> Iterator[Fault]:
    """Full-width figures, 2024年01月05日, 2024.1.5 (GB/T 15835)."""
    for where, text in filing.report.texts().items():
        plain = without_addresses(text)
        for pattern, name, fix in _NUMBERS:
            yield from _once(where, _spans(pattern, plain), text, name, fix)


def punctuation(filing: Filing) -> Iterator[Fault]:
    """Doubled and half-width marks, quotes and brackets without their partner (GB/T 15834)."""
    for where, text in filing.report.texts().items():
        plain = without_addresses(text)
        for pattern, name in _POINTS:
            yield from _once(where, _spans(pattern, plain), text, name, "请改为规范的全角标点")
        yield from _unpaired(where, text)


def _unpaired(where: str, text: str) -> Iterator[Fault]:
    for line in paragraphs(text):
        for left, right in _PAIRS:
            many, few = line.text.count(left), line.text.count(right)
            if many == few or (left == "（" and re.match(r"[^（]{0,8}）", line.text)):
                continue
            at = line.start + line.text.index(left if left in line.text else right)
            yield Fault(
                where, f"“{left}”和“{right}”不成对：{many} 个和 {few} 个。", "请补上缺少的一半。", span=(at, at + 1)
            )


def cutoff(filing: Filing) -> Iterator[Fault]:
    """截止 before a date; the word is 截至."""
    for where, text in filing.report.texts().items():
        yield from _once(where, _spans(_CUTOFF, text), text, "用词", "日期前应写“截至”")


def doubled(filing: Filing) -> Iterator[Fault]:
    """A word written twice in a row."""
    for where, text in filing.report.texts().items():
        for match in _DOUBLED.finditer(text):
            word = match["word"] or match["pair"] or match["char"]
            named = word.endswith("乡") and text[match.end() : match.end() + 1] in ("村", "镇")  # 安全乡安全乡村建设
            if match["word"] and (_SPOKEN.match(word) or named):
                continue
            yield Fault(
                where,
                f"“{word}”连写了两遍：“{match[0]}”。",
                "请删去一个。",
                span=match.span(),
                expected=word,
                found=match[0],
            )


def odd_characters(filing: Filing) -> Iterator[Fault]:
    """Characters that look right and are not: Kangxi radicals, zero-width marks, private ones."""
    for where, text in filing.report.texts().items():
        spans = _spans(_ODD, text)
        yield from _once(where, spans, text, "异常字符（肉眼不易分辨，检索和朗读会出错）", "请删去后重新输入")
