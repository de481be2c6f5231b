"""One file holds everything; what comes back is equal, and a damaged file brings back nothing."""

import hashlib
import io
import json
import threading
import zipfile
from pathlib import Path

import pytest
from sqlalchemy import create_engine, select
from sqlalchemy.engine import Engine

from assistant.report import Passage, Unusable, Waiver
from assistant.storage import Corpus, Document, Drafts, People, User, open_database
from assistant.storage.backup import read_backup, write_backup
from assistant.storage.database import upgrade
from assistant.storage.tables import Base
from tests.reports import a_report


def a_database(folder: Path) -> Engine:
    return open_database(f"sqlite:///{folder / 'n.sqlite3'}")


def fill(engine: Engine) -> None:
    drafts, corpus, people = Drafts(engine), Corpus(engine), People(engine)
    draft = drafts.create(a_report(), a_report(year=2021), owner="松涛乡人民政府", county="云泊县")
    drafts.change(draft.id, lambda report: report.with_text("narrative.other", "无\n“引号”、𠮷"), "改")
    drafts.waive(draft.id, "印记", Waiver("理由", "王", "2026-01-01"))
    drafts.say(draft.id, "user", "你好", {"last": ["overview", 1]})
    passage = Passage("aa-overview-0", "正文", "aa", "overview", "松涛乡人民政府", "乡", 2022)
    corpus.add(Document("aa", "甲.docx", "/a", a_report()), bytes(range(256)), [passage])
    people.put(User("a@x", "clerk", "松涛乡人民政府", "云泊县"))
    people.note("a@x", "new_draft", draft.id)


def contents(engine: Engine) -> dict[str, list[tuple]]:
    with engine.connect() as connection:
        tables = [table for table in Base.metadata.sorted_tables if table.name != "vectors"]
        return {t.name: [tuple(row) for row in connection.execute(select(t).order_by(*t.primary_key))] for t in tables}


def a_backup(engine: Engine) -> bytes:
    stream = io.BytesIO()
    write_backup(engine, stream)
    return stream.getvalue()


def changed(data: bytes, **parts: bytes) -> bytes:
    stream = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as old, zipfile.ZipFile(stream, "w") as new:
        for entry in old.infolist():
            new.writestr(entry.filename, parts.get(entry.filename.split(".")[0], old.read(entry)))
    return stream.getvalue()


def test_what_was_backed_up_comes_back_equal(tmp_path: Path) -> None:
    first = a_database(tmp_path / "a")
    fill(first)
    second = a_database(tmp_path / "b")
    Drafts(second).create(a_report(name="他乡人民政府"))
    read_backup(second, a_backup(first))
    assert contents(second) == contents(first)
    again = Drafts(second).say(Drafts(second).all()[0].id, "user", "接着说")
    assert again.id > 1


@pytest.mark.parametrize(
    "damage",
    [
        lambda data: data[: len(data) // 2],
        lambda data: b"",
        lambda data: changed(data, drafts=b""),
        lambda data: changed(data, backup=b"{}"),
        lambda data: changed(data, revisions=b"[1]\n"),
        lambda data: changed(data, documents=b"\xff\n"),
    ],
)
def test_a_damaged_backup_brings_back_nothing(tmp_path: Path, damage) -> None:
    engine = a_database(tmp_path)
    fill(engine)
    before, data = contents(engine), damage(a_backup(engine))
    with pytest.raises(Unusable):
        read_backup(engine, data)
    assert contents(engine) == before


def test_a_backup_of_a_newer_program_is_refused(tmp_path: Path) -> None:
    engine = a_database(tmp_path)
    data = a_backup(engine)
    about = {"kind": "nianbao/backup@1", "revision": "9999", "rows": {}, "sha256": {}}
    with pytest.raises(Unusable, match="更新版本"):
        read_backup(engine, changed(data, backup=json.dumps(about).encode()))


def test_a_backup_of_an_older_program_is_brought_up_to_date(tmp_path: Path) -> None:
    old = create_engine(f"sqlite:///{tmp_path / 'old.sqlite3'}")
    with old.begin() as connection:
        upgrade(connection, "0001")
    report = a_report()
    rows = [{"id": "aaaa", "report": report.to_json(), "previous": None, "revision": 0, "created": "1", "updated": "2"}]
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w") as archive:
        lines = b"".join(json.dumps(row).encode() + b"\n" for row in rows)
        archive.writestr("drafts.jsonl", lines)
        about = {
            "kind": "nianbao/backup@1", "revision": "0001", "rows": {"drafts": 1},
            "sha256": {"drafts": hashlib.sha256(lines).hexdigest()},
        }  # fmt: skip
        archive.writestr("backup.json", json.dumps(about))
    engine = a_database(tmp_path)
    read_backup(engine, stream.getvalue())
    (draft,) = Drafts(engine).all()
    assert draft.report == report and draft.state == "draft"


def test_a_backup_made_while_people_write_is_one_moment_and_comes_back_equal(tmp_path: Path) -> None:
    first = a_database(tmp_path / "a")
    drafts = [Drafts(first).create(a_report()) for _ in range(3)]
    done = threading.Event()

    def write(draft: str) -> None:
        number = 0
        while not done.is_set():
            number += 1
            Drafts(first).change(draft, lambda r, n=number: r.with_text("narrative.other", f"第{n}稿"), "改")

    writers = [threading.Thread(target=write, args=(draft.id,)) for draft in drafts]
    for writer in writers:
        writer.start()
    try:
        while min(draft.revision for draft in Drafts(first).all()) < 3:
            pass
        kept = a_backup(first)
    finally:
        done.set()
        for writer in writers:
            writer.join()
    second = a_database(tmp_path / "b")
    read_backup(second, kept)
    for draft in Drafts(second).all():
        assert draft.revision >= 3 and Drafts(second).at(draft.id, draft.revision) == draft.report
        assert len(Drafts(second).revisions(draft.id)) == draft.revision + 1
    third = a_database(tmp_path / "c")
    read_backup(third, a_backup(second))
    assert contents(third) == contents(second)
