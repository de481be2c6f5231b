"""Clean reports full of tempting phrases: every figure agrees, every name and year is right, nothing is left out.

The text comes from `phrases.toml`; the figures are drawn, and everything the text says of them is said from the drawn figures.
"""

import random
import tomllib
from collections.abc import Callable
from dataclasses import dataclass, field, replace
from decimal import Decimal
from functools import cache
from pathlib import Path
from typing import Any

from assistant.report.figures import Figure
from assistant.report.filing import Filing
from assistant.report.form import load_form
from assistant.report.report import Fact, Report, Source
from assistant.report.unit import Unit

COLUMNS = ("natural_person", "commercial", "research", "public_interest", "legal_service", "other")
RESULTS = tuple(
    row.key for block in load_form("2021").table("requests").blocks for row in block.rows
    if row.key and row.key not in ("received", "carried_in", "results_total", "carried_out")
)  # fmt: skip
OUTCOMES = ("upheld", "corrected", "other", "pending")
GROUPS = ("reconsideration", "litigation_direct", "litigation_after_reconsideration")
THEMES = {"P": "proactive", "R": "on_request", "M": "management", "L": "platform", "S": "supervision"}
STEMS = (
    "青石岭",
    "河湾",
    "云溪",
    "白杨",
    "镇东",
    "古渡",
    "乡泉",
    "石桥",
    "落雁滩",
    "双井",
    "集贤",
    "东街",
    "柳林",
    "望城",
)
PEERS = ("松坡镇", "大柳乡", "清水湾镇", "黄土塬乡")
Row = dict[str, int]


@cache
def phrases() -> dict[str, Any]:
    return tomllib.loads((Path(__file__).parent / "phrases.toml").read_text("utf-8"))


@dataclass
class Draft:
    """A clean report with last year's, the words its text was made of, and single sentences by what they state."""

    report: Report
    previous: Report | None
    words: dict[str, Any]
    said: dict[str, str] = field(default_factory=dict)
    pairs: list[dict[str, str]] = field(default_factory=list)

    @property
    def filing(self) -> Filing:
        peers = tuple(Unit.parse(f"{self.report.unit.county or ''}{peer}人民政府") for peer in PEERS)
        return Filing(self.report, self.previous, peers)


# ---- figures -------------------------------------------------------------------------------------------------


@dataclass
class Books:
    """What a unit counted in one year, by applicant column."""

    received: Row
    carried_in: Row
    results: dict[str, Row]
    carried_out: Row
    disputes: dict[str, Row]
    issued: int
    repealed: int
    in_force: int
    licences: int
    penalties: int
    compulsory: int
    fee: Decimal

    def count(self, *rows: str) -> int:
        return sum(sum(self.results[row].values()) for row in rows)

    def stated(self) -> dict[str, int]:
        """The figures that a text may state, by claim slot."""
        group = {key: sum(row.values()) for key, row in self.disputes.items()}
        prefixed = {
            slot: self.count(*(row for row in RESULTS if row.startswith(slot))) for slot in
            ("refused", "unavailable", "declined", "other")
        }  # fmt: skip
        return {
            "received": sum(self.received.values()), "carried_in": sum(self.carried_in.values()),
            "handled": self.count(*RESULTS), "carried_out": sum(self.carried_out.values()),
            "granted": self.count("granted"), "partly_granted": self.count("partly_granted"), **prefixed,
            "reconsideration": group[GROUPS[0]], "litigation": group[GROUPS[1]] + group[GROUPS[2]],
            "issued": self.issued, "repealed": self.repealed, "in_force": self.in_force,
            "licences": self.licences, "penalties": self.penalties, "compulsory": self.compulsory,
        }  # fmt: skip

    def cells(self) -> dict[str, Figure]:
        cells: dict[str, Figure] = dict.fromkeys(load_form("2021").cells, 0)
        total = {column: sum(self.results[row][column] for row in RESULTS) for column in COLUMNS}
        rows = {"received": self.received, "carried_in": self.carried_in, **self.results}
        rows |= {"results_total": total, "carried_out": self.carried_out}
        for key, row in rows.items():
            cells |= {f"requests.{key}.{column}": count for column, count in row.items()}
            cells[f"requests.{key}.total"] = sum(row.values())
        for key, row in self.disputes.items():
            cells |= {f"disputes.{key}.{outcome}": count for outcome, count in row.items()}
            cells[f"disputes.{key}.total"] = sum(row.values())
        documents = "proactive.normative_documents"
        cells |= {
            f"{documents}.issued": self.issued,
            f"{documents}.repealed": self.repealed,
            f"{documents}.in_force": self.in_force,
        }
        cells |= {"proactive.licences.decisions": self.licences, "proactive.penalties.decisions": self.penalties}
        cells |= {"proactive.compulsory_measures.decisions": self.compulsory, "proactive.fees.amount": self.fee}
        return cells


