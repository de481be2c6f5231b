"""Blocks → Report: the one recogniser behind all readers."""

import re
from collections.abc import Sequence
from dataclasses import replace

from assistant.documents.blocks import Block, Grid, Paragraph, plain
from assistant.documents.furniture import page_text
from assistant.documents.narrative import is_sub_heading, join, split_five
from assistant.documents.restored import restored
from assistant.documents.sections import Parts, cut
from assistant.documents.tables import TableReading, is_table_of, read_table
from assistant.documents.titles import looks_like_title, split_before
from assistant.documents.unit_year import find_origin
from assistant.report import Form, Report, Source, Unusable, load_form

MOST_LINES = 20_000
MOST_CELLS = 100_000
MOST_CHARACTERS = 2_000_000
_OLD_CHAPTERS = re.compile(
    r"[一二三四五六七八]、\s*(?:概述|主动公开政府信息的?情况|依申请公开(?:政府信息)?的?情况|.{0,8}收费及减免|.{0,10}复议.{0,10}诉讼.{0,10}情况)"
)


def recognise(name: str, blocks: Sequence[Block], notes: tuple[str, ...] = ()) -> Report:
    """Build the report that a document's blocks hold, warnings after the reader's `notes`; raise Unusable where they hold none."""
    _refuse_what_is_endless(name, blocks)
    blocks, hijacked = restored(blocks)
    parts = cut(blocks)
    title, preamble = split_before(parts.before)
    tables = [block for block in parts.all() if isinstance(block, Grid)]
    origin = find_origin(title, f"{page_text(parts.all())}\n{parts.sign_off}", name)
    form = load_form(_edition(parts, origin.year))
    missing = _missing(form, parts)
    parts, moved = _problems_among_tables(form, parts)
    printed = {table.key: _printed(form, table.key, parts) for table in form.tables}
    readings = {key: _read(of, key, parts, tables) for key, of in printed.items()}
    _refuse_what_is_none(name, parts, title, readings, origin.year)
    problems, improvements, turned = split_five(_without_tables(form, parts.sections.get("problems", [])))
    warnings = [
        *notes,
        *hijacked,
        *origin.warnings,
        *missing,
        *moved,
        *(w for r in readings.values() for w in r.warnings),
    ]
    warnings += [w for key, r in readings.items() for w in _prose(form, key, r)]
    if "problems" in parts.sections and not turned and problems:
        warnings.append("第五部分没有找到从问题转到改进的地方，全文放在“存在的主要问题”中，请自行分开。")
    return Report(
        unit=origin.unit,
        year=origin.year,
        format=form.edition,
        title=title,
        preamble=preamble if parts.sections else "",
        overview=join(_without_tables(form, parts.sections.get("overview", []))),
        problems=problems,
        improvements=improvements,
        other=join(_without_tables(form, parts.sections.get("other", []))),
        cells={path: value for r in readings.values() for path, value in r.cells.items()},
        source=Source(name, tuple(warnings), {path: raw for r in readings.values() for path, raw in r.raw.items()}),
    )


def _refuse_what_is_endless(name: str, blocks: Sequence[Block]) -> None:
    grids = [block for block in blocks if isinstance(block, Grid)]
    lines = sum(len(grid.rows) for grid in grids) + len(blocks) - len(grids)
    if lines > MOST_LINES:
        raise Unusable(f"“{name}”超过 {MOST_LINES} 行，不像一份年报，没有读入。")
    rows = [row for grid in grids for row in grid.rows]
    size = sum(len(block.text) for block in blocks if isinstance(block, Paragraph))
    size += sum(len(cell) for row in rows for cell in row if cell)
    if sum(map(len, rows)) > MOST_CELLS or size > MOST_CHARACTERS:
        raise Unusable(f"“{name}”的文字或表格太多，不像一份年报，没有读入。")


def _edition(parts: Parts, year: int | None) -> str:
    """2019 if a label stands in the tables that only the older form has; without table 2 the year decides."""
    cells = {plain(text) for block in parts.all() for text in _short_texts(block)}
    for edition in ("2019", "2021"):
        if cells & {plain(mark) for mark in load_form(edition).marks}:
            return edition
    return "2019" if year and year < 2021 else "2021"


def _printed(form: Form, key: str, parts: Parts) -> Form:
    """The edition of one table: documents mix them. Table 3 tells its own by （六）其他处理, one row or three."""
    if key != "requests":
        return form
    texts = [plain(text) for block in parts.all() for text in _short_texts(block, 90)]
    if any("逾期不补正" in text or "通知要求缴纳费用" in text for text in texts):
        return load_form("2021")
    alone = any(text.endswith("六其他处理") or text.startswith("六其他处理") for text in texts)
    return load_form("2019") if alone else form


def _problems_among_tables(form: Form, parts: Parts) -> tuple[Parts, tuple[str, ...]]:
    """Section five without a heading of its own, written below a table: it begins where 存在的问题 stands alone in a line."""
    for key in () if "problems" in parts.sections else ("proactive", "requests", "disputes"):
        blocks = parts.sections.get(key, [])
        for at, block in enumerate(blocks):
            if isinstance(block, Paragraph) and is_sub_heading(block.text, "problem"):
                sections = {**parts.sections, key: blocks[:at], "problems": blocks[at:]}
                where = form.section(key).heading
                return replace(parts, sections=sections), (f"“{where}”里从“{block.text}”起当作第五部分读入，请核对。",)
    return parts, ()


def _short_texts(block: Block, shorter: int = 14) -> list[str]:
    if isinstance(block, Paragraph):
        return [block.text] if len(block.text) < shorter else []
    return [cell for row in block.rows for cell in row if cell]


def _read(form: Form, key: str, parts: Parts, grids: list[Grid]) -> TableReading:
    """Read a table in its own section; where it is not there, among all grids of the document."""
    own = [b for b in parts.sections.get(key, []) if is_table_of(form, b) in (None, key)]
    reading = read_table(form, form.table(key), own)
    if reading.found:
        return reading
    elsewhere = [grid for grid in grids if is_table_of(form, grid) == key]
    return read_table(form, form.table(key), elsewhere) if elsewhere else reading


def _without_tables(form: Form, blocks: list[Block]) -> list[Block]:
    return [block for block in blocks if not is_table_of(form, block)]


def _missing(form: Form, parts: Parts) -> list[str]:
    return [f"没有找到“{section.heading}”这一部分。" for section in form.sections if section.key not in parts.sections]


def _prose(form: Form, key: str, reading: TableReading) -> list[str]:
    heading = form.section(key).heading
    texts = [text for text in reading.prose if "以表格形式报告" not in text]
    return [f"“{heading}”中除表格外还有文字，没有读入：“{text[:60]}”。" for text in texts]


def _refuse_what_is_none(
    name: str, parts: Parts, title: str, readings: dict[str, TableReading], year: int | None
) -> None:
    tables = sum(reading.found for reading in readings.values())
    if tables == 0 and len(set(_OLD_CHAPTERS.findall(page_text(parts.all())))) >= 2 and year and year < 2019:
        raise Unusable(f"“{name}”是 2019 年以前的自由格式年报，没有现行的六个部分和三张表，请换 2019 年及以后的年报。")
    if len(parts.sections) + tables >= 2 or (looks_like_title(title) and parts.sections):
        return
    raise Unusable(f"“{name}”里没有找到政府信息公开工作年度报告的六个部分，可能选错了文件，请换成年报正文再试。")
