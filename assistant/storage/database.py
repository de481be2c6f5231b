"""Opening the database: durable settings, brought up to date, one sentence where it cannot be used."""

import logging
from collections.abc import Iterator
from contextlib import closing, contextmanager
from datetime import datetime
from importlib.resources import files
from pathlib import Path
from typing import Any

from alembic import command
from alembic.config import Config
from alembic.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy import Connection, create_engine, event, inspect
from sqlalchemy.engine import URL, Engine, make_url
from sqlalchemy.exc import ArgumentError, DBAPIError, SQLAlchemyError
from sqlalchemy.orm import Session

from assistant.report import Unusable

NEWER = "数据由更新版本的程序建立，请先升级本程序再打开。"
FIRST = "0001"  # the tables before their history was kept
UNSAVED = "这次修改没有保存成功（磁盘已满、文件夹只读或数据库正忙），请检查后再试一次。"


def open_database(address: str) -> Engine:
    """Open or make the database at a SQLAlchemy address and bring its tables up to date.

    An older SQLite file is copied aside first. Raise Unusable where it cannot be written or a newer program made it.
    """
    try:
        url = make_url(address)
        url.get_dialect()
    except (ArgumentError, ValueError) as error:
        raise Unusable(
            "数据库地址（NIANBAO_DATABASE_URL）写得不对，应如 postgresql://账号:密码@主机:5432/库名。"
        ) from error
    try:
        engine = _engine(url)
        if url.get_backend_name() == "sqlite":
            _set_aside(engine, url)
        with engine.execution_options(writes=True).begin() as connection:
            upgrade(connection)
    except (OSError, SQLAlchemyError) as error:
        place = url.database if url.get_backend_name() == "sqlite" else url.host
        raise Unusable(f"数据库“{place}”无法打开或写入，请检查文件夹权限和剩余空间。") from error
    return engine


def _engine(url: URL) -> Engine:
    if url.get_backend_name() != "sqlite":
        if url.drivername == "postgresql":
            url = url.set(drivername="postgresql+psycopg")
        return create_engine(url, pool_pre_ping=True)
    if url.database:
        Path(url.database).parent.mkdir(parents=True, exist_ok=True)
    engine = create_engine(url, connect_args={"timeout": 30})
    event.listen(engine, "connect", _durable)
    event.listen(engine, "begin", _begin)
    return engine


def _durable(connection: Any, _record: Any) -> None:
    connection.isolation_level = None  # the driver begins no transaction of its own: `_begin` does
    cursor = connection.cursor()
    for pragma in ("journal_mode=WAL", "synchronous=FULL", "foreign_keys=ON", "busy_timeout=30000"):
        cursor.execute(f"PRAGMA {pragma}")
    cursor.close()


def _begin(connection: Connection) -> None:
    """Whoever will write takes the lock before reading, so that what it read still holds when it writes."""
    connection.exec_driver_sql("BEGIN IMMEDIATE" if connection.get_execution_options().get("writes") else "BEGIN")


def upgrade(connection: Connection, target: str = "head") -> None:
    """Bring the tables to a revision within the connection's transaction; raise Unusable for a newer program's."""
    config = _history()
    config.attributes["connection"] = connection
    if (current := revision_of(connection)) is None:
        pass
    elif current not in known():
        raise Unusable(NEWER)
    elif MigrationContext.configure(connection).get_current_revision() is None:
        command.stamp(config, FIRST)
    command.upgrade(config, target)


def revision_of(connection: Connection) -> str | None:
    """The revision of the tables; None where there are none yet."""
    marked = MigrationContext.configure(connection).get_current_revision()
    return marked or (FIRST if inspect(connection).has_table("drafts") else None)


def newest() -> str:
    """The revision that this program works with."""
    return str(ScriptDirectory.from_config(_history()).get_current_head())


def known() -> set[str]:
    """The revisions that this program can bring up to date."""
    return {script.revision for script in ScriptDirectory.from_config(_history()).walk_revisions()}


def _history() -> Config:
    config = Config()
    config.set_main_option("script_location", str(files("assistant.storage") / "migrations"))
    return config


def _set_aside(engine: Engine, url: URL) -> None:
    """Copy a file of an older revision beside itself before it is changed."""
    with engine.connect() as connection:
        revision = revision_of(connection)
    if url.database and revision and revision in known() and revision != newest():
        copy = f"{url.database}.{revision}-{datetime.now():%Y%m%d%H%M%S}"
        with closing(engine.raw_connection()) as raw:
            raw.cursor().execute("VACUUM INTO ?", (copy,))
        logging.getLogger(__name__).info("database %s kept as %s", revision, copy)


@contextmanager
def transaction(engine: Engine, *, writes: bool = False) -> Iterator[Session]:
    """One committed transaction; a full disk or lost connection becomes a sentence and changes nothing."""
    try:
        with Session(engine.execution_options(writes=writes), expire_on_commit=False) as session, session.begin():
            yield session
    except DBAPIError as error:
        raise Unusable(UNSAVED) from error
