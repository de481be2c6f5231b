"""Lists as an Excel workbook that can be filtered, with nothing in it that runs."""

import io
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from openpyxl import Workbook
from openpyxl.styles import Alignment, Font, PatternFill
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.worksheet import Worksheet

from assistant.documents.blocks import tidy

Value = str | int | float | None


@dataclass(frozen=True)
class Listing:
    """A sheet: its name, the columns with their widths in characters, and the rows."""

    title: str
    columns: Sequence[tuple[str, int]]
    rows: Sequence[Sequence[Value]]


def write_workbook(listings: Iterable[Listing]) -> bytes:
    """Write lists as .xlsx, a sheet each, the heads in bold and always in sight."""
    book = Workbook()
    book.remove(book.worksheets[0])
    for listing in listings:
        _fill(book.create_sheet(listing.title), listing)
    stream = io.BytesIO()
    book.save(stream)
    return stream.getvalue()


def _fill(sheet: Worksheet, listing: Listing) -> None:
    sheet.append([_safe(name) for name, _ in listing.columns])
    for row in listing.rows:
        sheet.append([_safe(value) for value in row])
    for at, (_, width) in enumerate(listing.columns, 1):
        sheet.column_dimensions[get_column_letter(at)].width = width
    for cell in sheet[1]:
        cell.font, cell.fill = Font(bold=True), PatternFill("solid", fgColor="DDE7F0")
    for line in sheet.iter_rows():
        for cell in line:
            cell.alignment = Alignment(wrap_text=True, vertical="top")
    sheet.freeze_panes = "A2"
    sheet.auto_filter.ref = sheet.dimensions


def _safe(value: Value) -> Value:
    """Text never becomes a formula: a leading = + - @ gets an apostrophe in front."""
    if not isinstance(value, str):
        return value
    text = tidy(value)[:30_000]
    return f"'{text}" if text[:1] in ("=", "+", "-", "@") else text
