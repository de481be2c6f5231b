"""Text reports as they come: tabs, pipes, one cell a line, rows torn apart."""

import re

import pytest

from assistant.documents.headings import heading_of
from assistant.report import Unusable, load_form

CELLS = list(load_form("2021").cells)


def replace_line(text: str, start: str, new: str) -> str:
    changed, count = re.subn(rf"(?m)^\s*{re.escape(start)}.*$", new, text)
    assert count == 1
    return changed


def test_rows_torn_apart_give_every_figure_its_own_cell(read, broken_rows, in_order):
    report = read(broken_rows)
    assert [report[path] for path in CELLS] == in_order
    assert report.source.warnings == ()


def test_narrative_is_whole_and_without_headings(read, broken_rows):
    report = read(broken_rows)
    assert report.overview.startswith("2022年，柳溪坪乡围绕") and report.overview.endswith("开展培训2次。")
    assert "(一) 主动公开。" in report.overview and "(二) 监督保障。" in report.overview
    assert report.problems == "- 1、公开的内容还不够细；\n- 2、个别村的公示栏更新慢。"
    assert report.improvements == "- 1、逐条梳理公开目录，补齐缺项。\n- 2、每月到村检查公示栏，发现问题当场改正。"
    assert report.other == "本年度未收取信息处理费。无其他需要报告的事项。"
    assert report.preamble.startswith("根据《") and report.title == "柳溪坪乡人民政府2022年政府信息公开工作年度报告"
    assert (report.unit.short, report.unit.county, report.year, report.format) == ("柳溪坪乡", None, 2022, "2021")


def test_row_with_five_values_is_null_and_shown(read, broken_rows):
    report = read(replace_line(broken_rows, "(五) 不予处理", "\t(五) 不予处理\t1.信访举报投诉类申请\t1\t2\t3\t4\t5"))
    lost = [path for path in CELLS if report[path] is None]
    assert lost == [path for path in CELLS if path.startswith("requests.declined_petition.")]
    (warning,) = report.source.warnings
    assert "信访举报投诉类申请" in warning and "5 个" in warning and "1 2 3 4 5" in warning


@pytest.mark.parametrize("values", ["\t1\t2\t3\t4\t5\t6", "\t1\t2\t3\t4\t5\t6\t", "\t\t1\t2\t3\t4\t5\t6"])
def test_row_with_a_lost_cell_is_not_guessed(read, broken_rows, values):
    report = read(replace_line(broken_rows, "(七) 总计", f"\t(七) 总计{values}"))
    assert all(report[path] is None for path in CELLS if ".results_total." in path)
    assert report["requests.carried_out.total"] == 185


def test_blank_between_figures_is_null_and_named(read, broken_rows):
    report = read(broken_rows.replace("\t11\t12\t13", "\t11\t\t13"))
    assert report["requests.received.commercial"] is None and report["requests.received.research"] == 13
    (warning,) = report.source.warnings
    assert "一、本年新收政府信息公开申请数量" in warning and "商业企业" in warning


@pytest.mark.parametrize("mark", ["/", "-", "—", "无"])
def test_dashes_are_blank_with_a_warning(read, broken_rows, mark):
    report = read(broken_rows.replace("\t11\t12\t13", f"\t11\t{mark}\t13"))
    assert report["requests.received.commercial"] is None
    assert mark in report.source.warnings[0] and not report.source.cells


@pytest.mark.parametrize(("raw", "value"), [("0件", 0), ("０", 0), ("1,024", 1024), ("-1", -1), (" 7 ", 7)])
def test_counts_are_read_as_people_write_them(read, broken_rows, raw, value):
    assert read(broken_rows.replace("\t11\t12\t13", f"\t11\t{raw}\t13"))["requests.received.commercial"] == value


@pytest.mark.parametrize("raw", ["1.5", "abc", "约3"])
def test_what_is_no_count_is_kept_as_it_stands(read, broken_rows, raw):
    report = read(broken_rows.replace("\t11\t12\t13", f"\t11\t{raw}\t13"))
    assert report["requests.received.commercial"] is None
    assert report.source.cells["requests.received.commercial"].raw == raw


def test_missing_table_is_null_with_one_warning(read, broken_rows):
    start, end = broken_rows.index("(本列数据"), broken_rows.index("四、政府信息公开行政")
    report = read(broken_rows[:start] + broken_rows[end:])
    assert report.table_blank("requests") and report["disputes.reconsideration.upheld"] == 186
    assert len(report.source.warnings) == 1 and "表三" in report.source.warnings[0]


def test_missing_sections_are_named(read, broken_rows):
    start, end = broken_rows.index("二、主动公开政府"), broken_rows.index("五、存在的主要问题")
    report = read(broken_rows[:start] + broken_rows[end:])
    assert set(report.cells.values()) == {None} and report.problems and report.overview
    assert sum("没有找到" in warning for warning in report.source.warnings) == 3


def test_pipes_are_read_like_tabs(read, broken_rows, in_order):
    text = "\n".join(
        "| " + line.replace("\t", " | ") + " |" if "\t" in line else line for line in broken_rows.split("\n")
    )
    assert [read(text)[path] for path in CELLS] == in_order


