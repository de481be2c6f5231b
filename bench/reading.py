"""How well the ugly files of `tests/documents/ugly` are read: `python -m bench.reading [WORD…]`, `--cost` for what it costs.

A figure is readable where the script that made the file says what it is; it is wrong where the reader gives another one,
or one where nobody can know it. Excused are figures that a person sees but that need not be read
(tables without lines in a PDF, columns that the form does not have): left blank with a warning is right. Text is compared sentence by sentence, whitespace apart.
"""

import json
import re
import sys
from collections.abc import Iterator
from dataclasses import dataclass, field
from decimal import Decimal
from pathlib import Path
from typing import Any

from assistant.documents import read_document
from assistant.documents.archive import unpack
from assistant.report import Report, Unusable, load_form

UGLY = Path(__file__).parent.parent / "tests" / "documents" / "ugly"
FORMS = {".docx": "Word .docx", ".doc": "Word .doc", ".html": "web page", ".htm": "web page", ".txt": "text, Markdown", ".md": "text, Markdown", ".pdf": "PDF", ".zip": "archive", ".json": "report JSON"}  # fmt: skip


@dataclass
class Verdict:
    """What was found of one file; `faults` says in words what is not as it should be."""

    file: str
    readable: int = 0
    read: int = 0
    wrong: int = 0
    missed: int = 0
    excused: int = 0
    refusal: bool = False
    origin: bool = True
    narrative: bool = True
    faults: list[str] = field(default_factory=list)


def names() -> list[str]:
    """All ugly files that have their expected JSON beside them."""
    return sorted(path.stem for path in (UGLY / "expected").glob("*.json"))


def expectation(name: str) -> dict[str, Any]:
    return json.loads((UGLY / "expected" / f"{name}.json").read_text("utf-8"))


def judge_file(name: str) -> list[Verdict]:
    """Read one ugly file and compare; an archive gives a verdict for each file inside."""
    expected, data = expectation(name), (UGLY / "files" / name).read_bytes()
    if not name.endswith(".zip"):
        return [judge(name, data, expected)]
    try:
        found = dict(unpack(name, data))
    except Unusable as error:
        return [_refusal(name, str(error), expected)]
    verdicts = [judge(inner, found[inner], wanted) for inner, wanted in expected["inside"].items() if inner in found]
    if set(found) != set(expected["inside"]):
        verdicts[0].faults.append(f"archive gave {sorted(found)}")
    return verdicts


def judge(name: str, data: bytes, expected: dict[str, Any]) -> Verdict:
    try:
        report = read_document(name, data)
    except Unusable as error:
        return _refusal(name, str(error), expected)
    except Exception as error:
        return _crashed(name, error, expected)
    verdict = Verdict(name)
    if "refused" in expected:
        verdict.faults.append("was not refused")
        return verdict
    _figures(verdict, report, expected)
    _origin(verdict, report, expected)
    for fault in _narrative(report, expected):
        verdict.narrative = False
        verdict.faults.append(fault)
    for words in expected["warn"]:
        if not any(all(word in warning for word in words) for warning in report.source.warnings):
            verdict.faults.append(f"no warning with {words}")
    return verdict


def _refusal(name: str, sentence: str, expected: dict[str, Any]) -> Verdict:
    words = expected.get("refused")
    fine = words is not None and all(word in sentence for word in words) and "\n" not in sentence and name in sentence
    return Verdict(name, refusal=True, faults=[] if fine else [f"refused: {sentence}"])


def _crashed(name: str, error: Exception, expected: dict[str, Any]) -> Verdict:
    """Nothing at all was read where a traceback would stand."""
    due = sum(value is not None for _, value in _cells(expected)) if "figures" in expected else 0
    fault = f"CRASHED: {type(error).__name__}: {error}"
    return Verdict(name, readable=due, missed=due, origin=False, narrative=False, faults=[fault])


def _cells(expected: dict[str, Any]) -> Iterator[tuple[str, Any]]:
    """Paths and values; the rows of the expected JSON hold theirs in official order."""
    paths: dict[tuple[str, str], list[str]] = {}
    for path in load_form("2021").cells:
        table, row, _ = path.split(".")
        paths.setdefault((table, row), []).append(path)
    for (table, row), members in paths.items():
        yield from zip(members, expected["figures"][table][row], strict=True)


