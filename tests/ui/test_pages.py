"""Every page, without and with an open report; and what users see when something fails."""

import sqlite3
import subprocess
import sys
from pathlib import Path

import pytest

from assistant.ui.trouble import ACCIDENT
from tests.reports import a_report
from tests.ui.app import PAGES, ROOT, a_draft, house, opened, words

NEED_DRAFT = ("tables", "write", "compare", "export")


@pytest.mark.parametrize("page", PAGES)
def test_a_page_without_a_report_says_what_to_do(page: str) -> None:
    house()
    app = opened(page)
    assert not app.exception and not app.error
    assert app.title[0].value == PAGES[page]
    if page in NEED_DRAFT:
        assert "我的年报" in app.info[0].value


@pytest.mark.parametrize("page", PAGES)
def test_a_page_with_a_report_shows_which_one(page: str) -> None:
    previous = a_report({"requests.carried_out.natural_person": 1, "requests.carried_out.total": 1}, year=2021)
    app = opened(page, a_draft(previous, overview="2022年，我镇认真做好公开工作。"))
    assert not app.exception
    assert app.title[0].value == PAGES[page]
    assert "松涛乡　2022年" in words(app)


def test_the_open_report_stays_when_the_page_changes() -> None:
    draft = a_draft()
    app = opened("mine", draft)
    app.switch_page("assistant/ui/pages/write.py").run()
    assert draft.id in app.query_params["draft"]
    assert "松涛乡　2022年" in words(app)


def test_a_removed_report_in_the_address_is_said_so() -> None:
    draft = a_draft()
    house().remove_draft(draft.id)
    app = opened("tables", draft)
    assert not app.exception
    assert "已被删除" in words(app)


def test_an_unusable_data_folder_is_one_sentence(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "file").write_text("")
    monkeypatch.setenv("NIANBAO_DATA", str(tmp_path / "file"))
    app = opened()
    assert not app.exception
    assert "请检查文件夹权限" in app.error[0].value


def test_an_accident_is_one_sentence_and_no_traceback() -> None:
    draft = a_draft()
    with sqlite3.connect(house().settings.data / "nianbao.sqlite3") as raw:
        raw.execute("UPDATE drafts SET previous = '[]' WHERE id = ?", (draft.id,))
        raw.execute("UPDATE drafts SET report = '{' WHERE id = ?", (draft.id,))
    app = opened()
    assert not app.exception
    assert {element.value for element in app.error} == {ACCIDENT}


def test_a_wrong_database_address_is_said_so(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("NIANBAO_DATABASE_URL", "no address at all")
    app = opened()
    assert not app.exception
    assert ["数据库地址" in element.value for element in app.error] == [True]


def test_the_settings_page_never_shows_the_key(monkeypatch: pytest.MonkeyPatch) -> None:
    assert "本机不向外发送任何内容" in words(opened("settings"))
    monkeypatch.setenv("NIANBAO_LLM_BASE_URL", "http://10.1.2.3:8000/v1")
    monkeypatch.setenv("NIANBAO_LLM_MODEL", "some-model")
    monkeypatch.setenv("NIANBAO_LLM_API_KEY", "very-secret")
    app = opened("settings")
    assert "10.1.2.3" in words(app) and "very-secret" not in words(app)
    assert "本机不向外发送任何内容" not in words(app)


def test_the_first_page_loads_no_heavy_library() -> None:
    program = (
        "import sys\n"
        "from tests.ui.app import house, opened\n"
        "house(); app = opened(); assert not app.exception\n"
        "heavy = {'torch', 'chromadb', 'sentence_transformers', 'langchain', 'langchain_chroma', 'transformers'}\n"
        "print(sorted(heavy & set(sys.modules)))"
    )
    done = subprocess.run([sys.executable, "-c", program], cwd=ROOT, capture_output=True, text=True, timeout=120)
    assert done.stdout.strip().splitlines()[-1] == "[]", done.stderr
