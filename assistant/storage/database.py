"""Opening the database: durable settings, one schema version, one sentence where it cannot be used."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from sqlalchemy import create_engine, event
from sqlalchemy.engine import Engine, make_url
from sqlalchemy.exc import DBAPIError, SQLAlchemyError
from sqlalchemy.orm import Session

from assistant.report import Unusable
from assistant.storage.tables import VERSION, Base, MetaRow


def open_database(address: str) -> Engine:
    """Open or make the database at a SQLAlchemy address; raise Unusable where it cannot be written or is of a newer version."""
    url = make_url(address)
    is_sqlite = url.get_backend_name() == "sqlite"
    try:
        if is_sqlite and url.database:
            Path(url.database).parent.mkdir(parents=True, exist_ok=True)
        engine = create_engine(url, connect_args={"timeout": 30} if is_sqlite else {})
        if is_sqlite:
            event.listen(engine, "connect", _durable)
        Base.metadata.create_all(engine)
        with Session(engine) as session, session.begin():
            version = session.get(MetaRow, "version")
            if version is None:
                session.add(MetaRow(key="version", value=str(VERSION)))
            elif int(version.value) > VERSION:
                raise Unusable("数据由更新版本的程序建立，请先升级本程序再打开。")
    except (OSError, SQLAlchemyError) as error:
        place = url.database if is_sqlite else url.host
        raise Unusable(f"数据库“{place}”无法打开或写入，请检查文件夹权限和剩余空间。") from error
    return engine


def _durable(connection: Any, _record: Any) -> None:
    cursor = connection.cursor()
    for pragma in ("journal_mode=WAL", "synchronous=FULL", "foreign_keys=ON", "busy_timeout=30000"):
        cursor.execute(f"PRAGMA {pragma}")
    cursor.close()


@contextmanager
def transaction(engine: Engine) -> Iterator[Session]:
    """One committed transaction; a full disk or lost connection becomes a sentence and changes nothing."""
    try:
        with Session(engine, expire_on_commit=False) as session, session.begin():
            yield session
    except DBAPIError as error:
        raise Unusable("这次修改没有保存成功（磁盘已满、文件夹只读或数据库正忙），请检查后再试一次。") from error
