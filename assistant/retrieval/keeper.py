"""Keeps the Chroma index equal to the store: what state it is in, bringing it up to date, making it anew."""

import logging
import threading
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import replace
from importlib.metadata import version
from pathlib import Path
from time import monotonic
from uuid import uuid4

import numpy as np

from assistant.report import Passage, Unusable
from assistant.retrieval.chroma import Places, Pointer
from assistant.retrieval.classify import Classifier
from assistant.retrieval.closeness import Closeness
from assistant.retrieval.encoder import Encoder
from assistant.retrieval.place import Damaged, Place, entry
from assistant.retrieval.store import PassageStore, Snapshot, indexed_text

ENCODED = 256  # passages encoded and stored at a time
PATIENCE = 15.0  # seconds before an index that failed is tried again
WAIT = 600.0  # seconds that a writer waits for another
Progress = Callable[[int, int], None]
log = logging.getLogger(__name__)


def silent(_done: int, _all: int) -> None:
    """Show nothing."""


class Keeper:
    """One data folder's index. Reading never waits for writing: the index in use stays until another is ready."""

    def __init__(self, folder: Path, store: PassageStore, encoder: Encoder, url: str | None = None) -> None:
        self._folder, self._store, self._encoder = folder, store, encoder
        self._places = Places(folder, url)
        self._lock, self._writing = threading.RLock(), threading.Lock()
        self._mark: str | None = None
        self._known = Snapshot([])
        self._place: Place | None = None
        self._pointer: Pointer | None = None
        self._failed: tuple[Pointer, float] | None = None
        self._held: set[str] | None = None
        self._matrix: tuple[Snapshot, np.ndarray | None] | None = None
        self._closeness: tuple[Snapshot, Closeness] | None = None
        self._rebuilding = False
        self._classifier = Classifier(encoder)

    # ---- reading -----------------------------------------------------------------------------------

    @property
    def state(self) -> str:
        """ready, stale (other encoder or other passages), missing (absent or damaged) or rebuilding."""
        if self._rebuilding:
            return "rebuilding"
        with self._lock:
            wanted, pointer = self.snapshot().ids, self._places.pointer
            if pointer is None:
                return "missing" if wanted else "ready"
            if not self._current(pointer):
                return "stale"
            if self.place() is None:
                return "missing"
            return "ready" if self.held() == wanted else "stale"

    @property
    def pointer(self) -> Pointer | None:
        return self._places.pointer

    def snapshot(self) -> Snapshot:
        """The store's passages, read again after any program has changed them."""
        with self._lock:
            mark = self._read_mark()
            if mark != self._mark:
                self._known, self._mark, self._held = Snapshot(self._store.passages()), mark, None
            return self._known

    def matrix(self, snapshot: Snapshot) -> np.ndarray | None:
        """The stored vectors of a snapshot's passages in its order, None where this encoder has made none."""
        with self._lock:
            if self._matrix is None or self._matrix[0] is not snapshot:
                self._matrix = snapshot, snapshot.aligned(*self._store.vectors(self._name))
            return self._matrix[1]

    @property
    def searchable(self) -> bool:
        """True if there are vectors to compare a query with."""
        return bool(self._name) and (self.matrix(self.snapshot()) is not None or self.place() is not None)

    def closeness(self, snapshot: Snapshot) -> Closeness:
        """What is close, for this encoder and these passages."""
        with self._lock:
            if self._closeness is None or self._closeness[0] is not snapshot:
                self._closeness = snapshot, Closeness(self._encoder, snapshot, self.matrix(snapshot))
            return self._closeness[1]

    @property
    def _name(self) -> str:
        """The encoder's name, '' where it cannot be had."""
        try:
            return self._encoder.name
        except Unusable as error:
            log.warning("%s", error)
            return ""

    def place(self) -> Place | None:
        """The index in use, None where it is absent, of another encoder or damaged."""
        with self._lock:
            pointer = self._places.pointer
            if self._place and pointer == self._pointer:
                return self._place
            self.close()
            if pointer is None or not self._current(pointer) or self._lately_failed(pointer):
                return None
            try:
                self._place, self._pointer = self._places.open(pointer), pointer
            except Damaged as error:
                self._pointer = pointer
                self.fail(None, error)
            self.held()
            return self._place

    def held(self) -> set[str]:
        """The ids of the index in use; empty where there is none."""
        with self._lock:
            if self._held is None:
                try:
                    self._held = self._place.ids() if self._place else set()
                except Damaged as error:
                    self.fail(self._place, error)
            return self._held or set()

    def fail(self, place: Place | None, error: Exception) -> None:
        """Note that an index does not work, so that nobody tries it again for a while."""
        log.warning("检索索引不能使用，暂按字词检索：%s", error)
        with self._lock:
            if place is self._place:  # else another has taken its place meanwhile
                self._failed = (self._pointer, monotonic()) if self._pointer else None
                self.close()

    def close(self) -> None:
        """Let go of the files."""
        with self._lock:
            if self._place:
                self._place.close()
            self._place, self._pointer, self._held = None, None, None

    def _current(self, pointer: Pointer) -> bool:
        return pointer.encoder == self._name and pointer.chroma == version("chromadb")

    def _lately_failed(self, pointer: Pointer) -> bool:
        return self._failed is not None and self._failed[0] == pointer and monotonic() - self._failed[1] < PATIENCE

    def _read_mark(self) -> str:
        try:
            return (self._folder / "changed").read_text("utf-8")
        except OSError:
            return ""

    # ---- writing -----------------------------------------------------------------------------------

    def rebuild(self, progress: Progress = silent) -> None:
        """Make the index anew from the store; raise Unusable where that fails, the former index then stays."""
        with self._writer():
            self._rebuild(self._store.passages(), progress)

    def sync(self, progress: Progress = silent) -> None:
        """Add and remove what the store has and has not; rebuild what cannot be brought up to date.

        Where that fails the documents are stored all the same: a warning is logged and `state` tells.
        """
        try:
            with self._writer():
                passages = self._store.passages()
                if passages and (place := self.place()):
                    self._update(place, passages, progress)
                else:
                    self._rebuild(passages, progress)
        except Unusable as error:
            log.warning("%s", error)

    @contextmanager
    def _writer(self) -> Iterator[None]:
        """One writer of all threads and programs; readers are told at the beginning and at the end."""
        from filelock import FileLock, Timeout

        self._folder.mkdir(parents=True, exist_ok=True)
        with self._writing:
            try:
                lock = FileLock(self._folder / "index.lock", timeout=WAIT).acquire()
            except Timeout as error:
                raise Unusable("另一个程序正在建立检索索引，请稍后再试。") from error
            with lock:
                self._tell()
                try:
                    yield
                except (Damaged, OSError) as error:
                    raise Unusable(f"检索索引没有建成，暂按字词检索（{error}）。") from error
                finally:
                    self._failed = None
                    self._tell()

    def _tell(self) -> None:
        (self._folder / "changed").write_text(uuid4().hex, "utf-8")

    def _rebuild(self, passages: list[Passage], progress: Progress) -> None:
        self._rebuilding = True
        try:
            if not passages:
                self._places.forget()
                return
            matrix, step = self._vectors(passages, progress, extra=len(passages))
            passages = self._themed(passages, matrix)
            self._places.build(self._encoder.name, passages, matrix, step)
        finally:
            self._rebuilding = False

    def _update(self, place: Place, passages: list[Passage], progress: Progress) -> None:
        held = place.digests()
        new = [p for p in passages if held.get(p.id) != entry(p)["digest"]]
        gone = sorted(set(held) - {p.id for p in passages})
        matrix, step = self._vectors(new, progress, extra=len(new))
        new = self._themed(new, matrix)
        try:
            place.drop(gone)
            place.put(new, matrix, step)
        except Damaged as error:
            self.fail(place, error)
            self._rebuild(passages, progress)

    def _themed(self, passages: list[Passage], matrix: np.ndarray) -> list[Passage]:
        """The passages with their themes by this encoder's vectors, which are stored too."""
        found = self._classifier.themes(passages, matrix)
        both = list(zip(passages, found, strict=True))
        self._store.put_themes({p.id: verdict for p, verdict in both if verdict != (p.theme, p.sure)})
        return [replace(p, theme=theme, sure=sure) for p, (theme, sure) in both]

    def _vectors(
        self, passages: Sequence[Passage], progress: Progress, extra: int
    ) -> tuple[np.ndarray, Callable[[int], None]]:
        """The vectors of passages, stored or made now and stored; and a counter for the `extra` steps that follow."""
        name = self._encoder.name
        ids, stored = self._store.vectors(name)
        known = dict(zip(ids, stored, strict=True))
        lacking = [p for p in passages if p.id not in known]
        done, whole = 0, len(lacking) + extra

        def step(count: int) -> None:
            nonlocal done
            done += count
            progress(done, whole)

        for start in range(0, len(lacking), ENCODED):
            some = lacking[start : start + ENCODED]
            made = self._encode([indexed_text(p) for p in some])
            self._store.put_vectors(name, [p.id for p in some], made)
            known |= zip((p.id for p in some), made, strict=True)
            step(len(some))
        rows = [known[p.id] for p in passages]
        return np.array(rows, dtype=np.float32) if rows else np.zeros((0, 0), dtype=np.float32), step

    def _encode(self, texts: Sequence[str]) -> np.ndarray:
        try:
            return self._encoder.encode(texts)
        except Unusable:
            raise
        except Exception as error:
            raise Unusable(f"嵌入模型没有给出结果，检索索引没有建成（{type(error).__name__}：{error}）。") from error
