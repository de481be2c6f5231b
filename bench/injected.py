"""Reports with one known fault each, made from clean ones: what a check must find, where, and what follows from it.

Arithmetic is recounted here on its own, so that a fault which breaks two relations is expected to give two findings.
"""

import random
from collections.abc import Iterator
from dataclasses import dataclass, replace
from decimal import Decimal

from assistant.report.figures import Figure
from assistant.report.filing import Filing
from assistant.report.report import RawCell, Report, Source
from bench.clean import COLUMNS, GROUPS, OUTCOMES, RESULTS, THEMES, Books, Draft, build, phrases

SELVES = {"乡": ("我镇", "我街道"), "镇": ("我乡", "我街道"), "街道": ("我乡", "我镇")}
OVERVIEW = "narrative.overview"


@dataclass(frozen=True)
class Injected:
    """`expected` are (rule, where) that must all come; a `where` that ends in `*` stands for everything that begins so.

    `allowed` are rules that may follow from the fault; any other error or warning is false.
    """

    rule: str
    shape: str
    filing: Filing
    expected: frozenset[tuple[str, str]]
    allowed: frozenset[str] = frozenset()


def recount(cells: dict[str, Figure]) -> set[tuple[str, str]]:
    """Every relation of tables 3 and 4 that does not hold; relations with a blank are left out."""
    broken: set[tuple[str, str]] = set()

    def compare(rule: str, where: str, left: list[str], right: list[str]) -> None:
        a, b = [cells[path] for path in left], [cells[path] for path in right]
        if None not in a and None not in b and sum(a) != sum(b):  # type: ignore[type-var, arg-type]
            broken.add((rule, where))

    for row in ("received", "carried_in", *RESULTS, "results_total", "carried_out"):
        at = f"requests.{row}"
        compare("requests-row-total", f"{at}.total", [f"{at}.total"], [f"{at}.{column}" for column in COLUMNS])
    for column in (*COLUMNS, "total"):
        done, left = f"requests.results_total.{column}", f"requests.carried_out.{column}"
        compare("requests-results-total", done, [done], [f"requests.{row}.{column}" for row in RESULTS])
        compare(
            "requests-balance", left, [done, left], [f"requests.{row}.{column}" for row in ("received", "carried_in")]
        )
    for group in GROUPS:
        at = f"disputes.{group}"
        compare("disputes-total", f"{at}.total", [f"{at}.total"], [f"{at}.{outcome}" for outcome in OUTCOMES])
    return broken


def _with_cells(draft: Draft, changes: dict[str, Figure], raw: dict[str, RawCell] | None = None) -> Report:
    cells = {**draft.report.cells, **changes}
    return replace(draft.report, cells=cells, source=Source("年报.docx", (), raw or {}))


def _bump(draft: Draft, *paths: str, by: int = 1) -> dict[str, Figure]:
    return {path: (draft.report.cells[path] or 0) + by for path in paths}  # type: ignore[dict-item]


def _fault(
    draft: Draft, rule: str, shape: str, report: Report, *expected: tuple[str, str], allowed: tuple[str, ...] = ()
) -> Injected:
    filing = replace(draft.filing, report=report)
    return Injected(rule, shape, filing, frozenset(expected or {(rule, OVERVIEW)}), frozenset(allowed))


def _say(draft: Draft, rule: str, shape: str, sentence: str, *, at: int = 1, allowed: tuple[str, ...] = ()) -> Injected:
    """Put a sentence at the end of a paragraph of the overview."""
    lines = draft.report.overview.split("\n")
    at = min(at, len(lines) - 1)
    if len(lines) > 7:  # headings stand on lines of their own
        at = min(2 * at, len(lines) - 1)
    lines[at] += sentence.format(**draft.words)
    return _fault(
        draft, rule, shape, replace(draft.report, overview="\n".join(lines)), (rule, OVERVIEW), allowed=allowed
    )


# ---- tables ------------------------------------------------------------------------------------------------------


