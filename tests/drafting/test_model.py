"""A model only words the offline draft and answers from look-ups; when it fails or strays the offline writer serves. Over real HTTP."""

import logging
import re
import threading
import traceback
from collections.abc import Callable

import pytest
from langchain_core.tracers.langchain import wait_for_all_tracers

from assistant.drafting import Brief, Desk, Endpoint, Guidance, Stopped, reply
from assistant.drafting.model import CALLS
from assistant.drafting.model_writer import write
from assistant.report import Filing, Hit, Passage, Unit
from assistant.rules import check
from assistant.service import CORPUS
from tests.drafting.endpoint import Body, Raw, Said, asked, serving, told_by_tools
from tests.reports import a_report

FACTS = {"disclosed_total": 126, "website_name": "云泊县人民政府网站", "assessment": "县级考核结果为良好"}
PEER = Unit.parse("云水县竹溪镇人民政府")
QUESTION = "我们乡的年报审签顺序有什么讲究没有？"  # nothing that the offline chat understands
GUIDANCE = Guidance(CORPUS / "guidance.toml")


def filing(**more: object) -> Filing:
    return Filing(a_report(facts=FACTS | more), peers=(PEER,))  # type: ignore[operator]


def brief(find: Callable[..., list[Hit]] = lambda *_a, **_k: [], **more: object) -> Brief:
    return Brief(filing(), find, **more)  # type: ignore[arg-type]


def desk(url: str, **more: object) -> Desk:
    given: dict = {"find": lambda *_a, **_k: [], "filing": filing()} | more
    return Desk(check=check, guidance=GUIDANCE, endpoint=Endpoint(url, "scripted", "sk-only-for-tests", 5), **given)


def draft_in(body: Body) -> str:
    return asked(body).split('<资料 名称="底稿">\n')[1].split("\n</资料>")[0]


# ---- wording -----------------------------------------------------------------------------------------------------------


def test_the_models_wording_is_used_with_the_drafts_sources() -> None:
    with serving(lambda b: Said(draft_in(b).replace("主动公开政府信息126条", "共主动公开政府信息126条"))) as served:
        made = write(brief(), "overview", Endpoint(served.url, "scripted"))
    assert made.writer == "model" and "共主动公开政府信息126条" in made.text and not made.note
    assert any("requests.received.total" in c.cells for c in made.citations)


def test_a_figure_out_of_nowhere_is_marked_and_an_added_sentence_left_out() -> None:
    def answer(body: Body) -> Said:
        text = draft_in(body).replace("主动公开政府信息", "分999批主动公开政府信息")
        return Said(text + "\n全年还接待群众咨询999人次，受到《柳汀日报》报道。")

    with serving(answer) as served:
        made = write(brief(), "overview", Endpoint(served.url, "scripted"))
    assert made.writer == "model" and "分【待填：请核实数字】批主动公开政府信息126条" in made.text
    assert "999" not in made.text + made.note and "柳汀日报" not in made.text + made.note
    assert [q.id for q in made.questions if q.ask == "请核实数字"] == ["verify"] and "1句" in made.note


def test_the_model_may_use_tools_while_wording() -> None:
    def answer(body: Body) -> Said:
        if not told_by_tools(body):
            return Said(calls=[("table_figures", {}), ("check", {"text": draft_in(body), "section": "overview"})])
        return Said(draft_in(body))

    with serving(answer) as served:
        made = write(brief(), "overview", Endpoint(served.url, "scripted"))
    told = told_by_tools(served.bodies[-1])
    assert made.writer == "model" and "没有收到政府信息公开申请" in told[0] and "没有发现错误和疑点" in told[1]


@pytest.mark.parametrize(("stray", "said"), [
    (lambda t: re.sub(r"【待填：[^】]*】", "未开展社会评议", t), "待填项"),
    (lambda t: t.replace("（五）监督保障。", "").split("（五）")[0].split("（四）")[0], ""),
    (lambda t: t.replace("126条", "若干条"), "漏写了数字"),
    (lambda t: t.replace("未发生因", "发生了因"), "没有"),
    (lambda t: "短", ""),
])  # fmt: skip
def test_wording_that_strays_from_the_draft_is_not_used(stray: Callable[[str], str], said: str) -> None:
    with serving(lambda b: Said(stray(draft_in(b)))) as served:
        made = write(brief(), "overview", Endpoint(served.url, "scripted"))
    assert made.writer == "offline" and said in made.note and "没有采用" in made.note


