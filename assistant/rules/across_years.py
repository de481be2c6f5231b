"""This year's report against last year's; a blank on either side is passed over."""

import re
from collections.abc import Iterator
from difflib import SequenceMatcher

from assistant.report import Filing, Report, load_form
from assistant.report.prose import items
from assistant.rules.plausibility import DOCUMENTS
from assistant.rules.rule import Fault

_COPIED = 0.9
_SHORTEST = 30
NOISE = re.compile(r"[\s\d０-９，。；：、！？,.;:!?（）()“”\"《》\-*•年]+|[一二三四五六七八九十]是")


def last_year(filing: Filing) -> Report | None:
    """Last year's report, None where there is none or it is of another year than the one before."""
    report, previous = filing.report, filing.previous
    if previous and report.year and previous.year and previous.year != report.year - 1:
        return None
    return previous


def carry_over(filing: Filing) -> Iterator[Fault]:
    """What was left over last year must come in this year, column by column."""
    if not (previous := last_year(filing)):
        return
    for column in load_form("2021").table("requests").blocks[0].columns:
        where = f"requests.carried_in.{column.key}"
        left, came = previous[f"requests.carried_out.{column.key}"], filing.report[where]
        if left is not None and came is not None and left != came:
            yield Fault(
                where,
                f"表三“{column.label}”列：上年“结转下年度继续办理”为 {left}，本年“上年结转”填 {came}。",
                f"请改为 {left}；如上年数据有误，请说明更正情况。",
                expected=left,
                found=came,
            )


def in_force(filing: Filing) -> Iterator[Fault]:
    """In force now = in force last year + issued − repealed."""
    if not (previous := last_year(filing)):
        return
    for row, name in DOCUMENTS.items():
        cells = [f"proactive.{row}.{column}" for column in ("issued", "repealed", "in_force")]
        issued, repealed, valid = (filing.report[path] for path in cells)
        before = previous[cells[2]]
        if issued is None or repealed is None or valid is None or before is None:
            continue
        should = before + issued - repealed
        if should != valid:
            yield Fault(
                cells[2],
                f"{name}：上年现行有效 {before} + 本年制发 {issued} − 本年废止 {repealed} = {should}，表中现行有效填 {valid}。",
                "请核对三个数；如因清理或统计口径调整，请说明理由后保留。",
                expected=should,
                found=valid,
            )


def pending(filing: Filing) -> Iterator[Fault]:
    """A case pending last year leaves a trace this year."""
    if not (previous := last_year(filing)):
        return
    block = load_form("2021").table("disputes").blocks[0]
    for row in block.rows:
        left = previous[f"disputes.{row.key}.pending"]
        now = [filing.report[f"disputes.{row.key}.{column.key}"] for column in block.columns]
        if left and all(value == 0 for value in now):
            name = f"{row.group}（{row.label}）" if row.group else row.label
            yield Fault(
                f"disputes.{row.key}.total",
                f"上年{name}尚未审结 {left} 件，本年这一组全为 0，没有反映结果。",
                "请填写审结结果；仍未审结的，填在“尚未审结”栏。",
                expected=left,
                found=0,
            )


def copied(filing: Filing) -> Iterator[Fault]:
    """Section five almost word for word as last year; years and figures do not count as differences."""
    if not (previous := last_year(filing)):
        return
    texts = [(_plain(report.problems), _plain(report.improvements)) for report in (filing.report, previous)]
    (problems, measures), (old_problems, old_measures) = texts
    for part, name, this, last in (
        ("problems", "存在的主要问题及改进情况", problems + measures, old_problems + old_measures),
        ("problems", "存在的主要问题", problems, old_problems),
        ("improvements", "改进情况", measures, old_measures),
    ):
        if min(len(this), len(last)) < _SHORTEST or (alike := _alike(this, last)) < _COPIED:
            continue
        percent = round(alike * 100)
        yield Fault(
            f"narrative.{part}",
            f"第五部分“{name}”与上年的文字相同 {percent}%。",
            "请写明上年问题的整改结果和本年的新问题、新措施。",
            expected=None,
            found=percent,
        )
        return


def overview_repeated(filing: Filing) -> Iterator[Fault]:
    """The overview word for word as last year, but for figures and years."""
    if not (previous := last_year(filing)):
        return
    this, last = _plain(filing.report.overview), _plain(previous.overview)
    if min(len(this), len(last)) >= 150 and (alike := _alike(this, last)) >= _COPIED:
        percent = round(alike * 100)
        yield Fault(
            "narrative.overview",
            f"总体情况与上年的文字相同 {percent}%，只有数字不同。",
            "请补写本年的新做法、新情况。",
            found=percent,
        )


def repeated_problems(filing: Filing) -> Iterator[Fault]:
    """A single problem taken over from last year; silent where the whole section is."""
    previous = last_year(filing)
    if not previous or any(copied(filing)):
        return
    before = [_plain(item.body) for item in items(previous.problems)]
    for item in items(filing.report.problems):
        body = _plain(item.body)
        if len(body) >= 12 and any(_alike(body, old) >= _COPIED for old in before):
            yield Fault(
                "narrative.problems",
                "这个问题与上年写的几乎相同。",
                "请写明上年以来的整改进展，或改写本年的实际情况。",
                span=(item.start, item.end),
            )


def _plain(text: str) -> str:
    return NOISE.sub("", text)


def _alike(this: str, last: str) -> float:
    matcher = SequenceMatcher(None, this, last, autojunk=False)
    return matcher.ratio() if matcher.real_quick_ratio() >= _COPIED and matcher.quick_ratio() >= _COPIED else 0.0
