"""Sums and balances, as the form declares them; a relation with a blank operand is not evaluated."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass

from assistant.report import Figure, Filing, Relation, Report, load_form, show_figure
from assistant.rules.rule import Fault


@dataclass(frozen=True)
class Broken:
    """A relation that does not hold, with both sums."""

    relation: Relation
    left: Figure
    right: Figure

    def right_figure(self, report: Report) -> Figure:
        """The figure that would make the relation hold at its place."""
        return report[self.relation.where] + self.right - self.left  # type: ignore[operator]


def broken(report: Report, rule: str) -> Iterator[Broken]:
    """The relations of one rule that do not hold."""
    for relation in report.form.relations:
        if relation.rule != rule:
            continue
        left, right = ([report[path] for path in side] for side in (relation.left, relation.right))
        if None in left or None in right:
            continue
        sums = sum(left), sum(right)  # type: ignore[arg-type]
        if sums[0] != sums[1]:
            yield Broken(relation, *sums)


def total(rule: str) -> Callable[[Filing], Iterator[Fault]]:
    """A total that is not the sum of its parts."""

    def find(filing: Filing) -> Iterator[Fault]:
        report = filing.report
        for fault in broken(report, rule):
            where = fault.relation.where
            parts = _parts(report, fault.relation)
            yield Fault(
                where,
                f"{_label(where)}填 {show_figure(fault.left)}，{parts}，相差 {_gap(fault)}。",
                f"请核对各分项，或把这一格改为 {show_figure(fault.right)}。",
                expected=fault.right,
                found=report[where],
            )

    return find


def balance(rule: str) -> Callable[[Filing], Iterator[Fault]]:
    """What came in is not what was dealt with plus what is left."""

    def find(filing: Filing) -> Iterator[Fault]:
        report = filing.report
        for fault in broken(report, rule):
            relation, where = fault.relation, fault.relation.where
            came = _side(report, relation.right_names, relation.right)
            went = _side(report, relation.left_names, relation.left)
            should = fault.right_figure(report)
            column = load_form("2021").cells[where].column.label
            more = fault.left > fault.right  # type: ignore[operator]
            twice = _TWICE if more and report[f"requests.partly_granted.{where.split('.')[2]}"] else ""
            change = f"；如各行无误，结转下年度应为 {show_figure(should)}" if should >= 0 else ""  # type: ignore[operator]
            yield Fault(
                where,
                f"表三“{column}”列：{came} = {fault.right}，{went} = {fault.left}，差 {_gap(fault)} 件。",
                f"请核对这一列的新收、上年结转、办理结果和“四、结转下年度继续办理”{change}。{twice}",
                expected=should,
                found=report[where],
            )

    return find


_TWICE = "一件申请区分处理的只计“部分公开”，不要同时计入“不予公开”。"


def _side(report: Report, names: tuple[str, ...], side: tuple[str, ...]) -> str:
    return " + ".join(f"{name} {report[path]}" for name, path in zip(names, side, strict=True))


def _parts(report: Report, relation: Relation) -> str:
    """The operands that are not zero."""
    operands = zip(relation.right_names, relation.right, strict=True)
    named = [(name, report[path]) for name, path in operands if report[path]]
    sum_ = sum(value for _, value in named)  # type: ignore[misc]
    if len(named) > 6:
        return f"而 {len(named)} 个分项相加为 {sum_}"
    if len(named) == 1:
        return f"而分项中只有{named[0][0]} {named[0][1]}"
    return f"而{' + '.join(f'{label} {value}' for label, value in named)} = {sum_}" if named else "而各分项都是 0"


def _label(path: str) -> str:
    return load_form("2021").label(path)


def _gap(fault: Broken) -> str:
    return show_figure(abs(fault.left - fault.right))  # type: ignore[operator]
