"""A peer's sentence keeps its wording and none of its facts."""

import pytest

from assistant.drafting.brief import Brief
from assistant.drafting.masking import own_kind, refill
from assistant.report import Filing, Passage, Unit
from tests.reports import a_report

PEER = Passage("p", "", "d", "overview", "云泊县柳汀镇人民政府", "镇", 2024, county="云泊县")


def brief(name: str = "松涛乡人民政府", **facts: object) -> Brief:
    return Brief(Filing(a_report(name=name, year=2022)), lambda *_args, **_more: [], facts=facts)  # type: ignore[arg-type]


@pytest.mark.parametrize(("text", "expected"), [
    ("我镇严格落实先审后发制度，做到信息发布有人管。", "我乡严格落实先审后发制度，做到信息发布有人管。"),
    ("柳汀镇按照谁发布谁负责的原则规范信息发布。", "松涛乡按照谁发布谁负责的原则规范信息发布。"),
    ("2024年，我镇坚持以公开为常态、不公开为例外。", "2022年，我乡坚持以公开为常态、不公开为例外。"),
    ("镇党委、镇政府定期研究政府信息公开工作。", "乡党委、乡政府定期研究政府信息公开工作。"),
])  # fmt: skip
def test_names_and_years_become_ours(text: str, expected: str) -> None:
    made = refill(text, PEER, brief())
    assert made and made.sentence.text == expected and not made.sentence.asks


@pytest.mark.parametrize("text", [
    "在柳汀老街设立政务公开专栏，方便群众查询。",
    "由党委副书记王小明同志具体负责政府信息公开工作。",
    "群众可拨打0999-1234567咨询政府信息公开事项。",
    "通过“柳汀发布”视频号发布各类政务信息。",
    "云泊县人民政府办公室多次到我镇指导工作。",
    "在东湖村、白沙村建立信息公开示范点。",
    "6月份组织开展了政府信息公开专项检查工作。",
    "全年收到政府信息公开申请并全部按时答复。",
    "印发《柳汀镇信息发布管理办法》，规范发布流程。",
    "较上年增长较多，公开的广度和深度明显提升。",
])  # fmt: skip
def test_what_would_leave_a_peers_fact_is_not_used(text: str) -> None:
    assert refill(text, PEER, brief()) is None


def test_a_figure_is_ours_or_a_question_never_theirs() -> None:
    text = "全年通过政府网站公开信息326条，方便群众查阅。"
    known = refill(text, PEER, brief(website_count=45), figures=True)
    assert known and "45条" in known.sentence.text and not known.sentence.asks
    unknown = refill(text, PEER, brief(), figures=True)
    assert unknown and "326" not in unknown.sentence.text and "【待填：" in unknown.sentence.text
    assert list(unknown.sentence.asks.values()) == ["website_count"]
    assert refill(text, PEER, brief()) is None


def test_an_account_name_is_ours_or_a_question_or_the_sentence_is_not_used() -> None:
    text = "用好微信公众号“柳汀之声”，及时发布便民信息。"
    asked = refill(text, PEER, brief())
    assert asked and "柳汀" not in asked.sentence.text and list(asked.sentence.asks.values()) == ["wechat_name"]
    made = refill(text, PEER, brief(wechat_name="松涛在线"))
    assert made and "“松涛在线”" in made.sentence.text and "柳汀" not in made.sentence.text
    assert refill(text, PEER, brief(wechat_name="无")) is None


@pytest.mark.parametrize(("text", "kept"), [
    ("对已公开信息实行动态管理，全年清理过期失效信息12条。", None),
    ("信息发布前逐级审核、逐项核对，由副镇长李建平签发后上网。", "信息发布前逐级审核、逐项核对。"),
    ("公开栏内容由专人按时更换并留存照片，其中东湖村、白沙村两处装有顶灯。", "公开栏内容由专人按时更换并留存照片。"),
    ("通过多种方式公开信息，6月份举办开放日。", None),
    ("实行起草、审核、签发三个环节分别负责。", "实行起草、审核、签发三个环节分别负责。"),
])  # fmt: skip
def test_a_clause_of_somebody_elses_is_cut_off_where_the_rest_stands_alone(text: str, kept: str | None) -> None:
    made = refill(text, PEER, brief())
    assert (made.sentence.text if made else None) == kept


def test_a_subdistrict_speaks_as_a_subdistrict() -> None:
    made = refill("镇政府机关各站所按照职责分工落实公开责任。", PEER, brief("柳荫街道办事处"))
    assert made and made.sentence.text.startswith("街道办") and Unit.parse("柳荫街道办事处").self_name == "我街道"


@pytest.mark.parametrize("unit", ["青溪县松涛乡人民政府", "青溪县云岭镇人民政府"])
def test_wording_that_is_nobodys_stays_as_it_is(unit: str) -> None:
    text = "做好各公开平台的日常维护，长期坚持，由机关各站所负责。"
    assert own_kind(text, "", Unit.parse(unit)) == text


def test_checks_of_notice_boards_are_checks_and_no_notices() -> None:
    made = refill("信息员到村检查公开栏6次，帮助整理公开内容。", PEER, brief(), figures=True)
    assert made and list(made.sentence.asks.values()) == ["inspection_count"]


@pytest.mark.parametrize("text", [
    "镇长任政府信息公开工作领导小组组长，统筹推进各项工作。",
    "监督保障上，副镇长分管，党政办公室承办。",
    "主要负责人每季度过问一次公开进度。",
    "党政办公室负责信息的登记、分类和归档。",
    "由业务机构审核信息内容，确保准确完整。",
    "政府信息公开列入年度工作考核。",
    "视频号讲解政策，公开栏照顾不用手机的人。",
    "公开情况与村级评优评先挂钩，定期通报。",
    "村公开栏和广播是群众最常用的信息渠道。",
    "公开栏深受群众欢迎，内容每月更换。",
])  # fmt: skip
def test_how_a_peer_is_organised_and_what_it_has_seen_is_not_ours(text: str) -> None:
    assert refill(text, PEER, brief()) is None


def test_who_leads_is_said_again_where_the_own_last_report_said_it() -> None:
    own = Passage("", "", "", "overview", "松涛乡人民政府", "乡", 2021)
    text = "政府信息公开工作由乡长牵头，党政办公室承办。"
    made = refill(text, own, brief())
    assert made and made.sentence.text == text


def test_a_namesake_in_another_county_is_a_peer() -> None:
    namesake = Passage("p", "", "d", "overview", "云泊县松涛乡人民政府", "乡", 2021, county="云泊县")
    assert refill("政府信息公开工作由乡长牵头，党政办公室承办。", namesake, brief("青溪县松涛乡人民政府")) is None


def test_a_clause_of_who_does_it_is_cut_off() -> None:
    made = refill("信息发布前逐级审核、逐项核对，由党政办公室统一发布。", PEER, brief())
    assert made and made.sentence.text == "信息发布前逐级审核、逐项核对。"


def test_a_subdistrict_has_departments() -> None:
    street = Unit.parse("柳荫街道办事处")
    assert own_kind("各站所明确一名信息员，责任站所补充。", "", street) == "各有关部门明确一名信息员，责任部门补充。"
