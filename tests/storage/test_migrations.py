"""A data folder of any age opens, with everything in it; one of a newer program is refused and left alone."""

import json
import sqlite3
from pathlib import Path

import pytest
from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext
from sqlalchemy import create_engine

from assistant.report import Unusable
from assistant.storage import Drafts, open_database
from assistant.storage.database import upgrade
from assistant.storage.tables import Base
from tests.reports import a_report


def first_tables(path: Path) -> None:
    """A database as the first version made it: its tables, and no history kept."""
    engine = create_engine(f"sqlite:///{path}")
    with engine.begin() as connection:
        upgrade(connection, "0001")
    engine.dispose()
    with sqlite3.connect(path) as raw:
        raw.execute("DROP TABLE alembic_version")
        raw.execute("INSERT INTO meta VALUES ('version', '1')")


def test_the_history_ends_in_the_tables_that_the_program_uses(tmp_path: Path) -> None:
    engine = open_database(f"sqlite:///{tmp_path / 'n.sqlite3'}")
    with engine.connect() as connection:
        assert compare_metadata(MigrationContext.configure(connection), Base.metadata) == []


def test_a_first_database_is_brought_up_to_date_with_its_drafts(tmp_path: Path) -> None:
    path = tmp_path / "n.sqlite3"
    first_tables(path)
    report = a_report()
    with sqlite3.connect(path) as raw:
        row = ("aaaa", json.dumps(report.to_json()), None, 3, "2026-01-01T00:00:00+08:00", "2026-01-02T00:00:00+08:00")
        raw.execute("INSERT INTO drafts VALUES (?, ?, ?, ?, ?, ?)", row)
    draft = Drafts(open_database(f"sqlite:///{path}")).get("aaaa")
    assert draft and draft.report == report and draft.revision == 3 and draft.state == "draft" and draft.owner == ""


def test_an_older_file_is_kept_beside_before_it_is_changed(tmp_path: Path) -> None:
    path = tmp_path / "n.sqlite3"
    first_tables(path)
    open_database(f"sqlite:///{path}")
    (copy,) = tmp_path.glob("n.sqlite3.0001-*")
    with sqlite3.connect(copy) as raw:
        assert raw.execute("SELECT value FROM meta").fetchone() == ("1",)
    open_database(f"sqlite:///{path}")
    assert len(list(tmp_path.glob("n.sqlite3.*-2*"))) == 1


def test_a_newer_database_is_refused_and_left_as_it_is(tmp_path: Path) -> None:
    path = tmp_path / "n.sqlite3"
    open_database(f"sqlite:///{path}").dispose()
    with sqlite3.connect(path) as raw:
        raw.execute("UPDATE alembic_version SET version_num = '9999'")
    before = path.read_bytes()
    with pytest.raises(Unusable, match="更新版本"):
        open_database(f"sqlite:///{path}")
    assert path.read_bytes() == before


def test_a_file_that_is_no_database_is_refused_and_left_as_it_is(tmp_path: Path) -> None:
    path = tmp_path / "n.sqlite3"
    path.write_bytes("这不是数据库".encode() * 200)
    before = path.read_bytes()
    with pytest.raises(Unusable, match="无法打开"):
        open_database(f"sqlite:///{path}")
    assert path.read_bytes() == before
