"""The 2019 tables: read into the same cells, what has no place is left out."""

from assistant.documents import read_document, write_document
from assistant.report import Report, Unit, load_form

OLD = """柳溪坪乡人民政府2020年政府信息公开工作年度报告
一、总体情况
开展公开工作，完成政府集中采购公示。
二、主动公开政府信息情况
第二十条第（一）项\t\t\t
信息内容\t本年新制作数量\t本年新公开数量\t对外公开总数量
规章\t0\t0\t0
规范性文件\t2\t3\t9
第二十条第（五）项\t\t\t
信息内容\t上一年项目数量\t本年增/减\t处理决定数量
行政许可\t12\t-1\t30
其他对外管理服务事项\t5\t+17\t6
第二十条第（六）项\t\t\t
信息内容\t上一年项目数量\t本年增/减\t处理决定数量
行政处罚\t1\t0\t4
行政强制\t1\t0\t5
第二十条第（八）项\t\t\t
信息内容\t上一年项目数量\t本年增/减\t
行政事业性收费\t1\t0\t
第二十条第（九）项\t\t\t
信息内容\t采购项目数量\t采购总金额\t
政府集中采购\t3\t8040\t
六、其他需要报告的事项
无
"""


def test_old_tables_keep_what_means_the_same():
    report = read_document("2020.txt", OLD.encode())
    assert (report.format, report.year) == ("2019", 2020)
    assert report["proactive.normative_documents.issued"] == 2
    assert report["proactive.normative_documents.in_force"] is None
    assert report["proactive.normative_documents.repealed"] is None
    assert [report[f"proactive.{row}.decisions"] for row in ("licences", "penalties", "compulsory_measures")] == [
        30,
        4,
        5,
    ]
    assert report["proactive.fees.amount"] is None
    assert not any("行政事业性收费" in warning for warning in report.source.warnings)


def test_old_form_in_a_new_year_is_still_the_old_form():
    assert read_document("a.txt", OLD.replace("2020年", "2022年").encode()).format == "2019"


def test_old_words_in_the_narrative_do_not_make_it_the_old_form(read, broken_rows):
    assert read(broken_rows.replace("全年公开信息", "政府集中采购、全年公开信息")).format == "2021"


def test_other_handling_of_the_old_form_goes_to_misc():
    cells = {path: at for at, path in enumerate(load_form("2019").cells)}
    report = Report(
        Unit.parse("柳溪坪乡人民政府"),
        2020,
        "2019",
        title="柳溪坪乡人民政府2020年政府信息公开工作年度报告",
        cells=cells,
    )
    again = read_document("a.docx", write_document(report, ".docx"))
    assert again["requests.other_misc.total"] == cells["requests.other_misc.total"]
    assert again.cells["requests.other_fee_unpaid.total"] is None and again.format == "2019"