def _row(keys: tuple[str, ...]) -> Row:
    return dict.fromkeys(keys, 0)


def _books(rnd: random.Random, level: int, before: Books | None) -> Books:
    """Draw a year's figures; `level` 0 is a year without applications, 1 a few, 2 many."""
    received, carried_out = _row(COLUMNS), _row(COLUMNS)
    carried_in = dict(before.carried_out) if before else _row(COLUMNS)
    if not before and level == 2:
        carried_in["natural_person"] = rnd.randint(1, 3)
    results = {row: _row(COLUMNS) for row in RESULTS}
    for _ in range((0, rnd.randint(1, 6), rnd.randint(8, 40))[level]):
        received[rnd.choices(COLUMNS, (30, 6, 1, 1, 2, 2))[0]] += 1
    weights = [
        12 if row == "granted" else 5 if row == "partly_granted" else 4 if "not_held" in row else 1 for row in RESULTS
    ]
    for column in COLUMNS:
        for _ in range(received[column] + carried_in[column]):
            if level == 2 and rnd.random() < 0.08:
                carried_out[column] += 1
            else:
                results[rnd.choices(RESULTS, weights)[0]][column] += 1
    disputes = {group: _row(OUTCOMES) for group in GROUPS}
    for group in GROUPS:
        for _ in range(before.disputes[group]["pending"] if before else 0):
            disputes[group][rnd.choice(OUTCOMES[:3])] += 1
        if level == 2 and rnd.random() < 0.5:
            disputes[group][rnd.choice(OUTCOMES)] += rnd.randint(1, 2)
    issued = rnd.choice((0, 0, 0, 1, 2, 3))
    held = before.in_force if before else rnd.choice((0, 0, 3, 7))
    repealed = rnd.randint(0, min(2, held)) if issued else 0
    busy = rnd.random() < 0.5
    return Books(
        received, carried_in, results, carried_out, disputes, issued, repealed, held + issued - repealed,
        rnd.choice((47, 85, 338)) if busy else 0, rnd.choice((0, 6, 33)) if busy else 0, rnd.choice((0, 0, 2)) if busy else 0,
        Decimal(rnd.choice(("0", "0", "0", "1.25", "0.086", "3.6"))),
    )  # fmt: skip


# ---- sentences about the figures --------------------------------------------------------------------------------

DIGITS = "零一二三四五六七八九十"


def _spell(rnd: random.Random, count: int) -> str:
    if count == 2 and rnd.random() < 0.2:
        return "两"
    if count <= 10 and rnd.random() < 0.15:
        return DIGITS[count]
    return f"{count} " if rnd.random() < 0.1 else str(count)


def say_applications(rnd: random.Random, v: dict[str, int], words: dict[str, Any], form: int | None = None) -> str:
    """One true sentence about the flow of applications."""
    me, year, last = words["me"], words["Y"], words["L"]
    if v["received"] == v["carried_in"] == v["carried_out"] == 0:
        zero = (
            f"{year}年，{me}未收到政府信息公开申请。",
            "全年没有收到公民、法人和其他组织提出的政府信息公开申请，也无上年结转申请。",
            "本年度新收政府信息公开申请0件，上年结转0件，结转下年度继续办理0件。",
            f"本年度未接到依申请公开件，无{last}年结转事项。",
            "全年收到政府信息公开申请零件。收到群众来信12件，均不属于政府信息公开申请。",
        )
        return zero[form % len(zero)] if form is not None else rnd.choice(zero)
    shown: dict[str, str] = {slot: _spell(rnd, count) for slot, count in v.items()}
    parts = [
        f"{name}{v[slot]}件" for slot, name in
        (("granted", "予以公开"), ("partly_granted", "部分公开"), ("refused", "不予公开"), ("unavailable", "无法提供"),
         ("declined", "不予处理"), ("other", "其他处理")) if v[slot]
    ]  # fmt: skip
    carried = f"，上年结转{shown['carried_in']}件" if v["carried_in"] else "，无上年结转"
    left = f"，结转下年度继续办理{shown['carried_out']}件" if v["carried_out"] else "，无结转下年度事项"
    flow: list[str] = [
        f"本年度新收政府信息公开申请{shown['received']}件{carried}；办结{v['handled']}件，其中{'、'.join(parts)}{left}。",
        f"{year}年，{me}共收到政府信息公开申请{shown['received']}件{carried}，共办理{shown['handled']}件{left}。",
        f"全年受理依申请公开{v['received']}件，自{last}年结转{v['carried_in']}件，答复{v['handled']}件{left}。",
        f"新收申请{v['received']}件、结转上年申请{v['carried_in']}件；年内{'，'.join(parts)}，年末结转下年{v['carried_out']}件。",
    ]
    return flow[form % len(flow)] if form is not None else rnd.choice(flow)


