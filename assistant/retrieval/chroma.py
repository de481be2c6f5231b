"""The Chroma index as a cache: versioned places, a pointer to the one in use, a probe before use."""

import hashlib
import json
import os
import re
import shutil
import socket
import subprocess
import sys
from collections.abc import Sequence
from contextlib import suppress
from dataclasses import asdict, dataclass
from importlib.metadata import version
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit
from uuid import uuid4

import numpy as np

from assistant.report import Passage
from assistant.retrieval.place import Damaged, Place, Step, guarded

COLLECTION = "passages"
SPACE = {"hnsw": {"space": "cosine", "ef_search": 300}}
_MADE: set[Path] = set()  # this process remembers an index by its path, also when its files are gone


@dataclass(frozen=True)
class Pointer:
    """Which index is in use: a directory `chroma-N`, or the name of a collection on the server at `url`."""

    place: str
    encoder: str
    dimension: int
    chroma: str
    url: str | None = None


class Places:
    """The indexes of one data folder; only `pointer` decides which is in use."""

    def __init__(self, folder: Path, url: str | None = None) -> None:
        self.folder, self.url = folder, url

    @property
    def pointer(self) -> Pointer | None:
        """The index in use, None where there is none here or it belongs to another server."""
        try:
            found = Pointer(**json.loads((self.folder / "current.json").read_text("utf-8")))
        except (OSError, ValueError, TypeError):
            return None
        return found if found.url == self.url and re.fullmatch(r"[a-z0-9-]+", found.place) else None

    def open(self, pointer: Pointer) -> Place:
        """Open an index after a probe; raise Damaged where it cannot be used."""
        if self.url is None:
            self._probed(self.folder / pointer.place)
        with guarded():
            return Place(self._client(pointer.place), self._name(pointer.place))

    def build(self, encoder: str, passages: Sequence[Passage], matrix: np.ndarray, step: Step) -> None:
        """Build a new index beside the one in use, probe it and switch to it; raise Damaged and change nothing else."""
        place = self._new_place()
        with guarded():
            client = self._client(place)
            client.create_collection(self._name(place), embedding_function=None, configuration=SPACE)
            made = Place(client, self._name(place))
        try:
            made.put(passages, matrix, step)
        finally:
            made.close()
        if self.url is None:
            self._probed(self.folder / place)
        former = self.pointer
        self._switch(Pointer(place, encoder, int(matrix.shape[1]), version("chromadb"), self.url))
        self._clear({place, former.place if former else place})
        if self.url and former:
            with suppress(Exception):
                self._client(former.place).delete_collection(former.place)

    def forget(self) -> None:
        """Have no index: there is nothing to look for."""
        (self.folder / "current.json").unlink(missing_ok=True)
        self._clear(set())

    def _name(self, place: str) -> str:
        return place if self.url else COLLECTION

    def _new_place(self) -> str:
        if self.url:
            return f"nianbao-{uuid4().hex[:12]}"
        names = {p.name for p in self._directories()} | {p.name for p in _MADE if p.parent == self.folder}
        name = f"chroma-{max((int(n.removeprefix('chroma-')) for n in names), default=0) + 1}"
        _MADE.add(self.folder / name)
        return name

    def _directories(self) -> list[Path]:
        return [p for p in self.folder.glob("chroma-*") if p.name.removeprefix("chroma-").isdecimal()]

    def _client(self, place: str) -> Any:
        import chromadb
        from chromadb.config import Settings

        settings = Settings(anonymized_telemetry=False)
        if self.url is None:
            return chromadb.PersistentClient(str(self.folder / place), settings=settings)
        parts = urlsplit(self.url if "//" in self.url else f"http://{self.url}")
        host, port = parts.hostname or "localhost", parts.port or (443 if parts.scheme == "https" else 8000)
        socket.create_connection((host, port), timeout=3).close()  # the client itself would wait for ever
        return chromadb.HttpClient(host, port, ssl=parts.scheme == "https", settings=settings)

    def _probed(self, place: Path) -> None:
        """Probe a directory, unless it is just as it was when a probe last succeeded."""
        noted = self.folder / f"{place.name}.probed"
        with suppress(OSError):
            if noted.read_text("utf-8") == _print_of(place):
                return
        if not (place / "chroma.sqlite3").is_file():
            raise Damaged(f"{place.name} is not there")
        script = str(Path(__file__).with_name("probe.py"))
        try:
            done = subprocess.run(
                [sys.executable, "-P", script, str(place), COLLECTION], capture_output=True, text=True, timeout=120
            )
        except subprocess.TimeoutExpired as error:
            raise Damaged(f"{place.name} does not answer") from error
        if done.returncode:
            raise Damaged(f"{place.name}: {(done.stderr.strip().splitlines() or ['it crashes'])[-1]}")
        noted.write_text(_print_of(place), "utf-8")

    def _switch(self, pointer: Pointer) -> None:
        new = self.folder / "current.json.new"
        with new.open("w", encoding="utf-8") as file:
            json.dump(asdict(pointer), file)
            file.flush()
            os.fsync(file.fileno())
        new.replace(self.folder / "current.json")

    def _clear(self, kept: set[str]) -> None:
        """Remove what is no longer in use; the former index stays for programs that still read it."""
        for directory in self._directories():
            if directory.name not in kept:
                shutil.rmtree(directory, ignore_errors=True)
                (self.folder / f"{directory.name}.probed").unlink(missing_ok=True)


def _print_of(place: Path) -> str:
    """The sizes of all files and the content of the vectors; the rest changes whenever Chroma opens it."""
    digest = hashlib.sha256()
    for file in sorted(p for p in place.rglob("*") if p.is_file()):
        digest.update(f"{file.relative_to(place).as_posix()} {file.stat().st_size}\n".encode())
        if file.name == "data_level0.bin":
            digest.update(file.read_bytes())
    return digest.hexdigest()
