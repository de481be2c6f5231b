"""Report → a document of the wanted kind."""

import json

from assistant.documents.html_writer import write_html
from assistant.documents.office import convert
from assistant.documents.word_style import OFFICIAL, PLAIN
from assistant.documents.word_writer import write_word
from assistant.report import Report, Unusable

WRITABLE = (".docx", ".html", ".pdf", ".json")


def write_document(
    report: Report, suffix: str, *, draft: bool = False, plain: bool = False, fragment: bool = False
) -> bytes:
    """Write a report as .docx, .html, .pdf or .json; `draft` marks a document 草稿 on every page.

    Word and PDF follow GB/T 9704, or with `plain` the plain layout; .html is a page, or with `fragment` a part to be
    pasted into one. Raise Unusable for any other suffix, and for .pdf where LibreOffice is not installed or fails.
    """
    profile = PLAIN if plain else OFFICIAL
    if suffix == ".json":
        return json.dumps(report.to_json(), ensure_ascii=False, indent=2).encode("utf-8", "replace") + b"\n"
    if suffix == ".html":
        return write_html(report, draft, fragment)
    if suffix == ".docx":
        return write_word(report, draft, profile)
    if suffix == ".pdf":
        return convert(
            write_word(report, draft, profile), ".docx", ".pdf", "不能导出 PDF，请先导出 .docx 再用 Word 另存为 PDF"
        )
    raise Unusable(f"不能导出为“{suffix}”，可选：{'、'.join(WRITABLE)}。")
