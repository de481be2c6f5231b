"""The corpus: what comes in, what goes, samples, themes, the encoder adapted to it, search."""

import hashlib
from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from assistant.documents import (
    read_document,
)
from assistant.documents.archive import unpack
from assistant.report import (
    Hit,
    Passage,
    Report,
    Unit,
    Unusable,
)  # fmt: skip
from assistant.retrieval import Outcome, adapt, adaptation, forget, passages_of
from assistant.service.files import Progress, documents_at, silent, usable
from assistant.service.house import CORPUS, House
from assistant.storage import Document, wording


@dataclass
class Ingested:
    """What became of a batch; `failed` are (file, Chinese reason), `warnings` Chinese sentences."""

    added: int = 0
    unchanged: int = 0
    replaced: int = 0
    failed: list[tuple[str, str]] = field(default_factory=list)
    warnings: list[str] = field(default_factory=list)

    @property
    def used(self) -> int:
        return self.added + self.unchanged + self.replaced

    def to_json(self) -> dict[str, Any]:
        return {
            "added": self.added, "unchanged": self.unchanged, "replaced": self.replaced,
            "failed": [{"file": file, "reason": reason} for file, reason in self.failed],
            "warnings": self.warnings,
        }  # fmt: skip


def _identity(data: bytes) -> str:
    return hashlib.sha256(data).hexdigest()


def _twins(documents: Iterable[Document], new: Collection[str]) -> Iterator[str]:
    """Which documents are of one unit and year, where at least one of the two is among the `new`; an unknown unit or year is nobody's."""
    seen: dict[tuple[str, int], list[Document]] = {}
    for document in documents:
        unit, year = document.report.unit, document.report.year
        if not (unit.short and year):
            continue
        earlier = seen.setdefault((unit.short, year), [])
        other = next((each for each in earlier if each.report.unit.same_as(unit)), None)
        if other is None:
            earlier.append(document)
        elif document.id in new or other.id in new:
            yield f"“{document.file}”与“{other.file}”都是{unit.name}{year}年的年报"


