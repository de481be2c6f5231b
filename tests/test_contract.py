"""The contract's promises from outside: a clean report of its own, broken in one place at a time, through the command line."""

import copy
import json
import os
import re
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from assistant.__main__ import main

Json = dict[str, Any]
Call = Callable[..., tuple[int, Json, str]]
OVERVIEW = "narrative.overview"
TEXT = {
    "overview": "2024年，云杉岭乡认真贯彻落实《中华人民共和国政府信息公开条例》，扎实推进政府信息公开工作。\n"
    "（一）主动公开。全年通过县政府网站公开信息86条，通过微信公众号公开信息41条，公开惠农补贴等重点领域信息，发布政策解读3篇。\n"
    "（二）依申请公开。全年收到政府信息公开申请4件，上年结转1件，予以公开3件，部分公开1件，结转下年度继续办理1件。\n"
    "（三）政府信息管理。落实三审三校，做好保密审查，清理失效信息。\n"
    "（四）公开平台建设。更新政务公开专区，设置村级公示栏12块。\n"
    "（五）监督保障。组织业务培训2次。将政府信息公开纳入年度工作考核，开展社会评议，结果为满意，未发生责任追究情形。",
    "problems": "一是部分信息更新不够及时；二是政策解读形式较为单一。",
    "improvements": "一是建立信息更新台账，及时发布信息；二是丰富政策解读形式，采用图解、短视频开展解读。",
    "other": "本年度未收取信息处理费。无其他需要报告的事项。",
}  # fmt: skip
COLUMNS = ["natural_person", "commercial", "research", "public_interest", "legal_service", "other", "total"]
ROWS = [
    "received",
    "carried_in",
    "granted",
    "partly_granted",
    "refused_state_secret",
    "refused_other_law",
    "refused_security",
    "refused_third_party",
    "refused_internal",
    "refused_process",
    "refused_enforcement_file",
    "refused_admin_query",
    "unavailable_not_held",
    "unavailable_needs_creation",
    "unavailable_unclear",
    "declined_petition",
    "declined_repeat",
    "declined_publication",
    "declined_excessive",
    "declined_reissue",
    "other_not_corrected",
    "other_fee_unpaid",
    "other_misc",
    "results_total",
    "carried_out",
]
GROUPS = ["reconsideration", "litigation_direct", "litigation_after_reconsideration"]
OUTCOMES = ["upheld", "corrected", "other", "pending", "total"]


def clean() -> Json:
    requests = {row: dict.fromkeys(COLUMNS, 0) for row in ROWS}
    for row, people, firms in (("received", 3, 1), ("carried_in", 1, 0), ("granted", 2, 1), ("partly_granted", 1, 0), ("results_total", 3, 1), ("carried_out", 1, 0)):  # fmt: skip
        requests[row] |= {"natural_person": people, "commercial": firms, "total": people + firms}
    unit = {
        "name": "云杉岭乡人民政府",
        "short": "云杉岭乡",
        "kind": "乡",
        "county": "安陵县",
        "city": None,
        "province": None,
    }
    documents = {"issued": 2, "repealed": 1, "in_force": 6}
    return {
        "schema": "nianbao/report@1", "format": "2021", "unit": unit, "year": 2024,
        "title": "云杉岭乡人民政府2024年政府信息公开工作年度报告", "preamble": "", "narrative": dict(TEXT),
        "proactive": {
            "regulations": dict.fromkeys(documents, 0), "normative_documents": documents, "licences": {"decisions": 15},
            "penalties": {"decisions": 3}, "compulsory_measures": {"decisions": 0}, "fees": {"amount": "0"},
        },
        "requests": requests, "disputes": {group: dict.fromkeys(OUTCOMES, 0) for group in GROUPS},
    }  # fmt: skip


