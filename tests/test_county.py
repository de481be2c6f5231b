"""The county's batch gives what one check after the other gives, and what only the batch can show."""

import io
import json
from pathlib import Path
from zipfile import ZipFile

import pytest

from assistant.report import Report, Unusable
from assistant.service import Assistant
from assistant.settings import Settings
from tests.reports import a_report

LONG = "依托便民服务大厅设立查询点，由专人引导老年群众查阅补贴和医保信息。对照目录逐项梳理机关职能和办事流程，发现过期内容当天更正并登记。组织站所负责人集中学习条例条文，逐条讨论本单位应当公开的事项。每季度通报各村公开栏更新情况，对滞后的村当面提醒并限期补齐。邀请村民代表评议公开效果，意见建议逐条回复并反馈整改结果。依托广播、公示栏和入户走访三种方式宣传惠民政策，让不会用手机的老人也听得明白看得清楚。"


@pytest.fixture
def house(tmp_path: Path) -> Assistant:
    return Assistant(Settings(data=tmp_path / "data"))


def laid(folder: Path, *reports: Report) -> Path:
    folder.mkdir()
    for number, report in enumerate(reports):
        (folder / f"{number}.json").write_text(json.dumps(report.to_json(), ensure_ascii=False), "utf-8")
    return folder


def test_each_report_is_checked_with_last_years_and_the_other_units(house: Assistant, tmp_path: Path) -> None:
    last = a_report(name="青溪县松涛乡人民政府", year=2021).with_cells({"requests.carried_out.total": 2})
    this = a_report(name="青溪县松涛乡人民政府", year=2022, overview="云岭镇严格落实公开制度。")
    other = a_report(name="青溪县云岭镇人民政府", year=2022)
    batch = house.review([laid(tmp_path / "in", last, this, other)])
    found = {finding.rule for finding in batch[1].findings}
    assert {"carry-over", "foreign-unit"} <= found
    assert [line.error for line in batch.lines] == [sum(f.severity == "error" for f in row.findings) for row in batch]
    assert batch[1].report == batch[-2].report and batch[1].report.overview == this.overview
    with pytest.raises(IndexError):
        batch[3]


def test_units_with_the_same_text_in_the_same_year_are_named_once(house: Assistant, tmp_path: Path) -> None:
    one = a_report(name="青溪县松涛乡人民政府", year=2022, overview=f"2022年，我乡{LONG}")
    two = a_report(name="青溪县云岭镇人民政府", year=2022, overview=f"2022年，我镇{LONG}")
    before = a_report(name="青溪县白岩镇人民政府", year=2021, overview=f"2021年，我镇{LONG}")
    batch = house.review([laid(tmp_path / "in", one, two, before)])
    assert [pair[:2] for pair in batch.alike] == [("青溪县松涛乡人民政府2022", "青溪县云岭镇人民政府2022")]
    assert batch.alike[0][2] >= 90


def test_the_missing_are_found_by_name_and_superior(house: Assistant, tmp_path: Path) -> None:
    batch = house.review([laid(tmp_path / "in", a_report(name="青溪县松涛乡人民政府"))])
    assert batch.missing(["松涛乡", "青溪县松涛乡人民政府", " ", "赤水县松涛乡人民政府"]) == ["赤水县松涛乡人民政府"]


def test_a_blank_is_counted_and_not_summed_as_nought(house: Assistant, tmp_path: Path) -> None:
    path = "requests.received.total"
    reports = [
        a_report(name=f"青溪县{n}人民政府", year=2022).with_cells({path: v})
        for n, v in (("甲乡", 3), ("乙镇", None), ("丙镇", 4))
    ]
    assert house.review([laid(tmp_path / "in", *reports)]).sums[2022][path] == (7, 1)


def test_a_finding_that_can_never_be_waived_is_refused(house: Assistant) -> None:
    draft = house.fill_zeros(house.new_draft("青溪县松涛乡人民政府", 2022))
    draft = house.set_cells(draft, {"requests.received.total": "2"})
    finding = next(f for f in house.findings(draft) if f.rule == "requests-row-total")
    with pytest.raises(Unusable):
        house.waive(draft, finding, "原因", "王芳")


def test_a_waiver_lapses_when_its_operands_change_and_stands_in_the_review_copy(house: Assistant) -> None:
    def excused(rule: str) -> list[bool]:
        return [f.waiver is not None for f in house.findings(house.draft(draft.id)) if f.rule == rule]  # type: ignore[arg-type]

    draft = house.fill_zeros(house.new_draft("青溪县松涛乡人民政府", 2022))
    draft = house.set_cells(draft, {"proactive.fees.amount": "1250"})
    finding = next(f for f in house.findings(draft) if f.rule == "fee-implausible")
    house.waive(draft, finding, "确为1250万元", "王芳")
    draft = house.set_text(draft, "narrative.other", "本年度未收取信息处理费。")
    assert excused("fee-implausible") == [True]
    assert "确为1250万元".encode() in _unzipped(house.review_copy(draft))
    draft = house.set_cells(draft, {"proactive.fees.amount": "1350"})
    assert excused("fee-implausible") == [False]


def _unzipped(data: bytes) -> bytes:
    return ZipFile(io.BytesIO(data)).read("word/document.xml")
