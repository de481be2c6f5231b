"""Keys and passwords stay where they are used: in no page, file, log, message or repr, also when everything fails."""

import json
import logging
import os
import subprocess
import sys
import traceback
from pathlib import Path
from typing import Any

import pytest

from assistant.report import Unusable
from assistant.service import Assistant
from assistant.settings import Settings, without_password
from assistant.storage import open_database
from tests.drafting.endpoint import Raw, serving
from tests.hostile.test_screen import shown
from tests.reports import a_report
from tests.ui.app import house, opened, settled

KEY = "sk-geheim-7f3a9c2e51d84b60"
ROOT = Path(__file__).parents[2]


def refusing(_body: Any) -> Raw:
    """An endpoint that refuses and says the key aloud."""
    return Raw(401, {"error": {"message": f"Incorrect API key provided: {KEY}", "code": "invalid_api_key"}})


def with_secrets(monkeypatch: pytest.MonkeyPatch, url: str) -> None:
    address = url.replace("http://", f"http://user:{KEY}@")
    for name, value in {
        "LLM_BASE_URL": url, "LLM_MODEL": "scripted", "LLM_API_KEY": KEY, "LLM_TIMEOUT": "5",
        "EMBEDDING_API_KEY": KEY, "CHROMA_URL": address,
    }.items():  # fmt: skip
        monkeypatch.setenv(f"NIANBAO_{name}", value)


def test_settings_never_show_a_secret(monkeypatch: pytest.MonkeyPatch) -> None:
    with_secrets(monkeypatch, "http://127.0.0.1:9/v1")
    monkeypatch.setenv("NIANBAO_DATABASE_URL", f"postgresql://nianbao:{KEY}@127.0.0.1:5432/nianbao")
    settings = Settings()
    assert KEY in settings.database, "the secret must be in use"
    for words in (repr(settings), str(settings), f"{settings!r}", repr(Assistant(settings).endpoint)):
        assert KEY not in words
    assert "127.0.0.1:5432/nianbao" in repr(settings)
    assert without_password(settings.database) == "postgresql://127.0.0.1:5432/nianbao"


def test_a_refused_key_is_in_no_page_file_or_log(
    monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture, capfd: pytest.CaptureFixture[str]
) -> None:
    house()
    with serving(refusing) as served:
        with_secrets(monkeypatch, served.url)
        monkeypatch.delenv("NIANBAO_CHROMA_URL")
        caplog.set_level(logging.DEBUG)
        assistant = Assistant(Settings())
        draft = assistant.fill_zeros(assistant.new_draft("青溪县松涛乡人民政府", 2022))
        turn = assistant.chat(draft, "起草总体情况")
        assert served.bodies, "the endpoint was asked"
        pages = [settled(opened(page, draft)) for page in ("write", "settings", "export")]
        files = [assistant.export(draft.report, e, findings=[], force=True) for e in (".docx", ".html", ".json")]
        saved = assistant.back_up()
    told = json.dumps([turn.text, turn.payload], ensure_ascii=False, default=str)
    said = "\n".join(text for app in pages for _, text in shown(app))
    assert not any(app.exception for app in pages)
    assert KEY not in told and KEY not in said and KEY not in caplog.text and KEY not in "".join(capfd.readouterr())
    assert not any(KEY.encode() in data for data in (*files, saved))
    assert not any(KEY.encode() in path.read_bytes() for path in Settings().data.rglob("*") if path.is_file())


def test_the_settings_page_names_servers_without_their_passwords(monkeypatch: pytest.MonkeyPatch) -> None:
    house()
    with_secrets(monkeypatch, "http://127.0.0.1:9/v1")
    monkeypatch.setenv("NIANBAO_LLM_BASE_URL", f"http://user:{KEY}@127.0.0.1:9/v1")
    app = opened("settings")
    said = "\n".join(text for _, text in shown(app))
    assert not app.exception and KEY not in said and "127.0.0.1:9/v1" in said.replace("\\", "").replace("\u2060", "")


@pytest.mark.parametrize(
    "address",
    [
        f"postgresql://nianbao:{KEY}@127.0.0.1:9/none",
        f"postgresql://nianbao:{KEY}@host:port/x",
        f"oracle9://u:{KEY}@h/x",
    ],
)
def test_a_database_that_cannot_be_reached_is_told_without_its_password(address: str) -> None:
    with pytest.raises(Unusable) as told:
        open_database(address)
    assert KEY not in "".join(traceback.format_exception(told.value))


def test_the_command_line_says_no_secret(tmp_path: Path) -> None:
    report = tmp_path / "a.json"
    report.write_text(json.dumps(a_report().to_json()), "utf-8")
    with serving(refusing) as served:
        env = {
            **os.environ,
            "NIANBAO_LLM_BASE_URL": served.url,
            "NIANBAO_LLM_MODEL": "scripted",
            "NIANBAO_LLM_API_KEY": KEY,
        }
        command = [sys.executable, "-m", "assistant", "suggest", str(report), "--section", "overview", "--json"]
        done = subprocess.run(command, cwd=ROOT, env=env, capture_output=True, text=True)
    assert done.returncode == 0 and served.bodies and KEY not in done.stdout + done.stderr


def test_the_repository_holds_no_key() -> None:
    """No file of the project looks like a private key or a provider's token."""
    marks = (
        "-----BEGIN " + "PRIVATE KEY",
        "-----BEGIN RSA " + "PRIVATE KEY",
        "sk-proj" + "-",
        "ghp" + "_",
        "AKIA" + "IOS",
    )
    tracked = subprocess.run(["git", "ls-files", "-z"], cwd=ROOT, capture_output=True).stdout.split(b"\0")
    if tracked == [b""]:
        pytest.skip("no git here")
    files = [ROOT / os.fsdecode(name) for name in tracked if name]
    texts = (path.read_bytes() for path in files if path.is_file() and path.stat().st_size < 2_000_000)
    assert not [mark for text in texts for mark in marks if mark.encode() in text]