FREELY = {
    "坚持以公开为常态、不公开为例外": "坚持公开是常态、不公开是例外", "开展政府信息公开工作，具体情况如下": "扎实做好政府信息公开，现将有关情况报告如下",
    "2022年，我乡主动公开": "我乡全年主动公开", "本年度没有收到": "本年未收到", "本年未发生因政府信息公开引起的行政复议、行政诉讼": "全年没有因政府信息公开引发的行政复议和行政诉讼",
    "本年未制发、未废止": "本年没有制发、也没有废止", "主要通过云泊县人民政府网站发布": "主要在云泊县人民政府网站公布", "方便查找": "查找更加方便",
    "接受群众监督": "自觉接受群众监督", "一同安排、一同检查": "同安排、同检查", "工作考核方面，": "在工作考核上，", "先审查、后公开": "坚持先审后发",
}  # fmt: skip


def test_free_wording_of_the_same_facts_is_no_news() -> None:
    def answer(body: Body) -> Said:
        text = draft_in(body)
        for ours, theirs in FREELY.items():
            text = text.replace(ours, theirs)
        return Said(text)

    with serving(answer) as served:
        made = write(brief(), "overview", Endpoint(served.url, "scripted"))
    assert made.writer == "model" and made.note == "" and "请核实" not in made.text
    assert sum(theirs in made.text for theirs in FREELY.values()) >= 8


# ---- faults ------------------------------------------------------------------------------------------------------------

FAULTS = {
    "500": (lambda _: Raw(500, {"error": {"message": "boom"}}), "服务出错"),
    "429": (lambda _: Raw(429, {"error": {"message": "slow"}}), "正忙"),
    "401": (lambda _: Raw(401, {"error": {"message": "bad key sk-only-for-tests"}}), "密钥不对"),
    "no such model": (lambda _: Raw(404, {"error": {"message": "no model"}}), "没有这个模型"),
    "half a stream": (lambda _: Said("2022年，松涛乡", finish=None), "不完整"),
    "half a tool call": (lambda _: Said(calls=[("table_figures", {"x": "y"})], finish=None), "不完整"),
    "too long": (lambda _: Said("写了一半", finish="length"), "没有写完"),
    "no end": (lambda _: Said("公开" * 11_000, piece=4000), "说个不停"),
    "nothing": (lambda _: Said(""), "没有回答"),
    "only thoughts": (lambda _: Said("<think>想了很久"), "没有回答"),
    "a web page": (lambda _: Raw(200, "<html>请登录</html>", "text/html"), ""),
    "broken events": (lambda _: Raw(200, "data: {这不是\n\n", "text/event-stream"), ""),
    "tool loop": (lambda _: Said(calls=[("table_figures", {})]), "反复查资料"),
    "no such tool": (lambda _: Said(calls=[("delete_everything", {})]), "反复查资料"),
}  # fmt: skip


@pytest.mark.parametrize("name", FAULTS)
def test_a_failing_model_leaves_the_offline_draft_and_says_why(name: str) -> None:
    answer, said = FAULTS[name]
    with serving(answer) as served:
        made = write(brief(), "overview", Endpoint(served.url, "scripted", timeout=5))
    assert made.writer == "offline" and said in made.note and "离线写作" in made.note and "126条" in made.text
    assert len(served.bodies) <= CALLS + 1


@pytest.mark.parametrize("name", FAULTS)
def test_a_failing_model_leaves_the_offline_answer_and_says_why(name: str) -> None:
    answer, said = FAULTS[name]
    with serving(answer) as served:
        answered = reply(QUESTION, desk(served.url))
    assert "以上由本机作答" in answered.reply and said in answered.reply