def test_one_cell_a_line_is_read_by_labels_and_counts(read, broken_rows, in_order):
    lines = [cell.strip() for line in broken_rows.split("\n") for cell in line.split("\t") if cell.strip()]
    for joint in ("\n\n", " |\n"):
        report = read(joint.join(lines).replace("。 |", "。").replace("； |", "；"))
        assert [report[path] for path in CELLS] == in_order


def test_one_figure_too_few_a_line_loses_only_that_row(read, broken_rows):
    lines = [cell for line in broken_rows.split("\n") for cell in line.split("\t") if cell.strip()]
    lines.remove("26")
    report = read("\n".join(lines))
    assert {path.rsplit(".", 1)[0] for path in CELLS if report[path] is None} == {"requests.granted"}


def test_removed_repeats_are_refused_not_guessed(read, broken_rows):
    zeros = re.sub(r"\b[\d.]+(?=\t|$)", "0", broken_rows[broken_rows.index("第二十条第（一）") :], flags=re.M)
    seen: set[str] = set()
    lines = [line for line in re.split(r"[\t\n]", zeros) if line and not (line in seen or seen.add(line))]
    report = read(broken_rows[: broken_rows.index("第二十条第（一）")] + "\n".join(lines))
    assert set(report.cells.values()) == {None}


def test_headings_glued_to_text_and_markdown_are_found(read, broken_rows, in_order):
    glued = broken_rows.replace("一、总体情况\n\n", "## 一、总体情况 ").replace(
        "六、其他需要报告的事项\n\n", "六、其他需要报告的事项："
    )
    report = read(glued, "年报.md")
    assert report.overview.startswith("2022年，") and report.other.startswith("本年度未收取")
    assert [report[path] for path in CELLS] == in_order


def test_whole_report_in_one_line_is_parted(read):
    text = (
        "柳溪坪乡人民政府2022年政府信息公开工作年度报告 本报告包括一、总体情况；二、主动公开政府信息情况等六个部分。 "
        "一、总体情况 2022年，乡里公开信息。（一）主动公开。三十条。 二、主动公开政府信息情况 见附件。 "
        "五、存在的主要问题及改进情况 公开不够细。下一步，逐条梳理。 六、其他需要报告的事项 无。"
    )
    report = read(text)
    assert report.overview == "2022年，乡里公开信息。（一）主动公开。三十条。"
    assert (report.problems, report.improvements, report.other) == ("公开不够细。", "下一步，逐条梳理。", "无。")
    assert "六个部分" in report.preamble


def test_wrong_kind_of_page_is_refused_in_one_sentence(read):
    with pytest.raises(Unusable, match="通知"):
        read("关于召开会议的通知\n请各站所按时参加。\n一、时间\n明天。", "通知.txt")


def test_second_value_row_without_label_is_shown_not_guessed(read, broken_rows):
    report = read(broken_rows.replace("\t(二) 部分公开（区分处理的，只计这一情形，不计其他情形）", "\t\t"))
    assert report["requests.partly_granted.total"] is None and report["requests.granted.total"] == 31
    assert any("32 33 34" in warning for warning in report.source.warnings)


def test_conflicting_years_are_warned_about(read, broken_rows):
    report = read(broken_rows.replace("自2022年1月1日起至2022年", "自2021年1月1日起至2021年"))
    assert report.year == 2022 and any("2021 年" in warning for warning in report.source.warnings)


@pytest.mark.parametrize(
    ("old", "new", "blank"), [("\t\t11\t12", "\t\t\t12", "natural_person"), ("\t16\t17", "\t16\t", "total")]
)
def test_blank_at_a_row_edge_is_known_by_the_full_row_beside_it(read, broken_rows, old, new, blank):
    report = read(broken_rows.replace(old, new))
    assert [path for path in CELLS if report[path] is None] == [f"requests.received.{blank}"]


def test_drifted_label_is_read_and_named(read, broken_rows):
    report = read(broken_rows.replace("6.属于四类过程性信息", "6.属于四类过程信息类"))
    assert report["requests.refused_process.total"] == 80
    (warning,) = report.source.warnings
    assert "属于四类过程信息类" in warning and "6.属于四类过程性信息" in warning


def test_whole_report_with_tables_in_one_line_is_read(read, broken_rows, in_order):
    words = broken_rows.replace("(三) 不予\t1.属于国家秘密\t\t\t\t\t\t\n\t\t", "(三) 不予公开 1.属于国家秘密 ").split()
    for joint in (" ", "\t"):
        report = read(joint.join(words))
        assert [report[path] for path in CELLS] == in_order
        assert report.problems == "- 1、公开的内容还不够细； - 2、个别村的公示栏更新慢。"


def test_unit_of_a_report_without_title_comes_from_the_text(read, broken_rows):
    report = read(broken_rows.replace("柳溪坪乡人民政府2022年政府信息公开工作年度报告", ""))
    assert report.unit.name == "柳溪坪乡" and "柳溪坪乡" in report.source.warnings[0]


def test_a_heading_with_a_line_end_inside_is_a_heading():
    assert heading_of("一、总体\n情况") is not None
