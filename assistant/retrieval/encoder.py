"""What turns text into vectors: a model folder, a hub model or an OpenAI-compatible endpoint."""

import hashlib
import json
import os
import re
from collections.abc import Sequence
from functools import cached_property
from pathlib import Path
from typing import Any, Protocol

import numpy as np

from assistant.report import Unusable

MODEL = Path(__file__).with_name("model")
_HASHED = {".safetensors", ".bin", ".json", ".txt", ".model"}
_NOT_NEEDED = ["*.onnx", "*.h5", "*.msgpack", "*.ot", "onnx/*", "openvino/*"]
_BGE = re.compile(r"bge-.*-zh", re.IGNORECASE)
_BGE_QUERY = "为这个句子生成表示以用于检索相关文章："


class Encoder(Protocol):
    """`name` says which vectors are comparable: it changes whenever the model's content does."""

    @property
    def name(self) -> str: ...

    @property
    def dimension(self) -> int: ...

    def encode(self, texts: Sequence[str], *, query: bool = False) -> np.ndarray:
        """Vectors of length 1, n × dimension, float32."""
        ...


def load_encoder(model: str | None = None, base_url: str | None = None, api_key: str | None = None) -> Encoder:
    """Choose the encoder: an endpoint if one is named, else a folder or hub model, else the one in the repository.

    Nothing is read or loaded before it is needed; Unusable is raised then.
    """
    if base_url:
        if not model:
            raise Unusable("设置了 NIANBAO_EMBEDDING_BASE_URL，还要用 NIANBAO_EMBEDDING_MODEL 写明模型名称。")
        return EndpointEncoder(base_url, model, api_key)
    folder = Path(model) if model else MODEL
    if folder.is_dir():
        from assistant.retrieval.static import StaticEncoder, is_static

        return StaticEncoder(folder) if is_static(folder) else SentenceEncoder(str(folder))
    return SentenceEncoder(str(folder) if model is None else model)


def unit_length(vectors: Any) -> np.ndarray:
    """Scale rows to length 1 as float32; a zero row stays zero."""
    matrix = np.asarray(vectors, dtype=np.float32)
    return matrix / np.maximum(np.linalg.norm(matrix, axis=1, keepdims=True), 1e-12)


def folder_name(folder: Path) -> str:
    """Name a model folder by its own name and a hash of the files that make its vectors."""
    digest = hashlib.sha256()
    for file in sorted(p for p in folder.rglob("*") if p.suffix in _HASHED and p.is_file()):
        digest.update(file.relative_to(folder).as_posix().encode() + b"\0" + file.read_bytes())
    return f"{folder.resolve().name}@{digest.hexdigest()[:12]}"


class SentenceEncoder:
    """Any sentence-transformers model: a folder, or a hub name (only then may the hub be asked)."""

    def __init__(self, model: str) -> None:
        self.model = model

    @cached_property
    def folder(self) -> Path:
        """The model's folder; a hub model is taken from the local cache or fetched into it."""
        path = Path(self.model)
        if path.is_dir():
            return path
        if path.is_absolute() or self.model.count("/") != 1 or self.model.startswith("."):
            raise Unusable(f"找不到嵌入模型文件夹“{self.model}”，请检查 NIANBAO_EMBEDDING_MODEL。")
        from huggingface_hub import snapshot_download
        from huggingface_hub.errors import LocalEntryNotFoundError

        try:
            return Path(snapshot_download(self.model, local_files_only=True, ignore_patterns=_NOT_NEEDED))
        except LocalEntryNotFoundError:
            try:
                return Path(snapshot_download(self.model, ignore_patterns=_NOT_NEEDED))
            except Exception as error:
                raise Unusable(f"嵌入模型“{self.model}”取不到，请检查网络或改用本地文件夹。") from error

    @cached_property
    def name(self) -> str:
        kept = folder_name(self.folder)
        return kept if Path(self.model).is_dir() else f"{self.model}@{kept.rpartition('@')[2]}"

    @cached_property
    def _loaded(self) -> Any:
        folder = str(self.folder)
        os.environ.setdefault("HF_HUB_OFFLINE", "1")
        from sentence_transformers import SentenceTransformer

        return SentenceTransformer(folder)

    @cached_property
    def _query_prompt(self) -> str | None:
        """The prefix of queries: the model's own if its configuration names one, bge's where the name says so."""
        file = self.folder / "config_sentence_transformers.json"
        prompts = json.loads(file.read_text("utf-8")).get("prompts") or {} if file.is_file() else {}
        return prompts.get("query") or (_BGE_QUERY if _BGE.search(self.model) else None)

    @property
    def dimension(self) -> int:
        return int(self._loaded.get_embedding_dimension())

    def encode(self, texts: Sequence[str], *, query: bool = False) -> np.ndarray:
        options: dict[str, Any] = {"show_progress_bar": False, "convert_to_numpy": True, "batch_size": 64}
        if query:
            return unit_length(self._loaded.encode(list(texts), prompt=self._query_prompt, **options))
        return unit_length(self._loaded.encode_document(list(texts), **options))


class EndpointEncoder:
    """An OpenAI-compatible embeddings endpoint. Its content cannot be hashed: model and address name it."""

    def __init__(self, base_url: str, model: str, key: str | None = None) -> None:
        self.base_url, self.model, self._key = base_url.rstrip("/"), model, key

    @property
    def name(self) -> str:
        return f"{self.model}@{self.base_url}"

    @cached_property
    def _client(self) -> Any:
        from langchain_openai import OpenAIEmbeddings
        from pydantic import SecretStr

        return OpenAIEmbeddings(
            model=self.model, base_url=self.base_url, api_key=SecretStr(self._key or "none"),
            check_embedding_ctx_length=False, chunk_size=64, timeout=30, max_retries=1,
        )  # fmt: skip

    @cached_property
    def dimension(self) -> int:
        return int(self.encode(["政府信息公开"]).shape[1])

    def encode(self, texts: Sequence[str], *, query: bool = False) -> np.ndarray:
        asked = [_BGE_QUERY + text for text in texts] if query and _BGE.search(self.model) else list(texts)
        return unit_length(self._client.embed_documents(asked))
