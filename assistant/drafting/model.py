"""One turn with a language model through LangChain's agent: everything said to it is masked, everything bounded."""

import logging
import re
from collections.abc import Callable, Sequence
from contextlib import closing
from threading import Event
from typing import TYPE_CHECKING, Any

from assistant.drafting.endpoint import Endpoint, Line, ModelFailed, ToolsRefused, reason
from assistant.drafting.leaving import masked
from assistant.drafting.stopping import Stopped

if TYPE_CHECKING:
    from langchain_core.messages import BaseMessage
    from langchain_core.tools import BaseTool

log = logging.getLogger(__name__)
CALLS = 6  # answers of the model in one turn; who asks for tools more often goes in circles
LONGEST = 20_000  # characters of an answer
_THOUGHT = re.compile(r"<think>.*?(?:</think>|\Z)", re.S)
_CALL_AS_TEXT = re.compile(r"<tool_call>|<\|?tool|^\s*(?:```json\s*)?\{\s*\"(?:name|tool|function|arguments)\"\s*:")


def converse(
    endpoint: Endpoint, system: str, user: str, tools: Sequence["BaseTool"] = (), *,
    hear: Callable[[str], object] | None = None, stop: Event | None = None,
) -> str:  # fmt: skip
    """Ask for one complete answer; `hear` gets its pieces as they come.

    Raise ModelFailed with a Chinese reason for anything less, ToolsRefused if only the tools are to blame, Stopped once
    `stop` is set: then the connection is closed.
    """
    from langsmith import tracing_context

    try:
        with Line(endpoint, stop) as line, tracing_context(enabled=False):  # nothing goes to a tracing service
            try:
                return endpoint.without_key(_answer(endpoint, line, system, user, tools, hear))
            except (Stopped, ModelFailed):
                raise
            except Exception as error:  # the edge of the network: any failure means the offline writer serves
                line.go_on()
                log.info("language model failed: %s", type(error).__name__)
                refused = tools and getattr(error, "status_code", 0) in (400, 404, 405, 422, 501)
                raise (ToolsRefused if refused else ModelFailed)(reason(error)) from None
    finally:
        del system, user  # not in a traceback


def _answer(
    endpoint: Endpoint, line: Line, system: str, user: str, tools: Sequence["BaseTool"],
    hear: Callable[[str], object] | None,
) -> str:  # fmt: skip
    from langchain_core.messages import AIMessage, AIMessageChunk

    last: Any = None
    heard = 0
    sent = {"messages": [{"role": "user", "content": user}]}
    with closing(_agent(endpoint, line, system, tools).stream(sent, stream_mode=["messages", "updates"])) as events:
        try:
            for mode, data in events:
                line.go_on()
                if mode == "messages" and isinstance(data[0], AIMessageChunk):
                    heard += len(data[0].text)
                    if heard > LONGEST:
                        raise ModelFailed("语言模型说个不停")
                    if hear and data[0].text:
                        hear(endpoint.without_key(data[0].text))
                elif mode == "updates":
                    for message in _messages(data):
                        if isinstance(message, AIMessage):
                            last = message
                            _complete(message)
        finally:
            line.cut()  # before the events are closed, which waits for whoever reads
    return _plain(last, tools)


def _agent(endpoint: Endpoint, line: Line, system: str, tools: Sequence["BaseTool"]) -> Any:
    from langchain.agents import create_agent
    from langchain.agents.middleware import ModelCallLimitMiddleware, wrap_model_call
    from langchain_core.messages import SystemMessage
    from langchain_openai import ChatOpenAI
    from pydantic import SecretStr

    @wrap_model_call
    def covered(request: Any, handler: Callable[[Any], Any]) -> Any:
        """The one gate through which messages go out."""
        line.go_on()
        system = SystemMessage(masked(request.system_prompt or ""))
        return handler(request.override(messages=[_masked(m) for m in request.messages], system_message=system))

    chat = ChatOpenAI(
        model=endpoint.model, base_url=endpoint.base_url, api_key=SecretStr(endpoint.api_key), timeout=endpoint.timeout,
        max_retries=0, temperature=0.3, streaming=True, http_client=line.client,
    )  # fmt: skip
    limit: Any = ModelCallLimitMiddleware(run_limit=CALLS, exit_behavior="error")
    return create_agent(chat, list(tools), system_prompt=system, middleware=[limit, covered])


def _masked(message: "BaseMessage") -> "BaseMessage":
    return message.model_copy(update={"content": masked(message.text)})


def _messages(update: Any) -> list[Any]:
    return [message for step in update.values() if step for message in step.get("messages", ())]


def _complete(message: Any) -> None:
    """Raise ModelFailed for half an answer: a stream that was cut raises nothing by itself."""
    finish = message.response_metadata.get("finish_reason")
    if finish == "length":
        raise ModelFailed("语言模型的回答太长，没有写完")
    if finish not in ("stop", "tool_calls", "function_call") or message.invalid_tool_calls:
        raise ModelFailed("语言模型的回答不完整")


def _plain(message: Any, tools: Sequence["BaseTool"]) -> str:
    text = _THOUGHT.sub("", message.text if message else "").strip()
    if tools and _CALL_AS_TEXT.search(text):
        raise ToolsRefused("语言模型不会调用工具")
    if not text:
        raise ModelFailed("语言模型没有回答")
    return re.sub(r"^#+\s*|\*\*|^```\w*\s*$", "", text, flags=re.M).strip()
