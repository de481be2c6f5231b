"""Drafts without a model: their figures agree with the tables, what is unknown is asked, the rules find nothing."""

import re
from dataclasses import replace

from hypothesis import given
from hypothesis import strategies as st

from assistant.drafting import Brief, suggest
from assistant.drafting.offline import write
from assistant.report import Filing, Report, covered
from assistant.rules import check
from tests.reports import a_report, balanced_tables


def nothing_found(*_args: object, **_filters: object) -> list:
    return []


FACTS = {
    "disclosed_total": 126, "website_count": 80, "wechat_count": 46, "website_name": "云泊县人民政府网站", "wechat_name": "松涛在线",
    "training_count": 2, "assessment": "县级考核结果为良好", "appraisal": "未开展社会评议", "accountability_count": 0, "processing_fee": 0,
}  # fmt: skip


def completed(report: Report) -> Report:
    """Every part suggested and taken over."""
    for section in ("preamble", "overview", "problems", "improvements", "other"):
        where = section if section == "preamble" else f"narrative.{section}"
        report = report.with_text(where, write(Brief(Filing(report), nothing_found), section).text)
    return report


def serious(report: Report, previous: Report | None = None) -> list[str]:
    found = [f for f in check(Filing(report, previous)) if f.severity != "hint" and f.rule != "placeholder-left"]
    return [f"{f.rule} {f.where} {f.message}" for f in found]


@given(balanced_tables(), st.sampled_from(["松涛乡人民政府", "柳汀镇人民政府", "柳荫街道办事处"]))
def test_drafts_of_any_balanced_tables_pass_all_rules(cells: dict, name: str) -> None:
    assert serious(completed(a_report(cells, name=name, facts=FACTS))) == []


def test_what_nobody_said_is_a_question_and_nothing_else_is_wrong() -> None:
    report = completed(a_report())
    found = {f.rule for f in check(Filing(report)) if f.severity != "hint"}
    assert found == {"placeholder-left"}


def test_an_overview_asks_at_most_three_questions_and_covers_five_themes() -> None:
    made = write(Brief(Filing(a_report()), nothing_found), "overview")
    assert len(made.questions) <= 3 and len(covered(made.text)) == 5
    assert all(made.text[slice(*q.span)] == f"【待填：{q.ask}】" for q in made.questions)


def test_every_character_but_the_sub_headings_belongs_to_one_cited_sentence() -> None:
    made = write(Brief(Filing(a_report(facts=FACTS)), nothing_found), "overview")
    said = "".join(made.text[slice(*c.span)] for c in made.citations)
    assert said == re.sub(r"\n(?:（[一二三四五]）[^。]+。)?", "", made.text)


def test_statements_cite_the_cells_that_they_state() -> None:
    report = a_report({"requests.received.natural_person": 2, "requests.received.total": 2, "requests.granted.natural_person": 2,
                       "requests.granted.total": 2, "requests.results_total.natural_person": 2, "requests.results_total.total": 2})  # fmt: skip
    made = write(Brief(Filing(report), nothing_found), "overview")
    stated = {made.text[slice(*c.span)]: c.cells for c in made.citations if c.cells}
    assert any(
        "新收政府信息公开申请2件" in text and "requests.received.total" in cells for text, cells in stated.items()
    )


def test_a_blank_table_is_asked_for_never_taken_for_zeros() -> None:
    made = write(Brief(Filing(a_report().with_cells({"requests.received.total": None})), nothing_found), "overview")
    assert "未收到" not in made.text and any(q.id == "requests.received.total" for q in made.questions)


def test_the_fee_is_a_question_unless_somebody_said_it() -> None:
    asked = write(Brief(Filing(a_report()), nothing_found), "other")
    assert [q.id for q in asked.questions] == ["processing_fee"]
    told = write(Brief(Filing(a_report()), nothing_found, facts={"processing_fee": 0}), "other")
    assert "未收取信息处理费" in told.text and not told.questions


def test_a_problem_of_last_year_comes_back_as_a_question_in_its_own_words() -> None:
    previous = a_report(
        year=2021, problems="1.宣传手段还不够丰富；\n2.公开内容不够全面，公开不及时。", improvements="加强宣传。"
    )
    report = a_report(facts=FACTS)
    brief = Brief(Filing(report, previous), nothing_found)
    made = write(brief, "problems")
    assert "上年提出的宣传手段还不够丰富的问题，【待填：上年提出的“宣传手段还不够丰富”整改得怎样" in made.text
    assert "没有完全解决" not in made.text and "仍需" not in made.text
    full = report.with_text("narrative.problems", made.text)
    measures = write(replace(brief, filing=Filing(full, previous)), "improvements")
    assert measures.text.count("是") >= made.text.count("\n") + 1


def test_a_suggestion_reports_what_it_causes_but_not_its_own_questions() -> None:
    made = suggest(Brief(Filing(a_report()), nothing_found), "overview", None, check)
    assert made.questions and not [f for f in made.findings if f.rule == "placeholder-left"]


def test_a_suggestion_does_not_answer_for_what_the_facts_contradict_elsewhere() -> None:
    report = a_report(overview="全年通过政府网站公开信息12条。")
    made = suggest(Brief(Filing(report), nothing_found, facts={"website_count": 80}), "other", None, check)
    assert [f for f in made.findings if f.where == "narrative.overview"] == []


def test_one_answer_that_tells_of_all_three_results_is_not_asked_again() -> None:
    told = {"assessment": "县级考核结果为良好，未开展社会评议，无责任追究"}
    made = write(
        Brief(Filing(a_report(facts=FACTS | told | {"appraisal": "", "accountability_count": None})), nothing_found),
        "overview",
    )
    assert not [q.ask for q in made.questions if "评议" in q.ask or "追究" in q.ask]
    made = write(Brief(Filing(a_report(facts={"assessment": "县级考核结果为良好"})), nothing_found), "overview")
    assert [q.id for q in made.questions if "评议" in q.ask] == ["appraisal"]
