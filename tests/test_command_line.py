"""The contract: every command is real, its JSON has the agreed shape, bad input gets one Chinese line and status 2."""

import json
import shutil
from pathlib import Path

import pytest

from assistant.__main__ import main
from assistant.report import Report
from assistant.service import CORPUS
from tests.reports import a_report

EXERCISE = next((CORPUS / "exercise").glob("*.txt"))


@pytest.fixture
def run(capsys: pytest.CaptureFixture[str], tmp_path: Path):  # type: ignore[no-untyped-def]
    def call(*args: object) -> tuple[int, str, str]:
        status = main([*map(str, args), "--data", str(tmp_path / "data")])
        out, err = capsys.readouterr()
        return status, out, err

    return call


@pytest.fixture
def report_file(tmp_path: Path) -> Path:
    path = tmp_path / "松涛乡2022.json"
    path.write_text(json.dumps(a_report(overview="我乡公开信息。").to_json(), ensure_ascii=False), "utf-8")
    return path


def test_parse_prints_the_report_json_and_nothing_else(run) -> None:  # type: ignore[no-untyped-def]
    status, out, _ = run("parse", EXERCISE, "--json")
    report = Report.from_json(out)
    assert status == 0 and report.unit.kind == "乡" and report.source.file == EXERCISE.name


def test_check_finds_the_slips_of_the_exercise_report(run) -> None:  # type: ignore[no-untyped-def]
    status, out, _ = run("--json", "check", EXERCISE)
    found = json.loads(out)
    assert status == 1
    assert {f["rule"] for f in found["findings"] if f["severity"] != "hint"} == {
        "wrong-self-name",
        "text-number-conflict",
    }
    slip = next(f for f in found["findings"] if f["rule"] == "wrong-self-name")
    text = found["report"]["narrative"][slip["where"].removeprefix("narrative.")]
    assert text[slice(*slip["span"])] == "我镇"


def test_a_clean_sample_checks_clean_with_last_years(run) -> None:  # type: ignore[no-untyped-def]
    samples = sorted((CORPUS / "samples").glob("*2024*"))
    for path in samples:
        older = next((CORPUS / "samples").glob(path.name.replace("2024", "2023").rsplit(".", 1)[0] + ".*"))
        status, out, _ = run("check", path, "--previous", older, "--json")
        serious = [f for f in json.loads(out)["findings"] if f["severity"] != "hint"]
        assert (path.name, serious, status) == (path.name, [], 0)


def test_ingest_twice_changes_nothing_and_the_corpus_can_be_searched_and_emptied(run) -> None:  # type: ignore[no-untyped-def]
    status, out, _ = run("ingest", CORPUS / "samples", "--json")
    first = json.loads(out)
    assert status == 0 and first["added"] >= 12 and first["failed"] == []
    status, out, _ = run("ingest", CORPUS / "samples", "--json")
    again = json.loads(out)
    assert (again["added"], again["unchanged"]) == (0, first["added"])
    _, out, _ = run("search", "依申请公开办理流程", "--section", "overview", "-k", 5, "--json")
    results = json.loads(out)["results"]
    assert 0 < len(results) <= 5 and {r["section"] for r in results} == {"overview"}
    assert set(results[0]) >= {"id", "text", "score", "unit", "year", "section", "theme", "document"}
    _, out, _ = run("corpus", "list", "--json")
    documents = json.loads(out)["documents"]
    assert len(documents) == first["added"] and all(d["passages"] > 0 for d in documents)
    _, out, _ = run("corpus", "stats", "--json")
    stats = json.loads(out)
    assert stats["index"] == "ready" and stats["documents"] == first["added"] and stats["units"] == 12
    for document in documents:
        assert run("corpus", "remove", document["id"])[0] == 0
    _, out, _ = run("search", "依申请公开", "--json")
    assert json.loads(out)["results"] == []


