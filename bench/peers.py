"""Fictional peers for the drafting benchmark: reports full of facts of their own, each fact on record."""

import random
import tomllib
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

from assistant.report import Report, Unit
from bench.clean import build

STEMS = (
    "砚台坪", "苇塘", "沧浪渡", "梧桐坳", "鹿鸣", "石濑", "白芷", "槐荫", "磨刀溪", "霜降岭", "清浦", "望云", "乌桕", "蓼花汀", "大坂垭",
    "雁栖", "丹枫", "铁炉冲", "渌口湾", "栗树", "芦笙", "蒲公岭", "汀兰", "双龙桥", "赤石", "桃花坞", "杏林", "麻石", "玉屏", "金鳞",
)  # fmt: skip
COUNTIES = (("沧宁县", "江州市"), ("阳陂县", "江州市"), ("乌溪县", "临渡市"))
SURNAMES, GIVEN = "蒋沈韩杨秦尤许何吕施", ("立群", "慧敏", "志远", "春燕", "大伟", "小芸", "建平", "雅琴")
SPOTS = ("老码头", "东湾里", "仓前街", "药王庙", "茶亭铺", "七星墩", "官塘埂", "鲤鱼洲", "凤凰台", "打谷场")


@dataclass(frozen=True)
class Peer:
    """A peer's report and the strings that are its alone."""

    report: Report
    secrets: frozenset[str]


@cache
def bank() -> dict[str, Any]:
    return tomllib.loads((Path(__file__).parent / "peers.toml").read_text("utf-8"))


def peers(count: int = 30, seed: int = 7) -> list[Peer]:
    """Make `count` reports of as many units for 2023–2025."""
    return [_peer(random.Random(seed * 1000 + n), n) for n in range(count)]


def _peer(rnd: random.Random, n: int) -> Peer:
    kind, stem = ("镇", "乡", "镇", "街道")[n % 4], STEMS[n % len(STEMS)]
    (county, city), year = COUNTIES[n % 3], 2023 + n % 3
    office = "街道办事处" if kind == "街道" else f"{kind}人民政府"
    unit = Unit(f"{county}{stem}{office}", f"{stem}{kind}", kind, county, city)
    words = _words(rnd, unit, stem, year)
    tables = build(seed=9000 + n, kind=kind, year=year, previous=False).report
    pairs = rnd.sample(bank()["pairs"], 3)
    texts = {
        "overview": _overview(rnd, words),
        "problems": "\n".join(f"{i}. {p['problem']}。" for i, p in enumerate(pairs, 1)).format(**words),
        "improvements": "\n".join(f"{i}. {p['measure']}。" for i, p in enumerate(pairs, 1)).format(**words),
        "other": rnd.choice(bank()["other"]["fee"]).format(**words),
    }
    report = Report(unit, year, title=f"{unit.name}{year}年政府信息公开工作年度报告", cells=tables.cells, **texts)
    names = ("short", "stem", "county", "city", "account", "media", "site", "place", "spot", "village", "person")
    secrets = {str(words[name]) for name in (*names, "phone", "mobile", "mail", "doc")}
    return Peer(report, frozenset(secrets))


def _words(rnd: random.Random, unit: Unit, stem: str, year: int) -> dict[str, Any]:
    place, spot = rnd.sample(SPOTS, 2)
    return {
        "me": unit.self_name, "here": unit.kind, "short": unit.short, "stem": stem, "county": unit.county, "city": unit.city,
        "account": f"{stem}{rnd.choice(('之声', '发布', '微讯'))}", "media": f"{str(unit.county)[:2]}{rnd.choice(('晨报', '电视台'))}",
        "site": f"{unit.county}人民政府网站", "place": place, "spot": spot, "village": f"{rnd.choice(('上', '下', '前', '后'))}{place[:2]}村",
        "person": rnd.choice(SURNAMES) + rnd.choice(GIVEN), "phone": f"07{rnd.randint(10, 99)}-{rnd.randint(6100000, 8999999)}",
        "mobile": f"138{rnd.randint(10000000, 99999999)}", "mail": f"gk{rnd.randint(100, 999)}@example.cn",
        "doc": f"《{unit.short}政务公开任务分解表》", "Y": year, "L": year - 1,
        "a": rnd.randint(2, 9), "b": rnd.randint(12, 29), "c": rnd.randint(3, 12), "p": rnd.randint(900, 1999),
        "q": rnd.randint(400, 799), "r": rnd.randint(200, 399), "s": f"{rnd.randint(88, 97)}.{rnd.randint(1, 9)}",
    }  # fmt: skip


def _overview(rnd: random.Random, words: dict[str, Any]) -> str:
    titles = {"proactive": "主动公开", "on_request": "依申请公开", "management": "政府信息管理", "platform": "平台建设", "supervision": "监督保障"}  # fmt: skip
    lines = [rnd.choice(bank()["opening"])]
    for number, (theme, title) in zip("一二三四五", titles.items(), strict=True):
        said = rnd.sample(bank()["overview"][theme], rnd.randint(4, 6))
        lines.append(f"（{number}）{title}。{''.join(said)}")
    return "\n".join(lines).format(**words)
