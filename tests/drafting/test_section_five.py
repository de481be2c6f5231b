"""Section five: last year's problems are settled only where told, and each problem of this year has its own measure or question."""

import re

import pytest

from assistant.drafting import Brief
from assistant.drafting.noted import named
from assistant.drafting.offline import write
from assistant.report import Filing, Report
from tests.reports import a_report


def drafted(report: Report, previous: Report | None = None, variant: int = 0) -> tuple[str, str]:
    """Problems, and the measures that see them."""
    brief = Brief(Filing(report, previous), lambda *_a, **_k: [], variant=variant)
    problems = write(brief, "problems").text
    full = Filing(report.with_text("narrative.problems", problems), previous)
    return problems, write(Brief(full, lambda *_a, **_k: [], variant=variant), "improvements").text


@pytest.mark.parametrize("variant", range(4))
def test_what_was_wholly_remedied_is_no_problem_of_this_year(variant: int) -> None:
    then = a_report(year=2021, problems="一是信息更新不够及时；二是公开内容不够全面；三是政策解读质量不高。")
    problems, measures = drafted(a_report(facts={"remedied": "已全部整改到位"}), then, variant)
    assert "上年" not in problems and "仍需" not in problems
    assert "对上年提出的信息更新不够及时、公开内容不够全面、政策解读质量不高的问题，已全部整改到位。" in measures
    open_problems, _ = drafted(a_report(), then, variant)
    assert "【待填：上年提出的“" in open_problems and not re.search("没有完全解决|仍需", open_problems)


def test_last_year_is_quoted_in_its_own_words() -> None:
    then = a_report(
        year=2021,
        problems="一是信息公开队伍不稳定，人员更换频繁；二是政策解读形式单一，以文字为主；三是依申请公开答复规范性有待提高。",
    )
    _, measures = drafted(a_report(), then)
    assert "信息公开队伍不稳定、政策解读形式单一、依申请公开答复规范性有待提高" in measures
    assert not re.search("业务能力不足|信息质量不高", measures)


@pytest.mark.parametrize(("problem", "name"), [
    ("答复质量有待提高，有的决定在复议中被纠正", "答复质量有待提高"), ("网格员业务生疏，信息报送常常滞后", "信息报送常常滞后"),
    ("对公开渠道宣传不够", "公开渠道宣传不够"), ("上年提出的更新不及时的问题，【待填：甲】", "上年提出的更新不及时"),
    ("100条信息中只有3条不全", ""), ("【待填：不知道什么】", ""), ("关于上年提出的更新不及时的问题，【待填：甲】", "上年提出的更新不及时"),
])  # fmt: skip
def test_a_problem_is_named_by_its_own_clause(problem: str, name: str) -> None:
    assert named(problem) == name


@pytest.mark.parametrize("variant", range(6))
@pytest.mark.parametrize(
    "cells", [{}, {"disputes.reconsideration.corrected": 1, "requests.unavailable_needs_creation.total": 2}]
)
def test_each_problem_has_a_measure_that_names_it_and_none_comes_twice(cells: dict, variant: int) -> None:
    problems, measures = drafted(a_report(cells, facts={"training_count": 0}), variant=variant)
    lines = [re.sub("^[一二三四]是", "", line) for line in measures.splitlines() if line.endswith("。")]
    assert len(lines) == len(problems.splitlines())
    for problem, measure in zip(problems.splitlines(), lines, strict=True):
        if "今年工作中实际遇到了哪些问题" not in problem:
            assert (named(problem[2:]) or "第") in measure, (problem, measure)
    said = [re.sub("^[^，]*问题，", "", line) for line in lines if "【待填" not in line]
    assert len(set(said)) == len(said)


def test_a_problem_without_a_known_measure_is_asked() -> None:
    facts = {"problem_notes": "1.集镇改造期间公告栏被拆；2.政务新媒体关停后没有替代渠道。"}
    problems, measures = drafted(a_report(facts=facts))
    assert problems == "一是集镇改造期间公告栏被拆。\n二是政务新媒体关停后没有替代渠道。"
    assert "【待填：针对“集镇改造期间公告栏被拆”采取了哪些措施】" in measures
    assert "健全信息报送和审核制度" not in measures


def test_told_measures_stand_first_and_unanswered_problems_are_asked() -> None:
    problems, measures = drafted(
        a_report(
            {"disputes.reconsideration.corrected": 1},
            facts={"training_count": 0, "measure_notes": "配备一块电子屏；组织两次业务培训"},
        )
    )
    assert measures.startswith("一是配备一块电子屏。\n二是组织两次业务培训。\n三是针对")
    assert len(re.findall("【待填", measures)) == len(problems.splitlines()) - 1


def test_as_many_told_measures_as_told_problems_need_no_question() -> None:
    facts = {"problem_notes": "甲路栏目偏少；培训少", "measure_notes": "增加两处；培训两次"}
    assert "【待填" not in drafted(a_report(facts=facts))[1]


def test_what_staff_told_of_last_year_is_kept_beside_their_measures() -> None:
    then = a_report(year=2021, problems="信息更新不够及时。")
    _, measures = drafted(
        a_report(facts={"remedied": "已整改到位", "problem_notes": "更新慢", "measure_notes": "每周更新"}), then
    )
    assert measures == "对上年提出的信息更新不够及时的问题，已整改到位。\n每周更新。"


@pytest.mark.parametrize("variant", range(6))
@pytest.mark.parametrize(("problem", "apart"), [
    ("个别栏目更新不及时，事项变动后没有随即修改", "审核制度"), ("公开渠道不够丰富，线下公开的内容更换较慢", "图解|解读"),
])  # fmt: skip
def test_a_measure_answers_the_matter_of_its_problem(problem: str, apart: str, variant: int) -> None:
    _, measures = drafted(a_report(facts={"problem_notes": problem}), variant=variant)
    assert "【待填" not in measures and not re.search(apart, measures)
