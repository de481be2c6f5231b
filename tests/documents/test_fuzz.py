"""Whatever bytes come: a report or one sentence. The long version is `python -m bench.fuzz_reading`."""

import json
import random
import time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

pytest.importorskip("resource", reason="the limits of the fuzzer are those of Linux")

from assistant.documents import archive, office, read_document
from assistant.report import Unusable
from bench import fuzz_reading as fuzz

SLOW = {  # these take seconds to make or to read; the long version has them
    "big-bomb.zip", "lying-size.zip", "lzma.zip", "bzip2.zip", "many-big-files.zip", "bomb.zip", "lying-size.docx", "bzip2.docx",
    "lzma.docx", "flate-bomb.pdf", "flate-flate-bomb.pdf", "flate-in-hex.pdf", "many-states.pdf", "many-glyphs.pdf",
    "many-glyphs-in-lines.pdf", "many-strokes.pdf", "many-pages-of-rectangles.pdf", "many-page-objects.pdf", "many-pages.pdf",
    "blank.docx", "many-files.zip", "many-parts.docx", "many-paragraphs.docx", "many-breaks.docx", "deep-cells.docx",
    "many-spans.docx", "many-tables.docx", "long-text.docx", "long-list-mark.docx", "comments.pdf", "open-name.pdf",
    "objects-without-table.pdf", "open-inline-image.pdf", "open-string.pdf", "many-rectangles.pdf", "long-path.pdf",
    "run-length.pdf", "broken-flate.pdf", "deep-array.pdf", "deep-dictionary.pdf",
}  # fmt: skip


@pytest.fixture(autouse=True)
def alone(monkeypatch):
    monkeypatch.setattr(office, "soffice", lambda: None)


@pytest.mark.parametrize(
    "name", [n for n in fuzz.ATTACKS if n not in SLOW and not n.startswith(("endless", "many", "glued"))]
)
def test_an_attack_gives_a_report_or_one_sentence_soon(name):
    data, begin = fuzz.ATTACKS[name](), time.process_time()
    outcome = fuzz.try_reading(name, data)
    assert outcome.kind != "fault", outcome.why
    assert time.process_time() - begin < fuzz.SECONDS


@pytest.mark.parametrize("kind", fuzz.FORMATS)
@settings(max_examples=25, deadline=None, derandomize=True, database=None)
@given(number=st.integers(0, 2**32))
def test_a_mutated_document_gives_a_report_or_one_sentence(kind, number):
    outcome = fuzz.try_reading(f"甲.{kind}", fuzz.make(random.Random(number), kind))
    assert outcome.kind != "fault", outcome.why


def test_nothing_outside_is_read(tmp_path, monkeypatch):
    (tmp_path / "canary.txt").write_text(fuzz.CANARY, "utf-8")
    monkeypatch.setattr(fuzz, "FAULTS", tmp_path)
    server = fuzz.listener()
    for name in fuzz.ATTACKS:
        if name.startswith("outside") or name == "script.pdf":
            assert fuzz.try_reading(name, fuzz.ATTACKS[name]()).kind != "fault"
    assert not fuzz.called(server)
    server.close()


def test_a_cell_that_spans_a_billion_columns_is_one_cell_wide_enough():
    report = read_document("甲.html", fuzz.ATTACKS["colspan.html"]())
    assert report.unit.name == "松涛乡人民政府"


def test_one_endless_file_in_an_archive_is_refused_alone():
    limit = archive.MOST_EACH
    data = fuzz.handmade_zip(fuzz.deflated(limit + (1 << 20)), limit + (1 << 20))
    ((name, content),) = archive.unpack("甲.zip", data)
    with pytest.raises(Unusable, match=r"a\.txt.*50 MB"):
        read_document(name, content)


def test_names_in_an_archive_stay_names():
    names = [name for name, _ in archive.unpack("甲.zip", fuzz.ATTACKS["paths.zip"]())]
    assert names[-1] == "ab.txt" and len(names) == 5


def test_what_a_data_file_says_is_quoted_on_one_short_line():
    for name in ("lines-in-format.json", "long-format.json"):
        with pytest.raises(Unusable) as refused:
            read_document(name, fuzz.ATTACKS[name]())
        assert "\n" not in str(refused.value) and len(str(refused.value)) < 200


def test_digits_without_end_are_a_doubtful_cell():
    report = read_document("甲.txt", fuzz.ATTACKS["long-figure.txt"]())
    assert json.dumps(report.to_json())
    assert all(len(cell.raw) < 400 for cell in report.source.cells.values())