def test_a_slow_model_is_left_alone_at_the_deadline() -> None:
    drip = Said("公开政府信息。" * 1000, piece=1, pause=0.02)
    with serving(lambda _: Said("迟"), delay=20) as silent, serving(lambda _: drip) as dripping:
        for served in (silent, dripping):
            made = write(brief(), "overview", Endpoint(served.url, "scripted", timeout=0.6))
            assert "没有及时回答" in made.note and served.hung_up.wait(5)


def test_an_absent_model_is_said_to_be_so() -> None:
    assert "连不上" in write(brief(), "overview", Endpoint("http://127.0.0.1:9/v1", "none", timeout=2)).note


def test_stopping_hangs_up_even_before_the_first_word() -> None:
    stop = threading.Event()
    with serving(lambda _: Said("迟"), delay=20) as served:
        threading.Thread(target=lambda: served.arrived.wait(20) and stop.set()).start()
        with pytest.raises(Stopped):
            reply("起草总体情况", desk(served.url, stop=stop))
        assert served.hung_up.wait(5)


def test_stopping_in_the_middle_hangs_up_and_calls_no_further_tool() -> None:
    stop, heard = threading.Event(), []

    def told(piece: str) -> None:
        heard.append(piece)
        stop.set()

    with serving(lambda b: Said(draft_in(b) * 40, pause=0.01)) as served:
        with pytest.raises(Stopped):
            reply("起草总体情况", desk(served.url, told=told, stop=stop))
        assert served.hung_up.wait(5) and len(heard) == 1 and len(served.bodies) == 1


# ---- free questions ------------------------------------------------------------------------------------------------------


def test_a_free_question_is_answered_from_the_tools() -> None:
    def answer(body: Body) -> Said:
        if told := told_by_tools(body):
            assert "126" in told[0] and '<资料 名称="table_figures">' in told[0]
            return Said("本年主动公开政府信息126条。全年收到申请88件。")
        return Said("我查一下。", calls=[("table_figures", {}), ("guidance", {"question": "部分公开怎么算"})])

    heard: list[str] = []
    with serving(answer) as served:
        answered = reply(QUESTION, desk(served.url, told=heard.append))
    assert "126条" in answered.reply and "88" not in answered.reply + "".join(heard) and "请核实" in answered.reply
    assert "126条" in "".join(heard) and answered.suggestion is None
    names = {tool["function"]["name"] for tool in served.bodies[0]["tools"]}
    assert names == {"table_figures", "search_passages", "check", "last_year", "compare", "guidance"}


def test_without_a_report_guidance_is_all_that_can_be_looked_up() -> None:
    with serving(lambda _: Said("现有资料没有涉及，请向县级主管部门确认。")) as served:
        assert "请向县级主管部门确认" in reply(QUESTION, desk(served.url, filing=None)).reply
    assert [tool["function"]["name"] for tool in served.bodies[0]["tools"]] == ["guidance"]


def test_a_model_without_tools_is_asked_once_more_with_what_they_would_have_found() -> None:
    def refuses(body: Body) -> Said | Raw:
        return (
            Raw(400, {"error": {"message": "does not support tools"}}) if "tools" in body else Said("主动公开126条。")
        )

    def imitates(body: Body) -> Said:
        return Said('{"name": "table_figures", "arguments": {}}' if "tools" in body else "主动公开126条。")

    for answer in (refuses, imitates):
        with serving(answer) as served:
            assert "126条" in reply(QUESTION, desk(served.url)).reply
        assert "126" in asked(served.bodies[-1]) and len(served.bodies) == 2
        with serving(lambda b: refuses(b) if "tools" in b else Said(draft_in(b))) as served:
            assert write(brief(), "overview", Endpoint(served.url, "scripted")).writer == "model"


