"""我的年报: beginning, opening and removing reports; the samples of the first start."""

import json
import re

import pytest

from assistant.settings import Settings
from tests.reports import a_report
from tests.ui.app import a_draft, house, opened, press, settled, words


def test_a_report_begins_from_last_years_file() -> None:
    house()
    last = a_report({"requests.carried_out.natural_person": 2, "requests.carried_out.total": 2}, year=2021)
    app = opened()
    app.file_uploader[0].set_value(("松涛乡2021.json", json.dumps(last.to_json()).encode(), "application/json"))
    app.run()
    assert "松涛乡人民政府　2021年" in words(app) and "200/200" in words(app)
    press(app, "用它新建2022年报告")
    (draft,) = house().drafts()
    assert draft.report.year == 2022 and draft.previous
    assert draft.report["requests.carried_in.total"] == 2 and draft.report["requests.received.total"] is None
    assert app.title[0].value == "填表"


def test_an_unreadable_file_is_refused_in_a_sentence() -> None:
    house()
    app = opened()
    app.file_uploader[0].set_value(("年报.docx", b"\x89PNG\r\n\x1a\n0000", "application/octet-stream"))
    app.run()
    assert not app.exception and "年报.docx" in app.error[0].value
    assert not any("新建20" in button.label for button in app.button)


def test_a_report_begins_from_nothing_but_a_name() -> None:
    house()
    app = opened()
    app.segmented_control[0].set_value("从零开始").run()
    app.text_input[0].set_value("我们单位").run()
    press(app, next(b.label for b in app.button if b.label.startswith("新建20")))
    assert "请填写全称" in app.error[0].value
    assert app.text_input[0].value == "我们单位"
    app.text_input[0].set_value("青溪县松涛乡人民政府").run()
    app.number_input[0].set_value(2023).run()
    press(app, "新建2023年报告")
    assert [(d.report.unit.short, d.report.year) for d in house().drafts()] == [("松涛乡", 2023)]


def test_a_report_is_removed_only_after_asking() -> None:
    draft = a_draft()
    app = opened("mine", draft)
    press(app, "确定删除")
    assert house().drafts() == []
    assert "draft" not in app.query_params
    assert "还没有年报" in words(app)


def test_the_list_says_how_far_each_report_is() -> None:
    a_draft()
    said = words(opened())
    assert "表格未填 200 格" in said and "文字未写 3 部分" in said
    a_draft(zeros=True, overview="2022年，我镇公开信息若干。")
    said = words(opened())
    assert "文字未写 2 部分" in said and "处错误" in said


def test_samples_come_once_and_stay_away_once_removed(monkeypatch: pytest.MonkeyPatch) -> None:
    app = settled(opened())
    assert "样例年报" in words(app)
    assistant = house(samples=True)
    assert assistant.documents() and all(d.sample for d in assistant.documents())
    assistant.remove_samples()
    app = settled(opened())
    assert assistant.documents() == [] and (Settings().data / "samples-offered").exists()


def test_many_reports_can_be_searched_and_sorted() -> None:
    assistant = house()
    for name, year in (("甲", 2021), ("乙", 2023), ("丙", 2022), ("丁", 2021)):
        assistant.new_draft(f"青溪县{name}溪乡人民政府", year)
    app = opened()
    shown = lambda: re.findall(r"青溪县(.)溪乡人民政府　(\d+)年", words(app))  # noqa: E731
    assert len(shown()) == 4
    next(g for g in app.button_group if g.key == "mine-order").set_value("年度").run()
    assert [year for _, year in shown()] == ["2023", "2022", "2021", "2021"]
    app.text_input[0].set_value("溪乡 2021").run()
    assert {name for name, _ in shown()} == {"甲", "丁"}


def test_the_first_start_shows_the_way_in_five_steps() -> None:
    house()
    assert all(step in words(opened()) for step in ("1　新建", "5　检查与导出"))
    a_draft()
    assert "5　检查与导出" not in words(opened())
