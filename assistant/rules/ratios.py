"""Figures of the text against each other and against last year's: shares in percent, comparisons, parts above their total."""

import re
from collections.abc import Iterator, Sequence
from decimal import ROUND_HALF_UP, Decimal

from assistant.report import Filing, Report, show_figure
from assistant.report.prose import Piece, sentences
from assistant.rules.across_years import last_year
from assistant.rules.agreement import TEXTS, table_readings
from assistant.rules.claims import Claim, Number, claims, numbers
from assistant.rules.prose import widened
from assistant.rules.rule import Fault

_SHARE = re.compile(
    r"\s*(?P<unit>件次|件|条|篇|个|次|期|份|宗|起|人)，?(?:约)?占(?:比|总数的?|总量的?|全部的?|主动公开(?:信息)?总(?:数|量)的?|办理总数的?|申请总数的?)?(?:为)?$"
)
# 予以公开4件，占办结总数7件的57.1%.
_SHARE_OF = re.compile(r"\s*(?:件次|件|条|篇|个|次|期|份|宗|起|人)，?(?:约)?占[^，。；\d]{0,12}$")
_OF = re.compile(r"\s*(?:件次|件|条|篇|个|次|期|份|宗|起|人)的(?:约)?$")
_UNIT = re.compile(r"\s*(件次|件|条|篇|个|次|期|份|宗|起|人)")
_PERCENT = re.compile(r"\s*[%％]")
_OTHER_WHOLE = re.compile(r"全[县市省区]|全国|占全|户|人口")
_CHANGE = re.compile(
    r"(?P<unit>件次|件|条|篇|个|次|期|份|宗|起)?[，（]?(?:同比|(?:比|较|与|同)(?:上年|去年|上一年|(?P<year>20\d\d)年)(?:度|底|末)?(?:同期|全年)?"
    r"(?:的?\s*(?P<base>\d+)\s*[件条宗起个次份篇期])?(?:相比)?)，?(?:略有|净|共)?"
    r"(?P<way>增加|增长|上升|增多|多|减少|下降|降低|少|持平)(?:了)?(?:\s*(?P<by>\d+(?:\.\d+)?)\s*(?P<kind>%|％|件|条|篇|个|次|期|份|宗|起)?)?"
)
# 由上年的20件增加到15件.
_FROM_TO = re.compile(
    r"[由从](?:上年|去年|上一年|年初|20\d\d年)?(?:度)?的?\s*(?P<base>\d+(?:\.\d+)?)\s*(?P<unit>万元|元|人次|件次|[件条篇个次期份宗起人块名户])，?"
    r"(?P<way>增加|增长|上升|提高|减少|下降|降低)(?:到|至|为)(?:了|本年|今年|20\d\d年)?(?:度)?的?\s*(?P<now>\d+(?:\.\d+)?)\s*(?P=unit)"
    r"(?:，(?:增长|增加|上升|增幅|减少|下降|降低|降幅)(?:了|为)?\s*(?P<by>\d+(?:\.\d+)?)\s*(?P<kind>[%％]|(?P=unit)))?"
)
# 全年公开1824条，比上年1520条增加304条.
_THAN = re.compile(
    r"(?<![\d,.])(?P<now>\d+(?:\.\d+)?)\s*(?P<unit>万元|元|人次|件次|[件条篇个次期份宗起人块名户])，[比较](?:上年|去年|上一年|20\d\d年)(?:度|末|底)?的?\s*(?P<base>\d+(?:\.\d+)?)\s*(?P=unit)"
    r"(?:净|共)?(?P<way>增加|增长|增|上升|多|减少|下降|降低|减|少)(?:了)?\s*(?P<by>\d+(?:\.\d+)?)\s*(?P<kind>[%％]|(?P=unit))"
)
_DOWN = ("减少", "下降", "降低", "少", "减")
_CHANNELS = {"website_count": "网站", "wechat_count": "公众号", "board_count": "公开栏"}
_MAIN = {
    "disclosed_total": "主动公开信息总数", "received": "收到申请", "accepted": "受理申请", "handled": "办理申请", "finished": "办结申请",
    "answered": "答复申请", "licences": "行政许可", "penalties": "行政处罚", "issued": "制发规范性文件",
}  # fmt: skip