def sums(seeds: Iterator[int]) -> Iterator[Injected]:
    """Single figures and pairs of figures that break the relations of tables 3 and 4."""

    def made(rule: str, shape: str, draft: Draft, changes: dict[str, Figure]) -> Injected:
        cells = {**draft.report.cells, **changes}
        expected = recount(cells)
        assert rule in {name for name, _ in expected}, (rule, shape)
        return _fault(draft, rule, shape, _with_cells(draft, changes), *expected)

    for number in range(14):
        draft = build(next(seeds), quiet=True, level=number % 3, previous=False)
        rnd = random.Random(number)
        row = rnd.choice(("received", "carried_out", "results_total", *RESULTS))
        column, by = rnd.choice(COLUMNS), rnd.choice((1, 2, 9))
        if number % 2:
            changes = _bump(draft, f"requests.{row}.total", by=by)
            yield made("requests-row-total", "行总计多填", draft, changes)
        else:
            changes = _bump(draft, f"requests.received.{column}", f"requests.carried_out.{column}", by=by)
            yield made("requests-row-total", "两行同列多填，列仍平衡", draft, changes)
        draft = build(next(seeds), quiet=True, level=number % 3, previous=False)
        row = rnd.choice(RESULTS)
        if number % 2:
            yield made(
                "requests-results-total",
                "办理结果多填一类",
                draft,
                _bump(draft, f"requests.{row}.{column}", f"requests.{row}.total", by=by),
            )
        else:
            paths = [f"requests.{key}.{c}" for key in ("results_total", "received") for c in (column, "total")]
            yield made("requests-results-total", "（七）总计与新收同多", draft, _bump(draft, *paths, by=by))
        draft = build(next(seeds), quiet=True, level=number % 3, previous=False)
        row = ("received", "carried_in", "carried_out")[number % 3]
        yield made(
            "requests-balance",
            f"{row} 多填",
            draft,
            _bump(draft, f"requests.{row}.{column}", f"requests.{row}.total", by=by),
        )
        draft = build(next(seeds), quiet=True, level=number % 3, previous=False)
        at = f"disputes.{GROUPS[number % 3]}.{('total', *OUTCOMES)[number % 5]}"
        yield made("disputes-total", "总计" if at.endswith("total") else "结果", draft, _bump(draft, at, by=by))


def cells(seeds: Iterator[int]) -> Iterator[Injected]:
    """Blanks, figures that are none, tables that are absent, the old form."""
    blanks = (
        "requests.received.commercial", "requests.granted.total", "requests.carried_out.total", "requests.declined_repeat.other",
        "disputes.reconsideration.pending", "disputes.litigation_direct.total", "proactive.licences.decisions",
        "proactive.regulations.issued", "proactive.normative_documents.in_force", "proactive.fees.amount",
        "requests.results_total.natural_person", "requests.other_misc.total",
    )  # fmt: skip
    for number, path in enumerate(blanks):
        draft = build(next(seeds), quiet=number % 3 > 0, level=number % 3, previous=False)
        mark = ("", "/", "—", "无")[number % 4]
        raw = {path: RawCell(mark, f"写的是“{mark}”，未填数字")} if mark else None
        yield _fault(draft, "cell-blank", f"空格“{mark}”", _with_cells(draft, {path: None}, raw), ("cell-blank", path))
    for row in ("received", "refused_process"):
        draft = build(next(seeds), quiet=True, previous=False)
        paths = [f"requests.{row}.{column}" for column in (*COLUMNS, "total")]
        yield _fault(
            draft,
            "cell-blank",
            "整行空白",
            _with_cells(draft, dict.fromkeys(paths)),
            *(("cell-blank", p) for p in paths),
        )
    for number, path in enumerate(
        (
            "requests.received.other",
            "requests.granted.natural_person",
            "disputes.reconsideration.upheld",
            "proactive.penalties.decisions",
            "requests.carried_in.total",
        )
    ):
        draft = build(next(seeds), quiet=True, level=0, previous=False)
        changes: dict[str, Figure] = {path: -1 - number % 2}
        expected = {("cell-not-count", path)} | recount({**draft.report.cells, **changes})
        yield _fault(draft, "cell-not-count", "负数", _with_cells(draft, changes), *expected)
    for path, text in (("requests.received.total", "1.5"), ("requests.granted.commercial", "约3"), ("proactive.licences.decisions", "百余"),
                       ("disputes.reconsideration.total", "1/2"), ("proactive.normative_documents.issued", "见附件")):  # fmt: skip
        draft = build(next(seeds), quiet=True, previous=False)
        raw = {path: RawCell(text, f"“{text}”不是整数")}
        yield _fault(
            draft, "cell-not-count", "不是整数", _with_cells(draft, {path: None}, raw), ("cell-not-count", path)
        )
    for amount, text in ((Decimal("-1"), ""), (None, "1.2.3")):
        draft = build(next(seeds), quiet=True, previous=False)
        path = "proactive.fees.amount"
        raw = {path: RawCell(text, f"“{text}”不是金额")} if text else None
        yield _fault(
            draft,
            "cell-not-count",
            "收费",
            _with_cells(draft, {path: amount}, raw),
            ("cell-not-count", path),
            allowed=("fee-implausible",),
        )
    for number in range(12):
        draft = build(next(seeds), quiet=number % 2 == 0, previous=number % 3 == 0)
        table = ("proactive", "requests", "disputes")[number % 3]
        report = _with_cells(draft, {path: None for path in draft.report.cells if path.startswith(table)})
        yield _fault(draft, "table-missing", table, report, ("table-missing", table))
    for number in range(10):
        draft = build(next(seeds), quiet=number % 2 == 0, previous=False)
        lost = [
            f"proactive.{row}.{column}"
            for row in ("regulations", "normative_documents")
            for column in ("repealed", "in_force")
        ]
        gone = dict.fromkeys((*lost, "proactive.fees.amount", "requests.other_not_corrected.total"))
        for column in (*COLUMNS, "total"):
            moved = sum(
                draft.report.cells[f"requests.{row}.{column}"] or 0 for row in RESULTS if row.startswith("other")
            )
            gone |= {f"requests.other_not_corrected.{column}": None, f"requests.other_fee_unpaid.{column}": None}
            gone[f"requests.other_misc.{column}"] = moved  # type: ignore[assignment]
        report = replace(_with_cells(draft, gone), format="2019")  # type: ignore[arg-type]
        yield _fault(draft, "old-format", "旧表", report, ("old-format", "*"))


