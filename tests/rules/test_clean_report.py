"""A rule that cries wolf is a defect: a clean report, rich in figures and dates, gives no error and no warning."""

from assistant.rules import check
from tests.rules.filings import clean_filing


def test_a_clean_report_gives_no_error_and_no_warning() -> None:
    assert [f for f in check(clean_filing()) if f.severity != "hint"] == []
