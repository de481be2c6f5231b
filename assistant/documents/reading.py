"""From a file's name and bytes to a report; every refusal is one sentence."""

import json
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any

from assistant.documents.blocks import Block, tidy, without_piles
from assistant.documents.decode import decode
from assistant.documents.html_reader import html_blocks, looks_like_html
from assistant.documents.office import convert
from assistant.documents.recognise import recognise
from assistant.documents.text import text_blocks
from assistant.documents.word_reader import has_revisions, word_blocks
from assistant.report import Report, Unusable

LIMIT = 50 * 1024 * 1024
MOST_CHARACTERS = 5_000_000  # of plain text and JSON; a web page may hold pictures
MOST_TABS = 400_000
MOST_TAGS = 300_000
MOST_ATTRIBUTES = 1_000_000
READABLE = (".txt", ".md", ".html", ".htm", ".docx", ".doc", ".pdf", ".json")
_SURE_IMAGES = (b"\xff\xd8\xff", b"\x89PNG\r\n", b"GIF89a", b"GIF87a")  # no text begins like this
_IMAGES = (*_SURE_IMAGES, b"II*\x00", b"MM\x00*", b"RIFF", b"BM")
_ARCHIVES = (b"Rar!", b"7z\xbc\xaf", b"\x1f\x8b")
_OLD_OFFICE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"


def read_document(name: str, data: bytes) -> Report:
    """Read one report document by its content and file name; raise Unusable with one plain sentence where it is none."""
    if len(data) > LIMIT:
        raise _too_large(name)
    if not data.strip(b" \t\r\n\x00\xef\xbb\xbf"):
        raise Unusable(f"“{name}”是空文件，请换一个有内容的文件再试。")
    try:
        return _read(name, data)
    except RecursionError as error:
        raise Unusable(f"“{name}”的结构过于复杂，读不了，请用 Word 打开后另存一份再试。") from error


def read_path(path: Path) -> Report:
    """Read a file; raise Unusable where it cannot be opened or is no report."""
    try:
        if path.stat().st_size > LIMIT:
            raise _too_large(path.name)
        data = path.read_bytes()
    except OSError as error:
        raise Unusable(f"“{path.name}”打不开，请确认文件存在并且可以读取。") from error
    return read_document(path.name, data)


def _too_large(name: str) -> Unusable:
    return Unusable(f"“{name}”超过 50 MB，不像一份年报，没有读入。")


def _read(name: str, data: bytes) -> Report:
    if data.startswith(b"PK\x03\x04"):
        return _word(name, data)
    if data.startswith(_OLD_OFFICE):
        return _word(name, _from_old_office(name, data))
    if data.lstrip()[:5] == b"{\\rtf":
        return _word(name, convert(data, ".rtf", ".docx", f"“{name}”读不了，请用 Word 另存为 .docx 再试"))
    if b"%PDF-" in data[:1024]:
        from assistant.documents.pdf import pdf_blocks  # heavy, and rarely needed

        return recognise(name, pdf_blocks(name, data), ("PDF 里的文字和表格是按版面认出来的，请逐项核对。",))
    return _text(name, data)


def _text(name: str, data: bytes) -> Report:
    text = None if data.startswith(_SURE_IMAGES) else decode(data)
    if text is None:
        raise Unusable(_no_text(name, data))
    json_data = name.lower().endswith(".json") or text.lstrip().startswith("{")
    page = not json_data and looks_like_html(text)
    if _endless_page(text) if page else _endless_text(text):
        raise Unusable(f"“{name}”的内容太多，不像一份年报，没有读入。")
    if json_data:
        return _from_json(name, text)
    blocks: Sequence[Block] = html_blocks(name, text) if page else text_blocks(text)
    return recognise(name, blocks)


def _endless_page(text: str) -> bool:
    return text.count("<") > MOST_TAGS or text.count("=") > MOST_ATTRIBUTES


def _endless_text(text: str) -> bool:
    return len(text) > MOST_CHARACTERS or text.count("\t") + text.count("|") > MOST_TABS


def _no_text(name: str, data: bytes) -> str:
    if data.startswith(_IMAGES) or data[4:8] == b"ftyp":
        return f"“{name}”是图片（可能只改了文件名），读不出文字，请换成 Word 文档或网页再试。"
    if data.startswith(_ARCHIVES):
        return f"“{name}”是压缩包，请解压后再试。"
    return f"“{name}”不是能读的文档（可能已损坏，或只改了文件名），请换成 Word 文档、网页或文本文件再试。"


def _word(name: str, data: bytes) -> Report:
    notes = ("文档里有未接受的修订，按接受修订后的内容读入。",) if has_revisions(name, data) else ()
    return recognise(name, word_blocks(name, data), notes)


def _from_old_office(name: str, data: bytes) -> bytes:
    if "EncryptedPackage".encode("utf-16-le") in data:
        raise Unusable(f"“{name}”设有密码，打不开，请去掉密码后再试。")
    if "WordDocument".encode("utf-16-le") not in data:
        raise Unusable(f"“{name}”不是 Word 文档（可能是 Excel 表格或已损坏），请用 Word 另存为 .docx 再试。")
    return convert(data, ".doc", ".docx", f"“{name}”是旧版 Word 文档，转换不了，请用 Word 或 WPS 另存为 .docx 再试")


def _without_piles(data: Any) -> Any:
    if isinstance(data, str):
        return without_piles(data)
    if isinstance(data, dict):
        return {key: _without_piles(value) for key, value in data.items()}
    return [_without_piles(value) for value in data] if isinstance(data, list) else data


def _one_line(text: str) -> str:
    """A sentence that quotes what stood in a file, kept to one short line."""
    text = tidy(text).replace("\n", " ")
    return text if len(text) <= 120 else f"{text[:100]}……。"


def _from_json(name: str, text: str) -> Report:
    try:
        report = Report.from_json(_without_piles(json.loads(text)))
    except (ValueError, RecursionError) as error:
        raise Unusable(f"“{name}”不是完整的 JSON 数据，请重新导出后再试。") from error
    except Unusable as error:
        raise Unusable(f"“{name}”：{_one_line(str(error))}") from error
    source = report.source
    return replace(report, source=replace(source, file=source.file or name))
