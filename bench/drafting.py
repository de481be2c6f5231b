"""Drafts of 40 fictional units with random consistent tables against a corpus of others: leaks, rules, questions, likeness.

python -m bench.drafting             every figure, with the weak spots
python -m bench.drafting --latency   an offline suggestion at 10,000 passages: p50, p95, shares of search, masking and rules
python -m bench.drafting --print     ten drafts in full (docs/drafts.md)
"""

import argparse
import random
import re
import sys
import tempfile
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from itertools import combinations
from pathlib import Path
from typing import Any

from assistant.drafting import BLANK, SECTIONS, Suggestion
from assistant.report import Fact, Filing, Finding, Report, Unit, covered, fact_slots
from assistant.report.prose import sentences
from assistant.rules import check
from assistant.rules.claims import numbers
from assistant.service import CORPUS, Assistant
from assistant.settings import Settings
from bench.clean import build
from bench.peers import Peer, peers

SHOWN = ("overview", "problems", "improvements")  # 40 units × 3 = 120 suggestions
STEMS = (
    "松涛", "柳汀", "云鹤", "青枫", "白露", "石泉", "临泽", "望亭", "梅坞", "兰溪口", "风荷", "长坡", "九里", "竹影", "晴川", "古樟", "沙洲", "东篱", "南屏", "西溪塘",
    "北原", "双柳", "金谷", "银杏", "翠屏", "丹霞岭", "碧潭", "锦绣", "永安", "和顺", "安澜", "广福", "新丰", "太和", "兴隆", "长乐", "仁和", "义井", "礼泉", "信安",
)  # fmt: skip
COUNTIES = ("青溪县", "沧宁县", None, "明水区")
# Wording that nobody may vary: names of laws, official theme and section names, the opening's legal basis.
OFFICIAL = re.compile(
    r"^根据《中华人民共和国政府信息公开条例》|^本报告由|^报告统计期限|^如对本报告|^无其他需要报告的事项"
)
ANSWERS = {
    "website_name": "上级政府网站政府信息公开专栏", "assessment": "纳入年度绩效考核，结果为良好；未开展社会评议；没有责任追究情形",
    "problem_notes": "集市、车站等处的公开栏位置偏僻，群众不易看到",
    "measure_notes": "把公开栏移到便民服务大厅门口和集市入口，拓宽群众了解信息的渠道",
    "remedied": "已基本解决，其中一项还在继续改进",
}  # fmt: skip


@dataclass
class Unitary:
    """One unit of the benchmark: what it starts from, and what was suggested."""

    filing: Filing
    made: dict[str, Suggestion] = field(default_factory=dict)
    again: dict[str, Suggestion] = field(default_factory=dict)

    @property
    def name(self) -> str:
        return self.filing.report.unit.short


def targets(count: int = 40) -> list[Filing]:
    """The fictional units with tables, facts and, for three in four, last year's report; their own texts are empty."""
    return [_target(n) for n in range(count)]


