"""However a document is damaged: a figure is right or missing, never another cell's, and never a traceback."""

import contextlib
import io
import random
import zipfile
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from assistant.documents import read_document, write_document
from assistant.report import Report, Unit, Unusable, load_form

TEXT = (Path(__file__).parent / "files" / "broken_rows.txt").read_text("utf-8")
WHOLE = read_document("a.txt", TEXT.encode())


def wrong(report: Report) -> list[str]:
    return [path for path, value in report.cells.items() if value is not None and value != WHOLE[path]]


@settings(max_examples=120, deadline=None, derandomize=True)
@given(
    seed=st.integers(0, 10**9), count=st.integers(1, 12), how=st.sampled_from(("field", "line", "blank", "tab", "row"))
)
def test_what_is_lost_is_null_and_nothing_slips_into_another_cell(seed, count, how):
    chance = random.Random(seed)
    lines = TEXT.split("\n")
    begin = next(i for i, line in enumerate(lines) if line.startswith("第二十条"))
    end = next(i for i, line in enumerate(lines) if line.startswith("五、"))
    for _ in range(count):
        at = chance.randrange(begin, end)
        cells = lines[at].split("\t")
        spot = chance.randrange(len(cells))
        if how == "field":
            del cells[spot]
        elif how == "blank":
            cells[spot] = ""
        elif how == "tab":
            cells.insert(spot, "")
        elif how == "row" and len(cells) > 3:
            cells = cells[: chance.randrange(1, len(cells))]
        lines[at] = "" if how == "line" and not lines[at].startswith(("三、", "四、")) else "\t".join(cells)
    assert wrong(read_document("a.txt", "\n".join(lines).encode())) == []


@settings(max_examples=60, deadline=None, derandomize=True)
@given(seed=st.integers(0, 10**9), count=st.integers(1, 8))
def test_one_cell_a_line_with_lost_lines_slips_nowhere(seed, count):
    chance = random.Random(seed)
    lines = [cell for line in TEXT.split("\n") for cell in line.split("\t") if cell.strip()]
    for _ in range(count):
        del lines[chance.randrange(len(lines))]
    with contextlib.suppress(Unusable):
        assert wrong(read_document("a.txt", "\n".join(lines).encode())) == []


@pytest.mark.parametrize("suffix", [".docx", ".html", ".json", ".txt"])
@settings(max_examples=40, deadline=None, derandomize=True)
@given(seed=st.integers(0, 10**9))
def test_flipped_bytes_give_a_report_or_one_sentence(suffix, seed):
    chance = random.Random(seed)
    data = bytearray(DOCUMENTS[suffix])
    for _ in range(chance.randrange(1, 20)):
        data[chance.randrange(len(data))] = chance.randrange(256)
    read_or_refuse(f"a{suffix}", bytes(data[: chance.choice((len(data), chance.randrange(len(data))))]))


@settings(max_examples=30, deadline=None, derandomize=True)
@given(seed=st.integers(0, 10**9))
def test_damaged_xml_in_a_sound_archive_gives_a_report_or_one_sentence(seed):
    chance, stream = random.Random(seed), io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(DOCUMENTS[".docx"])) as old, zipfile.ZipFile(stream, "w") as new:
        for entry in old.infolist():
            data = bytearray(old.read(entry))
            if entry.filename.startswith("word/") and data:
                at = chance.randrange(len(data))
                data[at : at + chance.randrange(8)] = chance.choice((b"", b"9", b'"', b"<", b"x" * 9))
            new.writestr(entry.filename, bytes(data))
    read_or_refuse("a.docx", stream.getvalue())


DOCUMENTS = {suffix: write_document(WHOLE, suffix) for suffix in (".docx", ".html", ".json")} | {".txt": TEXT.encode()}


def read_or_refuse(name: str, data: bytes) -> None:
    try:
        report = read_document(name, data)
    except Unusable as refused:
        assert name in str(refused) and "\n" not in str(refused)
    else:
        assert isinstance(report.unit, Unit) and set(report.cells) == set(load_form("2021").cells)
