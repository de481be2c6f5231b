"""Passages split where the document splits."""

import pytest

from assistant.retrieval import passages_of
from assistant.retrieval.passages import LONG, split
from tests.reports import a_report


def test_items_under_one_heading_stay_together() -> None:
    text = "2021年，工作平稳有序。\n（一）主动公开。公开信息5条。\n其中财政信息2条。\n1.每月更新。\n（二）平台建设\n维护公众号。一是专人负责；二是每日更新。"
    assert split(text, "overview") == [
        ("", "2021年，工作平稳有序。"),
        ("主动公开", "公开信息5条。\n其中财政信息2条。\n1.每月更新。"),
        ("平台建设", "维护公众号。一是专人负责；二是每日更新。"),
    ]


def test_a_long_group_is_split_by_item_and_keeps_its_heading() -> None:
    item = "坚持每月更新栏目内容并逐条登记台账，" * 10
    found = split(f"（一）突出重点。今年抓了三件事。一是{item}；二是{item}。", "overview")
    assert [heading for heading, _ in found] == ["突出重点"] * 3
    assert found[1][1].startswith("坚持") and len(found) == 3


def test_a_very_long_paragraph_is_split_between_sentences() -> None:
    found = split("我乡坚持公开为常态、不公开为例外，及时发布各类信息。" * 40, "overview")
    assert len(found) > 2 and all(len(text) <= LONG and text.endswith("。") for _, text in found)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("存在以下问题：\n1、公开不及时；\n2、形式单一。", ["公开不及时；", "形式单一。"]),
        ("一是公开不及时；二是形式单一。", ["公开不及时；", "形式单一。"]),
        ("- 1、公开不及时；\n- 2、形式单一。", ["公开不及时；", "形式单一。"]),
        ("公开还不及时。\n形式较为单一。", ["公开还不及时。", "形式较为单一。"]),
        ("（一）公开不及时\n栏目更新慢。\n（二）形式单一。渠道比较有限。", ["栏目更新慢。", "渠道比较有限。"]),
        ("1.公开不及时；\n下一步再加强。", ["公开不及时；", "下一步再加强。"]),
        ("一是培训少。今后要多办培训班。", ["培训少。今后要多办培训班。"]),
    ],
)
def test_problems_are_split_by_item(text: str, expected: list[str]) -> None:
    assert [body for _, body in split(text, "problems")] == expected


def test_a_heading_alone_is_the_text() -> None:
    assert split("1.公开内容不够全面\n2.更新不及时", "problems") == [
        ("公开内容不够全面", "公开内容不够全面"), ("更新不及时", "更新不及时"),
    ]  # fmt: skip


def test_a_bare_none_makes_no_passage() -> None:
    assert split("无。", "other") == [] and split("", "other") == []
    assert split("无其他需要报告的事项。", "other") == [("", "无其他需要报告的事项。")]


def test_passages_know_where_they_come_from() -> None:
    report = a_report(
        name="河源县松涛乡人民政府", year=2021, preamble="按照条例编制本报告。",
        overview="（一）监督保障。组织业务培训3次，落实责任追究。", problems="1、更新不够及时。\n2、形式单一。",
    )  # fmt: skip
    found = passages_of(report, "ab" * 32, sample=True)
    assert [p.id for p in found] == ["abababababab-overview-0", "abababababab-problems-0", "abababababab-problems-1"]
    first = found[0]
    assert (first.unit, first.unit_kind, first.county, first.year) == ("河源县松涛乡人民政府", "乡", "河源县", 2021)
    assert (first.heading, first.theme, first.sample, first.document) == ("监督保障", "supervision", True, "ab" * 32)
    assert [p.theme for p in found[1:]] == ["P_TIME", "P_FORM"]
    assert passages_of(report, "ab" * 32, sample=True) == found
