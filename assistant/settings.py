"""One frozen settings object, read once from the environment and `.env`."""

import os
import re
from collections.abc import Iterator
from functools import lru_cache
from pathlib import Path
from typing import Any

from pydantic import Field, SecretStr
from pydantic_settings import BaseSettings, SettingsConfigDict


class Settings(BaseSettings):
    """Every setting is `NIANBAO_…`; empty means default. Secrets never appear in `repr`."""

    model_config = SettingsConfigDict(
        env_prefix="NIANBAO_", env_file=".env", env_ignore_empty=True, frozen=True, extra="ignore"
    )

    data: Path = Path("data")
    embedding_model: str | None = None
    embedding_base_url: str | None = None
    embedding_api_key: SecretStr | None = None
    llm_base_url: str | None = None
    llm_model: str | None = None
    llm_api_key: SecretStr | None = None
    llm_timeout: float = Field(default=60.0, gt=0)
    chroma_url: str | None = None
    database_url: str | None = None
    offline: bool = False
    login: bool = False
    administrators: str = ""

    @property
    def first_administrators(self) -> frozenset[str]:
        """The accounts that are administrators before anybody is entered: a list with commas."""
        return frozenset(
            name.strip().lower() for name in self.administrators.replace("，", ",").split(",") if name.strip()
        )

    def __repr_args__(self) -> Iterator[tuple[str | None, Any]]:
        for name, value in super().__repr_args__():
            yield name, without_password(value) if isinstance(value, str) else value

    @property
    def database(self) -> str:
        """The SQLAlchemy address of the database; by default SQLite in the data folder."""
        return self.database_url or f"sqlite:///{(self.data / 'nianbao.sqlite3').as_posix()}"

    @property
    def model_configured(self) -> bool:
        """True if a language model is named and not forbidden for this run."""
        return bool(self.llm_base_url and self.llm_model) and not self.offline


def without_password(address: str) -> str:
    """An address as it may be shown and logged: what stands before its @ is left out."""
    return re.sub(r"(?<=://)[^/@\s]*@|(?<=[?&])(?:password|token|api_?key)=[^&\s]*", "", address)


def current() -> Settings:
    """The settings as environment and `.env` are now; read again only when one of them has changed."""
    set_here = frozenset(item for item in os.environ.items() if item[0].startswith("NIANBAO_"))
    file = Path(".env")
    return _read(set_here, file.stat().st_mtime_ns if file.exists() else 0, Path.cwd())


@lru_cache(maxsize=4)
def _read(_set_here: frozenset[tuple[str, str]], _changed: int, _folder: Path) -> Settings:
    return Settings()