def _compared(more: int, last: int) -> str:
    return (
        f"新收申请数量比{last}年{'增加' if more > 0 else '减少'}{abs(more)}件。"
        if more
        else f"新收申请数量与{last}年持平。"
    )


def say_disputes(rnd: random.Random, v: dict[str, int], words: dict[str, Any], form: int | None = None) -> str:
    first, second = v["reconsideration"], v["litigation"]
    if first == second == 0:
        none = (
            "未发生因政府信息公开被申请行政复议、提起行政诉讼的情况。",
            "全年没有因政府信息公开引发的行政复议和行政诉讼。",
            "政府信息公开行政复议、行政诉讼均为0件。",
        )
        return none[form % len(none)] if form is not None else rnd.choice(none)
    some = (
        f"因政府信息公开被申请行政复议{first}件、被提起行政诉讼{second}件。",
        f"全年涉及政府信息公开的行政复议案件{first}件，行政诉讼案件{second}件。",
    )
    return some[form % len(some)] if form is not None else rnd.choice(some)


def say_documents(rnd: random.Random, v: dict[str, int], words: dict[str, Any], form: int | None = None) -> str:
    issued, repealed, held = v["issued"], v["repealed"], v["in_force"]
    full: tuple[str, ...] = (
        f"全年制发行政规范性文件{issued}件，废止{repealed}件，现行有效{held}件。",
        f"本年度新制定行政规范性文件{issued}件、废止{repealed}件，截至年底现行有效行政规范性文件{held}件。",
    )
    if issued == repealed == 0:
        full += (f"{words['Y']}年{words['me']}未制发行政规范性文件，现行有效的行政规范性文件{held}件。",)
    return full[form % len(full)] if form is not None else rnd.choice(full)


def say_decisions(rnd: random.Random, v: dict[str, int], words: dict[str, Any], form: int | None = None) -> str:
    lic, pen, com = v["licences"], v["penalties"], v["compulsory"]
    if lic == pen == com == 0:
        return "本年度未作出行政许可、行政处罚和行政强制决定。"
    full = (
        f"全年作出行政许可决定{lic}件，行政处罚决定{pen}件，行政强制{com}件。",
        f"{words['Y']}年共办理行政许可{lic}宗、行政处罚{pen}宗、行政强制{com}宗。",
    )
    return full[form % len(full)] if form is not None else rnd.choice(full)


# ---- the report ---------------------------------------------------------------------------------------------------


def _words(rnd: random.Random, unit: Unit, year: int, stem: str) -> dict[str, Any]:
    street = unit.kind == "街道"
    net, wx, board = rnd.randint(20, 180), rnd.randint(10, 120), rnd.randint(5, 60)
    return {
        "Y": year, "L": year - 1, "N": year + 1, "me": unit.self_name, "here": unit.kind, "name": unit.name, "short": unit.short,
        "stem": stem, "county": unit.county, "city": unit.city, "peer": rnd.choice(PEERS),
        "party": "街道党工委、办事处" if street else f"{unit.kind}党委、{unit.kind}政府",
        "all": f"全{unit.kind}", "net": net, "wx": wx, "board": board, "sum": net + wx + board,
        "a": rnd.randint(2, 5), "b": rnd.randint(3, 9), "c": rnd.randint(11, 40), "d": rnd.randint(2, 9),
    }  # fmt: skip


def _pick(rnd: random.Random, pool: list[str], count: int, without: str | None, words: dict[str, Any]) -> list[str]:
    usable = []
    for entry in pool:
        text, _, touches = entry.partition("|")
        if without is None or without not in touches:
            usable.append(text)
    return [text.format(**words) for text in rnd.sample(usable, min(count, len(usable)))]


