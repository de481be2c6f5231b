"""语料库: what is imported, seen and removed."""

import json
from io import BytesIO
from zipfile import ZipFile

from streamlit.testing.v1 import AppTest

from assistant.ui import state
from assistant.ui.jobs import Progress
from tests.reports import a_report
from tests.ui.app import house, opened, press, settled, words

TEXT = "（一）主动公开。2022年，我乡主动公开政府信息120条，重点公开惠农补贴和社会救助。"


def upload(app: AppTest, *files: tuple[str, bytes]) -> AppTest:
    app.file_uploader[0].set_value([(name, data, "application/octet-stream") for name, data in files])
    return app.run()


def a_file(name: str = "青溪县松涛乡人民政府", year: int = 2022) -> bytes:
    return json.dumps(a_report(name=name, year=year, overview=TEXT).to_json()).encode()


def test_files_are_previewed_before_anything_is_kept_and_a_bad_one_stops_nothing() -> None:
    assistant = house()
    app = settled(upload(opened("corpus"), ("好.json", a_file()), ("坏.docx", b"\x89PNG\r\n\x1a\n0000")))
    assert "松涛乡人民政府" in words(app) and "坏.docx" in app.error[0].value
    assert assistant.documents() == []
    press(app, "保存到语料库（1 份）")
    app = settled(app)
    assert [d.file for d in assistant.documents()] == ["好.json"]
    assert "新增 1 份" in words(app) and "共 1 份年报" in words(app)


def test_two_files_of_one_unit_and_year_are_told_before_they_are_kept_and_once() -> None:
    assistant = house()
    assistant.add_document("旧稿.json", a_file())
    assistant.add_document("无名.json", a_file(name=""))
    final = json.dumps(a_report(name="青溪县松涛乡人民政府", year=2022, overview=TEXT + "已核定。").to_json()).encode()
    app = settled(
        upload(
            opened("corpus"), ("定稿.json", final), ("又一份.json", final), ("不知哪里.json", a_file(name="") + b" ")
        )
    )
    (said,) = [warning.value for warning in app.warning]
    assert said.count("年报") == 1 and "“又一份.json”与“旧稿.json”都是青溪县松涛乡人民政府2022年的年报" in said
    press(app, "保存到语料库（3 份）")
    assert "两份都已保留" in words(settled(app))
    app = settled(upload(opened("corpus"), ("别处.json", a_file("青溪县云岭镇人民政府"))))
    press(app, "保存到语料库（1 份）")
    app = settled(app)
    assert "新增 1 份" in words(app) and "两份" not in words(app)


def test_an_empty_archive_says_that_it_is_empty() -> None:
    house()
    stream = BytesIO()
    ZipFile(stream, "w").close()
    app = settled(upload(opened("corpus"), ("空.zip", stream.getvalue())))
    assert "“空.zip”里没有文件" in app.error[0].value


def test_the_filters_and_the_removal_of_one_document() -> None:
    assistant = house()
    assistant.add_document("甲.json", a_file(year=2021))
    assistant.add_document("乙.json", a_file("青溪县云岭镇人民政府"))
    app = opened("corpus")
    assert sum("人民政府" in folded.label for folded in app.expander) == 2
    app.selectbox[0].set_value("青溪县云岭镇人民政府").run()
    (shown,) = [folded for folded in app.expander if "人民政府" in folded.label]
    assert "云岭镇" in shown.label
    assistant.remove_documents([d.id for d in assistant.documents() if d.file == "乙.json"])
    assert "云岭镇" not in words(opened("corpus"))


def test_all_samples_go_with_one_click() -> None:
    assistant = house()
    assistant.load_samples()
    own = assistant.add_document("自己.json", a_file())
    assert own == "added"
    app = opened("corpus")
    press(app, "移除全部样例")
    app = settled(app)
    assert [d.file for d in assistant.documents()] == ["自己.json"]
    assert "移除全部样例" not in [button.label for button in app.button]


def test_a_theme_is_corrected_and_the_correction_outlives_the_document() -> None:
    assistant = house()
    assistant.add_document("甲.json", a_file())
    assistant.sync()
    (passage,) = [p for p in assistant.passages() if p.section == "overview"]
    assert (passage.theme, passage.sure) == ("proactive", 1.0)
    app = opened("corpus")
    app.session_state[f"document:{passage.document[:12]}"] = True
    app.run()
    app.selectbox(key=f"theme:{passage.id}:proactive").set_value("platform").run()
    press(app, "改为所选主题")
    assert "主题已更新" in words(settled(app))
    assert [hit.passage.theme for hit in assistant.search("惠农补贴", theme="platform")] == ["platform"]
    assistant.remove_documents([passage.document])
    assistant.add_document("甲.json", a_file())
    assistant.rebuild()
    (again,) = [p for p in assistant.passages() if p.section == "overview"]
    assert (again.theme, again.sure) == ("platform", 1.0) and assistant.theme_given(again)
    assistant.take_theme(again)
    assert [p.theme for p in assistant.passages() if p.section == "overview"] == ["proactive"]


def test_passages_are_found_and_the_list_comes_back() -> None:
    assistant = house()
    assistant.add_document("甲.json", a_file())
    assistant.sync()
    app = opened("corpus")
    app.text_input[0].set_value("惠农补贴").run()
    shown = "\n".join(element.proto.body for element in app.get("html"))
    assert "<mark>惠农补贴</mark>" in shown and not [e for e in app.expander if "松涛乡" in e.label]
    app.text_input[0].set_value("").run()
    assert [e for e in app.expander if "松涛乡" in e.label]


def test_a_passage_says_how_many_other_units_have_the_same() -> None:
    assistant = house()
    for number, name in enumerate(("松涛乡", "云岭乡", "白岩乡")):
        assistant.add_document(f"{number}.json", a_file(f"青溪县{name}人民政府"))
    assistant.sync()
    app = opened("corpus")
    app.text_input[0].set_value("重点公开惠农补贴").run()
    assert "另有 2 个单位有相同表述" in words(app)


def test_an_import_that_is_stopped_keeps_what_is_done_and_can_be_searched() -> None:
    assistant, jobs = house(), state.jobs()
    files = [
        (
            f"{n}.json",
            a_file(f"青溪县{n}溪乡人民政府"),
            assistant.read_bytes("a.json", a_file(f"青溪县{n}溪乡人民政府")),
        )
        for n in "甲乙丙"
    ]

    def work(progress: Progress) -> object:
        def told(done: int, whole: int, what: str) -> None:
            if done == 3:
                jobs.stop("intake")
            progress(done, whole, what)

        return assistant.add_documents(files, told)

    jobs.start("intake", "正在保存", work)
    app = settled(opened("corpus"))
    assert "已停止保存，停下之前完成的都已保存。" in words(app)
    assert sorted(d.file for d in assistant.documents()) == ["乙.json", "甲.json"]
    assert assistant.search("惠农补贴")
