"""Report → a document of the wanted kind."""

import json
from dataclasses import replace

from assistant.documents.furniture import DRAFT_MARK
from assistant.documents.html_writer import write_html
from assistant.documents.office import convert
from assistant.documents.word_style import OFFICIAL, PLAIN
from assistant.documents.word_writer import write_word
from assistant.report import Report, Unusable

WRITABLE = (".docx", ".html", ".pdf", ".json")


def write_document(
    report: Report, suffix: str, *, draft: bool = False, plain: bool = False, fragment: bool = False
) -> bytes:
    """Write a report as .docx, .html, .pdf or .json; `draft` marks a document 草稿 on every page, JSON under the key `draft`.

    Word and PDF follow GB/T 9704, or with `plain` the plain layout; .html is a page, or with `fragment` a part to be
    pasted into one. Raise Unusable for any other suffix, and for .pdf where LibreOffice is not installed or fails.
    """
    profile = PLAIN if plain else OFFICIAL
    if suffix == ".json":
        data = report.to_json() | ({"draft": DRAFT_MARK} if draft else {})
        return json.dumps(data, ensure_ascii=False, indent=2).encode("utf-8", "replace") + b"\n"
    if suffix == ".html":
        return write_html(report, draft, fragment)
    if suffix == ".docx":
        return write_word(report, draft, profile)
    if suffix == ".pdf":
        # LibreOffice loses marks at the ends of justified lines: they are in the text no more, and not on the page either.
        return convert(
            write_word(report, draft, replace(profile, justified=False)),
            ".docx",
            ".pdf",
            "不能导出 PDF，请先导出 .docx 再用 Word 另存为 PDF",
        )
    raise Unusable(f"不能导出为“{suffix}”，可选：{'、'.join(WRITABLE)}。")
