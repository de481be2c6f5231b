"""Encoders: the same vectors from both readers, names that follow the content, an endpoint, plain refusals."""

import json
import subprocess
import sys
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, HTTPServer
from pathlib import Path
from threading import Thread

import numpy as np
import pytest

from assistant.report import Unusable
from assistant.retrieval import EndpointEncoder, SentenceEncoder, StaticEncoder, load_encoder
from tests.retrieval.conftest import write_model

TEXTS = ["信息更新不够及时", "组织业务培训3次", "公开", "龘"]


@pytest.mark.parametrize("small", [False, True])
@pytest.mark.filterwarnings("ignore")
def test_static_folders_read_alike_with_and_without_sentence_transformers(tmp_path: Path, small: bool) -> None:
    folder = write_model(tmp_path / "model", 3, small=small)
    quick, full = StaticEncoder(folder), SentenceEncoder(str(folder))
    assert quick.name == full.name and quick.dimension == full.dimension == 32
    for query in (False, True):
        assert np.allclose(quick.encode(TEXTS, query=query), full.encode(TEXTS, query=query), atol=1e-6)


def test_vectors_have_length_one_or_are_zero(encoder: StaticEncoder) -> None:
    vectors = encoder.encode(TEXTS)
    assert vectors.dtype == np.float32 and vectors.shape == (4, 32)
    assert np.allclose(np.linalg.norm(vectors, axis=1), [1, 1, 1, 0])
    assert encoder.encode([]).shape == (0, 32)


def test_the_name_follows_the_content(tmp_path: Path) -> None:
    one, other = (StaticEncoder(write_model(tmp_path / str(n) / "model", n)) for n in (1, 2))
    assert one.name != other.name and one.name.startswith("model@")


def test_the_encoder_is_chosen_by_the_settings(model: Path, tmp_path: Path) -> None:
    assert isinstance(load_encoder(str(model)), StaticEncoder)
    (tmp_path / "modules.json").write_text('[{"type": "sentence_transformers.models.Transformer"}]')
    assert isinstance(load_encoder(str(tmp_path)), SentenceEncoder)
    assert isinstance(load_encoder("BAAI/bge-small-zh-v1.5"), SentenceEncoder)
    assert isinstance(load_encoder("bge-m3", "http://127.0.0.1:1/v1"), EndpointEncoder)
    with pytest.raises(Unusable, match="NIANBAO_EMBEDDING_MODEL"):
        load_encoder(None, "http://127.0.0.1:1/v1")


def test_a_missing_folder_is_named() -> None:
    with pytest.raises(Unusable, match="/no/such/folder"):
        _ = load_encoder("/no/such/folder").name


def test_bge_queries_get_their_prefix_and_a_model_its_own(tmp_path: Path, model: Path) -> None:
    bge = tmp_path / "bge-small-zh-v1.5"
    bge.mkdir()
    assert str(SentenceEncoder(str(bge))._query_prompt).startswith("为这个句子")
    (bge / "config_sentence_transformers.json").write_text('{"prompts": {"query": "问："}}', "utf-8")
    assert SentenceEncoder(str(bge))._query_prompt == "问："
    assert SentenceEncoder(str(model))._query_prompt is None


class Embeddings(BaseHTTPRequestHandler):
    asked: list[list[str]] = []  # noqa: RUF012

    def do_POST(self) -> None:
        texts = json.loads(self.rfile.read(int(self.headers["Content-Length"])))["input"]
        self.asked.append(texts)
        data = [{"object": "embedding", "index": n, "embedding": [3.0, 4.0]} for n, _ in enumerate(texts)]
        body = json.dumps(
            {"object": "list", "data": data, "model": "m", "usage": {"prompt_tokens": 1, "total_tokens": 1}}
        )
        self.send_response(200)
        self.send_header("Content-Type", "application/json")
        self.end_headers()
        self.wfile.write(body.encode())

    def log_message(self, *_: object) -> None:
        pass


@pytest.fixture
def endpoint() -> Iterator[str]:
    server = HTTPServer(("127.0.0.1", 0), Embeddings)
    Thread(target=server.serve_forever, daemon=True).start()
    yield f"http://127.0.0.1:{server.server_port}/v1"
    server.shutdown()
    server.server_close()


def test_an_endpoint_encodes_plain_strings(endpoint: str) -> None:
    encoder = load_encoder("bge-large-zh", endpoint, "secret")
    assert np.allclose(encoder.encode(["公开", "培训"]), [[0.6, 0.8], [0.6, 0.8]])
    encoder.encode(["公开"], query=True)
    assert Embeddings.asked[-2] == ["公开", "培训"] and Embeddings.asked[-1][0].startswith("为这个句子")
    assert encoder.name == f"bge-large-zh@{endpoint}" and encoder.dimension == 2


def test_importing_the_room_loads_nothing_heavy() -> None:
    heavy = (
        "torch",
        "chromadb",
        "langchain_core",
        "langchain_chroma",
        "sentence_transformers",
        "transformers",
    )
    code = f"import sys, assistant.retrieval, assistant.comparison; print([m for m in {heavy!r} if m in sys.modules])"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "[]"
