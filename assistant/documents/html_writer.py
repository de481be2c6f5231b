"""Report → one self-contained web page: real table heads for screen readers, no script, nothing loaded from elsewhere."""

from collections.abc import Iterator
from html import escape

from assistant.documents.blocks import xml_safe
from assistant.documents.furniture import DRAFT_MARK
from assistant.documents.html_reader import OWN
from assistant.documents.layout import FIGURE, HEAD, IMPROVEMENTS, PROBLEMS, Sheet, Slot, lead, sheets, text_lines
from assistant.report import Report

_STYLE = """
body { margin: 0 auto; max-width: 52rem; padding: 1.5rem; color: #000; background: #fff; line-height: 1.8;
  font-family: FangSong, FangSong_GB2312, STFangsong, "Noto Serif CJK SC", serif; }
h1 { font: normal 1.6rem/1.4 "FZXiaoBiaoSong-B05S", "Noto Serif CJK SC", SimSun, serif; text-align: center; }
h2 { font: normal 1.2rem/1.8 SimHei, "Noto Sans CJK SC", sans-serif; margin: 1em 0 .3em 1.67em; }
h3, .lead { font: normal 1em/1.8 KaiTi, KaiTi_GB2312, STKaiti, "Noto Serif CJK SC", serif; margin: 0; }
h3 { margin-left: 2em; }
p { margin: 0; text-indent: 2em; text-align: justify; }
.wide { overflow-x: auto; }
table { border-collapse: collapse; table-layout: fixed; width: 100%; min-width: 40rem; font: .85rem/1.4 SimSun, "Noto Serif CJK SC", serif; }
th, td { border: 1px solid #000; padding: .25em .4em; font-weight: normal; text-align: center; }
th[scope=row] { text-align: left; }
.draft { border: 2px solid #c00000; color: #c00000; padding: .4em; text-align: center; text-indent: 0; }
@page { size: A4; margin: 37mm 26mm 35mm 28mm; }
@media print { body { padding: 0; max-width: none; } tr { break-inside: avoid; } thead { display: table-header-group; } }
"""


# the least that a site's own style needs; it touches nothing outside the report
_INSIDE = """
.nianbao p { margin: 0; text-indent: 2em; }
.nianbao .wide { overflow-x: auto; }
.nianbao table { border-collapse: collapse; table-layout: fixed; width: 100%; min-width: 40rem; }
.nianbao th, .nianbao td { border: 1px solid #000; padding: .25em .4em; font-weight: normal; text-align: center; }
.nianbao th[scope=row] { text-align: left; }
.nianbao .draft { border: 2px solid #c00000; color: #c00000; text-align: center; text-indent: 0; }
"""


def write_html(report: Report, draft: bool = False, fragment: bool = False) -> bytes:
    """Write the report as a page in UTF-8, or as a `fragment` to be pasted into a site's page.

    A draft carries its mark above the title.
    """
    title = escape(xml_safe(report.title.strip() or report.official_title))
    mark = f'<p class="draft" role="note">{DRAFT_MARK}</p>\n' if draft else ""
    body = "\n".join(_body(report))
    if fragment:
        inside = f"{mark}<h1>{title}</h1>\n{body}"
        return (
            f'<style>{_INSIDE}</style>\n<div class="nianbao" lang="zh-CN" {OWN}="report">\n{inside}\n</div>\n'.encode(
                "utf-8", "replace"
            )
        )
    page = (
        f'<!DOCTYPE html>\n<html lang="zh-CN">\n<head>\n<meta charset="utf-8">\n'
        f'<meta name="viewport" content="width=device-width, initial-scale=1">\n<title>{title}</title>\n'
        f"<style>{_STYLE}</style>\n</head>\n<body>\n{mark}"
        f'<main {OWN}="report">\n<h1>{title}</h1>\n{body}\n</main>\n</body>\n</html>\n'
    )
    return page.encode("utf-8", "replace")


def _body(report: Report) -> Iterator[str]:
    tables = sheets(report)
    yield from _text(report.preamble)
    for section in report.form.sections:
        yield f'<h2 id="{section.key}">{escape(section.heading)}</h2>'
        if section.key in tables:
            yield from _table(tables[section.key])
        elif section.key == "problems":
            for heading, text in ((PROBLEMS, report.problems), (IMPROVEMENTS, report.improvements)):
                if text.strip():
                    yield f"<h3>{heading}</h3>"
                    yield from _text(text)
        else:
            yield from _text(report.text(f"narrative.{section.key}"))


def _text(text: str) -> Iterator[str]:
    for line in text_lines(text):
        head, rest = lead(line)
        marked = f'<span class="lead">{escape(head)}</span>' if head else ""
        yield f"<p>{marked}{escape(rest)}</p>"


def _table(sheet: Sheet) -> Iterator[str]:
    yield f'<div class="wide"><table aria-labelledby="{sheet.key}">'
    widths = (f'<col style="width:{width / sum(sheet.widths):.2%}">' for width in sheet.widths)
    yield f"<colgroup>{''.join(widths)}</colgroup>"
    rows = list(_rows(sheet))
    if sheet.heads:
        yield "<thead>"
        yield from rows[: sheet.heads]
        yield "</thead>"
    yield "<tbody>"
    yield from rows[sheet.heads :]
    yield "</tbody></table></div>"


def _rows(sheet: Sheet) -> Iterator[str]:
    """Rows of cells; every figure names the heads above it and the labels beside it."""
    total = len(sheet.widths)
    above: list[list[str]] = [[] for _ in range(total)]
    beside: dict[int, tuple[str, int, int]] = {}
    for at, slots in enumerate(sheet.rows):
        cells, labels, column, waiting = [], [], 0, list(slots)
        while column < total:
            if column in beside:
                name, left, across = beside.pop(column)
                if left > 1:
                    beside[column] = (name, left - 1, across)
                labels.append(name)
                column += across
                continue
            slot = waiting.pop(0)
            name = f"{sheet.key}-{at}-{column}"
            if slot.kind == HEAD:
                for spot in range(column, column + slot.across):
                    above[spot] = [name] if slot.across == total else [*above[spot], name]
            elif slot.kind != FIGURE:
                labels.append(name)
            if slot.down > 1:
                beside[column] = (name, slot.down - 1, slot.across)
            cells.append(_cell(slot, name, [*labels, *above[column]]))
            column += slot.across
        yield f"<tr>{''.join(cells)}</tr>"


def _cell(slot: Slot, name: str, heads: list[str]) -> str:
    spans = (f' colspan="{slot.across}"' if slot.across > 1 else "") + (
        f' rowspan="{slot.down}"' if slot.down > 1 else ""
    )
    text = escape(xml_safe(slot.text))
    if slot.kind == FIGURE:
        return f'<td{spans} headers="{" ".join(heads)}">{text}</td>'
    group = "group" if (slot.across if slot.kind == HEAD else slot.down) > 1 else ""
    return f'<th{spans} id="{name}" scope="{"col" if slot.kind == HEAD else "row"}{group}">{text}</th>'
