"""The corpus: original documents, what was read from them, their passages and vectors. Chroma is built from here."""

import hashlib
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import asdict, dataclass, replace

import numpy as np
from sqlalchemy import delete, func, insert, select
from sqlalchemy.engine import Engine

from assistant.report import Passage, Report, Unit
from assistant.storage.database import transaction
from assistant.storage.drafts import now
from assistant.storage.tables import DocumentRow, PassageRow, ThemeRow, VectorRow

BATCH = 500  # ids in one statement


@dataclass(frozen=True)
class Document:
    """A report document of the corpus; `id` is the sha256 of its bytes, `folder` tells same-named files apart."""

    id: str
    file: str
    folder: str
    report: Report
    sample: bool = False
    at: str = ""


class Corpus:
    """The corpus of one database; it is the index's PassageStore."""

    def __init__(self, engine: Engine) -> None:
        self._engine = engine
        self._read: dict[tuple[str, str], Report] = {}  # by document and when it came in
        self._units: tuple[object, tuple[Unit, ...]] = (None, ())

    def documents(self) -> list[Document]:
        """Every document, by unit, then year; a report that was read before is not read again, since none changes in place."""
        row, before = DocumentRow, self._read
        with transaction(self._engine) as session:
            known = session.execute(select(row.id, row.file, row.folder, row.sample, row.at)).all()
            new = [each.id for each in known if (each.id, each.at) not in before]
            fresh: dict[str, Report] = {}
            for some in _batches(new):
                found = session.execute(select(row.id, row.report).where(row.id.in_(some)))
                fresh |= {each.id: Report.from_json(each.report) for each in found}
        read = {(k.id, k.at): report for k in known if (report := fresh.get(k.id) or before.get((k.id, k.at)))}
        self._read = read
        made = [
            Document(k.id, k.file, k.folder, read[k.id, k.at], k.sample, k.at) for k in known if (k.id, k.at) in read
        ]
        return sorted(made, key=lambda d: (d.report.unit.name, d.report.year or 0, d.file))

    def units(self) -> tuple[Unit, ...]:
        """Every unit that a document is of, by name; asked at each edit of a draft, so they are read anew only after a change."""
        with transaction(self._engine) as session:
            mark = tuple(session.execute(select(func.count(), func.max(DocumentRow.at)).select_from(DocumentRow)).one())
            if self._units[0] != mark:
                found = set(map(Report.unit_from_json, session.scalars(select(DocumentRow.report["unit"]))))
                self._units = (mark, tuple(sorted(found, key=lambda unit: (unit.name, unit.county or ""))))
        return self._units[1]

    def original(self, document: str) -> bytes | None:
        """The bytes of a document as they came in."""
        with transaction(self._engine) as session:
            return session.scalar(select(DocumentRow.data).where(DocumentRow.id == document))

    def add(self, document: Document, data: bytes, passages: Sequence[Passage]) -> str:
        """Add a document with its passages; return `added`, `unchanged` (same bytes) or `replaced` (same file, other bytes)."""
        with transaction(self._engine, writes=True) as session:
            if session.get(DocumentRow, document.id) is not None:
                return "unchanged"
            self._units = (None, ())  # two changes in one second leave no mark
            older = session.scalars(
                select(DocumentRow.id).where(DocumentRow.file == document.file, DocumentRow.folder == document.folder)
            ).all()
            session.execute(delete(DocumentRow).where(DocumentRow.id.in_(older)))
            session.add(
                DocumentRow(
                    id=document.id, file=document.file, folder=document.folder, report=document.report.to_json(),
                    data=data, sample=document.sample, at=now(),
                )
            )  # fmt: skip
            session.flush()
            session.add_all(PassageRow(id=p.id, document=document.id, fields=asdict(p)) for p in passages)
        return "replaced" if older else "added"

    def remove(self, documents: Sequence[str]) -> int:
        """Remove documents with their passages and vectors; return how many there were."""
        self._read = {key: report for key, report in self._read.items() if key[0] not in documents}
        self._units = (None, ())
        with transaction(self._engine, writes=True) as session:
            present = session.scalars(select(DocumentRow.id).where(DocumentRow.id.in_(documents))).all()
            session.execute(delete(DocumentRow).where(DocumentRow.id.in_(present)))
            return len(present)

    def passages(self) -> list[Passage]:
        """Every passage, ordered by id, with the theme that a person gave it where one did."""
        with transaction(self._engine) as session:
            rows = session.scalars(select(PassageRow.fields).order_by(PassageRow.id))
            found = [Passage(**fields) for fields in rows]
            given = {row.wording: row.theme for row in session.scalars(select(ThemeRow))}
        return (
            [replace(p, theme=given[key], sure=1.0) if (key := wording(p)) in given else p for p in found]
            if given
            else found
        )

    def put_themes(self, themes: Mapping[str, tuple[str | None, float]]) -> None:
        """Keep what was found out about passages, by id: a theme and how sure it is."""
        with transaction(self._engine, writes=True) as session:
            for some in _batches(sorted(themes)):
                for row in session.scalars(select(PassageRow).where(PassageRow.id.in_(some))):
                    theme, sure = themes[row.id]
                    row.fields = {**row.fields, "theme": theme, "sure": sure}

    def give_theme(self, passage: Passage, theme: str | None) -> None:
        """Keep a person's word on a passage's theme; it holds for the same wording in every report."""
        with transaction(self._engine, writes=True) as session:
            session.merge(ThemeRow(wording=wording(passage), theme=theme, at=now()))

    def take_theme(self, passage: Passage) -> None:
        """Forget a person's word on a passage's theme."""
        with transaction(self._engine, writes=True) as session:
            session.execute(delete(ThemeRow).where(ThemeRow.wording == wording(passage)))

    def themes_given(self) -> set[str]:
        """The wordings (`wording`) that a person has given a theme."""
        with transaction(self._engine) as session:
            return set(session.scalars(select(ThemeRow.wording)))

    def vectors(self, encoder: str) -> tuple[list[str], np.ndarray]:
        """Passage ids and the matrix (n × dimension, float32) that this encoder made; an empty matrix where none."""
        with transaction(self._engine) as session:
            rows = session.execute(
                select(VectorRow.passage, VectorRow.vector)
                .where(VectorRow.encoder == encoder)
                .order_by(VectorRow.passage)
            ).all()
        matrix = np.frombuffer(b"".join(row.vector for row in rows), dtype=np.float32)
        return [row.passage for row in rows], matrix.reshape(len(rows), -1) if rows else np.zeros((0, 0), np.float32)

    def put_vectors(self, encoder: str, ids: Sequence[str], matrix: np.ndarray) -> None:
        """Keep vectors for passages; those whose passage is gone meanwhile are left out."""
        made = dict(zip(ids, np.asarray(matrix, dtype=np.float32), strict=True))
        with transaction(self._engine, writes=True) as session:
            for some in _batches(list(made)):
                present = session.scalars(select(PassageRow.id).where(PassageRow.id.in_(some))).all()
                former = delete(VectorRow).where(VectorRow.encoder == encoder, VectorRow.passage.in_(some))
                session.execute(former)
                rows = [{"passage": key, "encoder": encoder, "vector": made[key].tobytes()} for key in present]
                if rows:
                    session.execute(insert(VectorRow), rows)


def wording(passage: Passage) -> str:
    """What a passage says and where, as a key: the same in every report that says it."""
    return hashlib.sha256("\0".join((passage.section, passage.heading, passage.text)).encode()).hexdigest()


def _batches(items: Sequence[str]) -> Iterator[Sequence[str]]:
    for start in range(0, len(items), BATCH):
        yield items[start : start + BATCH]
