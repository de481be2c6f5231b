"""语料库: what is imported, seen and removed."""

import json

from streamlit.testing.v1 import AppTest

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
    press(app, "确定移除全部样例")
    app = settled(app)
    assert [d.file for d in assistant.documents()] == ["自己.json"]
    assert "移除全部样例" not in words(app)
