"""撰写: the text as typed, the chat beside it, and nothing in the report without a click."""

from typing import Any

import pytest
from streamlit.testing.v1 import AppTest

from assistant.drafting.understanding import understand
from assistant.report import covered
from assistant.storage import Draft
from assistant.ui import suggestions
from assistant.ui.conversation import QUICK
from assistant.ui.sections import ASKED
from tests.reports import a_report
from tests.ui.app import a_draft, house, kept, opened, press, settled, words


def area(app: AppTest, where: str = "narrative.overview") -> Any:
    return next(field for field in app.text_area if f":{where}#" in str(field.key))


def say(app: AppTest, message: str) -> AppTest:
    app.chat_input[0].set_value(message).run()
    return settled(app)


def html(app: AppTest) -> str:
    return "\n".join(element.proto.body for element in app.get("html"))


def proposed(draft: Draft) -> dict[str, Any]:
    return house().turns(draft)[-1].payload["suggestion"]


def test_typed_text_is_saved_and_found_again_after_a_refresh() -> None:
    draft = a_draft()
    app = opened("write", draft)
    area(app).set_value("2022年，我乡主动公开信息120条。").run()
    assert kept(draft).report.overview == "2022年，我乡主动公开信息120条。"
    again = opened("write", draft)
    assert area(again).value == "2022年，我乡主动公开信息120条。"
    assert "19字" in words(again)


def test_each_section_has_its_own_text() -> None:
    draft = a_draft(overview="总体。", problems="问题。", preamble="开头。")
    app = opened("write", draft)
    for section, where, text in (
        ("problems", "narrative.problems", "问题。"), ("preamble", "preamble", "开头。"), ("preamble", "title", draft.report.title),
    ):  # fmt: skip
        app.segmented_control[0].set_value(section).run()
        assert area(app, where).value == text


def test_the_themes_of_the_overview_are_counted() -> None:
    app = opened("write", a_draft(overview="全年组织业务培训3次。"))
    assert "✓ 监督保障" in words(app) and ":orange[缺 依申请公开]" in [b.label for b in app.button]


def test_a_fault_of_the_section_is_shown_with_its_words() -> None:
    app = opened("write", a_draft(overview="2022年，我镇扎实做好公开工作。"))
    assert "我镇" in words(app) and "错误" in words(app)


def test_a_suggestion_enters_the_report_only_by_a_click() -> None:
    draft = a_draft(zeros=True)
    app = opened("write", draft)
    press(app, "起草本部分")
    app = settled(app)
    made = proposed(draft)
    assert made["section"] == "overview" and kept(draft).report.overview == ""
    press(app, "采用（替换本部分）")
    assert kept(draft).report.overview == made["text"] == area(app).value
    press(app, "撤销")
    assert kept(draft).report.overview == "" == area(app).value
    area(app).set_value("旧的文字。").run()
    press(app, "追加到后面")
    assert kept(draft).report.overview == f"旧的文字。\n{made['text']}"


def test_every_sentence_of_a_suggestion_shows_its_source() -> None:
    assistant = house()
    assistant.load_samples()
    draft = a_draft(zeros=True)
    app = say(opened("write", draft), "起草总体情况")
    made = proposed(draft)
    shown = words(app)
    cited = {p.id: p for p in assistant.passages()}
    assert any(citation["id"] for citation in made["citations"])
    for citation in made["citations"]:
        if citation["id"]:
            assert cited[citation["id"]].text in shown and cited[citation["id"]].unit in shown
        elif citation["cells"]:
            assert "依据本年表格" in shown
        else:
            assert "固定用语" in shown


def test_a_source_says_how_many_other_units_have_the_same() -> None:
    draft = a_draft(zeros=True)
    assistant = house()
    for number, name in enumerate(("云岭乡", "白岩乡", "高坪乡")):
        report = a_report(
            name=f"青溪县{name}人民政府", overview="（三）政府信息管理。信息发布前由承办人、负责人逐级审核并留存记录。"
        )
        assistant.add_document(f"{number}.json", name.encode(), report=report)
    assistant.sync()
    app = say(opened("write", draft), "别的乡镇政府信息管理怎么写")
    assert "另有 2 个单位有相同表述" in words(app)
    assert {cited["also_in"] for cited in assistant.turns(draft)[-1].payload["citations"]} == {2}


@pytest.mark.parametrize("name", ASKED.values())
def test_what_the_buttons_send_is_understood(name: str) -> None:
    meant = [understand(message.format(name)) for message in QUICK.values()]
    assert [one.intent for one in meant] == ["draft", "rewrite", "peers", "missing", "check"]
    assert {ASKED[str(one.section)] for one in meant[:3]} == {name}