_HEADS = {
    "P": ("主动公开", "主动公开情况"), "R": ("依申请公开", "依申请公开情况"), "M": ("政府信息管理", "政府信息管理情况"),
    "L": ("平台建设", "政府信息公开平台建设"), "S": ("监督保障", "监督保障情况"),
}  # fmt: skip


def _overview(rnd: random.Random, draft: Draft, books: Books, without: str | None, quiet: bool, style: int) -> str:
    pool, words, v = phrases(), draft.words, books.stated()
    said = draft.said
    body: dict[str, list[str]] = {}
    body["P"] = _pick(rnd, pool["proactive"], rnd.randint(2, 4), without, words)
    if not quiet:
        said["count"] = _pick(rnd, pool["proactive_count"], 1, without, words)[0]
        said["documents"] = say_documents(rnd, v, words)
        said["decisions"] = say_decisions(rnd, v, words)
        figures = ("decisions",) if without == "M" else ("documents", "decisions")
        body["P"] = [said["count"], *body["P"], *(said[k] for k in figures if rnd.random() < 0.6)]
        said |= {key: "" for key in ("documents", "decisions") if said[key] not in body["P"]}
    body["R"] = _pick(rnd, pool["request_process"], 2, without, words)
    if not quiet:
        said["applications"] = say_applications(rnd, v, words)
        said["disputes"] = say_disputes(rnd, v, words)
        body["R"] = [
            said["applications"],
            said.get("compared", ""),
            *body["R"],
            said["disputes"],
            *_pick(rnd, pool["request_past"], rnd.randint(0, 2), without, words),
        ]
    body["M"] = _pick(rnd, pool["management"], 3, without, words)
    body["L"] = _pick(rnd, pool["platform"], 3, without, words)
    body["S"] = _pick(rnd, pool["supervision"], 3, without, words)
    if draft.report.unit.kind != "街道" or rnd.random() < 0.5:
        said["assessment"] = _pick(rnd, pool["assessment"], 1, without, words)[0]
        body["S"].append(said["assessment"])
    said["opening"] = _pick(rnd, pool["opening"][: 3 if without else 6], 1, None, words)[0]
    lines = [said["opening"]]
    kept = [theme for theme in THEMES if theme != without]
    for number, theme in zip("一二三四五", kept, strict=False):
        text = "".join(body[theme])
        lines.append(
            (
                f"（{number}）{_HEADS[theme][0]}。{text}",
                f"（{number}）{_HEADS[theme][1]}\n{text}",
                text,
                f"{number}是{_HEADS[theme][0]}方面。{text}",
            )[style]
        )
    return "\n".join(lines)


def _five(rnd: random.Random, pairs: list[dict[str, str]], words: dict[str, Any], style: int) -> tuple[str, str]:
    """Problems and measures in one of the forms in use."""
    problems, measures = [p["problem"] for p in pairs], [p["measure"] for p in pairs]
    me, year, after = words["me"], words["Y"], words["N"]
    if style == 0:
        listed = [";".join(f"{i}.{text}" for i, text in enumerate(items, 1)) for items in (problems, measures)]
        return listed[0].replace(";", "；\n") + "。", listed[1].replace(";", "；\n") + "。"
    ordinal = ["一是", "二是", "三是", "四是"]
    if style == 1:
        return (
            f"{year}年，{me}政府信息公开工作取得了一定成效，但仍存在一些不足："
            + "；".join(o + p for o, p in zip(ordinal, problems, strict=False))
            + "。",
            "针对以上问题，下一步将重点抓好以下工作："
            + "；".join(o + m for o, m in zip(ordinal, measures, strict=False))
            + "。",
        )
    if style == 2:
        number = DIGITS[len(pairs)].replace("二", "两")
        return (
            "\n".join(f"（{DIGITS[i]}）{p}。" for i, p in enumerate(problems, 1)),
            f"针对存在的问题，{me}将从以下{number}个方面加以改进：\n"
            + "\n".join(f"（{DIGITS[i]}）{m}。" for i, m in enumerate(measures, 1)),
        )
    if style == 3:
        return (
            f"虽然{me}政府信息公开工作取得了一些成绩，但对照上级要求和群众期盼，还存在以下问题：{'；'.join(problems)}。",
            f"下一步，{me}将{'；'.join(measures)}。{after}年计划组织专题培训2次，并对{words['L']}年检查发现问题的整改情况开展“回头看”。",
        )
    return (
        "".join(f"{i}、{p}。\n" for i, p in enumerate(problems, 1)).strip(),
        "".join(f"{i}、{m}。\n" for i, m in enumerate(measures, 1)).strip(),
    )