def _figures(verdict: Verdict, report: Report, expected: dict[str, Any]) -> None:
    optional = tuple(expected.get("may_miss", ()))
    for path, value in _cells(expected):
        wanted = Decimal(value) if isinstance(value, str) else value
        got = report.cells[path]
        if got is None and wanted is not None and optional and path.startswith(optional):
            verdict.excused += 1
            continue
        verdict.readable += wanted is not None
        if got == wanted:
            verdict.read += wanted is not None
        elif got is None:
            verdict.missed += 1
            verdict.faults.append(f"missed {path} = {wanted}")
        else:
            verdict.wrong += 1
            verdict.faults.append(f"WRONG {path}: {got} for {wanted}")


def _origin(verdict: Verdict, report: Report, expected: dict[str, Any]) -> None:
    got = {key: getattr(report.unit, key) for key in expected["unit"]}
    if got != expected["unit"] or report.year != expected["year"]:
        verdict.origin = False
        verdict.faults.append(f"unit {list(got.values())} {report.year}")
    if report.format != expected["format"]:
        verdict.faults.append(f"edition {report.format}")


def _narrative(report: Report, expected: dict[str, Any]) -> Iterator[str]:
    """Every sentence must stand in its part, in order, and nothing else."""
    whole = ""
    parts = {"preamble": expected.get("preamble", []), **expected["narrative"]}
    for part, lines in parts.items():
        text = _bare(report.text("preamble" if part == "preamble" else f"narrative.{part}"))
        whole += text
        rest, at = "", 0
        for sentence in (s for line in lines for s in re.findall(r"[^。；！？]+[。；！？]*", line)):
            found = text.find(_bare(sentence), at)
            if found < 0:
                yield f"{part} lacks “{sentence}”"
            else:
                rest += text[at:found]
                at = found + len(_bare(sentence))
        rest += text[at:]
        if rest and part not in expected.get("loose", ()):
            yield f"{part} has besides: “{rest[:80]}”"
    yield from (f"“{word}” got into the text" for word in expected["never"] if _bare(word) in whole)


def _bare(text: str) -> str:
    return re.sub(r"\s", "", text)


def table(verdicts: list[Verdict]) -> str:
    """The summary, a line a form."""
    heads = (
        "form",
        "files",
        "refused",
        "figures",
        "read",
        "%",
        "missed",
        "excused",
        "% of seen",
        "wrong",
        "unit+year",
        "narrative",
    )
    rows = [heads]
    groups: dict[str, list[Verdict]] = {}
    for verdict in verdicts:
        groups.setdefault(FORMS.get(Path(verdict.file).suffix, "other"), []).append(verdict)
    for form, found in [*groups.items(), ("all", verdicts)]:
        kept = [v for v in found if not v.refusal]
        readable, read = sum(v.readable for v in kept), sum(v.read for v in kept)
        excused = sum(v.excused for v in kept)
        share = f"{100 * read / readable:.2f}" if readable else "–"
        rows.append((
            form, str(len(found)), str(len(found) - len(kept)), str(readable), str(read), share, str(sum(v.missed for v in kept)), str(excused), f"{100 * read / (readable + excused):.2f}" if readable else "–",
            str(sum(v.wrong for v in kept)), f"{sum(v.origin for v in kept)}/{len(kept)}", f"{sum(v.narrative for v in kept)}/{len(kept)}",
        ))  # fmt: skip
    widths = [max(len(row[i]) for row in rows) for i in range(len(heads))]
    return "\n".join(
        "  ".join(
            cell.ljust(w) if i == 0 else cell.rjust(w) for i, (cell, w) in enumerate(zip(row, widths, strict=True))
        )
        for row in rows
    )


def main(arguments: list[str]) -> None:
    if "--cost" in arguments:
        from bench.reading_cost import main as cost

        return cost()
    wanted = [name for name in names() if name.startswith(tuple(arguments) or ("",))]
    verdicts = [verdict for name in wanted for verdict in judge_file(name)]
    for verdict in verdicts:
        shown = verdict.faults[:8] + [f"… {len(verdict.faults) - 8} more"] * (len(verdict.faults) > 8)
        print(*(f"{verdict.file}: {fault}" for fault in shown), sep="\n", end="\n" if shown else "")
    print(table(verdicts))


if __name__ == "__main__":
    main(sys.argv[1:])