def test_another_wording_is_one_click_away() -> None:
    house().load_samples()
    draft = a_draft(zeros=True)
    app = say(opened("write", draft), "起草改进情况")
    first = proposed(draft)["text"]
    press(app, "换一种写法")
    app = settled(app)
    assert proposed(draft)["section"] == "improvements"
    assert any("较早的建议" in folded.label for folded in app.expander) and proposed(draft)["text"] != first


def test_an_open_question_is_answered_in_place_and_remembered() -> None:
    draft = a_draft(zeros=True, overview="全年公开信息【待填：本年主动公开政府信息共多少条？】条。")
    app = opened("write", draft)
    answer = next(field for field in app.text_input if "共多少条" in field.label)
    answer.set_value("很多").run()
    assert "应填数字" in words(app) and "【待填" in kept(draft).report.overview
    answer = next(field for field in app.text_input if "共多少条" in field.label)
    answer.set_value("326").run()
    assert kept(draft).report.overview == "全年公开信息326条。"
    assert kept(draft).report.facts["disclosed_total"] == 326
    assert not any("共多少条" in field.label for field in app.text_input)


def test_what_a_whole_table_answers_is_drafted_from_it_and_never_a_bare_figure() -> None:
    draft = a_draft()
    app = press(opened("write", draft), "起草本部分")
    press(app, "采用（替换本部分）")
    house().set_cells(kept(draft), {"requests.received.total": "4"})
    app = opened("write", draft)
    labels = [button.label for button in app.button]
    assert "按表格重新起草" in labels and not any("填入表格中" in label for label in labels)


def test_facts_told_in_chat_are_kept() -> None:
    draft = a_draft(zeros=True)
    app = say(opened("write", draft), "网站公开了120条")
    assert kept(draft).report.facts == {"website_count": 120}
    assert "记下了" in words(app)


def test_the_conversation_is_there_after_a_refresh_and_goes_only_after_asking() -> None:
    draft = a_draft(zeros=True)
    say(opened("write", draft), "还缺什么")
    app = opened("write", draft)
    assert "还缺这些" in words(app)
    press(app, "确定清空")
    assert house().turns(draft) == [] and "还缺这些" not in words(app)


def test_markup_in_text_is_shown_and_not_obeyed() -> None:
    draft = a_draft(zeros=True)
    app = say(opened("write", draft), "<b>网站</b>公开了*120*条吗？")
    assert any("\\<b\\>" in element.value for element in app.markdown)


def test_a_message_is_answered_anew_and_the_first_answer_can_still_be_taken() -> None:
    draft = a_draft(zeros=True)
    app = say(opened("write", draft), "起草存在的主要问题")
    first = proposed(draft)["text"]
    app = settled(press(app, "重新生成"))
    assert proposed(draft)["text"] != first and any("重发之前的 2 条" in fold.label for fold in app.expander)
    next(b for b in app.button if b.key == f"take:{house().turns(draft)[1].id}").click().run()
    assert kept(draft).report.problems == first


def test_an_earlier_message_is_changed_and_sent_again() -> None:
    draft = a_draft(zeros=True)
    app = say(say(opened("write", draft), "还缺什么"), "检查全文")
    asked = house().turns(draft)[0]
    next(field for field in app.text_area if field.key == f"edit:{asked.id}").set_value("我的表格里数字是多少")
    next(b for b in app.button if b.key == f"resend:{asked.id}").click().run()
    app = settled(app)
    assert "重发之前的 4 条" in words(app) and "按表格中的数字" in words(app)
    assert not any(b.label == "重新发送" and b.key == f"resend:{asked.id}" for b in app.button)


def test_a_message_without_an_answer_says_so_and_is_answered_on_demand() -> None:
    draft = a_draft(zeros=True)
    house()._drafts.say(draft.id, "user", "还缺什么")  # as after the power went
    app = opened("write", draft)
    assert "没有答完" in words(app)
    settled(press(app, "重新生成"))
    assert "还缺这些" in house().turns(draft)[-1].text


def test_undo_in_chat_takes_back_one_change_after_a_click_and_never_two() -> None:
    draft = a_draft(zeros=True)
    app = say(opened("write", draft), "起草其他事项")
    press(app, "采用（替换本部分）")
    app = say(app, "撤销")
    assert kept(draft).report.other and "采用建议（其他事项）" in words(app)
    press(app, "确认撤销")
    assert kept(draft).report.other == "" and kept(draft).report["requests.received.total"] == 0
    assert not any(b.label == "确认撤销" for b in app.button)


