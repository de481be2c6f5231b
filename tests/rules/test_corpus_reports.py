"""The exercise report has exactly the two slips that were put into it; the samples have none."""

from functools import cache
from pathlib import Path

import pytest

from assistant.documents import read_document
from assistant.report import Filing, Report
from assistant.rules import check

CORPUS = Path(__file__).parents[2] / "corpus"
SAMPLES = sorted((CORPUS / "samples").glob("样例-*"))


@cache
def read(path: Path) -> Report:
    return read_document(path.name, path.read_bytes())


def test_the_exercise_has_its_two_slips() -> None:
    report = read(next((CORPUS / "exercise").iterdir()))
    found = [f for f in check(Filing(report)) if f.severity != "hint"]
    assert sorted(f.rule for f in found) == ["text-number-conflict", "wrong-self-name"]


@pytest.mark.parametrize("path", SAMPLES, ids=lambda path: path.stem)
def test_a_sample_is_clean_with_last_years_and_its_peers(path: Path) -> None:
    reports = {p: read(p) for p in SAMPLES}
    report = reports[path]
    year = report.year or 0
    previous = next((r for r in reports.values() if r.unit.short == report.unit.short and r.year == year - 1), None)
    peers = tuple({r.unit.short: r.unit for r in reports.values() if r.unit.short != report.unit.short}.values())
    assert [f for f in check(Filing(report, previous, peers)) if f.severity != "hint"] == []