def _target(n: int) -> Filing:
    rnd = random.Random(4100 + n)
    kind = ("乡", "镇", "镇", "街道")[n % 4]
    drawn = build(5000 + n, kind=kind, year=2025, previous=n % 4 != 3)
    county, stem = COUNTIES[n // 4 % 4], STEMS[n]
    name = f"{county or ''}{stem}{'街道办事处' if kind == '街道' else kind + '人民政府'}"
    unit = Unit.parse(name)
    report = Report(unit, 2025, cells=drawn.report.cells, facts=_facts(rnd, unit, n % 3))
    report = replace(report, title=report.official_title)
    previous = drawn.previous and _renamed(drawn.previous, unit, _facts(rnd, unit, n % 2 * 2))
    return Filing(report, previous)


def _renamed(report: Report, unit: Unit, facts: Mapping[str, Fact]) -> Report:
    """The report as if this unit had written it."""
    old = report.unit

    def ours(text: str) -> str:
        for theirs, name in ((old.name, unit.name), (old.short, unit.short), (old.county or "", unit.county or "县")):
            text = text.replace(theirs, name) if theirs else text
        return text.replace(old.short.removesuffix(old.kind), unit.short.removesuffix(unit.kind))

    texts: dict[str, Any] = {
        key: ours(getattr(report, key)) for key in ("preamble", "overview", "problems", "improvements", "other")
    }
    return replace(report, unit=unit, title=f"{unit.name}{report.year}年政府信息公开工作年度报告", facts=facts, **texts)


def _facts(rnd: random.Random, unit: Unit, much: int) -> dict[str, Fact]:
    """Nothing, some or nearly all of what a unit can know."""
    if much == 0:
        return {}
    net, wx, board = rnd.randint(20, 180), rnd.randint(10, 120), rnd.randint(5, 60)
    some: dict[str, Fact] = {
        "disclosed_total": net + wx + board,
        "website_count": net,
        "wechat_count": wx,
        "board_count": board,
    }
    if much == 1:
        return some
    return some | {
        "wechat_name": f"{unit.short.removesuffix(unit.kind)}微讯", "website_name": f"{unit.county or '县'}人民政府网站", "board_number": rnd.randint(5, 30), "corner_number": rnd.randint(1, 3),
        "leader_role": f"{'办事处副主任' if unit.kind == '街道' else '副' + unit.kind + '长'}", "office_name": "党政综合办公室", "staff_count": rnd.randint(1, 4),
        "interpretation_count": rnd.randint(0, 9), "response_count": rnd.randint(0, 60), "key_area_count": rnd.randint(5, net),
        "review_count": rnd.randint(0, 30), "meeting_count": rnd.randint(0, 4), "training_count": (trained := rnd.randint(0, 4)), "training_people": trained * rnd.randint(12, 30),
        "inspection_count": rnd.randint(0, 5), "assessment": "纳入站所年度考核", "appraisal": f"发放问卷{rnd.randint(100, 300)}份，满意率{rnd.randint(88, 97)}%",
        "accountability_count": 0, "processing_fee": 0, "proposal_count": rnd.randint(0, 6),
    }  # fmt: skip


def corpus(house: Assistant) -> list[Peer]:
    """Fill the corpus with the samples and 30 generated peers; return the latter."""
    house.load_samples()
    made = peers()
    house.add_documents(
        [(f"{p.report.title}.json", house.export(p.report, ".json", findings=()), p.report) for p in made]
    )
    return made


def draft(house: Assistant, filing: Filing) -> Unitary:
    """Suggest every section in turn, each seeing the ones before; open questions stay open."""
    unit, report = Unitary(filing), filing.report
    for section in ("preamble", *SECTIONS[:4]):
        at = replace(filing, report=report)
        unit.made[section] = house.suggest(at, section)
        unit.again[section] = house.suggest(at, section, variant=1)
        report = report.with_text(_where(section), unit.made[section].text)
    return unit


def _where(section: str) -> str:
    return section if section == "preamble" else f"narrative.{section}"


# ---- what is measured --------------------------------------------------------------------------------------------


def leaks(unit: Unitary, house: Assistant, secrets: Iterable[str]) -> list[str]:
    """Facts of peers in the unit's suggestions: names, places, contacts, accounts, years and figures that are not its own."""
    own, found = _own_words(unit.filing), []
    names = {name for name in secrets if name not in own}
    for made in [*(unit.made[s] for s in SHOWN), *(unit.again[s] for s in SHOWN)]:
        said = BLANK.sub("", made.text)
        found += [f"{made.section}: 名称“{name}”" for name in names if name in said]
        found += [
            f"{made.section}: 数字{number.value}（{said[max(0, number.start - 12) : number.end + 6]}）"
            for number in numbers(said)
            if number.value not in _own_figures(unit.filing) and said[number.start : number.end] != "一"
        ]
        found += [
            f"{made.section}: 引号“{quoted}”"
            for quoted in re.findall(r"[“《]([^”》]+)[”》]", said)
            if quoted not in own and "条例" not in quoted
        ]
        found += [
            f"{made.section}: 年份{year}"
            for year in re.findall(r"(\d{4})年", said)
            if int(year) not in range(2024, 2027)
        ]
    return found


def _own_words(filing: Filing) -> str:
    reports = [filing.report, *([filing.previous] if filing.previous else [])]
    said = [
        text for r in reports for text in (r.unit.name, *r.unit.above, *r.texts().values(), *map(str, r.facts.values()))
    ]
    return "\n".join([*said, "先审查、后公开", "谁公开、谁负责"])


def _own_figures(filing: Filing) -> set[Any]:
    """Every figure that tables and facts of both years hold or give by one sum, difference or share."""
    report, previous = filing.report, filing.previous
    this = {k: v for k, v in {**report.cells, **report.facts}.items() if isinstance(v, int | float) and v is not None}
    last = (
        {k: v for k, v in {**previous.cells, **previous.facts}.items() if isinstance(v, int | float)}
        if previous
        else {}
    )
    rows = Counter()
    for path, value in report.cells.items():
        if path.startswith("requests.") and path.endswith(".total") and value:
            rows[path.split(".")[1].split("_")[0]] += int(value)
    suits = sum(
        int(report[f"disputes.{g}.{c}"] or 0)
        for g in ("litigation_direct", "litigation_after_reconsideration")
        for c in ("total",)
    )
    told = {
        n.value
        for text in (*map(str, report.facts.values()), *(previous.texts().values() if previous else ()))
        for n in numbers(text)
    }
    share = {
        round(100 * a / b)
        for a in (this.get("key_area_count", 0), this.get("website_count", 0))
        for b in (this.get("disclosed_total", 0),)
        if b
    }
    differences = {abs(value - last[key]) for key, value in this.items() if key in last}
    corrected = sum(
        int(report[f"disputes.{g}.corrected"] or 0) for g in ("litigation_direct", "litigation_after_reconsideration")
    )
    listed = set(range(2, 5))  # 从三个方面
    return {
        *this.values(),
        *last.values(),
        *rows.values(),
        suits,
        corrected,
        *told,
        *share,
        *differences,
        *listed,
        2024,
        2025,
        2026,
    }


def answered(made: Suggestion, facts: dict[str, Fact], rnd: random.Random) -> str:
    """The suggestion with each question answered as staff would, `facts` growing by the answers."""
    text = made.text
    for question in made.questions:
        slot = fact_slots().get(question.id)
        value: Fact = ANSWERS.get(question.id) or facts.get(question.id)
        if value is None:
            value = (
                _count(question.id, facts, rnd) if slot and slot.kind != "text" else "位置偏僻的几处公开栏内容更换较慢"
            )
        if slot:
            facts[question.id] = value
        text = text.replace(f"【待填：{question.ask}】", str(value), 1)
    return text


def _count(key: str, facts: Mapping[str, Fact], rnd: random.Random) -> int:
    channels = sum(
        v
        for k in ("website_count", "wechat_count", "board_count", "other_media_count")
        if isinstance(v := facts.get(k), int)
    )
    return (
        0
        if key == "processing_fee"
        else channels + rnd.randint(30, 90)
        if key == "disclosed_total"
        else rnd.randint(1, 9)
    )


def serious(filing: Filing) -> list[Finding]:
    return [f for f in check(filing) if f.severity != "hint"]


def with_texts(unit: Unitary, texts: Mapping[str, str], facts: Mapping[str, Fact]) -> Filing:
    report = replace(unit.filing.report, facts=dict(facts))
    for section, text in texts.items():
        report = report.with_text(_where(section), text)
    return replace(unit.filing, report=report)


def open_faults(unit: Unitary) -> list[str]:
    """What the rules say of the drafts with their questions open, but for placeholder-left at a listed question."""
    texts = {section: made.text for section, made in unit.made.items()}
    listed = {(_where(section), question.span) for section, made in unit.made.items() for question in made.questions}
    found = serious(with_texts(unit, texts, unit.filing.report.facts))
    return [
        _told(f) for f in found if not (f.rule == "placeholder-left" and f.span and (f.where, tuple(f.span)) in listed)
    ]


def faults(unit: Unitary) -> list[str]:
    """What the rules say of the drafts once every question is answered."""
    facts, rnd = dict(unit.filing.report.facts), random.Random(unit.name)
    texts = {section: answered(made, facts, rnd) for section, made in unit.made.items()}
    return [_told(f) for f in serious(with_texts(unit, texts, facts))]


def _told(finding: Finding) -> str:
    return f"{finding.rule} {finding.where} {finding.message}"


def needless(unit: Unitary) -> list[str]:
    """Questions whose answer stands in tables, facts or (what lasts) last year's report."""
    filing = unit.filing
    known = {k for k, v in filing.report.facts.items() if v not in (None, "")}
    if filing.previous:
        known |= {k for k, v in filing.previous.facts.items() if v not in (None, "") and fact_slots()[k].lasting}
    known |= {path for path, value in filing.report.cells.items() if value is not None}
    return [f"{s}: {q.ask}" for s, made in unit.made.items() for q in made.questions if q.id in known]


def own_sentences(unit: Unitary) -> list[str]:
    """The sentences that are neither statements of figures or facts (with open ones) nor fixed official phrases."""
    found = []
    for section in SHOWN:
        made = unit.made[section]
        for citation in made.citations:
            whole = made.text[slice(*citation.span)]
            if citation.cells or citation.facts or BLANK.search(whole):
                continue
            for piece in sentences(whole):
                plain = (
                    re.sub(r"^[一二三四五]是", "", piece.text)
                    .replace(unit.name, "□")
                    .replace(unit.filing.report.unit.self_name, "□")
                )
                if not OFFICIAL.match(plain) and len(plain) >= 6:
                    found.append(plain)
    return found


def likeness(units: Sequence[Unitary]) -> list[tuple[float, str, str, set[str]]]:
    """Every two units with the share of the shorter draft's sentences that stand in both, most alike first."""
    said = {unit.name: set(own_sentences(unit)) for unit in units}
    found = []
    for a, b in combinations(said, 2):
        both, least = said[a] & said[b], min(len(said[a]), len(said[b]))
        found.append((len(both) / least if least else 0.0, a, b, both))
    return sorted(found, key=lambda pair: -pair[0])


def measure(units: Sequence[Unitary], house: Assistant, known: Sequence[Peer], *, most: int = 8) -> bool:
    """Print every figure with its weak spots; True if all that the house asks of itself is reached."""
    secrets = {secret for peer in known for secret in peer.secrets} | _sample_names(house)
    suggestions = [unit.made[section] for unit in units for section in SHOWN]
    asked = {
        s: sum(len(u.made[s].questions) for u in units) / len(units)
        for s in ("overview", "problems", "improvements", "other", "preamble")
    }
    pairs = likeness(units)
    lists = {
        f"facts of peers in {len(suggestions)} suggestions and as many second wordings": [f"{u.name} {x}" for u in units for x in leaks(u, house, secrets)],
        "errors and warnings with the questions answered": [f"{u.name} {x}" for u in units for x in faults(u)],
        "errors and warnings before, but for the listed questions": [f"{u.name} {x}" for u in units for x in open_faults(u)],
        "questions whose answer is known": [f"{u.name} {x}" for u in units for x in needless(u)],
        "overviews that lack a theme": [u.name for u in units if len(covered(u.made["overview"].text)) < 5],
        "pairs of units that share more than half of their own sentences": [f"{a}/{b} {share:.2f} {both}" for share, a, b, both in pairs if share > 0.5],
        "second wordings that are the first": [f"{u.name} {s}" for u in units for s in SHOWN if u.made[s].text == u.again[s].text],
    }  # fmt: skip
    for title, found in lists.items():
        print(f"{len(found):4}  {title}")
        for line in found[:most]:
            print(f"        {line[:200]}")
    print("questions on average: " + ", ".join(f"{s} {n:.2f}" for s, n in asked.items()))
    print(
        f"most alike: {pairs[0][0]:.2f} ({pairs[0][1]}, {pairs[0][2]}); own sentences per unit: {sum(len(own_sentences(u)) for u in units) / len(units):.1f}"
    )
    _say_sources(suggestions)
    _say_alternatives(units)
    common = Counter(s for u in units for s in set(own_sentences(u)))
    print("most used sentences: " + "; ".join(f"{n}× {s[:40]}" for s, n in common.most_common(6)))
    met = asked["overview"] <= 3 and all(asked[s] <= 1 for s in asked if s != "overview")
    return met and not any(lists.values())


def _say_sources(suggestions: Sequence[Suggestion]) -> None:
    kinds = Counter(
        "figures and facts" if c.cells or c.facts else "a peer's passage" if c.id else "fixed or own last year"
        for made in suggestions for c in made.citations
    )  # fmt: skip
    print("sentences by source: " + ", ".join(f"{kind} {n}" for kind, n in kinds.most_common()))


def _say_alternatives(units: Sequence[Unitary]) -> None:
    shares = []
    for unit in units:
        for section in SHOWN:
            one, two = ({piece.text for piece in sentences(m.text)} for m in (unit.made[section], unit.again[section]))
            shares.append(len(one & two) / max(len(one), 1))
    print(f"sentences that a second wording repeats, statements of figures included: {sum(shares) / len(shares):.2f}")


def _sample_names(house: Assistant) -> set[str]:
    names = set()
    for document in house.documents():
        unit = document.report.unit
        names |= {unit.short, unit.short.removesuffix(unit.kind), *unit.above}
        names |= set(re.findall(r"公众号“([^”]+)”", "".join(document.report.texts().values())))
    return {name for name in names if len(name) > 1}


def main(arguments: Sequence[str] | None = None) -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--print", action="store_true", dest="show")
    parser.add_argument("--latency", action="store_true")
    chosen = parser.parse_args(arguments)
    if chosen.latency:
        from bench.drafting_latency import latency

        return latency()
    with tempfile.TemporaryDirectory() as folder:
        house = Assistant(Settings(data=Path(folder), offline=True, _env_file=None))
        known = corpus(house)
        if chosen.show:
            from bench.drafts_page import page

            print(page([draft(house, filing) for filing in targets(10)]))
            return 0
        units = [draft(house, filing) for filing in targets()]
        print(
            f"corpus: {len(house.documents())} reports of {house.stats()['units']} units, {house.stats()['passages']} passages; samples from {CORPUS.name}/"
        )
        return 0 if measure(units, house, known) else 1


if __name__ == "__main__":
    sys.exit(main())
