"""The clerk's whole way without the browser: last year's file → tables and facts → drafts → answers → check → Word → read back."""

from pathlib import Path

import pytest

from assistant.drafting import BLANK
from assistant.report import Report, Unusable
from assistant.service import CORPUS, Assistant, Refused
from assistant.settings import Settings
from assistant.storage import Draft
from tests.reports import APPLICANTS

ANSWERS = {
    "disclosed_total": "126", "website_name": "云泊县人民政府网站", "assessment": "县级考核结果为良好，未开展社会评议，无责任追究",
    "processing_fee": "0", "training_count": "2", "other": "个别站所报送信息还要催办",
    "remedied": "已基本整改到位",
}  # fmt: skip
SECTIONS = ("preamble", "overview", "problems", "improvements", "other")


@pytest.fixture(scope="module")
def assistant(tmp_path_factory: pytest.TempPathFactory) -> Assistant:
    made = Assistant(Settings(data=tmp_path_factory.mktemp("data"), _env_file=None))  # type: ignore[call-arg]
    assert made.load_samples().added == 36
    return made


def last_years() -> bytes:
    return next((CORPUS / "exercise").glob("*.txt")).read_bytes()


def take_over(assistant: Assistant, draft: Draft, section: str) -> Draft:
    """Ask in chat, take the suggestion over, answer its questions."""
    words = {
        "preamble": "写开头",
        "overview": "起草总体情况",
        "problems": "起草存在的主要问题",
        "improvements": "写改进措施",
        "other": "写第六部分",
    }
    made = assistant.chat(draft, words[section]).payload["suggestion"]
    assert made["section"] == section and made["writer"] == "offline"
    where = section if section == "preamble" else f"narrative.{section}"
    draft = assistant.set_text(draft, where, made["text"], "采用建议")
    for question in made["questions"]:
        draft = assistant.answer(draft, section, question["ask"], question["id"], ANSWERS[question["id"]])
    return draft


def serious(assistant: Assistant, draft: Draft) -> list[str]:
    return [f"{f.rule}: {f.message}" for f in assistant.findings(draft) if f.severity != "hint"]


def test_from_last_years_file_to_word(assistant: Assistant) -> None:
    previous = assistant.read_bytes("上年.txt", last_years())
    draft = assistant.new_draft(previous.unit.name, (previous.year or 0) + 1, previous)
    assert assistant.findings(draft) and all(v is None for p, v in draft.report.cells.items() if "carried_in" not in p)
    with pytest.raises(Refused):
        assistant.export(draft.report, ".docx", findings=assistant.findings(draft))
    typed = {"requests.received.natural_person": "2", "requests.received.total": "2", "requests.granted.natural_person": "2",
             "requests.granted.total": "2", "requests.results_total.natural_person": "2", "requests.results_total.total": "2",
             "proactive.licences.decisions": "４件", "proactive.fees.amount": "0.35",
        "proactive.normative_documents.in_force": "2"}  # fmt: skip
    draft = assistant.fill_zeros(assistant.set_cells(draft, typed))
    assert draft.report["proactive.licences.decisions"] == 4
    draft = assistant.set_facts(draft, {"website_count": 80, "wechat_count": 46})
    for section in SECTIONS:
        draft = take_over(assistant, draft, section)
    assert not BLANK.search("".join(draft.report.texts().values()))
    assert serious(assistant, draft) == []
    word = assistant.export(draft.report, ".docx", findings=assistant.findings(draft))
    back = assistant.read_bytes("年报.docx", word)
    assert back.cells == draft.report.cells and back.texts() == draft.report.texts()
    assert (back.unit.name, back.year, back.source.warnings) == (draft.report.unit.name, draft.report.year, ())


def test_no_peers_name_enters_a_draft(assistant: Assistant) -> None:
    previous = assistant.read_bytes("上年.txt", last_years())
    draft = assistant.fill_zeros(assistant.new_draft(previous.unit.name, (previous.year or 0) + 1, previous))
    peers = ("砚埠", "霁岭", "棠汀", "芷澜", "勐箐", "槐序", "槐荫", "瓦巷", "春耕", "耕读", "浅草", "渠首", "渠水", "灯房",
        "盐脚", "盐花", "青箬", "常新县", "帕朵", "岩畔", "钟鼓里", "白沙窝", "我镇", "我街道")  # fmt: skip
    for section in SECTIONS:
        for variant in range(4):
            text = assistant.suggest(assistant.draft_filing(draft), section, variant=variant).text
            assert not [name for name in peers if name in text], text


