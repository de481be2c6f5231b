"""The three official tables as grids of (text, across, down), and the shapes in which they are spoilt."""

import re
from collections.abc import Callable, Iterable
from typing import NamedTuple

from tests.documents.ugly.figures import APPLICANTS, GROUPS, OUTCOMES, Figures


class Slot(NamedTuple):
    text: str
    across: int = 1
    down: int = 1


Grid = list[list[Slot]]
Matrix = list[list[str | None]]

NOTE = "（本列数据的勾稽关系为：第一项加第二项之和，等于第三项加第四项之和）"
PARTLY = "（二）部分公开（区分处理的，只计这一情形，不计其他情形）"
REFUSED = (
    "属于国家秘密", "其他法律行政法规禁止公开", "危及“三安全一稳定”", "保护第三方合法权益", "属于三类内部事务信息",
    "属于四类过程性信息", "属于行政执法案卷", "属于行政查询事项",
)  # fmt: skip
MISSING = ("本机关不掌握相关政府信息", "没有现成信息需要另行制作", "补正后申请内容仍不明确")
DECLINED = (
    "信访举报投诉类申请", "重复申请", "要求提供公开出版物", "无正当理由大量反复申请",
    "要求行政机关确认或重新出具已获取信息",
)  # fmt: skip
OTHERS = (
    "申请人无正当理由逾期不补正、行政机关不再处理其政府信息公开申请",
    "申请人逾期未按收费通知要求缴纳费用、行政机关不再处理其政府信息公开申请", "其他",
)  # fmt: skip
REASONS = {  # of each group the keys of its rows, in the order of their labels
    "（三）不予公开": (REFUSED, "refused", "state_secret other_law security third_party internal process enforcement_file admin_query"),
    "（四）无法提供": (MISSING, "unavailable", "not_held needs_creation unclear"),
    "（五）不予处理": (DECLINED, "declined", "petition repeat publication excessive reissue"),
    "（六）其他处理": (OTHERS, "other", "not_corrected fee_unpaid misc"),
}  # fmt: skip


def table_two(figures: Figures) -> Grid:
    w = figures.written
    grid: Grid = [
        [Slot("第二十条第（一）项", 4)],
        [Slot(t) for t in ("信息内容", "本年制发件数", "本年废止件数", "现行有效件数")],
    ]
    for key, label in (("regulations", "规章"), ("normative_documents", "行政规范性文件")):
        grid.append([Slot(label), *(Slot(w[f"proactive.{key}.{c}"]) for c in ("issued", "repealed", "in_force"))])
    for item, rows in (
        ("五", {"licences": "行政许可"}),
        ("六", {"penalties": "行政处罚", "compulsory_measures": "行政强制"}),
    ):
        grid += [[Slot(f"第二十条第（{item}）项", 4)], [Slot("信息内容"), Slot("本年处理决定数量", 3)]]
        grid += [[Slot(label), Slot(w[f"proactive.{key}.decisions"], 3)] for key, label in rows.items()]
    grid += [[Slot("第二十条第（八）项", 4)], [Slot("信息内容"), Slot("本年收费金额（单位：万元）", 3)]]
    return [*grid, [Slot("行政事业性收费"), Slot(w["proactive.fees.amount"], 3)]]


def table_two_old(figures: Figures, others: Iterable[str] = ()) -> Grid:
    """The 2019 form; `others` fill, one after the other, the cells that the report does not keep (else 0)."""
    w, extra = figures.written, iter(others)

    def more() -> Slot:
        return Slot(next(extra, "0"))

    grid: Grid = [
        [Slot("第二十条第（一）项", 4)],
        [Slot(t) for t in ("信息内容", "本年新制作数量", "本年新公开数量", "对外公开总数量")],
    ]
    for key, label in (("regulations", "规章"), ("normative_documents", "规范性文件")):
        grid.append([Slot(label), Slot(w[f"proactive.{key}.issued"]), more(), more()])
    heads = [Slot(t) for t in ("信息内容", "上一年项目数量", "本年增/减", "处理决定数量")]
    grid += [[Slot("第二十条第（五）项", 4)], heads]
    grid.append([Slot("行政许可"), more(), more(), Slot(w["proactive.licences.decisions"])])
    grid.append([Slot("其他对外管理服务事项"), more(), more(), more()])
    grid += [[Slot("第二十条第（六）项", 4)], heads]
    grid.append([Slot("行政处罚"), more(), more(), Slot(w["proactive.penalties.decisions"])])
    grid.append([Slot("行政强制"), more(), more(), Slot(w["proactive.compulsory_measures.decisions"])])
    grid += [[Slot("第二十条第（八）项", 4)], [Slot("信息内容"), Slot("上一年项目数量"), Slot("本年增/减", 2)]]
    grid.append([Slot("行政事业性收费"), more(), Slot(more().text, 2)])
    grid += [[Slot("第二十条第（九）项", 4)], [Slot("信息内容"), Slot("采购项目数量"), Slot("采购总金额", 2)]]
    return [*grid, [Slot("政府集中采购"), more(), Slot(more().text, 2)]]


