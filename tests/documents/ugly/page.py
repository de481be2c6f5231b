"""Web pages made by hand: the report's items as HTML, with all that a site puts around them."""

from collections.abc import Callable, Iterable
from html import escape

from tests.documents.ugly.case import HEADING, TABLE, TITLE, Item
from tests.documents.ugly.tables import Grid, matrix


def td(text: str, across: int = 1, down: int = 1) -> str:
    spans = (f' colspan="{across}"' if across > 1 else "") + (f' rowspan="{down}"' if down > 1 else "")
    return f"<td{spans}>{escape(text)}</td>"


def table(grid: Grid, cell: Callable[..., str] = td) -> str:
    rows = "\n".join(f"<tr>{''.join(cell(*slot) for slot in row)}</tr>" for row in grid)
    return f'<table border="1">{rows}</table>'


def flat_table(grid: Grid, covered: str = "=") -> str:
    """A table without merged cells: their text is repeated, or the places are empty."""
    rows = ("".join(td(cell or "") for cell in row) for row in matrix(grid, covered))
    return f"<table>{''.join(f'<tr>{row}</tr>' for row in rows)}</table>"


def plain_item(item: Item) -> str:
    kind, content = item
    if kind == TABLE:
        return table(content)
    tag = {TITLE: "h1", HEADING: "h2"}.get(kind, "p")
    return f"<{tag}>{escape(content)}</{tag}>"


def html(items: Iterable[Item | str], head: str = '<meta charset="utf-8">', tab: str = "") -> str:
    content = "\n".join(item if isinstance(item, str) else plain_item(item) for item in items)
    return f"<!DOCTYPE html>\n<html><head>{head}<title>{tab}</title></head><body>\n{content}\n</body></html>"
