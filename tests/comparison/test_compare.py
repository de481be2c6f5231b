"""A report beside others: nearest passages, shared wording, themes."""

from dataclasses import replace
from typing import Any

import pytest

from assistant.comparison import compare, shared, similarity
from assistant.report import Hit, Passage, Report
from assistant.retrieval import passages_of
from tests.reports import a_report

OVERVIEW = "（一）主动公开。全年公开重点领域信息56条，政策解读3篇。\n（二）平台建设。维护微信公众号，每日更新专栏内容。"
MINE = a_report(
    name="河源县松涛乡人民政府", year=2022, overview=OVERVIEW, problems="1、信息更新不够及时，存在滞后现象。",
    improvements="1、建立台账，及时更新信息。", other="无其他需要报告的事项。",
)  # fmt: skip


def passages(*reports: Report) -> list[Passage]:
    return [p for n, report in enumerate(reports) for p in passages_of(report, f"{n:064d}")]


def peer(name: str, **fields: Any) -> Report:
    return a_report(name=name, year=fields.pop("year", 2022), **fields)


def finder(found: list[Passage]) -> Any:
    return lambda query, *, k, section: [Hit(p, 0.0) for p in found if p.section == section][:k]


def test_every_paragraph_gets_its_nearest_first() -> None:
    near = peer("竹溪镇人民政府", problems="1、信息更新不够及时，个别栏目存在滞后现象。\n2、培训较少。")
    far = peer("石岭镇人民政府", problems="1、业务人员能力不足。")
    made = compare(MINE, None, passages(far, near))
    assert [p.section for p in made.paragraphs] == ["overview", "overview", "problems", "improvements", "other"]
    first = made.paragraphs[2].nearest[0]
    assert first.passage.unit == "竹溪镇人民政府" and 0.7 < first.similarity < 1
    assert [first.passage.text[a:b] for a, b in first.shared] == ["信息更新不够及时，", "存在滞后现象。"]


def test_the_json_is_the_contracts() -> None:
    found = compare(MINE, None, passages(peer("竹溪镇人民政府", overview=OVERVIEW))).to_json()
    assert set(found) == {"paragraphs", "themes"}
    paragraph = found["paragraphs"][0]
    assert set(paragraph) == {"section", "text", "nearest"}
    assert paragraph["text"] == "全年公开重点领域信息56条，政策解读3篇。"
    assert paragraph["nearest"][0] == {
        "id": "000000000000-overview-0", "unit": "竹溪镇人民政府", "year": 2022, "text": paragraph["text"],
        "similarity": 1.0, "shared": [[0, len(paragraph["text"])]],
    }  # fmt: skip
    assert found["themes"][0] == {"theme": "proactive", "here": True, "peers": 1}


def test_the_report_itself_is_left_out_and_own_years_come_last() -> None:
    last_year = replace(MINE, year=2021)
    others = passages(MINE, last_year, *(peer(f"{n}溪镇人民政府", problems="1、信息更新较慢。") for n in "甲乙丙丁"))
    nearest = compare(MINE, finder(others), others).paragraphs[2].nearest
    assert [(n.own, n.passage.year) for n in nearest] == [(False, 2022)] * 3 + [(True, 2021)]
    assert nearest[3].similarity == 1.0


def test_what_was_chosen_by_hand_is_never_left_out() -> None:
    nearest = compare(MINE, None, passages(MINE)).paragraphs[2].nearest
    assert [(n.own, n.similarity) for n in nearest] == [(True, 1.0)]


def test_a_namesake_elsewhere_is_a_peer() -> None:
    others = passages(
        peer("云水县松涛乡人民政府", overview=OVERVIEW), peer("松涛乡人民政府", year=2021, overview=OVERVIEW)
    )
    made = compare(MINE, finder(others), others)
    assert [n.own for n in made.paragraphs[0].nearest] == [False, True]
    assert made.themes[0].peers == 1


def test_themes_count_units_and_not_reports() -> None:
    training = "组织业务培训3次，落实责任追究。"
    others = passages(
        peer("竹溪镇人民政府", overview=training), peer("竹溪镇人民政府", year=2021, overview=training),
        peer("石岭镇人民政府", overview="制定了主动公开、依申请公开等制度。"),
    )  # fmt: skip
    counts = {t.theme: (t.here, t.peers) for t in compare(MINE, None, others).themes}
    assert counts == {
        "proactive": (True, 0), "on_request": (False, 0), "management": (False, 1), "platform": (True, 0),
        "supervision": (False, 1),
    }  # fmt: skip


def test_nothing_to_compare_with() -> None:
    made = compare(MINE, None, [])
    assert all(p.nearest == () for p in made.paragraphs) and all(t.peers == 0 for t in made.themes)
    assert compare(a_report(), finder([]), []).paragraphs == ()


@pytest.mark.parametrize(
    ("one", "other", "runs"),
    [
        ("甲乙丙丁戊己庚", "甲乙丙丁戊己庚", ["甲乙丙丁戊己庚"]),
        ("甲乙丙丁戊", "甲乙丙丁戊", []),
        ("及时更新栏目内容，定期组织培训", "定期组织培训，并及时更新栏目内容。", ["定期组织培训", "及时更新栏目内容"]),
        ("", "甲乙丙丁戊己庚", []),
    ],
)
def test_shared_runs_have_six_characters_in_any_order(one: str, other: str, runs: list[str]) -> None:
    assert [other[a:b] for a, b in shared(one, other)] == runs


def test_similarity_lies_between_nothing_and_all() -> None:
    assert similarity("信息公开", "信息公开") == 1.0 and similarity("信息公开", "业务培训") == 0.0
    assert similarity("", "") == 1.0 and similarity("", "公开") == 0.0
    assert 0 < similarity("公开信息56条。", "公开信息57条。") < 1