def table_three(figures: Figures, old: bool = False) -> Grid:
    def values(key: str) -> list[Slot]:
        return [Slot(figures.written[f"requests.{key}.{who}"]) for who in APPLICANTS]

    grid: Grid = [
        [Slot(NOTE, 3, 3), Slot("申请人情况", 7)],
        [Slot("自然人", 1, 2), Slot("法人或其他组织", 5), Slot("总计", 1, 2)],
        [Slot(t) for t in ("商业企业", "科研机构", "社会公益组织", "法律服务机构", "其他")],
        [Slot("一、本年新收政府信息公开申请数量", 3), *values("received")],
        [Slot("二、上年结转政府信息公开申请数量", 3), *values("carried_in")],
        [Slot("三、本年度办理结果", 1, 20 if old else 22), Slot("（一）予以公开", 2), *values("granted")],
        [Slot(PARTLY, 2), *values("partly_granted")],
    ]
    for group, (labels, stem, keys) in REASONS.items():
        if old and stem == "other":
            grid.append([Slot(group, 2), *values("other_misc")])
            continue
        for number, (label, key) in enumerate(zip(labels, keys.split(), strict=True), 1):
            lead = [Slot(group, 1, len(labels))] if number == 1 else []
            grid.append([*lead, Slot(f"{number}.{label}"), *values(f"{stem}_{key}")])
    grid.append([Slot("（七）总计", 2), *values("results_total")])
    return [*grid, [Slot("四、结转下年度继续办理", 3), *values("carried_out")]]


def table_four(figures: Figures) -> Grid:
    names = [Slot(t) for t in ("结果维持", "结果纠正", "其他结果", "尚未审结", "总计")]
    return [
        [Slot("行政复议", 5), Slot("行政诉讼", 10)],
        [*(Slot(s.text, 1, 2) for s in names), Slot("未经复议直接起诉", 5), Slot("复议后起诉", 5)],
        [*names, *names],
        [Slot(figures.written[f"disputes.{group}.{c}"]) for group in GROUPS for c in OUTCOMES],
    ]


def changed(grid: Grid, words: dict[str, str] | Callable[[str], str]) -> Grid:
    """The grid with words exchanged in every cell; a dict exchanges parts of the text."""

    def new(text: str) -> str:
        if callable(words):
            return words(text)
        for old, other in words.items():
            text = text.replace(old, other)
        return text

    return [[slot._replace(text=new(slot.text)) for slot in row] for row in grid]


def matrix(grid: Grid, covered: str | None = None) -> Matrix:
    """Every place of the grid; where a merged cell reaches stands `covered`, or with "=" its text once more."""
    width = sum(slot.across for slot in grid[0])
    full: Matrix = [[None] * width for _ in grid]
    taken: set[tuple[int, int]] = set()
    for at, row in enumerate(grid):
        column = 0
        for slot in row:
            while (at, column) in taken:
                column += 1
            for down in range(slot.down):
                for across in range(slot.across):
                    taken.add((at + down, column + across))
                    first = not down and not across
                    full[at + down][column + across] = slot.text if first or covered == "=" else covered
    return full


def tabbed(grid: Grid, covered: str = "") -> list[str]:
    return ["\t".join(cell or "" for cell in row) for row in matrix(grid, covered)]


def cells(grid: Grid) -> list[str]:
    """One cell a line, merged ones once, as a page's text is copied."""
    return [slot.text for row in grid for slot in row]


def piped(grid: Grid, covered: str = "") -> list[str]:
    return ["| " + " | ".join(cell or "" for cell in row) + " |" for row in matrix(grid, covered)]


def spaced(grid: Grid) -> list[str]:
    """A row a line, cells parted by one blank."""
    return [" ".join(slot.text for slot in row) for row in grid]


def full_width(text: str) -> str:
    return re.sub(r"\d", lambda m: chr(ord(m[0]) + 0xFEE0), text)
