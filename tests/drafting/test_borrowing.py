"""A peer's passage taken over by hand keeps none of the peer's facts."""

import pytest

from assistant.drafting import Brief
from assistant.drafting.borrowing import borrow
from assistant.report import Filing, Passage
from tests.reports import a_report

BRIEF = Brief(Filing(a_report(name="青溪县松涛乡人民政府"), None), lambda *_, **__: [])


def passage(text: str) -> Passage:
    return Passage("p", text, "d", "overview", "云水县竹溪镇人民政府", "镇", 2021, county="云水县")


@pytest.mark.parametrize(
    ("said", "ours"),
    [
        (
            "建立信息发布台账，定期检查栏目内容，发现问题及时改正。",
            "建立信息发布台账，定期检查栏目内容，发现问题及时改正。",
        ),
        ("竹溪镇建立信息发布台账，定期检查栏目内容。", "松涛乡建立信息发布台账，定期检查栏目内容。"),
        ("各科室每月核对公开目录和信息台账，全年更正和撤下78条。", "各科室每月核对公开目录和信息台账。"),
    ],
)
def test_what_is_free_of_facts_is_taken_and_the_rest_left(said: str, ours: str) -> None:
    made = borrow(said, passage(said), BRIEF)
    assert made and made.text == ours
    assert [(c.id, c.span) for c in made.citations] == [("p", (0, len(ours)))]


@pytest.mark.parametrize(
    "said",
    [
        "2021年雨水好，粮食收成高出一大截。",
        "钟鼓里巷口立着一块小黑板，写着本周要修哪条管道。",
        "全年收到申请7件，均在法定期限内按时答复。",
        "工作由王建国同志负责，联系电话0393-8812345。",
    ],
)
def test_what_is_true_there_or_then_only_is_not_taken(said: str) -> None:
    assert borrow(said, passage(said), BRIEF) is None
