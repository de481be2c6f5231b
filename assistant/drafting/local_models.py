"""A language model on this very machine, looked for only when somebody asks; found is not used."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

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


def local_models(places: Sequence[tuple[str, str]] = PLACES) -> list[LocalModel]:
    """The models at the usual places on loopback; [] where nothing answers. Only their names are asked for."""
    return [LocalModel(server, url, name) for server, url in places for name in _names(url)]


def _names(url: str) -> list[str]:
    import httpx2

    try:
        with httpx2.Client(timeout=PATIENCE, trust_env=False) as client:
            listed: Any = client.get(f"{url}/models").json()
        return [str(one["id"]) for one in listed["data"] if one.get("id")][:20]
    except (httpx2.HTTPError, ValueError, KeyError, TypeError, AttributeError):
        return []
