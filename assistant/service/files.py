"""Files and folders that a user names, and what files are called."""

import re
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path

from assistant.documents import (
    READABLE,
)
from assistant.documents.archive import unpack
from assistant.report import (
    Report,
    Unusable,
    file_label,
)  # fmt: skip

Progress = Callable[[int, int, str], None]


def silent(_done: int, _all: int, _what: str) -> None:
    """Show nothing."""


def file_name(report: Report, ending: str, *, marked: bool) -> str:
    """What a file of the report is called, without what no system takes in a name; `marked` for a draft."""
    unit = re.sub(r'[\\/:*?"<>|\s]', "", report.unit.short)[:60].strip(".")
    return f"{unit}{report.year or '××'}年政府信息公开工作年度报告{'（草稿）' if marked else ''}{ending}"


def file_bytes(path: Path) -> bytes:
    """The bytes of a file; raise Unusable with a sentence where it cannot be read."""
    try:
        return path.read_bytes()
    except FileNotFoundError as error:
        raise Unusable(f"找不到文件“{file_label(path.name)}”，请检查路径。") from error
    except IsADirectoryError as error:
        raise Unusable(f"“{file_label(path.name)}”是文件夹，请指明其中的一个文件。") from error
    except OSError as error:
        raise Unusable(f"文件“{file_label(path.name)}”打不开，请检查权限。") from error


def documents_at(paths: Iterable[Path]) -> Iterator[tuple[str, str, bytes | Unusable]]:
    """Yield (name, folder, bytes) of every document in files, folders and archives; a file that fails yields its reason."""
    for path in paths:
        inside = sorted(p for p in path.rglob("*") if p.is_file()) if path.is_dir() else [path]
        for file in inside:
            hidden = file.name.startswith((".", "~$")) or (
                path.is_dir() and file.suffix.lower() not in (*READABLE, ".zip")
            )
            if hidden or (path.is_dir() and file.name == "README.md"):
                continue
            name, folder = file_label(file.name), file_label(str(file.resolve().parent))
            try:
                data = file_bytes(file)
                if file.suffix.lower() == ".zip":
                    yield from ((entry, f"{folder}/{name}", content) for entry, content in unpack(name, data))
                else:
                    yield name, folder, data
            except Unusable as error:
                yield name, folder, error


def usable(data: bytes | Unusable) -> bytes:
    if isinstance(data, Unusable):
        raise data
    return data
