"""Edits that a message spells out change what they name, and nothing else; what only sounds like one is left to the writer."""

import pytest

from assistant.drafting import Desk, Guidance, reply
from assistant.drafting.editing import Edit, edit_asked
from assistant.report import Filing
from assistant.rules import check
from assistant.service import CORPUS
from tests.reports import a_report

OVERVIEW = "2022年，我镇及时公开信息120条。\n（五）监督保障。年内组织业务培训2次，参训51人次。未开展社会评议，工作考核良好，无责任追究。"
PROBLEMS = "一是更新不够及时。二是培训偏少。"


def desk(**more: object) -> Desk:
    report = a_report(name="青溪县松涛乡人民政府", year=2022, overview=OVERVIEW, problems=PROBLEMS)
    return Desk(Filing(report), lambda *_a, **_k: [], check, Guidance(CORPUS / "guidance.toml"), **more)  # type: ignore[arg-type]


@pytest.mark.parametrize(("message", "edit"), [
    ("把“及时”都改成“按时”", Edit("及时", "按时", True)), ("“我镇”帮我全改成“我乡”", Edit("我镇", "我乡", True)),
    ("把我镇改成我乡", Edit("我镇", "我乡", False)), ("将“扎实推进”换成“稳步推进”吧", Edit("扎实推进", "稳步推进", True)),
    ("把培训那句删掉", Edit("培训", None, True)), ("删掉社会评议那句", Edit("社会评议", None, True)), ("把“无责任追究”这句话去掉", Edit("无责任追究", None, True)),
    ("把问题改成三条", None), ("问题改成分条写", None), ("把这段改成一是二是", None), ("把公开栏改成三块", None), ("太长了压到200字", None), ("公众号改叫幸福桐溪了", None),
])  # fmt: skip
def test_an_edit_is_told_from_a_wish(message: str, edit: Edit | None) -> None:
    assert edit_asked(message) == edit


def test_words_are_changed_in_the_part_that_is_open_and_nothing_else() -> None:
    made = reply("把“及时”都改成“按时”", desk(open="problems"))
    assert made.suggestion and (made.suggestion.section, made.suggestion.text) == (
        "problems",
        PROBLEMS.replace("及时", "按时"),
    )
    assert "总体情况" in made.reply and "1 处" in made.reply
    made = reply("把“我镇”改成“我乡”", desk(open="problems"))
    assert made.suggestion and made.suggestion.text == OVERVIEW.replace("我镇", "我乡")


def test_a_sentence_goes_and_a_doubtful_one_is_asked_for() -> None:
    made = reply("把业务培训那句删掉", desk(open="overview"))
    assert made.suggestion and made.suggestion.text == OVERVIEW.replace("年内组织业务培训2次，参训51人次。", "")
    made = reply("把不够那句删掉", desk(open="problems"))
    assert made.suggestion and made.suggestion.text == "二是培训偏少。"
    made = reply("把“是”那句删掉", desk(open="problems"))
    assert made.suggestion is None and "2 句" in made.reply


def test_words_that_stand_nowhere_are_said_to() -> None:
    made = reply("把“稳步推进”改成“扎实推进”", desk())
    assert made.suggestion is None and "没有“稳步推进”" in made.reply


def test_a_wish_means_the_part_that_is_open() -> None:
    made = reply("换一种写法", desk(open="improvements", last=("overview", 0, ("platform",))))
    assert made.suggestion and made.suggestion.section == "improvements"
