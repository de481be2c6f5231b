"""The rooms of one data folder, each opened when a verb first needs it."""

import threading
from functools import cached_property
from pathlib import Path
from typing import Any

from assistant.drafting import (
    Endpoint,
    Guidance,
)
from assistant.retrieval import Encoder, Index, adapted, load_encoder
from assistant.settings import Settings
from assistant.storage import Corpus, Drafts, open_database

CORPUS = Path(__file__).resolve().parents[2] / "corpus"
LONGEST = 50_000  # characters of one section or message; what is longer was pasted by mistake, or to do harm


class House:
    """One data folder. Rooms open late: checking a file needs no database."""

    def __init__(self, settings: Settings) -> None:
        self.settings = settings
        self._opening = threading.Lock()

    @cached_property
    def _engine(self) -> Any:
        return open_database(self.settings.database)

    @cached_property
    def _drafts(self) -> Drafts:
        return Drafts(self._engine)

    @cached_property
    def _corpus(self) -> Corpus:
        return Corpus(self._engine)

    @cached_property
    def encoder(self) -> Encoder:
        """The encoder in use: as adapted to this corpus, else as it came."""
        came = self._encoder_as_it_came
        return adapted(self._adapted, came) or came

    @cached_property
    def _encoder_as_it_came(self) -> Encoder:
        s = self.settings
        key = s.embedding_api_key.get_secret_value() if s.embedding_api_key else None
        return load_encoder(s.embedding_model, s.embedding_base_url, key)

    @property
    def _adapted(self) -> Path:
        return self.settings.data / "encoder"

    @cached_property
    def index(self) -> Index:
        with self._opening:  # two first searches at once must share one index
            return Index(self.settings.data / "index", self._corpus, self.encoder, url=self.settings.chroma_url)

    @cached_property
    def guidance(self) -> Guidance:
        return Guidance(CORPUS / "guidance.toml")

    @property
    def endpoint(self) -> Endpoint | None:
        """The language model to use, None where none is configured or the run is offline."""
        s = self.settings
        if not s.model_configured:
            return None
        key = s.llm_api_key.get_secret_value() if s.llm_api_key else "none"
        return Endpoint(str(s.llm_base_url), str(s.llm_model), key, s.llm_timeout)