def test_passage_ids_survive_a_rebuild(run) -> None:  # type: ignore[no-untyped-def]
    run("ingest", CORPUS / "samples")
    before = json.loads(run("search", "培训", "--json")[1])["results"]
    assert run("corpus", "rebuild")[0] == 0
    after = json.loads(run("search", "培训", "--json")[1])["results"]
    # A new index may choose the far neighbours that the scale is taken from a little differently.
    assert [hit.pop("score") for hit in after] == pytest.approx([hit.pop("score") for hit in before], abs=0.01)
    assert after == before


@pytest.mark.parametrize("section", ["overview", "problems", "improvements", "other", "preamble"])
def test_suggest_with_an_empty_corpus_says_so_and_writes_what_it_can(run, report_file: Path, section: str) -> None:  # type: ignore[no-untyped-def]
    status, out, err = run("suggest", report_file, "--section", section, "--json")
    made = json.loads(out)
    assert status == 0 and made["text"] and made["writer"] == "offline" and "语料库是空的" in err
    assert {"section", "text", "writer", "citations", "questions", "findings"} <= set(made)
    for question in made["questions"]:
        assert made["text"][slice(*question["span"])] == f"【待填：{question['ask']}】"


def test_suggest_uses_facts_and_cites_passages(run, report_file: Path, tmp_path: Path) -> None:  # type: ignore[no-untyped-def]
    run("ingest", CORPUS / "samples")
    facts = tmp_path / "facts.json"
    facts.write_text('{"disclosed_total": 77, "processing_fee": 0}', "utf-8")
    made = json.loads(run("suggest", report_file, "--section", "overview", "--facts", facts, "--json")[1])
    known = {d["id"] for d in json.loads(run("corpus", "list", "--json")[1])["documents"]}
    cited = {c["id"] for c in made["citations"] if c["id"]}
    assert "77条" in made["text"] and cited and all(any(d.startswith(c.split("-")[0]) for d in known) for c in cited)


def test_ask_answers_guidance_and_drafts(run, report_file: Path) -> None:  # type: ignore[no-untyped-def]
    answered = json.loads(run("ask", "部分公开怎么算？", "--json")[1])
    assert answered["intent"] == "guidance" and answered["suggestion"] is None
    drafted = json.loads(run("ask", "帮我写总体情况", "--report", report_file, "--json")[1])
    assert drafted["intent"] == "draft" and drafted["suggestion"]["section"] == "overview"


def test_compare_finds_the_nearest_passages_of_given_reports(run) -> None:  # type: ignore[no-untyped-def]
    mine, other = sorted((CORPUS / "samples").glob("*2024*"))[:2]
    status, out, _ = run("compare", mine, "--with", other, "--json")
    made = json.loads(out)
    assert (
        status == 0
        and made["paragraphs"]
        and {t["theme"] for t in made["themes"]} == {"proactive", "on_request", "management", "platform", "supervision"}
    )
    near = next(n for p in made["paragraphs"] for n in p["nearest"])
    assert {"id", "unit", "year", "text", "similarity", "shared"} <= set(near)


def test_review_goes_past_a_bad_file_and_writes_the_sheet(run, tmp_path: Path) -> None:  # type: ignore[no-untyped-def]
    folder = tmp_path / "上报"
    folder.mkdir()
    shutil.copy(EXERCISE, folder)
    (folder / "坏.docx").write_bytes(b"\xff\xd8\xff\xe0photo")
    sheet = tmp_path / "findings.xlsx"
    status, out, err = run("review", folder, "-o", sheet, "--json")
    made = json.loads(out)
    assert status == 1 and sheet.stat().st_size > 1000 and "坏.docx" in err
    assert [bool(r["failed"]) for r in made["reports"]].count(True) == 1
    assert made["summary"][0]["error"] == 2


def test_export_is_refused_while_errors_stand_and_marked_when_forced(run, tmp_path: Path) -> None:  # type: ignore[no-untyped-def]
    out_file = tmp_path / "年报.docx"
    status, _, err = run("export", EXERCISE, "-o", out_file)
    assert status == 1 and not out_file.exists() and "我镇" in err
    assert run("export", EXERCISE, "-o", out_file, "--force")[0] == 0
    assert run("parse", out_file)[0] == 0


