"""批量审核: a county's reports at once."""

import json
from io import BytesIO
from zipfile import ZipFile

import openpyxl
from streamlit.testing.v1 import AppTest

from assistant.ui import state
from assistant.ui.jobs import Progress
from tests.reports import a_report
from tests.ui.app import house, opened, press, settled, words

TEXT = "2022年，我乡依托便民服务大厅设立查询点，由专人引导老年群众查阅补贴信息。对照目录逐项梳理机关职能和办事流程，发现过期内容当天更正。组织站所负责人集中学习条例条文，逐条讨论本单位应当公开的事项。每季度通报各村公开栏更新情况，对滞后的村当面提醒并限期补齐。邀请村民代表评议公开效果，意见建议逐条回复并反馈整改结果给本人。依托广播、公示栏和入户走访三种方式宣传惠民政策，让不会用手机的老人也听得明白看得清楚。"


def a_file(unit: str, **report: str) -> bytes:
    return json.dumps(a_report(name=unit, year=2022, **report).to_json()).encode()


def reviewed(*files: tuple[str, bytes], units: str = "") -> AppTest:
    app = opened("review")
    if units:
        app.text_area[0].set_value(units).run()
    app.file_uploader[0].set_value([(name, data, "application/octet-stream") for name, data in files])
    app.run()
    return settled(press(app, "开始审核"))


def listed(app: AppTest) -> list[dict]:
    """What the list of reports was given to show."""
    (shown,) = (e for e in app.get("bidi_component") if e.proto.component_name.endswith("report_list"))
    return json.loads(shown.proto.json)["entries"]


def test_a_row_per_unit_the_missing_the_alike_and_what_could_not_be_read() -> None:
    house()
    stream = BytesIO()
    with ZipFile(stream, "w") as archive:
        archive.writestr("云岭.json", a_file("青溪县云岭镇人民政府", overview=TEXT.replace("我乡", "我镇")))
    app = reviewed(
        ("松涛.json", a_file("青溪县松涛乡人民政府", overview=TEXT)),
        ("一批.zip", stream.getvalue()),
        ("坏.docx", b"\x89PNG\r\n\x1a\n0000"),
        units="青溪县松涛乡人民政府\n青溪县白岩乡人民政府",
    )
    said = words(app)
    assert "没有收到 1 个单位的年报：青溪县白岩乡人民政府" in said
    assert "坏.docx" in said and "逐句相同" in said
    shown = listed(app)
    assert sorted(entry["name"] for entry in shown) == ["青溪县云岭镇人民政府", "青溪县松涛乡人民政府"]
    assert shown[0]["figures"][0] >= shown[1]["figures"][0] > 0 and house().documents() == []


def test_the_workbook_holds_the_list_and_the_sums() -> None:
    assistant = house()
    files = [("甲.json", a_file("青溪县松涛乡人民政府")), ("乙.json", a_file("青溪县云岭镇人民政府"))]
    batch = assistant.review_uploads(files)
    book = openpyxl.load_workbook(BytesIO(assistant.findings_sheet(batch, ["青溪县白岩乡人民政府"])))
    assert {"问题清单", "汇总", "未报单位", "三张表汇总"} <= set(book.sheetnames)
    assert [row[0].value for row in book["未报单位"]][1:] == ["青溪县白岩乡人民政府"]
    one = assistant.read_bytes(*files[0])
    sums = {row[1].value: (row[2].value, row[3].value) for row in book["三张表汇总"].iter_rows(min_row=2)}
    label = one.form.label("requests.received.total")
    figure = one["requests.received.total"]
    assert sums[label] == ((2 * figure, 0) if figure is not None else (0, 2))


def test_nothing_is_shown_before_anything_was_reviewed() -> None:
    house()
    app = opened("review")
    assert not app.metric and next(b for b in app.button if b.label == "开始审核").disabled


def test_a_reviewed_report_is_opened_to_be_corrected_by_one_click() -> None:
    house()
    app = press(reviewed(("松涛.json", a_file("青溪县松涛乡人民政府", overview=TEXT))), "打开修改")
    (draft,) = house().drafts()
    assert draft.report.unit.name == "青溪县松涛乡人民政府" and draft.report.text("narrative.overview") == TEXT
    assert app.title[0].value == "检查与导出" and "去修改" in {
        button.label for button in app.button
    }  # its tables are sound


def test_a_report_whose_unit_was_not_read_is_named_before_it_is_opened() -> None:
    house()
    app = reviewed(("不明.json", a_file("松淘", overview=TEXT)))
    next(field for field in app.text_input if field.label == "单位全称").set_value("青溪县松涛乡人民政府").run()
    press(app, "打开修改")
    (draft,) = house().drafts()
    assert draft.report.unit.name == "青溪县松涛乡人民政府" and "松涛乡" in draft.report.title


def test_the_same_fault_met_again_is_said_once_with_its_number() -> None:
    house()
    app = reviewed(("云岭.json", a_file("青溪县云岭镇人民政府", overview="我乡公开信息若干。" * 3)))
    assert words(app).count("文中自称“我乡”") == 1 and "（3 处）" in words(app)


def test_a_review_that_is_stopped_says_that_there_is_no_result() -> None:
    house()
    jobs = state.jobs()

    def work(progress: Progress) -> None:
        jobs.stop("review")
        progress(1, 2, "甲.json")

    jobs.start("review", "正在审核", work)
    jobs.wait()
    app = opened("review")
    assert "没有结果" in words(app) and not app.metric


def test_many_files_that_cannot_be_read_leave_the_list_in_sight() -> None:
    house()
    app = reviewed(
        *((f"坏{n}.docx", b"\x89PNG\r\n\x1a\n0000") for n in range(9)), ("好.json", a_file("青溪县松涛乡人民政府"))
    )
    assert "坏5.docx" in app.error[0].value and "坏6.docx" not in app.error[0].value
    assert "共 9 处" in app.error[0].value and len(listed(app)) == 1


def test_an_empty_archive_is_no_dead_end() -> None:
    house()
    stream = BytesIO()
    ZipFile(stream, "w").close()
    app = reviewed(("空.zip", stream.getvalue()))
    assert "里没有文件" in app.error[0].value and not app.metric
