"""Problems come from the unit's own figures and facts: each figure in them stands there, a blank or unasked fact suggests none."""

import re

import pytest

from assistant.drafting import Brief
from assistant.drafting.evidence import evidence, last_problems, progress, silent_on, unsettled
from assistant.report import Filing, Report
from tests.reports import a_report


def brief(report: Report, previous: Report | None = None) -> Brief:
    return Brief(Filing(report, previous), lambda *_a, **_k: [])


CASES = [
    ({"disputes.reconsideration.corrected": 1}, {}, "P_QUALITY", "复议"),
    ({"proactive.normative_documents.issued": 4}, {"interpretation_count": 0}, "P_INTERP", "4件"),
    ({}, {"interpretation_count": 0}, "P_INTERP", "解读"),
    ({}, {"training_count": 0}, "P_SKILL", "没有组织"),
    ({}, {"inspection_count": 0}, "P_MECH", "自查"),
    ({}, {"disclosed_total": 100, "website_count": 95, "board_count": 5}, "P_FORM", "95条"),
    ({}, {"wechat_name": "无"}, "P_FORM", "公众号"),
    ({}, {"disclosed_total": 100, "key_area_count": 10}, "P_CONTENT", "10条"),
    ({"requests.unavailable_needs_creation.total": 1}, {}, "P_CONTENT", "另行制作"),
    ({"requests.unavailable_unclear.total": 1}, {}, "P_PUBLICITY", "不明确"),
    ({"requests.declined_petition.total": 1}, {}, "P_PUBLICITY", "信访"),
    ({}, {"staff_count": 1}, "P_STAFF", "1名"),
]


@pytest.mark.parametrize(("cells", "facts", "code", "words"), CASES)
def test_a_figure_suggests_its_problem_and_nothing_else_does(cells: dict, facts: dict, code: str, words: str) -> None:
    report = a_report(cells, facts=facts)
    (one,) = evidence(brief(report))
    assert one.code == code and one.measure and len(set(one.problems)) == len(one.problems) >= 2
    assert all(words in problem for problem in one.problems)
    known = {str(report[path]) for path in one.cells} | {str(facts[key]) for key in one.facts}
    assert set(re.findall(r"\d+", "".join(one.problems))) <= known
    assert set(one.cells) <= set(cells) and set(one.facts) <= set(facts) and (one.cells or one.facts)


def test_no_figure_no_fact_no_problem() -> None:
    assert evidence(brief(a_report())) == []
    assert evidence(brief(a_report(dict.fromkeys(a_report().cells)))) == []  # blank is no reason for a problem


@pytest.mark.parametrize(("cells", "facts"), [
    ({"requests.carried_out.total": 2}, {}),  # within the legal time
    ({"requests.other_not_corrected.total": 1}, {}),  # the applicant's doing
    ({}, {"disclosed_total": 1203, "website_count": 1203}),  # boards not told
])  # fmt: skip
def test_what_the_figures_do_not_say_is_no_problem(cells: dict, facts: dict) -> None:
    assert evidence(brief(a_report(cells, facts=facts))) == []


def test_why_an_answer_was_corrected_is_asked() -> None:
    (one,) = evidence(brief(a_report({"disputes.reconsideration.corrected": 1})))
    for problem in one.problems:
        assert "原因是【待填：" in problem and not re.search("说理|事实认定|有待提高|条文", problem)


THREE = "一是信息更新不够及时；二是公开内容不够全面；三是政策解读质量不高。"


@pytest.mark.parametrize(("remedied", "left"), [
    ("已全部整改到位", []), ("均已整改", []), ("上年问题已解决。", []), (None, [1, 2, 3]), ("第一、二项已整改，第三项仍在改进", [3]),
    ("除第二项外均已整改", [2]), ("第一项已整改到位", [2, 3]), ("已基本解决", [1, 2, 3]), ("前两项已解决", [1, 2, 3]),
])  # fmt: skip
def test_only_what_is_told_as_solved_is_solved(remedied: str | None, left: list[int]) -> None:
    then = a_report(year=2021, problems=THREE)
    found = unsettled(brief(a_report(facts={"remedied": remedied} if remedied else {}), then))
    names = ["信息更新不够及时", "公开内容不够全面", "政策解读质量不高"]
    assert [one.name for one in found] == [names[n - 1] for n in left]


def test_progress_is_told_of_the_same_matter_only() -> None:
    then = a_report(year=2021, problems="依申请公开答复规范性有待提高。", facts={"review_count": 2})
    assert progress(brief(a_report(facts={"review_count": 9}), then), "P_QUALITY") is None


def test_good_figures_are_no_problem() -> None:
    facts = {
        "training_count": 4, "interpretation_count": 6, "inspection_count": 2, "disclosed_total": 100, "website_count": 60,
        "key_area_count": 50, "staff_count": 5, "response_count": 3, "wechat_name": "松涛在线",
    }  # fmt: skip
    assert evidence(brief(a_report(facts=facts))) == []


def test_fewer_than_last_year_is_told_by_how_many() -> None:
    now, then = a_report(facts={"training_count": 1}), a_report(year=2021, facts={"training_count": 4})
    (one,) = evidence(brief(now, then))
    assert one.code == "P_SKILL" and all("3次" in problem for problem in one.problems)
    assert evidence(brief(now, a_report(year=2019, facts={"training_count": 4}))) == []  # not the year before


def test_a_kind_is_suggested_once_and_the_gravest_first() -> None:
    cells = {"disputes.litigation_direct.corrected": 1, "requests.unavailable_needs_creation.total": 1}
    found = evidence(brief(a_report(cells, facts={"disclosed_total": 100, "key_area_count": 1, "staff_count": 1})))
    assert [one.code for one in found] == ["P_QUALITY", "P_CONTENT", "P_STAFF"]


def test_last_years_problems_are_known_by_kind_with_what_became_of_them() -> None:
    then = a_report(
        year=2021,
        problems="一是业务培训不够，经办人员业务能力有待提高。\n二是政策解读形式单一。",
        facts={"training_count": 1},
    )
    told = brief(a_report(facts={"training_count": 3}), then)
    assert "P_SKILL" in last_problems(told) and "培训" in last_problems(told)["P_SKILL"]
    assert progress(told, "P_SKILL") == ("开展业务培训3次，比上年增加2次", "training_count")
    assert progress(brief(a_report(facts={"training_count": 1}), then), "P_SKILL") is None
    assert progress(brief(a_report(), then), "P_SKILL") is None and last_problems(brief(a_report())) == {}


def test_matters_of_which_the_own_text_is_silent_are_known_only_from_a_text() -> None:
    assert silent_on(brief(a_report())) == []
    assert "P_SKILL" in silent_on(brief(a_report(overview="发布政策解读3篇，到各村检查公开栏。")))
    assert silent_on(brief(a_report(overview="发布解读3篇，到各村检查，组织培训2次。"))) == []