def last_year() -> Json:
    report = clean() | {"year": 2023, "title": "云杉岭乡人民政府2023年政府信息公开工作年度报告"}
    report["narrative"] = {
        "overview": TEXT["overview"].replace("2024年", "2023年"), "problems": "群众对公开渠道的知晓率不高。",
        "improvements": "利用政务公开日加强宣传。", "other": TEXT["other"],
    }  # fmt: skip
    report["proactive"]["normative_documents"] = {"issued": 1, "repealed": 0, "in_force": 5}
    return report


def put(**cells: Any) -> Callable[[Json], None]:
    """Set values at paths of the report; `__` stands for the dot."""

    def change(report: Json) -> None:
        for path, value in cells.items():
            *way, last = path.split("__")
            place = report
            for key in way:
                place = place[key]
            place[last] = value

    return change


def say(text: str, instead_of: str = "") -> Callable[[Json], None]:
    def change(report: Json) -> None:
        told = report["narrative"]["overview"]
        assert instead_of in told
        report["narrative"]["overview"] = told.replace(instead_of, text) if instead_of else f"{told}\n{text}"

    return change


@pytest.fixture
def call(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> Call:
    def run(*args: object) -> tuple[int, Json, str]:
        status = main(["--json", "--offline", "--data", str(tmp_path / "data"), *map(str, args)])
        out, err = capsys.readouterr()
        assert bool(out) == (status != 2 or args[0] == "ingest"), (out, err)
        return status, json.loads(out or "{}"), err

    return run


@pytest.fixture
def saved(tmp_path: Path) -> Callable[..., Path]:
    def save(report: Json, name: str = "云杉岭乡2024.json") -> Path:
        path = tmp_path / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(json.dumps(report, ensure_ascii=False), "utf-8")
        return path

    return save


def serious(found: Json) -> list[tuple[str, str]]:
    return sorted((f["rule"], f["where"]) for f in found["findings"] if f["severity"] != "hint")


# A clean report gives no error and no warning; one fault gives one finding at its place.

FAULTS: dict[str, tuple[Callable[[Json], Any], list[tuple[str, str]]]] = {
    "nothing": (lambda _: None, []),
    "whole floats, strings and marks of count": (put(requests__granted__natural_person="２件", requests__granted__commercial=1.0), []),
    "row": (put(requests__refused_security__other=1), [("requests-results-total", "requests.results_total.other"), ("requests-row-total", "requests.refused_security.total")]),
    "balance": (put(requests__carried_in__other=1, requests__carried_in__total=2), [("requests-balance", "requests.carried_out.other"), ("requests-balance", "requests.carried_out.total"), ("text-number-conflict", OVERVIEW)]),
    "group": (put(disputes__litigation_direct__pending=1), [("disputes-total", "disputes.litigation_direct.total")]),
    "blank silences sums": (put(requests__results_total__total=None), [("cell-blank", "requests.results_total.total")]),
    "slash": (put(proactive__licences__decisions="/"), [("cell-blank", "proactive.licences.decisions")]),
    "no count": (put(requests__granted__natural_person="1.5"), [("cell-not-count", "requests.granted.natural_person")]),
    "negative fee": (put(proactive__fees__amount="-1.2"), [("cell-not-count", "proactive.fees.amount")]),
    "table": (put(requests=None), [("table-missing", "requests")]),
    "in force": (put(proactive__normative_documents__issued=9), [("in-force-impossible", "proactive.normative_documents.in_force")]),
    "rules of a township": (put(proactive__regulations__in_force=6), [("township-regulations", "proactive.regulations.in_force")]),
    "yuan": (put(proactive__fees__amount="12500"), [("fee-implausible", "proactive.fees.amount")]),
    "zeros behind the fee": (put(proactive__fees__amount="1.230000"), []),
    "section": (put(narrative__other=" \n"), [("section-missing", "narrative.other")]),
    "nothing in section five": (put(narrative__problems="无", narrative__improvements="无。"), [("section-missing", "narrative.problems")]),
    "no fee statement": (put(narrative__other="无"), [("fee-statement-missing", "narrative.other")]),
    "figure": (say("申请五件", "申请4件"), [("text-number-conflict", OVERVIEW)]),
    "zero": (say("没有收到政府信息公开申请，", "全年收到政府信息公开申请4件，"), [("text-number-conflict", OVERVIEW)]),
    "more parts than the total": (say("申请4件，其中网上申请3件、信函申请2件，", "申请4件，"), [("text-list-sum", OVERVIEW)]),
    "open list": (say("公开信息130条，包括县政府网站86条、微信公众号41条等。"), []),
    "denied and claimed": (say("我乡未主动公开政府信息，累计公开信息36条。"), [("text-contradiction", OVERVIEW)]),
    "own kind": (say("我镇高度重视。"), [("wrong-self-name", OVERVIEW)]),
    "kind of a place": (say("各乡镇认真学习，城镇化稳步推进，参加县政府办公室培训，征求县司法局意见。"), []),
    "foreign": (say("大石桥乡扎实推进政府信息公开工作。"), [("foreign-unit", OVERVIEW)]),
    "neighbour": (say("赴柳河镇学习交流。一是县委办公室牵头，访问县政府网站。"), []),
    "year": (say("截至2023年底，公开栏更新12次。"), [("wrong-year", OVERVIEW)]),
    "years allowed": (say("公开2023年度决算和2024年度预算。2025年，我乡将继续做好公开工作。"), []),
    "placeholder": (say("全年开展检查【待填：次数】次。"), [("placeholder-left", OVERVIEW)]),
    "masked number": (say("名单中的手机号作隐去处理（如138****1234）。"), []),
    "mobile": (say("联系电话138 1234 5678。"), [("personal-data", OVERVIEW)]),
    "landline": (say("联系电话：0393-1234567，邮编457100。"), []),
    "old law": (say("依据国务院令第492号规定开展工作。"), [("legal-reference", OVERVIEW)]),
    "theme": (say("", "（三）政府信息管理。落实三审三校，做好保密审查，清理失效信息。\n"), [("theme-missing", OVERVIEW)]),
    "slogan": (put(narrative__improvements="再接再厉。"), [("problems-without-measures", "narrative.improvements")]),
}  # fmt: skip


@pytest.mark.parametrize("fault", FAULTS)
def test_one_fault_gives_its_findings_and_no_other(fault: str, call: Call, saved: Callable[..., Path]) -> None:
    change, expected = FAULTS[fault]
    report = clean()
    change(report)
    status, found, _ = call("check", saved(report))
    assert serious(found) == expected
    assert status == int(any(f["severity"] == "error" for f in found["findings"]))
    for finding in found["findings"]:
        assert finding["waiver"] is None and finding["message"] and finding["fix"]
        if finding["span"]:
            text = found["report"]
            for key in finding["where"].split("."):
                text = text[key]
            assert 0 <= finding["span"][0] < finding["span"][1] <= len(text)


KINDS = {
    "云杉岭镇人民政府": ("镇", "我镇", []), "云杉岭街道办事处": ("街道", "我街道", []), "云杉岭侗族乡人民政府": ("民族乡", "我乡", []),
    "安陵县民政局": ("局", "我局", []), "云杉岭街道": ("街道", "我局", [("wrong-self-name", OVERVIEW)]),
}  # fmt: skip


@pytest.mark.parametrize("name", KINDS)
def test_every_kind_of_unit_may_call_itself_what_it_is(name: str, call: Call, saved: Callable[..., Path]) -> None:
    kind, own, expected = KINDS[name]
    short = re.sub("人民政府|办事处", "", name)
    text = json.dumps(clean(), ensure_ascii=False).replace("云杉岭乡人民政府", name).replace("云杉岭乡", short)
    report = json.loads(text)
    report["unit"]["kind"] = kind
    say(f"{own}高度重视。")(report)
    assert serious(call("check", saved(report))[1]) == expected


# Across the years: with a file, or with the corpus; only the unit itself, in its own county, is its last year.


@pytest.mark.parametrize(("path", "value", "expected"), [
    ("requests__carried_out__other", 1, ("carry-over", "requests.carried_in.other")),
    ("proactive__normative_documents__in_force", 9, ("in-force-balance", "proactive.normative_documents.in_force")),
    ("disputes__reconsideration__pending", 1, ("pending-vanished", "disputes.reconsideration.total")),
    ("narrative", TEXT, ("copied-from-last-year", "narrative.problems")),
    ("year", 2022, None),
])  # fmt: skip
def test_last_years_report_is_compared(path: str, value: Any, expected: Any, call: Call, saved: Callable[..., Path]) -> None:  # fmt: skip
    previous = last_year()
    put(**{path: value})(previous)
    _, found, told = call("check", saved(clean()), "--previous", saved(previous, "上年.json"))
    assert serious(found) == ([expected] if expected else [])
    assert ("没有作跨年检查" in told) == (path == "year")


def test_the_corpus_gives_last_year_only_when_asked_and_only_of_the_same_county(call: Call, saved: Callable[..., Path]) -> None:  # fmt: skip
    now, previous = saved(clean()), last_year()
    put(requests__carried_out__other=1)(previous)
    call("ingest", saved(previous, "库/上年.json"))
    assert serious(call("check", now)[1]) == []
    assert [rule for rule, _ in serious(call("check", now, "--previous", "corpus")[1])] == ["carry-over"]
    put(unit__county="清原县")(previous)
    call("ingest", saved(previous, "库/上年.json"))
    _, found, told = call("check", now, "--previous", "corpus")
    assert serious(found) == [] and "没有作跨年检查" in told


# The corpus: what is the same, what replaces, what is kept twice, and ids that last.


def test_documents_are_unchanged_replaced_or_kept_twice_and_ids_survive(call: Call, saved: Callable[..., Path]) -> None:  # fmt: skip
    report = clean()
    path = saved(report, "库/年报.json")
    assert call("ingest", path)[1]["added"] == 1
    assert call("ingest", path.parent)[1]["unchanged"] == 1
    report["narrative"]["other"] += "另办理建议提案2件。"
    saved(report, "库/年报.json")
    assert call("ingest", path)[1]["replaced"] == 1
    put(unit__county=None)(report)
    status, done, told = call("ingest", saved(report, "别处/年报.json"))
    assert (status, done["added"], done["replaced"]) == (0, 1, 0) and "云杉岭乡人民政府2024年" in told
    (path.parent / "坏.docx").write_bytes(b"")
    status, done, told = call("ingest", path.parent)
    assert (status, done["unchanged"], [f["file"] for f in done["failed"]]) == (1, 1, ["坏.docx"])
    assert call("corpus", "stats")[1]["documents"] == 2
    before = [hit["id"] for hit in call("search", "公开惠农补贴信息")[1]["results"]]
    assert before and call("corpus", "rebuild")[0] == 0
    assert [hit["id"] for hit in call("search", "公开惠农补贴信息")[1]["results"]] == before
    assert {hit["section"] for hit in call("search", "更新不及时", "--section", "problems")[1]["results"]} == {
        "problems"
    }
    assert call("search", "公开", "--unit", "清原县云杉岭乡")[1]["results"] == []


# Drafts: cited by cells that exist, open questions where they say, and answering for their own text alone.


@pytest.mark.parametrize("section", ["overview", "problems", "improvements", "other", "preamble"])
def test_a_draft_cites_cells_and_lists_its_questions(section: str, call: Call, saved: Callable[..., Path], tmp_path: Path) -> None:  # fmt: skip
    facts = tmp_path / "facts.json"
    facts.write_text('{"website_count": 120, "no_such_slot": "x"}', "utf-8")
    status, made, told = call("suggest", saved(clean()), "--section", section, "--facts", facts)
    assert (status, made["section"], made["writer"]) == (0, section, "offline") and "语料库是空的" in told
    text = made["text"]
    assert [q["span"] for q in made["questions"]] == [[*m.span()] for m in re.finditer(r"【待填：[^】]*】", text)]
    for cited in made["citations"]:
        assert 0 <= cited["span"][0] < cited["span"][1] <= len(text)
        for cell in cited["cells"]:
            table, row, column = cell.split(".")
            assert column in clean()[table][row]
    other = [f for f in made["findings"] if f["where"] == OVERVIEW and section != "overview"]
    assert not other and all(f["rule"] != "placeholder-left" for f in made["findings"])


# Comparison, batches and exports.


def test_shared_wording_is_in_both_texts(call: Call, saved: Callable[..., Path]) -> None:
    peer = json.loads(json.dumps(clean(), ensure_ascii=False).replace("云杉岭乡", "石门坎乡"))
    _, made, _ = call("compare", saved(clean()), "--with", saved(peer, "石门坎乡.json"))
    shared = [(p["text"], n["text"][a:b]) for p in made["paragraphs"] for n in p["nearest"] for a, b in n["shared"]]
    assert shared and all(words and words in own for own, words in shared)
    assert all(theme["here"] for theme in made["themes"] if theme["theme"] in ("proactive", "on_request", "management", "platform", "supervision"))  # fmt: skip


def test_a_batch_goes_on_past_a_bad_file_and_tells_two_counties_apart(call: Call, saved: Callable[..., Path]) -> None:
    other = copy.deepcopy(clean())
    put(unit__county="清原县")(other)
    folder = saved(clean(), "批/甲.json").parent
    saved(other, "批/乙.json")
    assert call("review", folder)[0] == 0
    (folder / "坏.docx").write_bytes(b"")
    status, made, _ = call("review", folder, "-o", folder / "问题.xlsx")
    bad = [row for row in made["reports"] if row["failed"]]
    assert status == 1 and len(made["summary"]) == 2 and (folder / "问题.xlsx").stat().st_size > 0
    assert [(row["report"], row["findings"]) for row in bad] == [(None, [])]


@pytest.mark.parametrize("suffix", [".docx", ".html", ".json"])
def test_an_export_refuses_errors_marks_a_forced_draft_and_reads_again(suffix: str, call: Call, saved: Callable[..., Path], tmp_path: Path) -> None:  # fmt: skip
    report, out = clean(), tmp_path / f"out{suffix}"
    put(requests__granted__research=None, requests__granted__other="1.5")(report)
    path = saved(report)
    assert call("export", path, "-o", out)[0] == 1 and not out.exists()
    assert call("export", path, "-o", out, "--force")[0] == 0
    if suffix != ".docx":
        assert "草稿" in out.read_text("utf-8")
    again = call("parse", out)[1]
    assert again["requests"]["granted"]["research"] is None and again["requests"]["granted"]["other"] is None
    assert again["source"]["cells"]["requests.granted.other"]["raw"] == "1.5"
    assert again["narrative"] == report["narrative"] and again["disputes"] == report["disputes"]


# The process itself: status 2 is one Chinese line and nothing else.


@pytest.mark.parametrize("args", [("check", "没有.docx"), ("parse", "坏.json"), ("suggest", "好.json", "--section", "other", "--facts", "坏.json"), ("export", "好.json", "-o", "x.abc"), ("frob",), ()])  # fmt: skip
def test_a_call_that_cannot_be_used_gets_one_line(args: tuple[str, ...], saved: Callable[..., Path], tmp_path: Path) -> None:  # fmt: skip
    saved(clean(), "好.json")
    (tmp_path / "坏.json").write_text("{", "utf-8")
    environment = os.environ | {"PYTHONPATH": str(Path(__file__).parent.parent), "PYTHONIOENCODING": "ascii"}
    done = subprocess.run(
        [sys.executable, "-m", "assistant", *args], cwd=tmp_path, env=environment, capture_output=True
    )
    told = done.stderr.decode("utf-8")
    assert (done.returncode, done.stdout) == (2, b"") and len(told.splitlines()) == 1
    assert re.search(r"[\u4e00-\u9fff]", told) and "Traceback" not in told and "usage" not in told