@pytest.mark.parametrize("suffix", [".docx", ".html", ".json"])
def test_an_exported_sample_reads_back_the_same(run, tmp_path: Path, suffix: str) -> None:  # type: ignore[no-untyped-def]
    sample = sorted((CORPUS / "samples").glob("*2024*"))[0]
    target = tmp_path / f"年报{suffix}"
    assert run("export", sample, "-o", target)[0] == 0
    before, after = (Report.from_json(run("parse", path)[1]) for path in (sample, target))
    assert before.cells == after.cells and before.texts() == after.texts() and before.unit.name == after.unit.name


def test_rules_lists_the_catalogue(run) -> None:  # type: ignore[no-untyped-def]
    rules = json.loads(run("rules", "--json")[1])["rules"]
    assert len(rules) >= 29 and all(r["title"] and r["severity"] in ("error", "warning", "hint") for r in rules)


@pytest.mark.parametrize(("name", "content"), [
    ("空.txt", b""), ("照片.docx", b"\xff\xd8\xff\xe0\x00\x10JFIF" + bytes(500)), ("网页.html", "<html><p>今日天气</p></html>".encode()),
    ("坏.json", b"{"), ("别的.json", b'{"a": 1}'), ("什么.xyz", b"abc"), ("日记.txt", "今天没有下雨。".encode()),
])  # fmt: skip
@pytest.mark.parametrize("command", ["parse", "check"])
def test_bad_input_gets_one_sentence_and_status_2(run, tmp_path: Path, name: str, content: bytes, command: str) -> None:  # type: ignore[no-untyped-def]
    path = tmp_path / name
    path.write_bytes(content)
    status, out, err = run(command, path, "--json")
    assert (status, out) == (2, "") and name in err and len(err.strip().splitlines()) == 1 and "Traceback" not in err


@pytest.mark.parametrize("args", [[], ["fly"], ["check"], ["check", "没有.txt"], ["suggest", "x.json"], ["search", "x", "-k", "a"],
                                  ["search", "x", "--section", "nowhere"], ["corpus", "show", "zzz"], ["review", "没有"]])  # fmt: skip
def test_a_wrong_call_gets_one_chinese_line(run, args: list[str]) -> None:  # type: ignore[no-untyped-def]
    status, out, err = run(*args)
    assert (status, out) == (2, "") and len(err.strip().splitlines()) == 1 and "usage" not in err
    assert any("\u4e00" <= c <= "\u9fff" for c in err)


def test_a_negative_or_lettered_figure_is_one_finding_and_keeps_its_text(run, tmp_path: Path) -> None:  # type: ignore[no-untyped-def]
    data = a_report().to_json()
    data["proactive"]["licences"]["decisions"] = -3
    data["proactive"]["penalties"]["decisions"] = "三x"
    path = tmp_path / "负数.json"
    path.write_text(json.dumps(data), "utf-8")
    found = json.loads(run("check", path, "--json")[1])
    faults = {f["where"] for f in found["findings"] if f["rule"] == "cell-not-count"}
    assert faults == {"proactive.licences.decisions", "proactive.penalties.decisions"}
    assert not [f for f in found["findings"] if f["rule"] == "cell-blank"]
    assert found["report"]["source"]["cells"]["proactive.penalties.decisions"]["raw"] == "三x"


@pytest.mark.parametrize("command", ["", "search", "ask", "export"])
def test_help_is_chinese(capsys: pytest.CaptureFixture[str], command: str) -> None:
    with pytest.raises(SystemExit) as done:
        main([*command.split(), "--help"])
    said = capsys.readouterr().out
    assert done.value.code == 0 and said.startswith("用法：") and "显示这份说明" in said
    assert not [words for words in ("usage", "options", "arguments", "show this") if words in said]
