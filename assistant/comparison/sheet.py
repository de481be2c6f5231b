"""The comparison as a workbook to keep or to hand in."""

from collections.abc import Iterable

from assistant.comparison.beside import Beside
from assistant.comparison.figures import measures, results, value
from assistant.comparison.matrix import SECTIONS
from assistant.documents.workbook import Listing, Value, write_workbook
from assistant.report import NARRATIVE, Report, load_form, themes

_PAIRS = (("部分", 14), ("本年报", 56), ("最相近的句子", 56), ("单位", 26), ("年度", 8), ("相似度", 8))
_SHARES = (("单位", 28), ("年度", 8))


def write_comparison(report: Report, made: Beside) -> bytes:
    """Write sentences, likeness, themes and figures as .xlsx; a figure that is not known is left empty."""
    words = {section.key: section.words for section in load_form("2021").sections}
    titles = {
        "overview": words["overview"],
        "problems": "主要问题",
        "improvements": "改进情况",
        "other": words["other"],
    }
    shares = [*_SHARES, *((f"{titles[key]}相同", 14) for key in NARRATIVE), ("全文相同", 10)]
    return write_workbook(
        [
            Listing("逐句对照", _PAIRS, list(_pairs(made, titles))),
            Listing("雷同程度", shares, list(_likeness(made))),
            Listing("写到的方面", [("部分", 14), ("方面", 22), *_heads(made)], list(_themes(made, titles))),
            Listing("数字", [("指标", 26), *_heads(made)], list(_figures(made))),
        ]
    )


def _heads(made: Beside) -> list[tuple[str, int]]:
    return [(f"{row.report.unit.short}{row.report.year or ''}", 16) for row in made.rows]


def _pairs(made: Beside, titles: dict[str, str]) -> Iterable[list[Value]]:
    for pair in made.nearest:
        mine = pair.mine.text if pair.mine else ""
        if pair.theirs:
            passage = pair.theirs.passage
            near: list[Value] = [pair.theirs.text, passage.unit, passage.year, round(pair.similarity, 2)]
        else:
            near = [None] * 4
        yield [titles[pair.section], mine, *near]


def _likeness(made: Beside) -> Iterable[list[Value]]:
    for like in made.likeness:
        shares = [like.shares[key] for key in (*NARRATIVE, "")]
        yield [like.report.unit.name, like.report.year, *(None if s is None else f"{s:.0%}" for s in shares)]


def _themes(made: Beside, titles: dict[str, str]) -> Iterable[list[Value]]:
    for section in SECTIONS:
        for code, theme in themes(section).items():
            counts = [len(row.cells.get((section, code), ())) or None for row in made.rows]
            yield [titles[section], theme.title, *counts]


def _figures(made: Beside) -> Iterable[list[Value]]:
    for measure in (*measures(), *results()):
        yield [measure.title, *(value(row.report, measure) for row in made.rows)]