def _other(rnd: random.Random, draft: Draft) -> str:
    pool = phrases()["other"]
    draft.said["fee"] = _pick(rnd, pool["fee"], 1, None, draft.words)[0]
    rest = _pick(rnd, pool["rest"], 1, None, draft.words)[0]
    if not rest:
        return draft.said["fee"]
    parts = [draft.said["fee"], rest]
    return f"（一）{parts[0]}\n（二）{parts[1]}" if rnd.random() < 0.3 else "".join(parts)


def _unit(rnd: random.Random, kind: str, stem: str) -> Unit:
    short = stem + {"民族乡": "回族乡"}.get(kind, kind)
    office = "街道办事处" if kind == "街道" else short[len(stem) :] + "人民政府"
    county, city = rnd.choice((("安阜县", "宁川市"), ("临湖县", "宁川市"), (None, None)))
    name = f"{county or ''}{stem}{office}"
    unit = Unit.parse(name)
    return replace(unit, name=name, short=short, kind="乡" if kind == "民族乡" else kind, county=county, city=city)


def build(
    seed: int, *, kind: str | None = None, year: int | None = None, level: int | None = None, without: str | None = None,
    quiet: bool = False, previous: bool | None = None, style: int | None = None, five: int | None = None,
    number_of_pairs: int | None = None, tune: Callable[[Books, Books | None], None] | None = None,
) -> Draft:  # fmt: skip
    """Make one clean report; the keywords fix what is otherwise drawn, `tune` may change the books before anything is written."""
    rnd = random.Random(seed)
    kind = kind or rnd.choice(("乡", "镇", "镇", "街道", "民族乡"))
    stem = rnd.choice(STEMS)
    unit = _unit(rnd, kind, stem)
    with_previous = rnd.random() < 0.5 if previous is None else previous
    year = year or rnd.randint(2022 if with_previous else 2021, 2024)
    level = rnd.choices((0, 1, 2), (11, 5, 4))[0] if level is None else level
    words = _words(rnd, unit, year, stem) | {"county": unit.county or "县", "city": unit.city or "市"}
    if unit.county is None:
        words["county"] = "县"
    before = _books(rnd, level, None) if with_previous else None
    books = _books(rnd, level, before)
    if before is None and level < 2:
        books.carried_in = _row(COLUMNS)
    if tune:
        tune(books, before)
    style = rnd.randrange(4) if style is None else style
    five = rnd.randrange(5) if five is None else five
    topics = rnd.sample(phrases()["pairs"], 8)
    count = number_of_pairs or rnd.randint(2, 4)

    def write(books: Books, words: dict[str, Any], pairs: list[dict[str, str]], style: int, five: int) -> Draft:
        report = Report(unit, words["Y"], title=f"{unit.name}{words['Y']}年政府信息公开工作年度报告")
        draft = Draft(report, None, words, pairs=pairs)
        if before and books is not before and rnd.random() < 0.6:
            draft.said["compared"] = _compared(sum(books.received.values()) - sum(before.received.values()), words["L"])
        preamble = _pick(rnd, phrases()["preamble"], 1, None, words)[0] if rnd.random() < 0.4 else ""
        overview = _overview(rnd, draft, books, without, quiet, style)
        problems, improvements = _five(rnd, pairs, words, five)
        facts: dict[str, Fact] = {}
        if rnd.random() < 0.4 and not quiet:
            facts = {
                "website_count": words["net"],
                "wechat_count": words["wx"],
                "disclosed_total": words["sum"],
                "processing_fee": 0,
                "wechat_name": f"今日{stem}",
            }
        draft.report = replace(
            report, preamble=preamble, overview=overview, problems=problems, improvements=improvements, other=_other(rnd, draft),
            cells=books.cells(), facts=facts, source=Source("年报.docx"),
        )  # fmt: skip
        return draft

    draft = write(books, words, topics[:count], style, five)
    if before:
        earlier = _words(rnd, unit, year - 1, stem) | {"county": words["county"], "city": words["city"]}
        other_topics = topics[4:][: rnd.randint(2, 4)]
        draft.previous = write(before, earlier, other_topics, rnd.randrange(4), (five + 1) % 5).report
    return draft


def clean_drafts(count: int = 200, seed: int = 1) -> list[Draft]:
    return [build(seed * 100_000 + number) for number in range(count)]
