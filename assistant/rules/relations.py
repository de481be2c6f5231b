"""Every relation that was checked, those that hold too: both sides, the difference, the verdict (勾稽核对表)."""

from collections.abc import Iterator

from assistant.report import Checked, Figure, Filing, Report, load_form
from assistant.rules.across_years import last_year
from assistant.rules.agreement import TEXTS, table_readings
from assistant.rules.claims import claims
from assistant.rules.plausibility import DOCUMENTS

_KINDS = {
    "requests-row-total": "行合计", "requests-results-total": "办理结果合计", "requests-balance": "收办平衡", "disputes-total": "复议诉讼合计",
}  # fmt: skip


def relations(filing: Filing) -> list[Checked]:
    """The sums and balances of the form, the ties to last year and the figures of the text, in this order."""
    return [*_of_form(filing.report), *_in_force(filing.report), *_of_years(filing), *_of_text(filing.report)]


def _of_form(report: Report) -> Iterator[Checked]:
    for relation in report.form.relations:
        sides = [[report[path] for path in side] for side in (relation.left, relation.right)]
        balance = relation.rule == "requests-balance"
        left = " + ".join(relation.left_names) if balance else "总计"
        right = " + ".join(relation.right_names) if balance else "各分项之和"
        yield _checked(
            _KINDS[relation.rule],
            _place(report, relation.where, balance),
            left,
            _sum(sides[0]),
            right,
            _sum(sides[1]),
            relation.where,
        )


def _place(report: Report, where: str, balance: bool) -> str:
    cell = load_form("2021").cells[where]
    return f"表三“{cell.column.label}”列" if balance else report.form.label(where)


def _in_force(report: Report) -> Iterator[Checked]:
    for row, name in DOCUMENTS.items():
        issued, repealed, valid = (report[f"proactive.{row}.{c}"] for c in ("issued", "repealed", "in_force"))
        least = None if issued is None or repealed is None else issued - repealed
        holds = None if valid is None or least is None else valid >= least
        where = f"proactive.{row}.in_force"
        yield Checked("现行有效", f"表二“{name}”行", "现行有效", valid, "不少于 制发 − 废止", least, holds, where)


def _of_years(filing: Filing) -> Iterator[Checked]:
    if not (previous := last_year(filing)):
        return
    report = filing.report
    for column in load_form("2021").table("requests").blocks[0].columns:
        where = f"requests.carried_in.{column.key}"
        left = previous[f"requests.carried_out.{column.key}"]
        yield _checked(
            "跨年结转", f"表三“{column.label}”列", "本年“上年结转”", report[where], "上年“结转下年度”", left, where
        )
    for row, name in DOCUMENTS.items():
        where = f"proactive.{row}.in_force"
        parts = [previous[where], report[f"proactive.{row}.issued"], report[f"proactive.{row}.repealed"]]
        should = None if None in parts else parts[0] + parts[1] - parts[2]  # type: ignore[operator]
        yield _checked(
            "跨年有效", f"表二“{name}”行", "本年现行有效", report[where], "上年 + 制发 − 废止", should, where
        )


def _of_text(report: Report) -> Iterator[Checked]:
    """A figure of the text with what the tables have for it; where several readings are let pass, the one that fits."""
    for where in TEXTS:
        text = report.text(where)
        for claim in claims(text):
            if claim.year not in (None, report.year) or not (readings := table_readings(claim, report)):
                continue
            cells = next((cells for cells, value in readings.items() if value == claim.value), next(iter(readings)))
            start = max(text.rfind(mark, 0, claim.start) for mark in "，。；：\n") + 1
            words = text[start : claim.end] + claim.unit
            label = "、".join(report.form.label(path) for path in cells)
            value, table = claim.value, readings[cells]
            holds = value == table or (claim.approx and table is not None and value / 2 < table < value * 2)
            yield Checked(
                "正文与表格", report.form.label(where), f"正文“{words.strip()}”", value, label, table, holds, where
            )


def _checked(kind: str, place: str, left: str, a: Figure, right: str, b: Figure, where: str) -> Checked:
    return Checked(kind, place, left, a, right, b, None if a is None or b is None else a == b, where)


def _sum(values: list[Figure]) -> Figure:
    return None if None in values else sum(values)  # type: ignore[arg-type]