def plausible(seeds: Iterator[int]) -> Iterator[Injected]:
    """Table 2 and last year's report."""
    documents = "proactive.normative_documents"
    for number in range(10):
        issued, repealed, held = ((9, 3, 5), (2, 0, 0), (4, 1, 2), (1, 0, 0), (12, 2, 9))[number % 5]
        draft = build(next(seeds), quiet=True, previous=False)
        changes: dict[str, Figure] = {
            f"{documents}.issued": issued,
            f"{documents}.repealed": repealed,
            f"{documents}.in_force": held,
        }
        yield _fault(
            draft,
            "in-force-impossible",
            "有效偏少",
            _with_cells(draft, changes),
            ("in-force-impossible", f"{documents}*"),
        )
    for number in range(10):
        draft = build(
            next(seeds), quiet=number % 2 == 0, previous=False, kind=("乡", "镇", "街道", "民族乡")[number % 4]
        )
        changes = ({"proactive.regulations.in_force": 6}, {"proactive.regulations.issued": 1, "proactive.regulations.in_force": 1},
                   {"proactive.regulations.in_force": 1})[number % 3]  # fmt: skip
        yield _fault(
            draft,
            "township-regulations",
            "填规章",
            _with_cells(draft, changes),
            ("township-regulations", "proactive.regulations*"),
        )
    for amount in ("12500", "3200", "190.457379", "1.23456", "45000", "8600.5", "0.00012", "1860", "100000", "20000"):
        draft = build(next(seeds), quiet=True, previous=False)
        path = "proactive.fees.amount"
        yield _fault(
            draft, "fee-implausible", amount, _with_cells(draft, {path: Decimal(amount)}), ("fee-implausible", path)
        )
    for number in range(12):
        draft = build(next(seeds), quiet=number % 2 == 0, previous=True, level=number % 3)
        assert draft.previous
        columns = (
            ("total", "natural_person")
            if number % 2
            else (("total",), ("commercial",), ("natural_person",))[number % 3]
        )
        last = {path: (draft.previous.cells[path] or 0) + 1 for path in (f"requests.carried_out.{c}" for c in columns)}  # type: ignore[operator]
        draft.previous = draft.previous.with_cells(last)
        yield _fault(
            draft,
            "carry-over",
            "结转不接",
            draft.report,
            *(("carry-over", f"requests.carried_in.{c}") for c in columns),
        )
    for number in range(10):
        draft = build(next(seeds), quiet=number % 2 == 0, previous=True)
        assert draft.previous
        held = draft.previous.cells[f"{documents}.in_force"] or 0
        draft.previous = draft.previous.with_cells({f"{documents}.in_force": held + (1, 2, 5)[number % 3]})  # type: ignore[operator]
        yield _fault(draft, "in-force-balance", "有效不接", draft.report, ("in-force-balance", f"{documents}.in_force"))
    for number in range(10):
        group = GROUPS[number % 3]

        def tune(books: Books, before: Books | None, group: str = group, number: int = number) -> None:
            assert before
            before.disputes[group]["pending"] = 1 + number % 2
            books.disputes[group] = dict.fromkeys(OUTCOMES, 0)

        draft = build(next(seeds), quiet=number % 2 == 0, previous=True, tune=tune)
        yield _fault(draft, "pending-vanished", group, draft.report, ("pending-vanished", f"disputes.{group}*"))


# ---- text against tables ------------------------------------------------------------------------------------------