def test_the_adopted_text_can_be_put_back_alone_when_other_things_have_changed_since() -> None:
    draft = a_draft(zeros=True, other="旧的一句。")
    app = opened("write", draft)
    house().set_text(draft, "narrative.other", "采用的。", "采用建议（其他事项）")
    house().set_cells(draft, {"proactive.licences.decisions": "3"})
    app = say(app, "撤销")
    press(app, "退回“其他事项”采用之前的文字")
    assert kept(draft).report.other == "采用的。" and any(b.label == "确定替换" for b in app.button)
    assert "<del>采用的。</del><ins>旧的一句。</ins>" in html(app)


def test_what_nothing_bears_out_is_settled_before_it_can_be_taken() -> None:
    draft = a_draft(zeros=True)
    text = "全年接待群众【待填：请核实数字】人次。受到【待填：请核实名称】报道。本年度未收取信息处理费。"
    made = {
        "section": "other",
        "text": text,
        "writer": "model",
        "citations": [],
        "questions": [],
        "findings": [],
        "note": "",
    }
    turn = house()._drafts.say(draft.id, "assistant", "已起草。", {"suggestion": made})
    app = opened("write", draft)
    assert not any("采用" in b.label for b in app.button)
    next(f for f in app.text_input if f.key == f"settle:{turn.id}:0").set_value("12").run()
    assert not any("采用" in b.label for b in app.button)
    next(c for c in app.checkbox if c.key == f"drop:{turn.id}:1").check().run()
    press(app, "采用（替换本部分）")
    assert kept(draft).report.other == "全年接待群众12人次。本年度未收取信息处理费。"


def test_a_dropped_sentence_takes_all_its_doubts_with_it() -> None:
    text = "甲【待填：请核实数字】乙【待填：请核实名称】。丙【待填：请核实年份】。丁。"
    assert suggestions.settled(text, {0: "3", 1: "", 2: "2022"}, frozenset({1})) == "丙2022。丁。"
    assert suggestions.settled(text, {}, frozenset()) == text


def test_three_wordings_stand_side_by_side_and_each_can_be_taken() -> None:
    house().load_samples()
    draft = a_draft(zeros=True)
    app = say(opened("write", draft), "给我三种改进情况的写法")
    assert [tab.label for tab in app.tabs] == ["写法1", "写法2", "写法3"]
    turn = house().turns(draft)[-1]
    next(b for b in app.button if b.key == f"take:{turn.id}-3").click().run()
    assert kept(draft).report.improvements == turn.payload["alternatives"][1]["text"]


def test_two_tabs_on_one_text_are_told_and_both_texts_are_kept() -> None:
    draft = a_draft(overview="旧文。")
    app = opened("write", draft)
    house().set_text(draft, "narrative.overview", "别处的文字。")
    area(app).set_value("我的文字。").run()
    assert kept(draft).report.overview == "我的文字。"
    assert "刚在别处也改过" in words(app)
    assert "别处的文字。" in [house().report_at(draft, r.number).overview for r in house().revisions(draft)]


def test_what_a_replacement_changes_is_seen_first() -> None:
    draft = a_draft(zeros=True, other="旧的一句。")
    app = opened("write", draft)
    app.segmented_control[0].set_value("other").run()
    app = settled(press(app, "起草本部分"))
    press(app, "采用（替换本部分）")
    assert kept(draft).report.other == "旧的一句。" and "<del>旧的一句。</del>" in html(app)
    assert any(b.label == "确定替换" for b in app.button)


def test_a_missing_theme_is_drafted_with_one_click() -> None:
    draft = a_draft(zeros=True, overview="2022年，我乡主动公开政府信息36条。")
    app = opened("write", draft)
    app = settled(press(app, ":orange[缺 监督保障]"))
    (_, answer) = house().turns(draft)
    text = answer.payload["suggestion"]["text"]
    assert "supervision" in covered(text) and "36" not in text
    press(app, "追加到后面")
    assert kept(draft).report.overview.startswith("2022年，我乡主动公开政府信息36条。\n")


def test_faults_are_marked_in_the_text_and_sources_stand_beside_it() -> None:
    draft = a_draft(zeros=True)
    app = opened("write", draft)
    app.segmented_control[0].set_value("other").run()
    app = settled(press(app, "起草本部分"))
    press(app, "采用（替换本部分）")
    house().set_text(kept(draft), "narrative.other", kept(draft).report.other + "\n2022年，我镇另有一事。")
    app = app.run()
    next(t for t in app.toggle if t.label == "看标记和出处").set_value(True).run()
    assert '<mark class="wrong">我镇</mark>' in html(app)
    assert "自己写的" in words(app) and "固定用语" in words(app)