def test_what_the_tools_show_of_others_is_free_of_their_facts() -> None:
    text = "竹溪镇建立信息发布台账，定期检查栏目内容。由副镇长王建国负责，电话0393-8812345。"
    hit = Hit(Passage("p", text, "d", "overview", PEER.name, "镇", 2021, county="云水县"), 1.0)

    def answer(body: Body) -> Said:
        return (
            Said("别处建立了信息发布台账。")
            if told_by_tools(body)
            else Said(calls=[("search_passages", {"query": "台账"})])
        )

    with serving(answer) as served:
        reply(QUESTION, desk(served.url, find=lambda *_a, **_k: [hit]))
    told = told_by_tools(served.bodies[-1])[0]
    assert "松涛乡建立信息发布台账" in told
    assert not any(word in served.received for word in ("竹溪", "王建国", "8812345"))


# ---- what leaves the machine ---------------------------------------------------------------------------------------------

PERSONAL = (
    "110101199003078515",
    "13812345678",
    "138 1234 5678",
    "6222021234567890128",
    "zhang.san@qq.com",
    "１３８１２３４５６７８",
)


@pytest.mark.parametrize("number", PERSONAL)
def test_personal_data_does_not_leave_the_machine(number: str) -> None:
    last = a_report(year=2021).with_text("narrative.overview", f"请联系{number}。")
    noted = Filing(a_report(facts=FACTS | {"problem_notes": f"群众{number}反映栏目更新慢"}), last)

    def answer(body: Body) -> Said:
        return Said("好。") if told_by_tools(body) else Said(calls=[("last_year", {}), ("table_figures", {})])

    with serving(answer) as served:
        reply(f"{QUESTION}我的号是{number}", desk(served.url, filing=noted))
        reply("起草存在的主要问题", desk(served.url, filing=noted))
    assert number not in served.received and "已隐去" in served.received and "请联系" in served.received


def test_the_key_is_sent_in_the_header_and_shows_nowhere_else(caplog: pytest.LogCaptureFixture) -> None:
    caplog.set_level(logging.DEBUG)
    key = "sk-only-for-tests"
    echo = Said(f"主动公开政府信息126条。密码是{key}。")
    with serving(lambda _: Raw(401, {"error": {"message": f"bad {key}"}})) as served, serving(lambda _: echo) as parrot:
        answered = [reply(m, desk(s.url)) for s in (served, parrot) for m in (QUESTION, "起草总体情况")]
    assert served.keys[0] == f"Bearer {key}" and key not in served.received
    assert key not in caplog.text and key not in repr(desk("http://x/v1")) and not any(key in str(a) for a in answered)


def test_a_failure_carries_neither_key_nor_messages() -> None:
    from assistant.drafting.endpoint import ModelFailed
    from assistant.drafting.model import converse

    refusal = Raw(401, {"error": {"message": "bad sk-only-for-tests"}})
    with serving(lambda _: refusal) as served, pytest.raises(ModelFailed) as failed:
        converse(Endpoint(served.url, "m", "sk-only-for-tests", 5), "要求", "机密的话")
    told = "".join(traceback.TracebackException.from_exception(failed.value, capture_locals=True).format())
    ours = told.split("assistant/drafting/", 1)[1]  # what stands before is this test's own
    assert "sk-only" not in ours and "机密" not in ours


def test_no_tracing_service_hears_of_it(monkeypatch: pytest.MonkeyPatch) -> None:
    with serving(lambda b: Said(draft_in(b))) as served, serving(lambda _: Raw(200, {})) as tracer:
        for name in ("LANGSMITH_TRACING", "LANGCHAIN_TRACING_V2"):
            monkeypatch.setenv(name, "true")
        monkeypatch.setenv("LANGSMITH_ENDPOINT", tracer.url)
        monkeypatch.setenv("LANGSMITH_API_KEY", "x")
        assert write(brief(), "overview", Endpoint(served.url, "scripted")).writer == "model"
        wait_for_all_tracers()
    assert not tracer.paths


def test_thoughts_of_a_reasoning_model_are_neither_told_nor_kept() -> None:
    heard: list[str] = []
    with serving(lambda b: Said(f"<think>用户要126条。乱写999。</think>\n{draft_in(b)}")) as served:
        made = reply("起草总体情况", desk(served.url, told=heard.append)).suggestion
    assert made and made.writer == "model" and "999" not in made.text + "".join(heard) and "126条" in "".join(heard)