# what may be said of each slot: {n} a figure that is not in the tables, or None for a zero where the table has some
STATED: dict[str, tuple[str, ...]] = {
    "received": (
        "{Y}年，{me}共收到政府信息公开申请{n}件。",
        "全年新收依申请公开{n}件，均为自然人提出。",
        "本年度受理政府信息公开申请{z}件。",
    ),
    "carried_in": ("{L}年结转政府信息公开申请{n}件。", "上年结转申请{z}件。"),
    "handled": ("共答复政府信息公开申请{n}件。", "依申请公开办结{n}件。"),
    "granted": ("答复中，予以公开{n}件。", "作出予以公开答复的申请{z}件。"),
    "partly_granted": ("对申请区分处理，部分公开{n}件。",),
    "refused": ("经审查，不予公开的申请{n}件。", "政府信息公开申请中不予公开{z}件。"),
    "unavailable": ("因不掌握等原因，无法提供{n}件。",),
    "declined": ("属信访投诉类等情形不予处理的申请{n}件。",),
    "other": ("政府信息公开申请办理结果为其他处理的{n}件。",),
    "carried_out": ("另有{n}件申请结转下年度继续办理。", "结转{N}年办理的申请{z}件。"),
    "reconsideration": ("因政府信息公开引发行政复议{n}件。", "政府信息公开行政复议{z}起。"),
    "litigation": ("因政府信息公开被提起行政诉讼{n}件。", "涉及信息公开的行政诉讼{z}起。"),
    "issued": ("全年制发行政规范性文件{n}件。", "{Y}年，{me}印发行政规范性文件{z}件。"),
    "repealed": ("全年废止行政规范性文件{n}件。",),
    "in_force": ("截至年底，现行有效行政规范性文件{n}件。", "现行有效行政规范性文件{z}件。"),
    "licences": ("全年作出行政许可决定{n}件。", "{Y}年{me}办理行政许可{n}宗。"),
    "penalties": ("全年作出行政处罚决定{n}件。", "行政处罚案件{z}宗。"),
    "compulsory": ("全年实施行政强制{n}件。",),
}
DENIED = {
    "received": ("{Y}年，{me}未收到政府信息公开申请。", "全年没有接到任何单位和个人提出的政府信息公开申请。", "本年度依申请公开0件。"),
    "carried_in": ("无上年结转的政府信息公开申请。",),
    "carried_out": ("无结转下年度继续办理的申请。",),
    "refused": ("全年没有不予公开的情形。",),
    "reconsideration": ("全年未发生因政府信息公开引发的行政复议。", "政府信息公开行政复议0件。"),
    "litigation": ("没有因信息公开被提起行政诉讼。",),
    "issued": ("{Y}年{me}未制发行政规范性文件。",),
    "in_force": ("目前无现行有效的行政规范性文件。",),
    "licences": ("本年度未办理行政许可。",),
    "penalties": ("全年未作出行政处罚决定。",),
    "compulsory": ("全年未实施行政强制。",),
}  # fmt: skip


def conflicts(seeds: Iterator[int]) -> Iterator[Injected]:
    spelled = {1: "一", 2: "两", 3: "三", 4: "四", 5: "五", 6: "六", 7: "七", 8: "八", 9: "九", 10: "十"}

    def full(books: Books, before: Books | None) -> None:
        """Make every slot a figure above nought, so that a denial is false."""
        books.carried_in["natural_person"] += 8
        for row in (
            "granted",
            "partly_granted",
            "refused_internal",
            "unavailable_not_held",
            "declined_petition",
            "other_misc",
        ):
            books.results[row]["natural_person"] += 1
        books.carried_out["natural_person"] += 2
        books.disputes[GROUPS[0]]["upheld"] += 1
        books.disputes[GROUPS[1]]["other"] += 1
        books.issued, books.repealed, books.in_force = 2, 1, 6
        books.licences, books.penalties, books.compulsory, books.fee = 85, 12, 1, Decimal("1.25")

    def empty(books: Books, before: Books | None) -> None:
        books.carried_in, books.carried_out = dict.fromkeys(COLUMNS, 0), dict.fromkeys(COLUMNS, 0)
        books.issued = books.repealed = books.in_force = books.licences = books.penalties = books.compulsory = 0

    paths = {"issued": "issued", "repealed": "repealed", "in_force": "in_force"}
    for slot, sentences in STATED.items():
        for number, sentence in enumerate(sentences):
            for tune in (full, empty):
                level = 1 if tune is full else 0
                draft = build(next(seeds), quiet=True, previous=False, level=level, tune=tune)
                true = _true(draft.report, paths.get(slot, slot))
                wrong = true + 1 + number + (slot == "granted")  # one more might count those granted in part
                said = sentence.replace("{n}", str(wrong)).replace("{z}", spelled.get(wrong, str(wrong)))
                yield _say(
                    draft,
                    "text-number-conflict",
                    f"{slot} 数字不符",
                    said,
                    at=2 if slot in ("received", "granted") else 1,
                )
    for slot, sentences in DENIED.items():
        for sentence in sentences:
            draft = build(next(seeds), quiet=True, previous=False, level=1, tune=full)
            yield _say(draft, "text-number-conflict", f"{slot} 称无", sentence, at=2)
    for sentence in (
        "全年收取行政事业性收费3.6万元。",
        "行政事业性收费8600元。",
        "全年没有行政事业性收费。",
        "行政事业性收费0元。",
    ):
        draft = build(next(seeds), quiet=True, previous=False, level=1, tune=full)
        yield _say(draft, "text-number-conflict", "收费", sentence)


