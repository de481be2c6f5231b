"""Figures that cannot be, or hardly can: documents in force, rules made by a township, yuan in the 万元 cell."""

from collections.abc import Iterator
from decimal import Decimal

from assistant.report import Figure, Filing, load_form, show_figure
from assistant.rules.rule import Fault

DOCUMENTS = {"regulations": "规章", "normative_documents": "行政规范性文件"}
FEE = "proactive.fees.amount"
_LARGE = 50  # 万元, rarely reached by a township
_YUAN = 1000
_SUPERIOR = ("县", "区", "旗", "市", "州", "省", "自治区")


def in_force(filing: Filing) -> Iterator[Fault]:
    """More issued than repealed, and fewer in force than that."""
    for row, name in DOCUMENTS.items():
        issued, repealed, valid = (filing.report[f"proactive.{row}.{c}"] for c in ("issued", "repealed", "in_force"))
        if issued is None or repealed is None or valid is None or valid >= issued - repealed:
            continue
        least = issued - repealed
        yield Fault(
            f"proactive.{row}.in_force",
            f"{name}：本年制发 {issued} 件、废止 {repealed} 件，现行有效不应少于 {least} 件，表中填 {valid} 件。",
            f"请核对三个数；如制发和废止无误，现行有效应不少于 {least}。",
            expected=least,
            found=valid,
        )


def regulations(filing: Filing) -> Iterator[Fault]:
    """Only ministries, provinces and cities with districts make rules (规章)."""
    if not filing.report.unit.is_township:
        return
    for column in ("issued", "repealed", "in_force"):
        path = f"proactive.regulations.{column}"
        if value := filing.report[path]:
            label = load_form("2021").label(path)
            yield Fault(
                path,
                f"{filing.report.unit.kind}没有规章制定权，{label}填了 {value}。",
                "请改为 0；本单位制发的行政规范性文件填在下一行，上级的规章不计入。",
                expected=0,
                found=value,
            )


def fee(filing: Filing) -> Iterator[Fault]:
    """An amount that looks like 元, or that has more decimals than the form keeps."""
    amount = filing.report[FEE]
    if amount is None or amount <= 0:
        return
    exact = Decimal(amount).normalize()
    if _looks_like_yuan(filing, exact):
        should = exact / 10000
        yield Fault(
            FEE,
            f"行政事业性收费填 {show_figure(amount)} 万元，疑似把“元”填进了“万元”栏。",
            f"如为 {show_figure(amount)} 元，应填 {should:f}；如确为 {show_figure(amount)} 万元，请说明理由后保留。",
            expected=should,
            found=amount,
        )
    elif _places(exact) > 4:
        should = round(exact, 4)
        yield Fault(
            FEE,
            f"行政事业性收费填 {show_figure(amount)} 万元，小数超过 4 位。",
            f"请按万元保留至多 4 位小数：{show_figure(should)}。",
            expected=should,
            found=amount,
        )


def _looks_like_yuan(filing: Filing, amount: Decimal) -> bool:
    unit, last = filing.report.unit, _last_fee(filing)
    if unit.kind in _SUPERIOR or (last and amount < 5 * Decimal(last)):
        return False
    return amount >= _YUAN or (unit.is_township and amount > _LARGE and _places(amount) <= 2)


def _last_fee(filing: Filing) -> Figure:
    return filing.previous[FEE] if filing.previous else None


def _places(amount: Decimal) -> int:
    exponent = amount.as_tuple().exponent
    return max(0, -exponent) if isinstance(exponent, int) else 0
