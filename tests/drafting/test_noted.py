"""What staff note comes apart into its items; none is lost, none keeps its own number."""

import pytest

from assistant.drafting import Brief
from assistant.drafting.noted import noted, numeral
from assistant.drafting.offline import write
from assistant.report import Filing
from tests.reports import a_report

TWO = ["已新建公告栏6块", "申请开通县融媒体专栏"]


@pytest.mark.parametrize("text", [
    "一是{}；二是{}", "一是{}。\n二是{}。", "1.{}；\n2.{}", "1.{}；2.{}。", "1、{} 2、{}", "（1）{}；（2）{}", "(一){}\n(二){}", "①{}②{}",
    "第一，{}；第二，{}", "{}；{}", "{}\n{}", "- {}\n- {}", "主要措施如下：一是{}，二是{}。", "下一步措施：{}；{}。",
])  # fmt: skip
def test_every_item_is_kept_without_its_number(text: str) -> None:
    assert noted(text.format(*TWO)) == TWO


@pytest.mark.parametrize(("text", "items"), [
    ("集镇改造期间：1.公告栏被拆；2.网络不通", ["集镇改造期间：公告栏被拆", "网络不通"]),
    ("1.公告栏：集镇改造期间被拆；2.人手少", ["公告栏：集镇改造期间被拆", "人手少"]),
    ("一是人手少：1.一人多岗；2.没有替补。二是培训少", ["人手少：1.一人多岗；2.没有替补", "培训少"]),
    ("满意率是96.5%，2.5万人受益。", ["满意率是96.5%，2.5万人受益"]),
    ("本年工作有一定进展，但还存在一些不足。\n一是甲不够。\n二是乙不够。", ["甲不够", "乙不够"]),
    ("针对上述问题，明年采取以下两项措施：\n一是甲。\n二是乙。", ["甲", "乙"]),
    ("宣传力度不够。一是海报少；二是会议少", ["宣传力度不够", "海报少", "会议少"]),
])  # fmt: skip
def test_what_stands_around_the_numbers_is_kept_too(text: str, items: list[str]) -> None:
    assert noted(text) == items


def test_notes_stand_whole_in_the_draft_numbered_as_it_numbers() -> None:
    many = "；".join(f"{n}.措施第{n}项" for n in range(1, 13))
    brief = Brief(
        Filing(a_report(facts={"problem_notes": "更新慢；培训少", "measure_notes": many})), lambda *_a, **_k: []
    )
    assert write(brief, "problems").text == "一是更新慢。\n二是培训少。"
    lines = write(brief, "improvements").text.splitlines()
    assert lines[0] == "一是措施第1项。" and lines[11] == "十二是措施第12项。"
    assert [numeral(n) for n in (10, 11, 20, 21)] == ["十", "十一", "二十", "二十一"]