def _true(report: Report, slot: str) -> int:
    cells = report.cells
    if slot in ("issued", "repealed", "in_force"):
        return int(cells[f"proactive.normative_documents.{slot}"] or 0)
    if slot in ("licences", "penalties"):
        return int(cells[f"proactive.{slot}.decisions"] or 0)
    if slot == "compulsory":
        return int(cells["proactive.compulsory_measures.decisions"] or 0)
    if slot == "reconsideration":
        return int(cells["disputes.reconsideration.total"] or 0)
    if slot == "litigation":
        return sum(int(cells[f"disputes.{group}.total"] or 0) for group in GROUPS[1:])
    if slot == "handled":
        return int(cells["requests.results_total.total"] or 0)
    rows = (
        [row for row in RESULTS if row.startswith(slot)]
        if slot in ("refused", "unavailable", "declined", "other")
        else [slot]
    )
    return sum(int(cells[f"requests.{row}.total"] or 0) for row in rows)


def lists(seeds: Iterator[int]) -> Iterator[Injected]:
    shapes = (
        "全年共主动公开政府信息{t}条，其中县政府网站{net}条、微信公众号“今日{stem}”{wx}条、公示栏{board}条。",
        "{Y}年累计主动公开信息{t}条：政府网站{net}条，微信公众号{wx}条，村务公开栏{board}条。",
        "全年公开信息{t}条，分为三类：财政信息{net}条、惠农补贴{wx}条、社会救助{board}条。",
        "主动公开政府信息共计{t}条，分别为工作动态{net}条、政策文件{wx}条、公示公告{board}条。",
        "全年通过政府网站公开{net}条、公众号公开{wx}条、公示栏公开{board}条，共计公开信息{t}条。",
    )
    for number in range(15):
        draft = build(next(seeds), quiet=True, previous=False)
        total = draft.words["sum"] + (-2, 1, 10, -15)[number % 4]
        yield _say(draft, "text-list-sum", f"分项之和不符 {number % 5}", shapes[number % 5].replace("{t}", str(total)))


def contradictions(seeds: Iterator[int]) -> Iterator[Injected]:
    shapes = (
        "全年未收到政府信息公开申请，均已按时答复。",
        "{Y}年{me}没有收到政府信息公开申请，全部申请均在法定期限内办结。",
        "本年度未收到依申请公开，按时答复率100%。",
        "全年未收到政府信息公开申请，所有申请件均依法依规予以答复。",
        "本年度未发布政府信息。全年主动公开信息36条。",
        "{Y}年{me}未主动公开政府信息，通过网站公开各类信息128条。",
    )
    for number in range(12):
        draft = build(next(seeds), quiet=True, previous=False, level=0)
        yield _say(draft, "text-contradiction", f"自相矛盾 {number % 6}", shapes[number % 6], at=2)


# ---- names, years, references ---------------------------------------------------------------------------------------


