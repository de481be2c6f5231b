"""What checking costs: all rules against opening the same report with python-docx, and the memory of a batch of a thousand.

    python -m bench.rules_cost [--reports N]

Both sides of the ratio are measured in the same run, in processor time, with every cache empty before each report.
"""

import argparse
import io
import json
import resource
import tempfile
import time
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from statistics import median

import docx

from assistant.documents import write_document
from assistant.report import Unit, prose
from assistant.rules import check, claims, narrative, numerals, peers
from assistant.rules import prose as rules_prose
from assistant.service import Assistant
from assistant.settings import Settings
from bench.clean import clean_drafts

CACHES = (
    claims._claims, numerals._numbers, peers.long_sentences, prose._items, prose._sentences, narrative._without, rules_prose.without_addresses,
)  # fmt: skip
ROUNDS, DRAFTS = 5, 20


def walked(data: bytes) -> int:
    """Open a report with python-docx and walk its tables once."""
    document = docx.Document(io.BytesIO(data))
    return sum(len(cell.text) for table in document.tables for row in table.rows for cell in row.cells)


def timed(act: Callable[[], object]) -> float:
    for cache in CACHES:
        cache.cache_clear()
    begun = time.process_time()
    act()
    return time.process_time() - begun


def ratio() -> None:
    drafts = clean_drafts(DRAFTS)
    written = [write_document(draft.report, ".docx") for draft in drafts]
    ratios, checks = [], []
    for draft, data in zip(drafts, written, strict=True):
        rules = median(timed(lambda filing=draft.filing: check(filing)) for _ in range(ROUNDS))  # type: ignore[misc]
        opening = median(timed(lambda data=data: walked(data)) for _ in range(ROUNDS))  # type: ignore[misc]
        ratios.append(rules / opening)
        checks.append(rules)
    print(
        f"all rules on one report: {median(checks) * 1000:.1f} ms, {median(ratios):.3f} of opening it with python-docx "
        f"and walking its tables once (asked: at most 0.200; from {min(ratios):.3f} to {max(ratios):.3f} over {DRAFTS} reports)"
    )


def memory() -> float:
    """Resident megabytes now."""
    pages = int(Path("/proc/self/statm").read_text().split()[1])
    return pages * resource.getpagesize() / 2**20


def growth(count: int) -> None:
    drafts = clean_drafts(20)
    with tempfile.TemporaryDirectory() as folder:
        for number in range(count):
            report = drafts[number % len(drafts)].report
            unit = Unit.parse(
                f"甲{number}县乙{number}{report.unit.kind if report.unit.kind != '街道' else '镇'}人民政府"
            )
            told = replace(report, unit=unit, title="").to_json()
            (Path(folder) / f"{number}.json").write_text(json.dumps(told, ensure_ascii=False), "utf-8")
        marks: dict[int, float] = {}

        def progress(done: int, whole: int, _what: str) -> None:
            if done in (whole // 20, whole // 2, whole // 2 + whole // 20, whole):
                marks[done] = memory()

        batch = Assistant(Settings(data=Path(folder) / "data")).review([Path(folder)], progress)
        names = ("read a tenth", "read all", "checked a tenth", "checked all")
        print(
            f"{len(batch)} reports: "
            + ", ".join(f"{n} {m:.0f} MB" for n, m in zip(names, marks.values(), strict=False))
        )
        first, last = marks[min(marks)], marks[max(marks)]
        print(
            f"growth from the first tenth read to the end: {last - first:.1f} MB, {(last - first) * 1024 / count:.1f} KB a report"
        )


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--reports", type=int, default=1000)
    options = parser.parse_args()
    ratio()
    growth(options.reports)


if __name__ == "__main__":
    main()
