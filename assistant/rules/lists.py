"""Totals with their parts in one sentence: 公开信息120条，其中网站60条、公众号40条、公开栏20条."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal

from assistant.report import Filing
from assistant.rules.claims import Number, numbers
from assistant.rules.rule import Fault

_UNIT = re.compile(r"\s*(人次|件次|件|条|篇|个|次|期|场|份|宗|起|例|块|处)")
_OPEN = re.compile(r"等|主要(?:是|有|包括|为)|部分(?!公开)|此外|另(?!行)|约|近|余|以上|多(?:条|件|篇)|重点(?:是|公开)")
_CUE = re.compile(r"其中|分别(?:为|是)?|包括|包含|分为|按[^，。；]{1,8}(?:划?分|看)|[：:]|（(?!含|包括|其中)")
_KINDS = re.compile(r"\s*(?:大|小)?(?:类|个?方面|种|个?部分|个?渠道|项)")
# 网站41条、公众号19条、公示栏20条，共计80条: the total at the end.
_AT_LAST = re.compile(r"^(?:以上|全年|本年度?)?(?:共计|合计|总计|总共|合共)[^，。；\d]{0,10}$")
_CHANNEL = re.compile(
    r"网站|门户网|网上|上网|公众号|微信|微博|抖音|视频号|公开栏|公示栏|宣传栏|公告栏|上栏|客户端|APP|广播|电子屏|LED"
)
_APPLICANT = re.compile(r"自然人|企业|法人|机构|社会.{0,2}组织|律师")
_RESULT = re.compile(r"予以公开|部分公开|不予|无法提供|其他处理")
# What is no part of the total before it: comparisons, and the other figures of the flow of requests.
_COMPARED = (
    r"[比较与同](?:上年|去年|上一年|20\d\d年)|[比较][^，。；]{0,8}(?:增|减|多|少|升|降)|同比|增加|增长|减少|下降"
)
_NO_TOTAL = re.compile(_COMPARED)
_APART = re.compile(
    _COMPARED
    + r"|20\d\d年|上年|去年|上一年|同步(?:在|于|到|通过|转|推|发|张)|结转|办结|答复|办理|新收|浏览|阅读|点击|关注|粉丝|培训|会议"
)


@dataclass(frozen=True)
class _Part:
    """A figure with its unit word and the words before it."""

    number: Number
    unit: str
    words: str


def sums(filing: Filing) -> Iterator[Fault]:
    """A closed list of parts that does not add up to its stated total."""
    for where, text in filing.report.texts().items():
        for total, parts, closed in _lists(text):
            values = [part.number.value for part in parts]
            if _adds_up(total.number.value, values) or (sum(values) < total.number.value and not closed):
                continue
            yield _fault(where, total, values)


def open_lists(filing: Filing) -> Iterator[Fault]:
    """其中 with parts that do not make up the total: not wrong, but the reader wonders about the rest."""
    for where, text in filing.report.texts().items():
        for total, parts, closed in _lists(text):
            values = [part.number.value for part in parts]
            if (
                not closed
                and len(parts) > 2
                and sum(values) < total.number.value
                and not _adds_up(total.number.value, values)
            ):
                yield _fault(where, total, values)


def mixed_units(filing: Filing) -> Iterator[Fault]:
    """Parts counted in another unit than their total: 公开信息120条，其中解读回应4类、公告30件."""
    for where, text in filing.report.texts().items():
        figures = numbers(text)
        for index, number in enumerate(figures):
            total = _part(text, figures, index)
            if total.unit not in ("条", "件", "篇") or not re.search(r"公开|发布", total.words):
                continue
            begin = re.compile(r"[，：]其中[，：]?|（其中").match(text, number.end + len(total.unit))
            if not begin:
                continue
            end = _end(text, number)
            parts = [_part(text, figures, at) for at in range(index + 1, len(figures)) if figures[at].start < end]
            units = {
                part.unit or _KINDS.match(text, part.number.end) for part in parts if not _APART.search(part.words)
            }
            odd = sorted(
                {u if isinstance(u, str) else u[0].strip() for u in units if u}
                - {total.unit}
                - {"次", "期", "场", "人次"}
            )
            if odd and len(parts) > 1:
                yield Fault(
                    where,
                    f"总数以“{total.unit}”计，分项中又用“{'、'.join(odd)}”。",
                    f"请统一为“{total.unit}”，便于核对合计。",
                    span=(number.start, number.end),
                    found="、".join(odd),
                )


def _fault(where: str, total: _Part, values: list[int | Decimal]) -> Fault:
    added = sum(values)
    said = total.number
    return Fault(
        where,
        f"文中总数 {said.value}{total.unit}，分项 {' + '.join(map(str, values))} = {added}，相差 {abs(said.value - added)}。",
        "请核对总数和各分项；如只列举一部分，请写明“主要包括”。",
        span=(said.start, said.end),
        expected=added,
        found=said.value,
    )


def _adds_up(total: int | Decimal, values: list[int | Decimal]) -> bool:
    """True if the first parts, two at least, make the total; what follows may be of another matter."""
    return any(sum(values[:count]) == total for count in range(2, len(values) + 1))


def _lists(text: str) -> Iterator[tuple[_Part, list[_Part], bool]]:
    """Total, parts, and whether the list is closed, so that parts short of the total are a fault."""
    figures = numbers(text)
    for index, number in enumerate(figures):
        total = _part(text, figures, index)
        if not total.unit or number.approx or _NO_TOTAL.search(total.words) or total.words.startswith("其中"):
            continue
        if _AT_LAST.search(total.words) and len(earlier := _earlier(text, figures, index, total.unit)) > 1:
            yield total, earlier, True
            continue
        end = _end(text, number)
        parts = _parts(text, figures, index, end, total.unit)
        if len(parts) < 2 or any(part.number.approx for part in parts) or _of_another(text, figures, index, parts, end):
            continue
        between = text[number.end : parts[0].number.start]
        alike = all(_CHANNEL.search(p.words) for p in parts) or all(_APPLICANT.search(p.words) for p in parts)
        cue = _CUE.search(between)
        if not cue and (not _CHANNEL.search(parts[0].words) or not alike or _CHANNEL.search(total.words)):
            continue
        if _OPEN.search(text[number.end : end]):
            continue
        rest = any(re.match(r"其[他它余]", part.words) for part in parts)
        yield total, parts, alike or rest or bool(cue and cue[0] not in ("其中", "包括", "包含"))


def _end(text: str, number: Number) -> int:
    """Where the list can reach: its closing bracket, the full stop, or the next one where 其中 opens the next sentence."""
    stop, end = re.compile(r"[。；！？\n]"), number.end
    sentence = max(text.rfind(mark, 0, number.start) for mark in "。；！？\n") + 1
    while found := stop.search(text, end):
        end = found.end()
        further = found[0] == "；" and not re.search(r"其中|按[^，。；]{1,8}分", text[sentence : number.start])
        if further and re.match(r"按[^，。；]{1,8}分|其中", text[end:]):
            continue
        if found[0] == "。" and re.match(r"其中[，：]?[^，。；\d]{0,12}(?:网站|公众号)", text[end:]):
            continue
        end = found.start()
        break
    else:
        end = len(text)
    if _depth(text, number.start) and 0 < (closed := text.find("）", number.end)) < end:
        return closed
    return end


def _depth(text: str, at: int) -> int:
    """How many brackets of its line are open at a place."""
    line = text[text.rfind("\n", 0, at) + 1 : at]
    return max(0, line.count("（") - line.count("）"))


def _parts(text: str, figures: list[Number], index: int, end: int, unit: str) -> list[_Part]:
    """The figures that follow a total, those inside a bracket behind one of them left out (网站800条（含视频3条）、公众号366条)."""
    parts: list[_Part] = []
    skipped = False
    for after in range(index + 1, len(figures)):
        part = _part(text, figures, after)
        if part.number.start >= end:
            break
        if re.match(r"\s*[年月日号]", text[part.number.end : part.number.end + 2]):
            continue
        if parts and _depth(text, part.number.start) > _depth(text, parts[0].number.start):
            continue
        if not parts and _KINDS.match(text, part.number.end):
            continue
        apart = _APART.search(part.words) and (
            _NO_TOTAL.search(part.words) or not re.search("其中|分别|包括", part.words)
        )
        if not parts and apart:
            skipped = True
            continue
        if skipped and not parts and _depth(text, part.number.start) > _depth(text, figures[index].start):
            break  # 比上年净增1件（新增2件、废止1件）: the parts of what was skipped
        if part.unit != unit or apart:
            break
        if parts and _RESULT.search(part.words) and not _RESULT.search(parts[0].words):
            break
        parts.append(part)
    return parts


def _of_another(text: str, figures: list[Number], index: int, parts: list[_Part], end: int) -> bool:
    """True where the parts make the figure just before them (结转1件，答复7件，其中…), or make the total with parts in other units."""
    values = [part.number.value for part in parts]
    between = [figure for figure in figures[index + 1 :] if figure.start < parts[0].number.start]
    rest = [figure.value for figure in figures[index + 1 :] if parts[0].number.start <= figure.start < end]
    first = figures[index].value
    # 800条于网站，366条于公众号，120条于公开栏，共1286条
    at_last = any(at > 1 and value == first + sum(rest[:at]) for at, value in enumerate(rest))
    return at_last or any(_adds_up(figure.value, values) for figure in between) or _adds_up(first, rest)


def _earlier(text: str, figures: list[Number], index: int, unit: str) -> list[_Part]:
    """The channels before a total in its sentence, none left out; [] where another figure stands among them."""
    begin = max(text.rfind(mark, 0, figures[index].start) for mark in "。；！？\n") + 1
    parts = [_part(text, figures, before) for before in range(index) if figures[before].start >= begin]
    fit = all(p.unit == unit and _CHANNEL.search(p.words) and not p.number.approx for p in parts)
    return parts if fit and not _OPEN.search(text[begin : figures[index].start]) else []


def _part(text: str, figures: list[Number], index: int) -> _Part:
    number = figures[index]
    begin = figures[index - 1].end if index else 0
    begin = max(begin, *(text.rfind(mark, 0, number.start) + 1 for mark in "。；\n"))
    unit = _UNIT.match(text, number.end)
    words = text[begin : number.start]
    words = words[(_UNIT.match(words).end() if _UNIT.match(words) else 0) :]  # type: ignore[union-attr]
    return _Part(number, unit[1] if unit else "", words.strip("，、和及） "))