def names(seeds: Iterator[int]) -> Iterator[Injected]:
    rule = "wrong-self-name"
    for number in range(12):
        kind = ("乡", "镇", "街道", "民族乡")[number % 4]
        draft = build(next(seeds), kind=kind, quiet=number % 2 == 0)
        wrong = SELVES[draft.report.unit.kind][number // 4 % 2]
        text = draft.report.overview
        if number % 3 and draft.words["me"] in text:
            yield _fault(
                draft,
                rule,
                "总体情况中的自称",
                replace(draft.report, overview=text.replace(draft.words["me"], wrong, 1)),
            )
        else:
            yield _say(draft, rule, "句中自称", f"不断提升{wrong}政务公开水平。", at=number % 5)
    for number, wrong in enumerate(("我局", "我委", "我县", "本镇", "我局", "我厅", "我院", "我区")):
        draft = build(next(seeds), kind=("乡", "街道", "乡", "街道", "镇", "乡", "镇", "乡")[number], quiet=True)
        yield _say(draft, rule, f"自称{wrong}", f"{wrong}严格落实信息公开各项要求，主动接受群众监督。", at=number % 5)
    for number in range(4):
        draft = build(next(seeds), kind=("乡", "镇", "街道", "乡")[number], quiet=True)
        wrong = SELVES[draft.report.unit.kind][0]
        report = replace(draft.report, improvements=draft.report.improvements + f"\n{wrong}将持续抓好落实。")
        yield _fault(draft, rule, "改进情况中的自称", report, (rule, "narrative.improvements"))
    rule = "foreign-unit"
    for number in range(12):
        draft = build(next(seeds), quiet=True, kind=("乡", "镇", "街道")[number % 3])
        other = ("松坡镇", "大柳乡", "清水湾镇", "黄土塬乡")[number % 4]
        if number % 4 == 0:
            report = replace(
                draft.report,
                preamble=f"根据《条例》规定，现公布{other}人民政府{draft.words['Y']}年政府信息公开工作年度报告。",
            )
            yield _fault(draft, rule, "开头说明", report, (rule, "preamble"))
        elif number % 4 == 1:
            report = replace(
                draft.report, improvements=f"{draft.report.improvements}\n下一步，{other}将持续提升政府信息公开水平。"
            )
            yield _fault(draft, rule, "改进情况", report, (rule, "narrative.improvements"))
        else:
            said = (
                f"{draft.words['Y']}年，{other}认真贯彻落实《条例》，扎实推进信息公开。",
                f"{other}党委、政府高度重视信息公开工作，层层压实任务。",
            )[number % 2]
            yield _say(draft, rule, "作主语", said, at=number % 5)


def years(seeds: Iterator[int]) -> Iterator[Injected]:
    rule = "wrong-year"
    shapes = (
        "截至{L}年12月31日，{me}共主动公开政府信息126条。",
        "{L}年，{me}扎实推进政府信息公开，各项任务圆满完成。",
        "截至{L}年底，{me}政府信息公开工作总体平稳。",
        "本报告统计期限自{L}年1月1日起至{L}年12月31日止。",
    )
    for number in range(8):
        draft = build(next(seeds), quiet=True, previous=False)
        yield _say(draft, rule, f"总体情况 {number % 4}", shapes[number % 4], at=0)
    for number in range(4):
        draft = build(next(seeds), quiet=number % 2 == 0)
        y = draft.words["Y"]
        title = draft.report.title.replace(str(y), str(y + (-1, 1)[number % 2]))
        yield _fault(draft, rule, "标题", replace(draft.report, title=title), (rule, "title"))
    for _ in range(4):
        draft = build(next(seeds), quiet=True)
        text = "本报告依据《中华人民共和国政府信息公开条例》编制，所列数据的统计期限自{L}年1月1日起至{L}年12月31日止。".format(
            **draft.words
        )
        yield _fault(draft, rule, "统计期限", replace(draft.report, preamble=text), (rule, "preamble"))


def wording(seeds: Iterator[int]) -> Iterator[Injected]:
    rule = "placeholder-left"
    for number, said in enumerate((
        "全年主动公开信息XX条。", "成立由×××任组长的领导小组。", "全年召开会议**次。", "全年培训【待填：培训次数】次。", "发布解读材料【】篇。",
        "请填写本年度重点工作。", "全年公开信息_____条。", "该部分以表格形式报告。", "共开展检查xx次，效果良好。", "在××平台开设专栏。",
        "公众号“***”更新及时。", "开展座谈（请填写次数）次。",
    )):  # fmt: skip
        draft = build(next(seeds), quiet=number % 2 == 0)
        yield _say(draft, rule, said, said, at=number % 5)
    for said in ("联系电话：0377-XXXXXXX。", "（此处填写其他事项）【待填：其他】"):
        draft = build(next(seeds))
        report = replace(draft.report, other=draft.report.other + said)
        yield _fault(draft, rule, said, report, (rule, "narrative.other"))
    rule = "personal-data"
    rnd = random.Random(5)
    for number in range(12):
        draft = build(next(seeds), quiet=number % 2 == 0)
        digits = (identity(rnd), mobile(rnd), card(rnd), f"{(m := mobile(rnd))[:3]} {m[3:7]} {m[7:]}", f"{(m := mobile(rnd))[:3]}-{m[3:7]}-{m[7:]}",
                  "".join(chr(ord(c) + 0xFEE0) for c in mobile(rnd)))[number % 6]  # fmt: skip
        said = (
            "申请人身份证号{d}。",
            "联系人手机：{d}。",
            "补贴发放账号{d}。",
            "咨询请拨打{d}。",
            "负责人电话{d}。",
            "联系方式{d}。",
        )[number % 6]
        yield _say(
            draft,
            rule,
            ("身份证", "手机", "银行卡", "手机空格", "手机连线", "手机全角")[number % 6],
            said.replace("{d}", digits),
            at=number % 5,
        )
    rule = "legal-reference"
    references = (
        "根据《中华人民共和国政府信息公开条例》（国务院令第492号）开展工作。",
        "按照《国务院办公厅政府信息与政务公开办公室关于政府信息公开工作年度报告有关事项的通知》（国办公开办函〔2019〕60号）要求编制年报。",
        "依据国办发〔2021〕30号文件规定的格式编制年度报告。",
        "按照国办公开函〔2021〕30号文件要求编制年度报告。",
        "根据《条例》第三十一条、第三十二条关于年度报告的规定，编制本年度报告。",
        "严格执行2007年4月5日公布的国务院令第492号规定。",
        "按国办公开办函〔2019〕60号规定的格式填报各项数据。",
    )
    for number in range(14):
        draft = build(next(seeds), quiet=number % 2 == 0)
        yield _say(draft, rule, references[number % 7][:16], references[number % 7], at=(0, 3)[number % 2])


def identity(rnd: random.Random) -> str:
    """An identity-card number of nobody, with the right check digit."""
    body = f"99{rnd.randint(1000, 9999)}{rnd.randint(1955, 1999)}{rnd.randint(1, 12):02}{rnd.randint(1, 28):02}{rnd.randint(0, 999):03}"
    body = "41" + body[2:]
    weights = (7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2)
    return body + "10X98765432"[sum(int(d) * w for d, w in zip(body, weights, strict=True)) % 11]


def mobile(rnd: random.Random) -> str:
    return f"1{rnd.choice('35789')}{rnd.randint(0, 999_999_999):09}"


def card(rnd: random.Random) -> str:
    """Nineteen digits with the right check digit."""
    body = f"622848{rnd.randint(0, 10**12 - 1):012}"
    total = sum(sum(divmod(int(d) * (2 - i % 2), 10)) for i, d in enumerate(reversed(body)))
    return body + str(-total % 10)


# ---- completeness ----------------------------------------------------------------------------------------------------


def complete(seeds: Iterator[int]) -> Iterator[Injected]:
    rule = "section-missing"
    for number in range(12):
        draft = build(next(seeds), quiet=number % 2 == 0, previous=False)
        empty = ("", " \n　")[number // 3 % 2]
        changes = ({"overview": empty}, {"problems": empty, "improvements": empty}, {"other": empty})[number % 3]
        where = ("narrative.overview", "narrative.problems", "narrative.other")[number % 3]
        yield _fault(
            draft,
            rule,
            where,
            replace(draft.report, **changes),
            (rule, where),
            allowed=("theme-missing", "assessment-missing", "fee-statement-missing"),
        )  # type: ignore[arg-type]
    rule = "theme-missing"
    for number in range(20):
        letter = "PRMLS"[number % 5]
        draft = build(next(seeds), without=letter, quiet=number % 2 == 0, previous=False, style=number // 5)
        fault = _fault(
            draft,
            rule,
            THEMES[letter],
            draft.report,
            (rule, OVERVIEW),
            allowed=("assessment-missing",) if letter == "S" else (),
        )
        yield fault
    rule = "assessment-missing"
    for number in range(10):
        draft = build(next(seeds), kind=("乡", "镇", "民族乡")[number % 3], quiet=number % 2 == 0)
        yield _fault(
            draft,
            rule,
            "未写考核评议追责",
            replace(draft.report, overview=draft.report.overview.replace(draft.said["assessment"], "")),
        )
    rule = "fee-statement-missing"
    for number in range(10):
        draft = build(next(seeds), quiet=number % 2 == 0)
        other = ("无", "无其他需要报告的事项。", "本年度没有需要报告的其他事项。", "全年办理人大代表建议3件、政协提案2件，均已答复。",
                 "本年度行政事业性收费情况见第二部分表格，无其他需要报告的事项。")[number % 5]  # fmt: skip
        yield _fault(draft, rule, other, replace(draft.report, other=other), (rule, "narrative.other"))


def section_five(seeds: Iterator[int]) -> Iterator[Injected]:
    rule = "copied-from-last-year"
    for number in range(10):
        draft = build(
            next(seeds), previous=True, quiet=number % 2 == 0, five=number % 5, number_of_pairs=2 + number % 3
        )
        assert draft.previous
        y, last = str(draft.words["Y"]), str(draft.words["L"])
        after = str(draft.words["N"])

        def back(text: str, y: str = y, last: str = last, after: str = after) -> str:
            return text.replace(y, "\0").replace(after, y).replace("\0", last)

        draft.previous = replace(
            draft.previous, problems=back(draft.report.problems), improvements=back(draft.report.improvements)
        )
        yield _fault(draft, rule, "照抄上年", draft.report, (rule, "narrative.*"))
    rule = "problems-without-measures"
    pool = {pair["topic"]: pair for pair in phrases()["pairs"]}
    shapes = (
        (("content", "staff", "publicity"), ("interpretation",)),
        (("time", "skill", "form", "staff"), ("guide",)),
        (("publicity", "staff"), ("quality",)),
        (("skill", "platform_", "content"), ("publicity",)),
    )
    for number in range(12):
        named, answered = shapes[number % 4]
        draft = build(next(seeds), previous=False, quiet=number % 2 == 0)
        problems = [pool[topic]["problem"] for topic in named if topic in pool]
        measures = [pool[topic]["measure"] for topic in answered]
        style = number // 4
        text = (
            "".join(f"{i}.{p}。\n" for i, p in enumerate(problems, 1))
            if style == 0
            else "；".join(o + p for o, p in zip(("一是", "二是", "三是", "四是"), problems, strict=False)) + "。"
        )
        answer = (
            "".join(f"{i}.{m}。\n" for i, m in enumerate(measures, 1))
            if style != 1
            else f"下一步，{draft.words['me']}将{'；'.join(measures)}。"
        )
        yield _fault(
            draft,
            rule,
            f"{len(problems)} 个问题 {len(measures)} 条措施",
            replace(draft.report, problems=text.strip(), improvements=answer.strip()),
            (rule, "narrative.*"),
        )


def ratios(seeds: Iterator[int]) -> Iterator[Injected]:
    """Shares, comparisons, the number of parts, words written twice, marks of classification."""
    for whole, part, wrong in ((80, 1, "1.1"), (200, 120, "65"), (365, 245, "76.1"), (48, 12, "24"), (96, 60, "65.2"),
                               (150, 45, "33.3"), (72, 58, "84.6"), (260, 13, "6"), (120, 90, "70"), (64, 8, "15.2")):  # fmt: skip
        draft = build(next(seeds), quiet=True, previous=False)
        said = f"在重点领域公开事项{whole}条，其中便民事项{part}条，占{wrong}%。"
        yield _say(draft, "percent-conflict", "占比算错", said)
    for number in range(10):
        draft = build(next(seeds), quiet=True, level=2, previous=True)
        assert draft.previous
        now = draft.report.cells["requests.received.total"] or 0
        before = draft.previous.cells["requests.received.total"] or 0
        change = int(now - before) + 3
        told = f"增加{change}件" if number % 2 else f"增加了{change}件"
        if change < 0:
            told = f"减少{-change}件"
        if not change:
            told = "增加7件"
        said = f"全年收到政府信息公开申请{now}件，{'比上年' if number % 3 else '较{L}年'}{told}。"
        yield _say(draft, "comparison-conflict", "与上年的比较算错", said, at=2)
    for words in (
        "7个部分",
        "五个部分",
        "四部分",
        "八个部分",
        "5个部分",
        "七部分",
        "三个部分",
        "9个部分",
        "两个部分",
        "10个部分",
    ):
        draft = build(next(seeds), quiet=True, previous=False)
        preamble = draft.report.preamble.replace("六个部分", words)
        if preamble == draft.report.preamble:
            preamble += f"本报告由{words}组成。"
        report = replace(draft.report, preamble=preamble)
        yield _fault(draft, "parts-count", words, report, ("parts-count", "preamble"))
    for said in ("对群众关心的的热点问题及时回应。", "按要求编制年度报告年度报告并公布。", "加强政务公开政务公开专栏建设。", "完善了了公开流程。",
                 "落实信息发布审核信息发布审核制度。", "畅通申请渠道畅通申请渠道。", "做到应公开尽公开应公开尽公开。", "按照时间节点时间节点完成任务。",
                 "依托便民服务中心便民服务中心设立专区。", "听取村民代表村民代表意见。"):  # fmt: skip
        draft = build(next(seeds), quiet=True, previous=False)
        yield _say(draft, "doubled-word", "词语连写", said)
    for said in ("机密★1年。", "内部资料，注意保存。", "仅供内部参考。", "秘密★长期。", "仅供内部使用。", "内部文件，不得外传。", "绝密★。",
                 "仅供内部传阅。", "内部资料 严禁外传。", "秘密 ★ 6个月。"):  # fmt: skip
        draft = build(next(seeds), quiet=True, previous=False)
        yield _say(draft, "secrecy-mark", "密级或内部标识", said)


def injected() -> list[Injected]:
    """All faults, always the same."""
    seeds = iter(range(700_000, 900_000))
    makers = (
        sums,
        cells,
        plausible,
        conflicts,
        lists,
        contradictions,
        names,
        years,
        wording,
        complete,
        section_five,
        ratios,
    )
    return [fault for maker in makers for fault in maker(seeds)]
