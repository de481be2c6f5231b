"""设置: nothing is sent or looked for without a click; what is sent is shown; the connection can be tried. Over real HTTP."""

import pytest

from assistant.drafting import local_models as looked
from assistant.service import Assistant
from assistant.settings import Settings
from tests.drafting.endpoint import Body, Raw, Said, serving, told_by_tools
from tests.reports import a_report
from tests.ui.app import house, opened, words


def press(app, label: str):
    return next(button for button in app.button if button.label == label).click().run()


def configured(monkeypatch: pytest.MonkeyPatch, url: str) -> None:
    monkeypatch.setenv("NIANBAO_LLM_BASE_URL", url)
    monkeypatch.setenv("NIANBAO_LLM_MODEL", "scripted")
    monkeypatch.setenv("NIANBAO_LLM_API_KEY", "sk-only-for-tests")


def uses_tools(body: Body) -> Said:
    return Said("公开") if told_by_tools(body) or "tools" not in body else Said(calls=[("look", {})])


def test_the_connection_is_tried_on_a_click_and_said_plainly(monkeypatch: pytest.MonkeyPatch) -> None:
    with serving(uses_tools) as served:
        configured(monkeypatch, served.url)
        app = opened("settings")
        assert not served.bodies
        app = press(app, "测试连接")
        assert "连接正常" in app.success[0].value and "也会用工具" in app.success[0].value
        assert len(served.received) < 6000 and "sk-only" not in words(app)


def test_a_connection_that_fails_says_why(monkeypatch: pytest.MonkeyPatch) -> None:
    with serving(lambda _: Raw(401, {"error": {"message": "sk-only-for-tests"}})) as served:
        configured(monkeypatch, served.url)
        app = press(opened("settings"), "测试连接")
    assert "密钥不对" in app.error[0].value and "sk-only" not in words(app)


def test_a_model_on_this_machine_is_found_on_a_click_and_not_used(monkeypatch: pytest.MonkeyPatch) -> None:
    with serving(uses_tools, models={"data": [{"id": "qwen3:8b"}]}) as served:
        monkeypatch.setattr(looked, "PLACES", (("Ollama", served.url), ("vLLM", "http://127.0.0.1:9/v1")))
        app = opened("settings")
        assert not served.paths
        app = press(app, "查找本机的语言模型")
        assert next(code.value for code in app.code if "NIANBAO" in code.value) == (
            f"NIANBAO_LLM_BASE_URL={served.url}\nNIANBAO_LLM_MODEL=qwen3:8b"
        )
        assert served.paths == ["/v1/models"] and "没有使用" in app.success[-1].value


def test_garbage_at_the_usual_places_is_no_model() -> None:
    for answer in ({"data": None}, {"data": ["x"]}, [], "<html>", None):
        with serving(uses_tools, models=answer) as served:
            assert looked.local_models((("Ollama", served.url),)) == []


def test_what_would_be_sent_is_shown_as_it_is_sent(monkeypatch: pytest.MonkeyPatch) -> None:
    here = house()
    draft = here.new_draft("松涛乡人民政府", 2022, a_report(year=2021))
    draft = here.set_facts(draft, {"problem_notes": "群众13812345678反映栏目更新慢"})
    with serving(lambda _: Said("好")) as served:
        configured(monkeypatch, served.url)
        app = opened("settings", draft)
        app.selectbox[0].select("problems").run()
        shown = [code.value for code in press(app, "显示").code if "NIANBAO" not in code.value]
        assert not served.bodies
        Assistant(Settings()).suggest(here.draft_filing(draft), "problems")
    sent = [message["content"] for message in served.bodies[0]["messages"]]
    assert shown == sent and "13812345678" not in "".join(shown) and "手机号已隐去" in shown[1]