def shares(filing: Filing) -> Iterator[Fault]:
    """M件，占P%: P must be M of some total told before it; silent where no total of that unit is told, or it is of others."""
    for where, text in filing.report.texts().items():
        figures = numbers(text)
        for index, figure in enumerate(figures[1:], 1):
            part = figures[index - 1]
            if index > 1 and _PERCENT.match(text, figure.end) and _OF.match(text[part.end : figure.start]):
                of, whole = figures[index - 2], part
                told = _SHARE_OF.match(text[of.end : whole.start]) and not (of.approx or whole.approx or figure.approx)
                if told and not any(
                    _is_share(value, whole.value, figure) for value in _running(text, figures, index - 2)
                ):
                    yield _share_fault(where, text, of, whole, figure)
                continue
            match = _SHARE.match(text[part.end : figure.start])
            if not match or not _PERCENT.match(text, figure.end) or part.approx or figure.approx:
                continue
            begin = text.rfind("\n", 0, part.start) + 1
            if _OTHER_WHOLE.search(text[part.end : figure.start]):
                continue
            end = text.find("\n", figure.end) % (len(text) + 1)
            line = [n for n in figures if begin <= n.start < end and n not in (part, figure)]
            totals = [
                n for n in line
                if n.start < part.start and n.value > part.value and _unit(text, n) == match["unit"] and not _is_part(text, n, figures)
            ]  # fmt: skip
            if totals and not any(_is_share(part.value, n.value, figure) for n in line if n.value >= part.value):
                yield _share_fault(where, text, part, totals[-1] if len(totals) == 1 else totals[0], figure)


def _is_part(text: str, number: Number, figures: Sequence[Number]) -> bool:
    """True where a figure is itself said to be a share: 网站800条，占62.2%."""
    following = next((n for n in figures if n.start > number.start), None)
    return bool(following and _SHARE.match(text[number.end : following.start]))


def _running(text: str, figures: Sequence[Number], index: int) -> list[int | Decimal]:
    """A figure, and the sums of it and those before it in its sentence: 民生640条、执法250条，占1286条的69.2%."""
    begin = max(text.rfind(mark, 0, figures[index].start) for mark in "。；\n") + 1
    found = [figures[index].value]
    for number in reversed(figures[:index]):
        if number.start < begin:
            break
        found.append(found[-1] + number.value)
    return found


def _unit(text: str, number: Number) -> str:
    match = _UNIT.match(text, number.end)
    return match[1] if match else ""


def _is_share(part: int | Decimal, whole: int | Decimal, percent: Number) -> bool:
    told = Decimal(percent.value)
    return bool(whole) and abs(Decimal(part) * 100 / Decimal(whole) - told) <= _slack(told)


def _share_fault(where: str, text: str, part: Number, whole: Number, percent: Number) -> Fault:
    right = (Decimal(part.value) * 100 / Decimal(whole.value)).quantize(Decimal("0.1"), ROUND_HALF_UP)
    right = right.quantize(1) if right == right.to_integral() else right
    return Fault(
        where,
        f"{show_figure(part.value)} 占 {show_figure(whole.value)} 的 {right:f}%，文中写的是 {percent.value}%。",
        f"请核对；如两个数无误，应为 {right:f}%。",
        span=(percent.start, percent.end),
        expected=f"{right:f}",
        found=str(percent.value),
    )


def comparisons(filing: Filing) -> Iterator[Fault]:
    """收到申请3件，比上年减少2件: against last year's tables, or what its text says, or the figure compared with itself."""
    report, previous = filing.report, last_year(filing)
    for where in TEXTS:
        text = widened(report.text(where))
        told = claims(text)
        found_at: list[tuple[int, int]] = []
        for claim in told:
            match = _CHANGE.match(text, claim.end) if claim.year in (None, report.year) and not claim.approx else None
            if claim.figure_of:  # 收到3件，均为自然人申请，较上年…: the 3 is compared
                claim = next(c for c in reversed(told) if c.slot == claim.figure_of and c.start < claim.start)
            if not match or (match["year"] and report.year and int(match["year"]) != report.year - 1):
                continue
            if match["base"] and previous and (wrong := _other_base(claim, match, told, text, previous)) is not None:
                found_at.append(match.span())
                yield _base_fault(where, match, wrong)
                continue
            judged = [_judged(one, match, previous) for one in (*_heads(claim, told, text), claim)]
            found = [(one, before, right) for one, before, right in judged if before]
            if found and not any(right for _, _, right in found):
                found_at.append(match.span())
                yield _change_fault(where, found[0][0], match, found[0][1][0])
        for fault in _directions(where, text):
            start, end = fault.span or (0, 0)
            if not any(start < stop and begin < end for begin, stop in found_at):  # one fault, one finding
                yield fault


