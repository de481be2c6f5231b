"""Section five comes apart where it turns, and nothing is lost."""

import re

import pytest

from assistant.documents.blocks import Paragraph
from assistant.documents.narrative import split_five

CASES = {
    "heads with a colon": ("存在的问题：\n1.甲不足。\n改进措施：\n1.补甲。", "1.甲不足。", "1.补甲。"),
    "numbered heads": ("（一）存在的主要问题\n甲不足。\n（二）改进情况\n补甲。", "甲不足。", "补甲。"),
    "numbered heads with text": ("（一）存在问题。甲不足。\n（二）改进措施：补甲。", "甲不足。", "补甲。"),
    "heads inside one paragraph": ("存在的主要问题：甲不足。改进措施：补甲。", "甲不足。", "补甲。"),
    "head of the next steps": ("一是甲不足。\n二是乙慢。\n下一步工作打算\n一是补甲。", "一是甲不足。\n二是乙慢。", "一是补甲。"),
    "markdown heads": ("**存在的主要问题**\n甲不足。\n**改进情况**\n补甲。", "甲不足。", "补甲。"),
    "sentence of the next step": ("2022年工作仍有不足，甲不细。下一步，我乡将补甲。", "2022年工作仍有不足，甲不细。", "下一步，我乡将补甲。"),
    "sentence against these": ("甲不足；乙慢。\n针对以上问题，采取措施：补甲。", "甲不足；乙慢。", "针对以上问题，采取措施：补甲。"),
    "sentence of our will": ("甲不足。我镇将进一步补甲。", "甲不足。", "我镇将进一步补甲。"),
    "two lists without a word between": (
        "1.内容不全。\n2.更新慢。\n1.梳理目录，充实内容。\n2.建立台账，按月更新。", "1.内容不全。\n2.更新慢。",
        "1.梳理目录，充实内容。\n2.建立台账，按月更新。",
    ),
    "two lists in one paragraph": (
        "一是内容不全；二是更新慢。一是充实内容；二是加强巡查。", "一是内容不全；二是更新慢。", "一是充实内容；二是加强巡查。",
    ),
    "two lists of problems": ("1.内容不全。\n2.更新慢。\n1.人手少。\n2.培训不够。", "1.内容不全。\n2.更新慢。\n1.人手少。\n2.培训不够。", ""),
    "no turn at all": ("甲不足。", "甲不足。", ""),
    "measure under each problem": (
        "1.甲不足。\n改进措施：补甲。\n2.乙慢。\n改进措施：催乙。", "1.甲不足。\n2.乙慢。", "补甲。\n催乙。",
    ),
    "head that is a problem's own name": ("（一）存在部分村更新慢的问题。\n今后，每月检查。", "（一）存在部分村更新慢的问题。", "今后，每月检查。"),
}  # fmt: skip


@pytest.mark.parametrize("name", CASES)
def test_section_turns_at(name):
    text, problems, improvements = CASES[name]
    found = split_five([Paragraph(re.sub(r"\*\*", "", line)) for line in text.split("\n")])
    assert found == (problems, improvements, bool(improvements))
