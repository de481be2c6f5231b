"""The ugly files, one by one: no wrong figure, all that is readable read, unit, year, every sentence, the warnings due.

The files are made by `python -m tests.documents.ugly.make`; what they must give stands beside them, written by the same
scripts from what they put in, never from what the reader made of it. `python -m bench.reading` prints the sums.
"""

import pytest

from assistant.documents.office import soffice
from bench.reading import UGLY, expectation, judge_file, names

NAMES = names()


@pytest.mark.parametrize("name", NAMES)
def test_ugly_file_is_read_as_it_was_made(name):
    if expectation(name).get("office") and soffice() is None:
        pytest.skip("LibreOffice is not installed")
    verdicts = judge_file(name)
    assert [fault for verdict in verdicts for fault in verdict.faults] == []
    assert sum(verdict.wrong for verdict in verdicts) == 0
    assert all(verdict.origin and verdict.narrative for verdict in verdicts)


def test_every_horror_and_every_form_has_its_file():
    met = {horror for name in NAMES for horror in expectation(name)["horrors"]}
    assert met == set(range(1, 18))
    suffixes = {name.rsplit(".", 1)[1] for name in NAMES}
    assert suffixes == {"docx", "doc", "html", "htm", "txt", "md", "pdf", "zip", "json"}
    assert len(NAMES) >= 60
    assert {path.name for path in (UGLY / "files").iterdir()} == set(NAMES)
