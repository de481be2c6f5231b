"""A model only words the offline draft; when it fails or strays the offline draft serves and says so. Over real HTTP."""

from typing import Any

import pytest

from assistant.drafting import Brief, Endpoint
from assistant.drafting.guard import mark_unsupported
from assistant.drafting.model import write
from assistant.report import Filing
from tests.drafting.endpoint import said, serving
from tests.reports import a_report

FACTS = {"disclosed_total": 126, "website_name": "云泊县人民政府网站", "assessment": "县级考核结果为良好"}


def brief() -> Brief:
    return Brief(Filing(a_report(facts=FACTS)), lambda *_a, **_k: [])


def draft_in(prompt: str) -> str:
    return prompt.split("【底稿】\n")[1].split("\n\n【参考句】")[0]


def test_the_models_wording_is_used_with_the_drafts_sources() -> None:
    def answer(prompt: str) -> tuple[int, Any]:
        return 200, said(draft_in(prompt).replace("主动公开政府信息126条", "共主动公开政府信息126条"))

    with serving(answer) as (url, prompts):
        made = write(brief(), "overview", Endpoint(url, "scripted"))
    assert made.writer == "model" and "共主动公开政府信息126条" in made.text and not made.note
    assert "126" in prompts[0] and any("requests.received.total" in c.cells for c in made.citations)


def test_a_figure_or_name_out_of_nowhere_is_marked_and_asked() -> None:
    def answer(prompt: str) -> tuple[int, Any]:
        return 200, said(draft_in(prompt) + "\n全年还接待群众咨询999人次，受到《柳汀日报》报道。")

    with serving(answer) as (url, _):
        made = write(brief(), "overview", Endpoint(url, "scripted"))
    assert made.writer == "model" and "【待填：请核实“999" in made.text and "《柳汀日报》” " not in made.text
    assert any("柳汀日报" in q.ask for q in made.questions) and made.note


@pytest.mark.parametrize("reply", [
    (500, {"error": {"message": "boom"}}), (429, {"error": {"message": "slow"}}), (401, {"error": {"message": "key"}}),
    (200, "这不是 JSON"), (200, said("")), (200, said("只写了一半", finish="length")), (200, said("短")), (200, {}),
])  # fmt: skip
def test_a_failing_model_leaves_the_offline_draft_and_says_why(reply: tuple[int, Any]) -> None:
    with serving(lambda _prompt: reply) as (url, _):
        made = write(brief(), "overview", Endpoint(url, "scripted", timeout=5))
    assert made.writer == "offline" and "离线写作" in made.note and "126条" in made.text


def test_a_slow_or_absent_model_does_not_hang() -> None:
    with serving(lambda _prompt: (200, said("迟")), delay=1.5) as (url, _):
        assert "及时" in write(brief(), "overview", Endpoint(url, "scripted", timeout=0.3)).note
    assert "连不上" in write(brief(), "overview", Endpoint("http://127.0.0.1:9/v1", "none", timeout=2)).note


def test_a_model_that_drops_an_open_question_is_not_used() -> None:
    asked = Brief(Filing(a_report()), lambda *_a, **_k: [])

    def answer(prompt: str) -> tuple[int, Any]:
        return 200, said(draft_in(prompt).replace("【待填：本年主动公开政府信息共多少条？】", "500"))

    with serving(answer) as (url, _):
        made = write(asked, "overview", Endpoint(url, "scripted"))
    assert made.writer == "offline" and "待填项" in made.note


def test_the_guard_lets_known_facts_pass() -> None:
    known = "2022年，我乡主动公开信息126条，微信公众号“松涛在线”发布。"
    assert mark_unsupported("我乡2022年公开信息126条，“松涛在线”同步发布。", known)[1] == []
    assert mark_unsupported("公开信息127条。", known)[1] == ["127"]
