"""A document is its bytes; passages and vectors live and die with it."""

from dataclasses import replace
from pathlib import Path

import numpy as np

from assistant.report import Passage
from assistant.storage import Corpus, Document, open_database
from tests.reports import a_report


def a_corpus(tmp_path: Path) -> Corpus:
    return Corpus(open_database(f"sqlite:///{tmp_path / 'n.sqlite3'}"))


def a_document(identity: str, file: str = "甲.txt", folder: str = "/a") -> tuple[Document, bytes, list[Passage]]:
    passage = Passage(f"{identity}-overview-0", "正文", identity, "overview", "松涛乡人民政府", "乡", 2022)
    return Document(identity, file, folder, a_report()), identity.encode(), [passage]


def test_same_bytes_are_unchanged_and_other_bytes_of_a_file_replace(tmp_path: Path) -> None:
    corpus = a_corpus(tmp_path)
    assert corpus.add(*a_document("aa")) == "added"
    assert corpus.add(*a_document("aa")) == "unchanged"
    assert corpus.add(*a_document("bb")) == "replaced"
    assert [d.id for d in corpus.documents()] == ["bb"]
    assert [p.document for p in corpus.passages()] == ["bb"]


def test_the_same_file_name_in_another_folder_is_another_document(tmp_path: Path) -> None:
    corpus = a_corpus(tmp_path)
    corpus.add(*a_document("aa"))
    assert corpus.add(*a_document("bb", folder="/b")) == "added"
    assert len(corpus.documents()) == 2


def test_vectors_are_kept_by_encoder_and_die_with_the_document(tmp_path: Path) -> None:
    corpus = a_corpus(tmp_path)
    corpus.add(*a_document("aa"))
    matrix = np.array([[1.0, 2.0]], dtype=np.float32)
    corpus.put_vectors("甲", ["aa-overview-0"], matrix)
    corpus.put_vectors("甲", ["gone"], matrix)
    ids, kept = corpus.vectors("甲")
    assert ids == ["aa-overview-0"] and np.array_equal(kept, matrix)
    assert corpus.vectors("乙")[0] == []
    assert corpus.remove(["aa"]) == 1
    assert corpus.vectors("甲")[0] == [] and corpus.original("aa") is None


def test_a_document_that_comes_back_corrected_is_read_anew(tmp_path: Path) -> None:
    corpus, other = a_corpus(tmp_path), a_corpus(tmp_path)
    document, data, passages = a_document("aa")
    corpus.add(document, data, passages)
    assert corpus.documents() == corpus.documents() and len(other.documents()) == 1
    other.add(*a_document("bb", file="乙.txt"))
    assert {d.id for d in corpus.documents()} == {"aa", "bb"}
    corpus.remove(["aa"])
    corpus.add(replace(document, report=a_report(overview="改过。")), data, passages)
    assert {d.id: d.report.overview for d in corpus.documents()} == {"aa": "改过。", "bb": ""}
