"""What the import preview marks as doubtful, and what a correction settles."""

from assistant.documents import read_document
from assistant.report import Report
from assistant.service import with_typed
from assistant.ui.reading import doubtful, still_doubtful
from bench.reading import UGLY

ROW = "requests.declined_repeat."


def ugly(start: str) -> Report:
    (path,) = (UGLY / "files").glob(f"{start}*")
    return read_document(path.name, path.read_bytes())


def test_a_row_of_five_figures_marks_its_seven_cells_with_what_stands_there() -> None:
    marked = doubtful(ugly("w14"))
    assert len(marked) == 7 and all(path.startswith(ROW) for path in marked)
    assert all("只读到 5 个" in sentence for sentence in marked.values())


def test_a_cell_read_with_a_remark_is_marked_though_it_holds_a_figure() -> None:
    report = ugly("w17")
    marked = doubtful(report)
    assert report["proactive.fees.amount"] is not None and "万元" in marked["proactive.fees.amount"]
    assert {path for path in report.form.cells if report[path] is None} <= set(marked)


def test_a_missing_table_marks_every_cell_of_it_and_no_other() -> None:
    report = ugly("w16")
    assert set(doubtful(report)) == {path for path in report.form.cells if path.startswith("requests.")}


def test_a_warning_is_settled_when_all_its_cells_are_filled_and_not_before() -> None:
    read = ugly("w14")
    some = {f"{ROW}natural_person": "1", f"{ROW}total": "1"}
    every = dict.fromkeys(doubtful(read), "1")
    assert still_doubtful(read, with_typed(read, some), some) == read.source.warnings
    mended = with_typed(read, every)
    assert still_doubtful(read, mended, every) == ()


def test_a_reading_without_doubt_marks_nothing() -> None:
    assert doubtful(ugly("h01")) == {}
