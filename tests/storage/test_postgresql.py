"""The same verbs on a real PostgreSQL, and on a real Chroma server: what one county or a province would run."""

import threading
from collections.abc import Iterator

import pytest

from assistant.report import Unusable
from assistant.service import Assistant
from assistant.settings import Settings
from assistant.storage import User
from tests.hostile.texts import SQL, UNSEEN
from tests.reports import a_report
from tests.servers import PASSWORD, chroma, postgresql


@pytest.fixture(scope="module")
def server() -> Iterator[str]:
    with postgresql() as address:
        yield address


@pytest.fixture
def database(server: str) -> Iterator[str]:
    """An empty database of the server."""
    import psycopg

    name = f"nianbao_{threading.get_ident()}"
    with psycopg.connect(server, autocommit=True) as admin:
        admin.execute(f"DROP DATABASE IF EXISTS {name} WITH (FORCE)")
        admin.execute(f"CREATE DATABASE {name}")
        yield server.rpartition("/")[0] + f"/{name}"


@pytest.fixture
def house(database: str, monkeypatch: pytest.MonkeyPatch) -> Iterator[Assistant]:
    monkeypatch.setenv("NIANBAO_DATABASE_URL", database)
    assistant = Assistant(Settings())
    yield assistant
    assistant._engine.dispose()


def test_a_whole_way_on_a_database_server_and_a_chroma_server(
    house: Assistant, monkeypatch: pytest.MonkeyPatch
) -> None:
    with chroma() as url:
        monkeypatch.setenv("NIANBAO_CHROMA_URL", url)
        here = Assistant(Settings())
        last = a_report(year=2021, overview="2021年，我乡主动公开信息98条，开展政策解读。")
        draft = here.new_draft("松涛乡人民政府", 2022, last)
        draft = here.set_cells(draft, {"requests.received.natural_person": "3"})
        draft = here.set_text(draft, "narrative.overview", "2022年，我乡公开信息。")
        here.add_documents([("上年.json", b"{}", last)])
        assert here.index.state == "ready"
        assert "政策解读" in here.search("政策解读")[0].passage.text
        turn = here.chat(draft, "网站公开了120条")
        there = Assistant(Settings())  # another process would see the same
        saved = there.draft(draft.id)
        assert saved and saved.report["requests.received.natural_person"] == 3
        assert saved.report.overview == "2022年，我乡公开信息。" and there.turns(saved)[-1] == turn
        assert saved.report.facts["website_count"] == 120
        assert there.undo(saved).report.facts == draft.report.facts
        assert "政策解读" in there.search("政策解读")[0].passage.text
        for assistant in (here, there):
            assistant.index.close()
            assistant._engine.dispose()


def test_changes_of_two_people_at_once_are_all_kept(house: Assistant) -> None:
    draft = house.new_draft("松涛乡人民政府", 2022)
    columns = ("natural_person", "commercial", "research", "public_interest", "legal_service", "other")
    paths = [f"requests.{row}.{column}" for row in ("received", "granted") for column in columns]
    threads = [threading.Thread(target=house.set_cells, args=(draft, {path: "7"})) for path in paths]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    saved = house.draft(draft.id)
    assert saved and saved.revision == len(paths) and all(saved.report[path] == 7 for path in paths)


@pytest.mark.parametrize("text", [SQL, *UNSEEN.values(), "长" * 5000])
def test_a_server_takes_hostile_and_long_words_as_sqlite_does(house: Assistant, text: str) -> None:
    draft = house.new_draft("青溪县松涛乡人民政府", 2022)
    house.set_text(draft, "narrative.overview", text, text)
    finding = next(f for f in house.findings(draft) if house.may_waive(f))
    house.waive(draft, finding, text, text)
    house.chat(draft, text)
    house.put_user(User(text, "clerk", text, text))
    house.note(text, text, text, text)
    assert house.draft(text) is None
    assert house.draft(draft.id) and house.turns(draft)


def test_a_backup_moves_from_sqlite_to_a_server_and_back(house: Assistant, monkeypatch: pytest.MonkeyPatch) -> None:
    draft = house.set_text(house.new_draft("松涛乡人民政府", 2022), "narrative.overview", "一段文字。")
    saved = house.back_up()
    monkeypatch.delenv("NIANBAO_DATABASE_URL")
    desk = Assistant(Settings())
    desk.bring_back(saved)
    assert desk.draft(draft.id) == draft
    desk.set_text(draft, "narrative.overview", "改过。")
    house.bring_back(desk.back_up())
    again = house.draft(draft.id)
    assert again and again.report.overview == "改过。" and house.new_draft("柳树镇人民政府", 2022).id != draft.id
    assert house.chat(again, "你好").id


def test_a_server_that_is_away_is_told_without_its_password(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("NIANBAO_DATABASE_URL", f"postgresql://nianbao:{PASSWORD}@127.0.0.1:9/none")
    with pytest.raises(Unusable) as told:
        Assistant(Settings()).drafts()
    assert "127.0.0.1" in str(told.value) and PASSWORD not in str(told.value)
