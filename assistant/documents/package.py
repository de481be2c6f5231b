"""The zip package of a Word document, opened with limits, its XML parsed without entities or network."""

import io
import struct
import zipfile
import zlib

from lxml import etree

from assistant.report import Unusable

UNPACKED_LIMIT = 200 * 1024 * 1024
PART_LIMIT = 32 * 1024 * 1024  # of one part's XML; 500 pages take about 20 MB
MARKS_LIMIT = 3_000_000  # tags and attributes in one part; each takes about 100 bytes of memory
DAMAGED = (
    zipfile.BadZipFile, zipfile.LargeZipFile, zlib.error, struct.error, OSError, EOFError, NotImplementedError,
    RuntimeError, ValueError, OverflowError, IndexError,
)  # fmt: skip
W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"

_STRICT = (  # “Strict Open XML” has namespaces of its own
    (
        b"http://purl.oclc.org/ooxml/wordprocessingml/main",
        b"http://schemas.openxmlformats.org/wordprocessingml/2006/main",
    ),
    (b"http://purl.oclc.org/ooxml/officeDocument/", b"http://schemas.openxmlformats.org/officeDocument/2006/"),
)


def count(text: str | None, most: int = 60) -> int:
    """A count from an attribute, never more than `most`; 0 where there is none."""
    return min(int(text), most) if text and text.isascii() and text.isdigit() and len(text) < 9 else 0


def packed_plainly(entry: zipfile.ZipInfo) -> bool:
    """True for stored and deflated entries; zipfile unpacks other methods without any limit, and Office uses none."""
    return entry.compress_type in (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED)


def open_package(name: str, data: bytes) -> zipfile.ZipFile:
    """Open a .docx; raise Unusable where it is another kind of archive, damaged, encrypted or far too large unpacked."""
    try:
        package = zipfile.ZipFile(io.BytesIO(data))
    except DAMAGED as error:
        raise Unusable(f"“{name}”已损坏，打不开，请用 Word 打开后另存一份再试。") from error
    entries = package.infolist()
    if sum(entry.file_size for entry in entries) > UNPACKED_LIMIT or len(entries) > 5000:
        raise Unusable(f"“{name}”解压后超过 200 MB，不像一份年报，没有读入。")
    names = set(package.namelist())
    if "word/document.xml" not in names:
        raise Unusable(f"“{name}”{_kind(names)}，请换成 Word 文档（.docx）再试。")
    if any(entry.flag_bits & 1 for entry in entries):
        raise Unusable(f"“{name}”设有密码，打不开，请去掉密码后再试。")
    return package


def _kind(names: set[str]) -> str:
    if "xl/workbook.xml" in names:
        return "是 Excel 表格，不是年报文档"
    if "ppt/presentation.xml" in names:
        return "是演示文稿，不是年报文档"
    return "是压缩包，不是 Word 文档"


def part(name: str, package: zipfile.ZipFile, path: str) -> etree._Element | None:
    """Parse one XML part; None where the package has none."""
    parser = etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False, huge_tree=False, recover=False)
    try:
        entry = package.getinfo(path)
        if entry.file_size > PART_LIMIT:
            raise Unusable(f"“{name}”的正文解压后超过 32 MB，不像一份年报，没有读入。")
        if not packed_plainly(entry):
            raise zipfile.BadZipFile(path)
        with package.open(entry) as stream:
            data = stream.read(entry.file_size)
        if data.count(b"<") + data.count(b"=") > MARKS_LIMIT:
            raise Unusable(f"“{name}”的内容太多，不像一份年报，没有读入。")
        for old, new in _STRICT:
            data = data.replace(old, new)
        return etree.fromstring(data, parser)
    except KeyError:
        return None
    except (etree.XMLSyntaxError, *DAMAGED) as error:
        raise Unusable(f"“{name}”已损坏，打不开，请用 Word 打开后另存一份再试。") from error
