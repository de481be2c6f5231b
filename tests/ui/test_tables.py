"""填表: figures and facts as they are typed, saved at once."""

from dataclasses import replace
from typing import Any

from streamlit.testing.v1 import AppTest

from assistant.report import RawCell, Source
from assistant.storage import Draft
from assistant.ui.official_tables import sent
from tests.reports import a_report
from tests.ui.app import a_draft, answer, house, kept, opened, press, words


def type_cells(app: AppTest, draft: Draft, cells: dict[str, str], n: int = 1) -> AppTest:
    app.session_state["tables-editor"] = sent(cells, app.session_state["tables"][0], n)
    return app.run()


def knowledge(draft: Draft) -> AppTest:
    """The page with its second tab open."""
    app = opened("tables", draft)
    app.session_state["parts"] = "本年情况"
    return app.run()


def fact(app: AppTest, key: str) -> Any:
    return next(field for field in [*app.text_input, *app.text_area] if f":{key}#" in str(field.key))


def test_a_typed_figure_is_saved_at_once() -> None:
    draft = a_draft()
    app = type_cells(opened("tables", draft), draft, {"requests.received.natural_person": "3"})
    assert kept(draft).report["requests.received.natural_person"] == 3
    assert "还有 199 格未填" in words(app)


def test_what_is_no_count_is_kept_as_typed_and_left_to_the_page_to_say() -> None:
    draft = a_draft(zeros=True)
    app = type_cells(opened("tables", draft), draft, {"requests.received.total": "约3件"})
    assert kept(draft).report.source.cells["requests.received.total"].raw == "约3件"
    assert answer(app)["remarks"] == [] and answer(app)["faults"] == {}


def test_a_documents_own_reason_stands_beside_the_tables_with_the_way_to_the_cell() -> None:
    path, draft = "requests.received.total", a_draft(zeros=True)
    report = replace(draft.report, source=Source(cells={path: RawCell("3", "两个数叠在一起")}))
    report = replace(report, cells={**report.cells, path: None})
    app = opened("tables", house().new_draft(report.unit.name, 2022, given=report))
    (remark,) = answer(app)["remarks"]
    assert remark["where"] == path and "两个数叠在一起" in remark["words"]
    assert "两个数叠在一起" in answer(app)["faults"][path]


def test_the_page_gets_what_it_judges_the_cells_by() -> None:
    draft = a_draft(a_report({"proactive.normative_documents.in_force": 5}, year=2021))
    app = opened("tables", draft)
    assert answer(app)["unit"] == {"kind": "乡", "township": True}
    assert answer(app)["past"]["follows"] and "5" in answer(app)["past"]["figures"]


def test_what_the_page_finds_itself_is_counted_and_not_told_twice() -> None:
    draft = a_draft(zeros=True)
    edits = {"requests.received.natural_person": "3", "proactive.normative_documents.issued": "2"}
    app = type_cells(opened("tables", draft), draft, edits)
    assert "2 处勾稽不符" in words(app)
    assert answer(app)["remarks"] == [] and answer(app)["faults"] == {}


def test_the_rest_becomes_zero_with_one_click_and_comes_back_with_another() -> None:
    draft = a_draft()
    app = opened("tables", draft)
    type_cells(app, draft, {"proactive.licences.decisions": "7"})
    press(app, "其余全部为 0")
    report = kept(draft).report
    assert report["proactive.licences.decisions"] == 7 and report["requests.received.total"] == 0
    assert "各格都已填写" in words(app)
    press(app, "撤销上一次修改")
    assert kept(draft).report["requests.received.total"] is None
    assert [toast.value for toast in app.toast] == ["已撤销：其余全部为 0。"]
    press(app, "撤销上一次修改")
    assert kept(draft).report["proactive.licences.decisions"] is None
    press(app, "撤销上一次修改")
    assert "没有可以撤销的修改" in words(app)


def test_undo_after_undo_goes_further_back() -> None:
    draft, assistant = a_draft(), house()
    for text in ("一", "二", "三"):
        draft = assistant.set_text(draft, "narrative.other", text)
    seen = [assistant.undo(draft).report.other for _ in range(3)]
    assert seen == ["二", "一", ""]
    draft = assistant.set_text(kept(draft), "narrative.other", "四")
    assert assistant.undo(draft).report.other == ""


def test_last_years_carry_over_is_pointed_out() -> None:
    draft = a_draft(a_report(year=2021))
    assert "已按2021年年报" in words(opened("tables", draft))


def test_what_was_in_force_is_offered_and_never_filled_in() -> None:
    path = "proactive.normative_documents.in_force"
    draft = a_draft(a_report({path: 5}, year=2021))
    app = opened("tables", draft)
    assert "按上年数推算" in words(app) and kept(draft).report[path] is None
    offer = {"base": 5, "plus": [path.replace("in_force", "issued")], "minus": [path.replace("in_force", "repealed")]}
    assert offer.items() <= answer(app)["carried"][path].items()


def test_what_is_still_in_force_is_pointed_out_when_the_rest_is_zero() -> None:
    draft = a_draft(a_report({"proactive.normative_documents.in_force": 5}, year=2021))
    said = words(press(opened("tables", draft), "其余全部为 0"))
    assert "没有填 0" in said and "还有 1 格未填" in said


def test_a_fact_is_saved_and_a_blank_stays_blank() -> None:
    draft = a_draft()
    app = knowledge(draft)
    fact(app, "website_count").set_value("120条").run()
    fact(app, "wechat_name").set_value("松涛发布").run()
    assert kept(draft).report.facts == {"website_count": 120, "wechat_name": "松涛发布"}
    assert fact(app, "website_count").value == "120"
    fact(app, "website_count").set_value("").run()
    assert kept(draft).report.facts == {"wechat_name": "松涛发布"}


def test_a_wrong_fact_is_refused_and_stays_as_typed() -> None:
    draft = a_draft()
    app = knowledge(draft)
    fact(app, "training_count").set_value("好几次").run()
    assert kept(draft).report.facts == {}
    assert fact(app, "training_count").value == "好几次"
    assert "应填数字" in words(app)
    fact(app, "training_count").set_value("3").run()
    assert kept(draft).report.facts == {"training_count": 3}
    assert "应填数字" not in words(app)


def test_two_tabs_on_one_cell_are_told_and_both_figures_are_kept() -> None:
    draft = a_draft(zeros=True)
    app = opened("tables", draft)
    house().set_cells(draft, {"requests.received.total": "5"})
    type_cells(app, draft, {"requests.received.total": "7"})
    assert kept(draft).report["requests.received.total"] == 7
    assert "刚在别处也改过" in words(app)
    assert 5 in [house().report_at(draft, r.number)["requests.received.total"] for r in house().revisions(draft)]


def test_two_tabs_on_different_cells_do_not_disturb_each_other() -> None:
    draft = a_draft(zeros=True)
    app = opened("tables", draft)
    house().set_cells(draft, {"requests.received.total": "5"})
    type_cells(app, draft, {"proactive.licences.decisions": "7"})
    report = kept(draft).report
    assert (report["requests.received.total"], report["proactive.licences.decisions"]) == (5, 7)
    assert "刚在别处" not in words(app)


def test_a_submitted_report_cannot_be_typed_into() -> None:
    draft = a_draft(zeros=True)
    house().submit(draft)
    app = type_cells(opened("tables", draft), draft, {"requests.received.total": "7"})
    assert kept(draft).report["requests.received.total"] == 0
    assert "现在不能修改" in words(app)