def _directions(where: str, text: str) -> Iterator[Fault]:
    """由20件增加到15件: the way that a figure is said to have gone against the two figures themselves."""
    for match in (*_FROM_TO.finditer(text), *_THAN.finditer(text)):
        base, now = Decimal(match["base"]), Decimal(match["now"])
        right = "增加" if now > base else "减少" if now < base else "持平"
        if right == "持平" or (match["way"] in _DOWN) != (now < base):
            yield Fault(
                where, f"文中说由 {base} {match['way']}到 {now}，两个数说明的是{right}。", "请核对两个数和增减的说法。",
                span=match.span(), expected=right, found=match["way"],
            )  # fmt: skip
        elif match["by"] and not _changed_by(base, now, match):
            real = (
                f"{abs(now - base) * 100 / base:.1f}%"
                if match["kind"] in "%％"
                else f"{abs(now - base)}{match['unit']}"
            )
            yield Fault(
                where, f"由 {base} {match['way']}到 {now}，是{right} {real}，文中写的是 {match['by']}{match['kind']}。", "请核对两个数和增减的幅度。",
                span=match.span(), expected=real, found=match["by"],
            )  # fmt: skip


def _changed_by(base: Decimal, now: Decimal, match: re.Match[str]) -> bool:
    by, change = Decimal(match["by"]), abs(now - base)
    if match["kind"] in "%％":
        return not base or abs(change * 100 / base - by) <= _slack(by)
    return change == by


def _heads(claim: Claim, told: Sequence[Claim], text: str) -> list[Claim]:
    """The totals whose last part a figure is: 收到申请4件，其中自然人3件、企业1件，比上年增加2件 compares the 4."""
    begin = max(text.rfind(mark, 0, claim.start) for mark in "。；\n") + 1
    earlier = [one for one in told if begin <= one.start < claim.start]
    return [one for one in earlier if re.search(r"其中|分别|包括|[：:（]", text[one.end : claim.start])]


def _other_base(
    claim: Claim, match: re.Match[str], told: Sequence[Claim], text: str, previous: Report
) -> Decimal | None:
    """What last year's report has, where the text names another figure for last year; None where it agrees or cannot be told."""
    known = [value for one in (*_heads(claim, told, text), claim) for value in _last_figures(one, previous)]
    return known[-1] if known and Decimal(match["base"]) not in known else None


def _base_fault(where: str, match: re.Match[str], before: Decimal) -> Fault:
    return Fault(
        where, f"文中说上年为 {match['base']}，上年年报是 {show_figure(before)}。", "请按上年年报核对，改正比较的说法。",
        span=match.span(), expected=show_figure(before), found=match["base"],
    )  # fmt: skip


def _judged(claim: Claim, match: re.Match[str], previous: Report | None) -> tuple[Claim, list[Decimal], bool]:
    """A figure, what it may have been last year, and whether the comparison is borne out."""
    before = [Decimal(match["base"])] if match["base"] else _last_figures(claim, previous) if previous else []
    return claim, before, any(_bears_out(Decimal(claim.value), value, match) for value in before)


def _last_figures(claim: Claim, previous: Report) -> list[Decimal]:
    if readings := table_readings(claim, previous):
        return [Decimal(value) for value in readings.values() if value is not None]
    if (fact := previous.facts.get(claim.slot)) is not None and isinstance(fact, int | float):
        return [Decimal(str(fact))]
    told = [
        c
        for where in TEXTS
        for c in claims(previous.text(where))
        if c.slot == claim.slot and c.year in (None, previous.year)
    ]
    return (
        [Decimal(c.value) for c in told] if claim.slot == "disclosed_total" and not any(c.approx for c in told) else []
    )


def _bears_out(now: Decimal, before: Decimal, match: re.Match[str]) -> bool:
    difference = before - now if match["way"] in _DOWN else now - before
    if match["way"] == "持平":
        return difference == 0
    if match["by"] is None:
        return difference > 0
    by = Decimal(match["by"])
    if match["kind"] in ("%", "％"):
        return bool(before) and abs(difference * 100 / before - by) <= _slack(by)
    return match["kind"] is None or difference == by