class Library(House):
    """The verbs of the corpus."""

    def documents(self) -> list[Document]:
        return self._corpus.documents()

    def original(self, document: str) -> bytes | None:
        return self._corpus.original(document)

    def passages(self) -> list[Passage]:
        return self._corpus.passages()

    def add_document(
        self, name: str, data: bytes, *, folder: str = "", sample: bool = False, report: Report | None = None
    ) -> str:
        """Add one document (as read, or as corrected by staff in `report`); return added, unchanged or replaced."""
        report = report or read_document(name, data)
        identity = _identity(data)
        document = Document(identity, name, folder, report, sample)
        return self._corpus.add(document, data, passages_of(report, identity, sample=sample))

    def ingest(self, paths: Iterable[Path], progress: Progress = silent, *, sample: bool = False) -> Ingested:
        """Add files, folders and archives to the corpus and bring the index up to date; a bad file stops nothing."""
        done, new = Ingested(), set()
        found = list(documents_at(paths))
        for number, (name, folder, data) in enumerate(found, 1):
            self._step(progress, number, len(found), name)
            try:
                content = usable(data)
                outcome = self.add_document(name, content, folder=folder, sample=sample)
            except Unusable as error:
                done.failed.append((name, str(error)))
                continue
            setattr(done, outcome, getattr(done, outcome) + 1)
            new.add(_identity(content))
        done.warnings = self._kept_twice(new)
        if done.added or done.replaced:
            self.sync(progress)
        return done

    def unpacked(self, name: str, data: bytes) -> list[tuple[str, bytes]]:
        """The documents of an upload: those inside an archive, or the file itself."""
        return list(unpack(name, data)) if name.lower().endswith(".zip") else [(name, data)]

    def add_documents(self, uploads: Sequence[tuple[str, bytes, Report]], progress: Progress = silent) -> Ingested:
        """Add documents as they were read and, where needed, corrected by staff; bring the index up to date."""
        done = Ingested()
        for number, (name, data, report) in enumerate(uploads, 1):
            self._step(progress, number, len(uploads), name)
            outcome = self.add_document(name, data, report=report)
            setattr(done, outcome, getattr(done, outcome) + 1)
        done.warnings = self._kept_twice({_identity(data) for _, data, _ in uploads})
        self.sync(progress)
        return done

    def _step(self, progress: Progress, done: int, whole: int, what: str) -> None:
        """Tell how far an import is; where the user stops it there, what was added is still made findable."""
        try:
            progress(done, whole, what)
        except Exception:
            self.sync()
            raise

    def doubles(self, coming: Sequence[tuple[str, bytes, Report]]) -> list[str]:
        """A sentence for each pair of files of one unit and year that there would be with these uploads."""
        uploads = {_identity(data): Document(_identity(data), name, "", report) for name, data, report in coming}
        known = [document for document in self._corpus.documents() if document.id not in uploads]
        return [
            f"{said}，两份都会保留；如有一份是旧稿，请不要选它。"
            for said in _twins([*known, *uploads.values()], uploads.keys())
        ]

    def _kept_twice(self, new: Collection[str]) -> list[str]:
        return [f"{said}，两份都已保留。" for said in _twins(self._corpus.documents(), new)]

    def sync(self, progress: Progress = silent) -> None:
        """Make the index equal to what is stored."""
        self.index.sync(lambda done, whole: progress(done, whole, "建立检索"))

    def rebuild(self, progress: Progress = silent) -> None:
        self.index.rebuild(lambda done, whole: progress(done, whole, "重建检索"))

    def give_theme(self, passage: Passage, theme: str | None) -> None:
        """Keep a person's word on a passage's theme, for the same wording everywhere and for good."""
        self._corpus.give_theme(passage, theme)
        self.sync()

    def take_theme(self, passage: Passage) -> None:
        """Forget a person's word on a passage's theme; what was found before holds again."""
        self._corpus.take_theme(passage)
        self.sync()

    def theme_given(self, passage: Passage) -> bool:
        """True if a person has named the passage's theme."""
        return wording(passage) in self._corpus.themes_given()

    def adapt_encoder(self, progress: Progress = silent) -> Outcome:
        """Train the encoder further on the corpus's headings; it is kept, and the index rebuilt, only if it is better."""
        found = adapt(self._encoder_as_it_came, self._corpus.passages(), self._adapted)
        if found.kept:
            self._use_encoder_anew(progress)
        return found

    def adaptation(self) -> Outcome | None:
        """What the adaptation in use was measured to bring, None where the encoder is as it came."""
        return adaptation(self._adapted) if self.encoder is not self._encoder_as_it_came else None

    def undo_adaptation(self, progress: Progress = silent) -> None:
        """Go back to the encoder as it came."""
        forget(self._adapted)
        self._use_encoder_anew(progress)

    def _use_encoder_anew(self, progress: Progress) -> None:
        self.index.close()
        for name in ("encoder", "index"):
            self.__dict__.pop(name, None)
        self.sync(progress)

    def remove_documents(self, documents: Sequence[str]) -> int:
        count = self._corpus.remove(documents)
        if count:
            self.sync()
        return count

    @property
    def samples_due(self) -> bool:
        """True on first start: the samples were never loaded here and the corpus is empty."""
        return not self._samples_offered.exists() and not self._corpus.documents()

    @property
    def _samples_offered(self) -> Path:
        return self.settings.data / "samples-offered"

    def load_samples(self, progress: Progress = silent) -> Ingested:
        """Add the fictional sample reports that come with the program; once removed they do not come back by themselves."""
        done = self.ingest([CORPUS / "samples"], progress, sample=True)
        self._samples_offered.parent.mkdir(parents=True, exist_ok=True)
        self._samples_offered.touch()
        return done

    def remove_samples(self) -> int:
        return self.remove_documents([document.id for document in self._corpus.documents() if document.sample])

    def stats(self) -> dict[str, Any]:
        documents = self._corpus.documents()
        return {
            "documents": len(documents),
            "passages": len(self._corpus.passages()),
            "units": len(distinct(document.report.unit for document in documents)),
            "years": sorted({document.report.year for document in documents if document.report.year}),
            "encoder": self.encoder.name,
            "index": self.index.state,
        }

    def search(self, query: str, **filters: Any) -> list[Hit]:
        """Ranked passages; filters as `Index.search` has them."""
        return self.index.search(query, **filters)


def distinct(units: Iterable[Unit]) -> list[Unit]:
    """One of each unit, whatever superiors its reports name."""
    found: list[Unit] = []
    for unit in units:
        if not any(unit.same_as(known) for known in found):
            found.append(unit)
    return found
