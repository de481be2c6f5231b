"""The corpus: original documents, what was read from them, their passages and vectors. Chroma is built from here."""

from collections.abc import Sequence
from dataclasses import asdict, dataclass

import numpy as np
from sqlalchemy import delete, select
from sqlalchemy.engine import Engine

from assistant.report import Passage, Report
from assistant.storage.database import transaction
from assistant.storage.drafts import now
from assistant.storage.tables import DocumentRow, PassageRow, VectorRow


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

    def documents(self) -> list[Document]:
        """Every document, by unit, then year."""
        with transaction(self._engine) as session:
            columns = (
                DocumentRow.id,
                DocumentRow.file,
                DocumentRow.folder,
                DocumentRow.report,
                DocumentRow.sample,
                DocumentRow.at,
            )
            found = [
                Document(row.id, row.file, row.folder, Report.from_json(row.report), row.sample, row.at)
                for row in session.execute(select(*columns))
            ]
        return sorted(found, key=lambda d: (d.report.unit.name, d.report.year or 0, d.file))

    def original(self, document: str) -> bytes | None:
        """The bytes of a document as they came in."""
        with transaction(self._engine) as session:
            return session.scalar(select(DocumentRow.data).where(DocumentRow.id == document))

    def add(self, document: Document, data: bytes, passages: Sequence[Passage]) -> str:
        """Add a document with its passages; return `added`, `unchanged` (same bytes) or `replaced` (same file, other bytes)."""
        with transaction(self._engine) as session:
            if session.get(DocumentRow, document.id) is not None:
                return "unchanged"
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
        with transaction(self._engine) as session:
            present = session.scalars(select(DocumentRow.id).where(DocumentRow.id.in_(documents))).all()
            session.execute(delete(DocumentRow).where(DocumentRow.id.in_(present)))
            return len(present)

    def passages(self) -> list[Passage]:
        """Every passage, ordered by id."""
        with transaction(self._engine) as session:
            return [Passage(**fields) for fields in session.scalars(select(PassageRow.fields).order_by(PassageRow.id))]

    def vectors(self, encoder: str) -> tuple[list[str], np.ndarray]:
        """Passage ids and the matrix (n × dimension, float32) that this encoder made; an empty matrix where none."""
        with transaction(self._engine) as session:
            rows = session.execute(
                select(VectorRow.passage, VectorRow.vector)
                .where(VectorRow.encoder == encoder)
                .order_by(VectorRow.passage)
            ).all()
        matrix = np.array([np.frombuffer(row.vector, dtype=np.float32) for row in rows], dtype=np.float32)
        return [row.passage for row in rows], matrix

    def put_vectors(self, encoder: str, ids: Sequence[str], matrix: np.ndarray) -> None:
        """Keep vectors for passages; those whose passage is gone meanwhile are left out."""
        with transaction(self._engine) as session:
            present = set(session.scalars(select(PassageRow.id)))
            rows = zip(ids, np.asarray(matrix, dtype=np.float32), strict=True)
            for passage, vector in rows:
                if passage in present:
                    session.merge(VectorRow(passage=passage, encoder=encoder, vector=vector.tobytes()))