def test_other_wording_differs(assistant: Assistant) -> None:
    draft = assistant.fill_zeros(assistant.new_draft("松涛乡人民政府", 2026))
    texts = {assistant.suggest(assistant.draft_filing(draft), "problems", variant=v).text for v in range(3)}
    assert len(texts) == 3


def test_a_typed_fault_is_kept_and_named(assistant: Assistant) -> None:
    draft = assistant.fill_zeros(assistant.new_draft("松涛乡人民政府", 2026))
    draft = assistant.set_cells(draft, {"proactive.licences.decisions": "三x", "proactive.penalties.decisions": "-2"})
    found = {f.where for f in assistant.findings(draft) if f.rule == "cell-not-count"}
    assert found == {"proactive.licences.decisions", "proactive.penalties.decisions"}
    assert draft.report.source.cells["proactive.licences.decisions"].raw == "三x"
    corrected = assistant.set_cells(draft, {"proactive.licences.decisions": "3"})
    assert "proactive.licences.decisions" not in corrected.report.source.cells


def test_undo_brings_back_what_stood_before(assistant: Assistant) -> None:
    draft = assistant.new_draft("松涛乡人民政府", 2026)
    first = assistant.set_text(draft, "narrative.other", "甲")
    second = assistant.set_text(first, "narrative.other", "乙")
    assert assistant.undo(second).report.other == "甲"


def test_last_years_carry_over_is_filled_in(assistant: Assistant) -> None:
    previous = assistant.read_bytes("上年.txt", last_years())
    carried = {
        f"requests.carried_out.{c}": 1 if c in ("natural_person", "total") else 0 for c in (*APPLICANTS, "total")
    }
    previous = previous.with_cells(carried)
    draft = assistant.new_draft(previous.unit.name, (previous.year or 0) + 1, previous)
    assert draft.report["requests.carried_in.natural_person"] == 1 and draft.report["requests.carried_in.total"] == 1


def test_a_waiver_holds_while_the_operands_stay(assistant: Assistant) -> None:
    draft = assistant.fill_zeros(assistant.new_draft("松涛乡人民政府", 2026))
    draft = assistant.set_text(draft, "narrative.overview", "2026年，我镇主动公开政府信息3条。")
    slip = next(f for f in assistant.findings(draft) if f.rule == "wrong-self-name")
    assistant.waive(draft, slip, "引用原文", "王")
    assert next(f for f in assistant.findings(draft) if f.rule == "wrong-self-name").waiver
    changed = assistant.set_text(draft, "narrative.overview", "2026年，我镇主动公开政府信息4条。")
    assert next(f for f in assistant.findings(changed) if f.rule == "wrong-self-name").waiver is None
    blank = assistant.set_cells(draft, {"proactive.licences.decisions": ""})
    fault = next(f for f in assistant.findings(blank) if f.rule == "cell-blank")
    with pytest.raises(Unusable):
        assistant.waive(blank, fault, "理由", "王")


def test_a_unit_of_no_known_kind_is_asked_for_its_full_name(assistant: Assistant) -> None:
    with pytest.raises(Unusable, match="全称"):
        assistant.new_draft("松涛", 2026)


def test_samples_can_be_removed_in_one_go(tmp_path: Path) -> None:
    assistant = Assistant(Settings(data=tmp_path / "d", _env_file=None))  # type: ignore[call-arg]
    assistant.load_samples()
    assert assistant.remove_samples() == 36 and assistant.search("培训") == []


def test_a_report_of_2020_uses_the_older_form(assistant: Assistant) -> None:
    draft = assistant.fill_zeros(assistant.new_draft("松涛乡人民政府", 2020))
    assert draft.report.format == "2019" and draft.report["proactive.fees.amount"] is None
    assert isinstance(draft.report, Report)
