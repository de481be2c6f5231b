"""Trying the configured model, and finding one on this very machine: both only when somebody asks; found is not used."""

from collections.abc import Sequence
from contextlib import suppress
from dataclasses import dataclass
from typing import Any

from assistant.drafting.endpoint import Endpoint, ModelFailed
from assistant.drafting.model import converse

PLACES = (("Ollama", "http://127.0.0.1:11434/v1"), ("vLLM", "http://127.0.0.1:8000/v1"))
PATIENCE = 2.0  # seconds; a server on loopback answers at once or is not there


@dataclass(frozen=True)
class LocalModel:
    """A model that a server on loopback offers; `lines` are what to write into .env to use it."""

    server: str
    base_url: str
    model: str

    @property
    def lines(self) -> str:
        return f"NIANBAO_LLM_BASE_URL={self.base_url}\nNIANBAO_LLM_MODEL={self.model}"


def local_models(places: Sequence[tuple[str, str]] | None = None) -> list[LocalModel]:
    """The models at some places on loopback, by default PLACES; [] where nothing answers. Only their names are asked for."""
    return [LocalModel(server, url, name) for server, url in places or PLACES for name in _names(url)]


def trial(endpoint: Endpoint) -> str:
    """Ask for one word and for one look-up, and say in Chinese what the model can do; raise ModelFailed where it answers nothing."""
    from langchain_core.tools import tool

    used: list[str] = []

    @tool("look")
    def look() -> str:
        """查一个词"""
        used.append("公开")
        return "公开"

    converse(endpoint, "只回答一个字。", "请回答：好")
    with suppress(ModelFailed):
        converse(endpoint, "先用工具查，再回答查到的词。", "查到的词是什么？", [look])
    able = "也会用工具查表格和指南" if used else "不会用工具，程序会先查好再给它"
    return f"连接正常：模型“{endpoint.model}”能回答，{able}。"


def _names(url: str) -> list[str]:
    import httpx2

    try:
        with httpx2.Client(timeout=PATIENCE, trust_env=False) as client:
            listed: Any = client.get(f"{url}/models").json()
        return [str(one["id"]) for one in listed["data"] if one.get("id")][:20]
    except (httpx2.HTTPError, ValueError, KeyError, TypeError, AttributeError):
        return []