def _slack(percent: Decimal) -> Decimal:
    """A tenth of a point, or half of the last digit that is told."""
    places = percent.as_tuple().exponent
    return max(Decimal("0.1"), Decimal("0.5").scaleb(places if isinstance(places, int) else 0))


def _change_fault(where: str, claim: Claim, match: re.Match[str], before: Decimal) -> Fault:
    change = Decimal(claim.value) - before
    way = "增加" if change > 0 else "减少"
    real = f"{way} {show_figure(abs(change))}" if change else "没有变化"
    share = f"（{abs(change) * 100 / before:.1f}%）" if before and change else ""
    said = re.sub(r"^[件次条篇个期份宗起]*[，（]?", "", match[0])
    return Fault(
        where,
        f"文中说本年 {show_figure(claim.value)}{claim.unit}、“{said}”，上年为 {show_figure(before)}，实际{real}{share}。",
        "请核对本年和上年的数字，改正比较的说法。",
        span=match.span(),
        expected=show_figure(abs(change)),
        found=match["by"],
    )


def approximate(filing: Filing) -> Iterator[Fault]:
    """余, 约, 近 for a main count, which an annual report states exactly."""
    for where in TEXTS:
        text = filing.report.text(where)
        for claim in claims(text):
            if claim.approx and claim.slot in _MAIN and claim.year in (None, filing.report.year):
                yield Fault(
                    where, f"{_MAIN[claim.slot]}用了约数“{text[claim.start : claim.end]}{claim.unit}”。", "年报的主要数据请写准确数。",
                    span=(claim.start, claim.end), found=text[claim.start : claim.end],
                )  # fmt: skip


def parts_above(filing: Filing) -> Iterator[Fault]:
    """One channel tells more than the total of all: 全年公开382条, 公众号一项2443条."""
    text, where = filing.report.overview, "narrative.overview"
    told = [c for c in claims(text) if c.year in (None, filing.report.year) and not c.negated]
    totals = [c for c in told if c.slot == "disclosed_total" and not c.approx]
    if len({c.value for c in totals}) != 1:
        yield from _two_totals(where, text, totals)
        return
    for claim in told:
        if claim.slot in _CHANNELS and claim.value > totals[0].value and claim.unit == totals[0].unit:
            yield Fault(
                where,
                f"主动公开信息总数 {totals[0].value} 条，而{_CHANNELS[claim.slot]}一项就有 {claim.value} 条。",
                "请核对总数和这一渠道的数字；如口径不同，请写明。",
                span=(claim.start, claim.end), expected=totals[0].value, found=claim.value,
            )  # fmt: skip


def _two_totals(where: str, text: str, totals: list[Claim]) -> Iterator[Fault]:
    """Two different totals of what was made public, both told as the sum of the year."""
    whole = [
        c for c in totals if re.search(r"(?:共|累计|总计|全年)[^，。；]{0,14}$", text[max(0, c.start - 20) : c.start])
    ]
    if len({c.value for c in whole}) > 1:
        first, other = whole[0], next(c for c in whole if c.value != whole[0].value)
        yield Fault(
            where, f"主动公开信息总数前文写 {first.value} 条，这里写 {other.value} 条。", "请核对后统一。",
            span=(other.start, other.end), expected=first.value, found=other.value,
        )  # fmt: skip


def full_rate(filing: Filing) -> Iterator[Fault]:
    """办结率100% while some are carried over to next year."""
    left = filing.report["requests.carried_out.total"]
    for piece in _about_requests(filing.report.overview) if left else ():
        if match := re.search(r"(?:办结|办理)率(?:均)?(?:为|达到?)?\s*(?:100\s*[%％]|百分之百)", piece.text):
            start = piece.start + match.start()
            yield Fault(
                "narrative.overview", f"文中说“{match[0]}”，而表三结转下年度 {left} 件。", "没有办完的不计入办结，请改为“按期答复率”或写明实际比率。",
                span=(start, start + len(match[0])), expected=left,
            )  # fmt: skip


def _about_requests(text: str) -> list[Piece]:
    return [
        p
        for p in sentences(text)
        if re.search(r"信息公开申请|依申请公开", p.text) and not re.search(r"工单|热线|信访|提案", p.text)
    ]


__all__ = ["approximate", "comparisons", "full_rate", "parts_above", "shares"]
