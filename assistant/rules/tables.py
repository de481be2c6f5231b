"""Tables that are possible and worth a question: suits without a reconsideration, repeats without a first, jumps against last year."""

from collections.abc import Iterator
from decimal import Decimal

from assistant.report import Figure, Filing, load_form, show_figure
from assistant.rules.across_years import last_year
from assistant.rules.rule import Fault

_RECONSIDERED = "disputes.reconsideration.total"
_AFTER, _DIRECT = "disputes.litigation_after_reconsideration.total", "disputes.litigation_direct.total"
_LARGE = 20  # from this count on a jump is worth a question
_WATCHED = (
    "proactive.normative_documents.in_force", "proactive.licences.decisions", "proactive.penalties.decisions",
    "proactive.compulsory_measures.decisions", "requests.received.total",
)  # fmt: skip


def repealed_at_once(filing: Filing) -> Iterator[Fault]:
    """In force = issued − repealed: were all that were repealed issued in the same year, and nothing in force before?"""
    row = "proactive.normative_documents"
    issued, repealed, valid = (filing.report[f"{row}.{c}"] for c in ("issued", "repealed", "in_force"))
    if issued and repealed and valid == issued - repealed:
        yield Fault(
            f"{row}.in_force",
            f"行政规范性文件：制发 {issued} 件、废止 {repealed} 件、现行有效 {valid} 件，等于废止的都是当年新发的，往年没有有效文件。",
            "请核对现行有效件数是否漏计往年的文件。",
            found=valid,
        )


def suits(filing: Filing) -> Iterator[Fault]:
    """复议后起诉 needs a reconsideration this year or last."""
    after = filing.report[_AFTER]
    if after and not _any(filing, _RECONSIDERED) and filing.report[_RECONSIDERED] is not None:
        yield Fault(
            _AFTER, f"有“复议后起诉”{after} 件，而{_years(filing)}行政复议为 0。", "请核对是否应填在“未经复议直接起诉”，或补填行政复议。", found=after,
        )  # fmt: skip


def disputes(filing: Filing) -> Iterator[Fault]:
    """A dispute about information needs a request this year or last."""
    flow = ("requests.received.total", "requests.carried_in.total", "requests.results_total.total")
    if any(filing.report[path] is None for path in flow) or any(_any(filing, path) for path in flow):
        return
    for path, name in ((_RECONSIDERED, "行政复议"), (_DIRECT, "未经复议直接起诉")):
        if count := filing.report[path]:
            yield Fault(
                path, f"{_years(filing)}没有政府信息公开申请，却有{name} {count} 件。", "请确认是否属于政府信息公开类案件，其他案件不填入本表。", found=count,
            )  # fmt: skip


def only_repeats(filing: Filing) -> Iterator[Fault]:
    """Every request of the year counted as a repeat: where is the first?"""
    report = filing.report
    came = [report["requests.received.total"], report["requests.carried_in.total"]]
    repeats = [report["requests.declined_repeat.total"], report["requests.declined_excessive.total"]]
    if None in came or None in repeats:
        return
    flow, again = sum(came), sum(repeats)  # type: ignore[arg-type]
    if again and again >= flow:
        where = "requests.declined_repeat.total" if repeats[0] else "requests.declined_excessive.total"
        yield Fault(
            where, f"全年应办 {flow} 件申请，全部计为重复或大量反复申请（{again} 件）。", "请确认首次申请计入了哪一年、哪一行。", found=again,
        )  # fmt: skip


def jumps(filing: Filing) -> Iterator[Fault]:
    """More than five times, or less than a fifth of, last year's count."""
    if not (previous := last_year(filing)):
        return
    for path in _WATCHED:
        before, now = previous[path], filing.report[path]
        if before is None or now is None or max(before, now) < _LARGE or min(before, now) * 5 >= max(before, now):
            continue
        yield Fault(
            path,
            f"{load_form('2021').label(path)}：上年 {show_figure(before)}，本年 {show_figure(now)}，变化很大。",
            "请核对是否漏报、重报或口径调整。",
            expected=before,
            found=now,
        )
    yield from _fee_jump(previous["proactive.fees.amount"], filing.report["proactive.fees.amount"])


def _fee_jump(before: Figure, now: Figure) -> Iterator[Fault]:
    if before and now and max(before, now) >= 1 and max(before, now) > 20 * Decimal(min(before, now)):
        yield Fault(
            "proactive.fees.amount",
            f"行政事业性收费：上年 {show_figure(before)} 万元，本年 {show_figure(now)} 万元，变化很大。",
            "请核对单位是否为万元。",
            expected=before,
            found=now,
        )


def _any(filing: Filing, path: str) -> bool:
    previous = last_year(filing)
    return bool(filing.report[path] or (previous and previous[path]))


def _years(filing: Filing) -> str:
    return "本年和上年" if last_year(filing) else "本年"
