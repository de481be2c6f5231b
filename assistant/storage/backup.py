"""The whole database as one file, and back: the same file serves SQLite and PostgreSQL."""

import base64
import hashlib
import io
import json
import tempfile
import zipfile
from collections.abc import Iterator
from pathlib import Path
from typing import IO, Any

from sqlalchemy import Connection, LargeBinary, MetaData, Table, create_engine, insert, select, text
from sqlalchemy.engine import Engine
from sqlalchemy.exc import SQLAlchemyError

from assistant.report import Unusable
from assistant.storage.database import NEWER, UNSAVED, known, newest, revision_of, upgrade
from assistant.storage.tables import Base

KIND = "nianbao/backup@1"
DERIVED = {"vectors"}  # made again from the passages
MOST = 4 << 30  # bytes unpacked
BROKEN = "这不是完整的备份文件，没有恢复任何内容。请换一份备份再试。"


def write_backup(engine: Engine, target: IO[bytes]) -> dict[str, int]:
    """Write everything that is stored as it is at one moment; return the rows by table. Nothing waits meanwhile."""
    counts: dict[str, int] = {}
    sums: dict[str, str] = {}
    snapshot = {} if engine.dialect.name == "sqlite" else {"isolation_level": "REPEATABLE READ"}
    with (
        engine.execution_options(**snapshot).connect() as connection,
        zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as archive,
    ):
        revision = revision_of(connection)
        for table in Base.metadata.sorted_tables:
            if table.name in DERIVED:
                continue
            digest, rows = hashlib.sha256(), 0
            with archive.open(f"{table.name}.jsonl", "w", force_zip64=True) as part:
                for row in connection.execute(select(table)).mappings():
                    line = json.dumps({k: _plain(v) for k, v in row.items()}, ensure_ascii=False).encode() + b"\n"
                    part.write(line)
                    digest.update(line)
                    rows += 1
            counts[table.name], sums[table.name] = rows, digest.hexdigest()
        about = {"kind": KIND, "revision": revision, "rows": counts, "sha256": sums}
        archive.writestr("backup.json", json.dumps(about, indent=1))
    return counts


def read_backup(engine: Engine, data: bytes) -> dict[str, int]:
    """Put a backup in the place of everything stored, whole or not at all; return the rows by table.

    A backup of an older program is brought up to date first. Raise Unusable where it is damaged or of a newer program.
    """
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive, tempfile.TemporaryDirectory() as folder:
            about = json.loads(archive.read("backup.json"))
            if about.get("kind") != KIND or sum(entry.file_size for entry in archive.infolist()) > MOST:
                raise Unusable(BROKEN)
            if about["revision"] not in known():
                raise Unusable(NEWER)
            if about["revision"] == newest():
                return _replace(engine, lambda table: _rows(archive, about, table))
            with create_engine(f"sqlite:///{Path(folder) / 'old.sqlite3'}").connect() as old:
                _bring_up(old, archive, about)
                return _replace(engine, lambda table: map(dict, old.execute(select(table)).mappings()))
    except (zipfile.BadZipFile, KeyError, ValueError, TypeError, OSError, NotImplementedError, RuntimeError) as error:
        raise Unusable(BROKEN) from error
    except SQLAlchemyError as error:
        raise Unusable(UNSAVED) from error


def _bring_up(old: Connection, archive: zipfile.ZipFile, about: dict[str, Any]) -> None:
    upgrade(old, about["revision"])
    tables = MetaData()
    tables.reflect(old)
    for table in tables.sorted_tables:
        if table.name in about["rows"]:
            for row in _rows(archive, about, table):
                old.execute(insert(table), row)
    upgrade(old)


def _replace(engine: Engine, rows: Any) -> dict[str, int]:
    """Empty every table and fill it from `rows(table)`, in one transaction."""
    counts: dict[str, int] = {}
    with engine.execution_options(writes=True).begin() as connection:
        for table in reversed(Base.metadata.sorted_tables):
            connection.execute(table.delete())
        for table in Base.metadata.sorted_tables:
            counts[table.name] = 0
            if table.name not in DERIVED:
                for row in rows(table):
                    connection.execute(insert(table), row)
                    counts[table.name] += 1
        if engine.dialect.name == "postgresql":
            _number_on(connection)
    return {name: count for name, count in counts.items() if name not in DERIVED}


def _number_on(connection: Connection) -> None:
    """Let new rows be numbered after those brought back."""
    for table in Base.metadata.sorted_tables:
        if table.autoincrement_column is not None and table.autoincrement_column.name == "id":
            ask = f"SELECT setval(pg_get_serial_sequence('{table.name}', 'id'), COALESCE(MAX(id), 0) + 1, false) FROM {table.name}"
            connection.execute(text(ask))


def _rows(archive: zipfile.ZipFile, about: dict[str, Any], table: Table) -> Iterator[dict[str, Any]]:
    """The rows of a table; raise ValueError at the end where they are not those that were written."""
    binary = {column.name for column in table.columns if isinstance(column.type, LargeBinary)}
    digest, count = hashlib.sha256(), 0
    with archive.open(f"{table.name}.jsonl") as part:
        for line in part:
            digest.update(line)
            count += 1
            if not isinstance(row := json.loads(line), dict):
                raise ValueError(table.name)
            yield {k: base64.b64decode(v) if k in binary and v is not None else v for k, v in row.items()}
    if count != about["rows"][table.name] or digest.hexdigest() != about["sha256"][table.name]:
        raise ValueError(table.name)


def _plain(value: Any) -> Any:
    return base64.b64encode(value).decode() if isinstance(value, bytes) else value
