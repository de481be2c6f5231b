"""Unit, year and title from what people write above a report."""

import pytest

from assistant.documents.blocks import Paragraph
from assistant.documents.titles import split_before
from assistant.documents.unit_year import find_origin

TITLES = {
    "清溪乡人民政府2021年政府信息公开工作年度报告": ("清溪乡人民政府", "乡", 2021),
    "2021年清溪乡人民政府政府信息公开工作年度报告": ("清溪乡人民政府", "乡", 2021),
    "2022年度柳溪镇政府信息公开工作年度报告": ("柳溪镇", "镇", 2022),
    "柳溪镇人民政府二〇二二年政府信息公开工作年度报告": ("柳溪镇人民政府", "镇", 2022),
    "关于柳溪镇2022年政府信息公开工作的年度报告": ("柳溪镇", "镇", 2022),
    "云岭县柳溪街道办事处 2023 年政府信息公开年报": ("云岭县柳溪街道办事处", "街道", 2023),
    "2025云岭县柳溪乡2025年度政府信息公开工作年度报告": ("云岭县柳溪乡", "乡", 2025),
}


@pytest.mark.parametrize("title", TITLES)
def test_unit_and_year_are_read_from_the_title(title):
    found = find_origin(title, "", "a.txt")
    assert (found.unit.name, found.unit.kind, found.year) == TITLES[title] and not found.warnings


@pytest.mark.parametrize(
    ("text", "above"),
    [
        ("根据要求，由云岭县柳溪镇人民政府编制。", ("云岭县",)),
        ("地址：河中省龙山市云岭县柳溪镇人民路1号", ("云岭县", "龙山市", "河中省")),
        ("云岭县柳溪镇公开；白水县柳溪镇也公开", ()),
        ("全县柳溪镇第一", ()),
        ("县委、县政府要求柳溪镇", ()),
        ("在云岭县委的领导下，柳溪镇公开", ()),
    ],
)
def test_superiors_are_taken_only_where_the_text_plainly_says(text, above):
    assert find_origin("柳溪镇2022年政府信息公开工作年度报告", text, "a").unit.above == above


@pytest.mark.parametrize(
    ("lines", "title", "preamble"),
    [
        (
            ["柳溪镇人民政府", "2022年政府信息公开工作年度报告", "根据条例。"],
            "柳溪镇人民政府2022年政府信息公开工作年度报告",
            "根据条例。",
        ),
        (["柳溪镇2022年政府信息", "公开工作年度报告", "正文。"], "柳溪镇2022年政府信息公开工作年度报告", "正文。"),
        (
            ["附件1", *["柳溪镇2022年政府信息公开工作年度报告"] * 3, "正文。"],
            "柳溪镇2022年政府信息公开工作年度报告",
            "正文。",
        ),
        (
            ["云岭县人民政府", "政府信息公开年报", "柳溪镇2022年政府信息公开工作年度报告"],
            "柳溪镇2022年政府信息公开工作年度报告",
            "",
        ),
    ],
)
def test_title_is_found_broken_or_repeated(lines, title, preamble):
    assert split_before([Paragraph(line) for line in lines]) == (title, preamble)


def test_unit_and_year_missing_in_the_title_come_from_the_text_with_a_warning():
    text = "本报告由柳溪镇人民政府编制，统计期限自2022年1月1日起至2022年12月31日止。"
    found = find_origin("政府信息公开工作年度报告", text, "a.txt")
    assert (found.unit.name, found.year) == ("柳溪镇人民政府", 2022) and len(found.warnings) == 2


def test_nothing_known_is_said_and_not_made_up():
    found = find_origin("", "", "a.txt")
    assert (found.unit.name, found.year) == ("", None) and len(found.warnings) == 2
