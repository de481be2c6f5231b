"""Fuzz the readers: a report or one sentence for whatever bytes come, in 20 s of processor time and 1 GB, nothing fetched.

`python -m bench.fuzz_reading [--inputs 20000] [--seconds S] [--workers 2] [--seed 1]` makes its inputs from the sample corpus
and the ugly files: the named attacks first, then mutations that know the formats. Each input is read in a worker process with limits;
one that dies or hangs is replaced. Faulty inputs lie in `build/fuzz_reading/`; the same seed makes the same inputs.
"""

import argparse
import bz2
import io
import json
import logging
import os
import random
import re
import resource
import signal
import socket
import struct
import sys
import time
import traceback
import warnings
import zipfile
import zlib
from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from functools import cache
from multiprocessing import connection, get_context
from pathlib import Path
from typing import Any

from assistant.documents import archive, office, read_document, write_document
from assistant.report import Report, Unusable

ROOT = Path(__file__).resolve().parent.parent
FAULTS = ROOT / "build" / "fuzz_reading"
FORMATS = {"txt": 16, "md": 10, "html": 20, "docx": 22, "pdf": 8, "json": 12, "zip": 12}
SECONDS, MEGABYTES = 20.0, 1024
CANARY = "金丝雀七四一"  # stands in a file and behind a port that no reader may open
W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
Chance = random.Random


# ---------------------------------------------------------------------------------------------- what is mutated


@cache
def seeds(kind: str) -> tuple[bytes, ...]:
    """Documents of a format that can be read: the samples, what the program writes of them, and the ugly files."""
    return (*_plain_seeds(kind), *_ugly_seeds(kind))


def _ugly_seeds(kind: str) -> tuple[bytes, ...]:
    ugly = ROOT / "tests" / "documents" / "ugly"
    paths = sorted(ugly.glob(f"files/*.{kind}"))
    refused = {
        path.name
        for path in paths
        if "refused" in json.loads((ugly / "expected" / f"{path.name}.json").read_text("utf-8"))
    }
    return tuple(path.read_bytes() for path in paths if path.name not in refused)


def _plain_seeds(kind: str) -> tuple[bytes, ...]:
    samples = sorted((ROOT / "corpus" / "samples").iterdir())
    own = [path.read_bytes() for path in samples if path.suffix == f".{kind}"]
    texts = [path.read_bytes() for path in samples if path.suffix == ".txt"]
    reports = [read_document(path.name, path.read_bytes()) for path in samples if path.suffix in (".json", ".docx")]
    if kind == "txt":
        return (*own, (ROOT / "tests/documents/files/broken_rows.txt").read_bytes())
    if kind == "md":
        return tuple(markdown(text.decode()).encode() for text in texts)
    if kind == "pdf":
        return tuple(pdf_of(report) for report in reports[:3])
    if kind == "zip":
        members = [
            ("年报.txt", texts[0]),
            ("夹/年报.json", _plain_seeds("json")[0]),
            ("年报.docx", _plain_seeds("docx")[0]),
        ]
        return (
            zipped(*members),
            zipped(*members[:2], ("内.zip", zipped(*members[:1]))),
            zipped(("a.html", _plain_seeds("html")[0])),
        )
    return (*own, *(write_document(report, f".{kind}") for report in reports[:4]))


def markdown(text: str) -> str:
    lines = []
    for line in text.split("\n"):
        lines.append(
            f"| {' | '.join(line.split(chr(9)))} |" if "\t" in line else f"## {line}" if line[1:2] == "、" else line
        )
    return "\n".join(lines)


def zipped(*members: tuple[str, bytes], how: int = zipfile.ZIP_DEFLATED) -> bytes:
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", how) as package:
        for name, data in members:
            package.writestr(zipfile.ZipInfo(name), data, how)
    return stream.getvalue()


def docx(body: str, **parts: str | bytes) -> bytes:
    """A Word package around a body; a part `styles` is word/styles.xml; `head` goes in front of the root element."""
    head = parts.pop("head", "")
    document = (
        f'<?xml version="1.0" encoding="UTF-8"?>{head}<w:document xmlns:w="{W}"><w:body>{body}</w:body></w:document>'
    )
    others = [(f"word/{name}.xml", data.encode() if isinstance(data, str) else data) for name, data in parts.items()]
    return zipped(("[Content_Types].xml", b"<Types/>"), ("word/document.xml", document.encode()), *others)


def wp(text: str) -> str:
    return f"<w:p><w:r><w:t>{text}</w:t></w:r></w:p>"


def pdf(*objects: bytes, trailer: bytes = b"/Root 1 0 R") -> bytes:
    """A PDF of numbered objects with a sound cross-reference table."""
    out, places = bytearray(b"%PDF-1.5\n"), []
    for number, content in enumerate(objects, 1):
        places.append(len(out))
        out += b"%d 0 obj\n%b\nendobj\n" % (number, content)
    start = len(out)
    out += b"xref\n0 %d\n0000000000 65535 f \n" % (len(objects) + 1)
    out += b"".join(b"%010d 00000 n \n" % place for place in places)
    return bytes(out + b"trailer\n<</Size %d %b>>\nstartxref\n%d\n%%%%EOF\n" % (len(objects) + 1, trailer, start))


def stream(content: bytes, entries: bytes = b"") -> bytes:
    return b"<<%b /Length %d>>\nstream\n%b\nendstream" % (entries, len(content), content)


FONT = (
    b"<</Type/Font/Subtype/Type0/BaseFont/Song/Encoding/UniGB-UCS2-H/DescendantFonts[<</Type/Font/Subtype/CIDFontType0"
    b"/BaseFont/Song/CIDSystemInfo<</Registry(Adobe)/Ordering(GB1)/Supplement 4>>/DW 1000>>]>>"
)


def pages(*contents: bytes, more: tuple[bytes, ...] = (), resources: bytes = b"", box: bytes = b"0 0 595 842") -> bytes:
    """A PDF with a page for each content stream object; object 3 is the font, `more` objects follow it from 4."""
    first = 4 + len(more)
    kids = b" ".join(b"%d 0 R" % (first + 2 * at) for at in range(len(contents)))
    objects = [
        b"<</Type/Catalog/Pages 2 0 R>>",
        b"<</Type/Pages/Kids[%b]/Count %d>>" % (kids, len(contents)),
        FONT,
        *more,
    ]
    for content in contents:
        page = b"<</Type/Page/Parent 2 0 R/MediaBox[%b]/Resources<</Font<</F 3 0 R>>%b>>/Contents %d 0 R>>"
        objects += [page % (box, resources, len(objects) + 2), content]
    return pdf(*objects)


def words(text: str, x: float, y: float, size: float = 12) -> bytes:
    return b"BT /F %g Tf %g %g Td <%b> Tj ET\n" % (size, x, y, text.encode("utf-16-be", "replace").hex().encode())


def pdf_of(report: Report) -> bytes:
    """A plain page or two of a report: lines of text and one ruled table."""
    table = [["申请情况", *"一二三四五六七"], *([str(n), *map(str, range(7))] for n in range(8))]
    text = [report.title, "一、总体情况", *re.findall(".{1,40}", report.overview), "二、主动公开政府信息情况",
            "三、收到和处理政府信息公开申请情况"]  # fmt: skip
    first = b"".join(words(line, 60, 780 - 20 * at) for at, line in enumerate(text[:20]))
    for at, row in enumerate(table):
        for column, cell in enumerate(row):
            left, top = 60 + 55 * column, 350 - 18 * at
            first += b"%d %d 55 18 re S\n" % (left, top) + words(cell, left + 4, top + 5, 9)
    rest = ["四、政府信息公开行政复议、行政诉讼情况", "五、存在的主要问题及改进情况", *re.findall(".{1,40}", report.problems),
            "六、其他需要报告的事项", report.other[:40]]  # fmt: skip
    second = b"".join(words(line, 60, 780 - 20 * at) for at, line in enumerate(rest[:30]))
    return pages(stream(first), stream(zlib.compress(second), b"/Filter/FlateDecode"))


# ---------------------------------------------------------------------------------------------- how it is mutated

NUMBERS = ("0", "-1", "1", "61", "65536", "999999999", "1000000000", "1e999", "99999999999999999999", "9" * 5000, "0x7f",
           "NaN", "１２", "①", "½", "٣", "")  # fmt: skip
ODD = ("\u202e", "\u200b" * 50, "\ufdfa" * 40, "e" + "\u0301" * 300, "\U0001f468\u200d\U0001f469", "\u2f00", "\ufffe", "\u3000" * 400,
       "\x0b", "\x00", "\u2028", "\U000e0041", "（" * 300, "(" * 300, "|" * 200, "\t" * 200, "。" * 200, "一、", "一是", "下一步",
       "无", "第1页" + "\u3000" * 50)  # fmt: skip
CODES = (
    "gbk",
    "gb18030",
    "utf-16",
    "utf-16-le",
    "utf-16-be",
    "utf-32",
    "big5",
    "utf-7",
    "shift_jis",
    "latin-1",
    "utf-8-sig",
)


def flip(chance: Chance, data: bytes) -> bytes:
    made = bytearray(data or b"?")
    for _ in range(chance.choice((1, 2, 4, 30))):
        made[chance.randrange(len(made))] = chance.choice((0, 255, chance.randrange(256), 60, 34, 10))
    return bytes(made)


def cut(chance: Chance, data: bytes) -> bytes:
    at = chance.randrange(len(data) + 1)
    return chance.choice((data[:at], data[at:], data[:at] + data[at + chance.randrange(500) :]))


def repeat(chance: Chance, data: bytes) -> bytes:
    begin = chance.randrange(len(data) + 1)
    chunk = data[begin : begin + chance.choice((1, 8, 100, 2000))]
    times = min(chance.choice((2, 10, 1000, 20_000)), 2_000_000 // (len(chunk) or 1))
    at = chance.choice((begin, chance.randrange(len(data) + 1)))
    return data[:at] + chunk * times + data[at:]


def swap(chance: Chance, data: bytes) -> bytes:
    a, b, c = sorted(chance.randrange(len(data) + 1) for _ in range(3))
    return data[:a] + data[b:c] + data[a:b] + data[c:]


def recode(chance: Chance, data: bytes) -> bytes:
    made = data.decode("utf-8", "replace").encode(chance.choice(CODES), "replace")
    return made[: chance.choice((len(made), len(made) - 1))]


def oddly(chance: Chance, data: bytes) -> bytes:
    """Put odd characters or numbers at places where a line, a cell or a tag begins, or where a figure stands."""
    text = data.decode("utf-8", "surrogateescape")
    places = [m.end() for m in re.finditer(r"[\n\t>|\"]|\d+", text)] or [0]
    for _ in range(chance.choice((1, 3, 20))):
        at = min(chance.choice(places), len(text))
        text = text[:at] + chance.choice(chance.choice((ODD, NUMBERS))) + text[at:]
    return text.encode("utf-8", "surrogateescape" if max(text, default="") >= "\udc80" else "surrogatepass")


def renumber(chance: Chance, data: bytes) -> bytes:
    found = list(re.finditer(rb"\d+", data))
    for match in sorted(chance.sample(found, min(len(found), chance.choice((1, 3, 10)))), key=lambda m: -m.start()):
        data = data[: match.start()] + chance.choice(NUMBERS).encode() + data[match.end() :]
    return data


BYTES = (flip, cut, repeat, swap, oddly, renumber)
ATTRIBUTES = (' colspan="1000000000"', ' rowspan="999999"', ' rowspan="60" colspan="60"', ' style="display:none"', " hidden",
              ' w:val="1000000000"', ' w:val="60"', f' style="{"x" * 70_000}"', ' data-nianbao="report"', ' a="&lol;"')  # fmt: skip
HTML_TAGS = [
    "table",
    "tr",
    "td",
    "th",
    "div",
    "span",
    "p",
    "li",
    "ol",
    "ul",
    "h1",
    "h2",
    "b",
    "br",
    "pre",
    "font",
    "script",
    "style",
    "template",
    "svg",
    "caption",
    "select",
    "a",
    "nav",
]
WORD_TAGS = [
    "p",
    "r",
    "t",
    "tbl",
    "tr",
    "tc",
    "tcPr",
    "gridSpan",
    "gridBefore",
    "vMerge",
    "txbxContent",
    "sdt",
    "sdtContent",
    "ins",
    "del",
    "br",
    "tab",
    "pPr",
    "numPr",
    "numId",
    "ilvl",
]


def markup(chance: Chance, data: bytes, tags: list[str], space: str = "") -> bytes:
    """Delete, double, move, wrap and rename elements, and give them attributes."""
    tokens = re.split(r"(<[^<>]*>)", data.decode("utf-8", "replace"))
    for _ in range(chance.choice((1, 2, 5, 20))):
        at, tag = chance.randrange(len(tokens)), space + chance.choice(tags)
        end = min(at + chance.choice((1, 2, 10, 200)), len(tokens))
        how = chance.randrange(8)
        if how == 0:
            del tokens[at:end]
        elif how == 1:
            tokens[at:at] = tokens[at:end] * chance.choice((1, 3, 30))
        elif how == 2:
            other = chance.randrange(len(tokens))
            tokens[at], tokens[other] = tokens[other], tokens[at]
        elif how == 3:
            depth = chance.choice((1, 5, 60, 240, 3000))
            tokens[at:end] = [f"<{tag}>" * depth, *tokens[at:end], f"</{tag}>" * depth]
        elif how == 4:
            tokens[at] = re.sub(r"(?<=<)/?[\w:]+", tag, tokens[at], count=1)
        elif how == 5:
            tokens[at] = re.sub(r"(?<=\w)(?=/?>)", chance.choice(ATTRIBUTES), tokens[at], count=1)
        elif how == 6:
            tokens[at] = re.sub(r'"[^"]*"', f'"{chance.choice(NUMBERS)}"', tokens[at])
        else:
            tokens[at] += chance.choice(
                (f"<{tag}>", f"<{tag}/>", f"</{tag}>", "<!--", "]]>", "<![CDATA[", "&lol;", "&#0;", *ODD)
            )
        tokens = tokens or [""]
    return "".join(tokens).encode("utf-8", "replace")


def mutated_html(chance: Chance, data: bytes) -> bytes:
    if chance.random() < 0.7:
        return markup(chance, data, HTML_TAGS)
    made = chance.choice((*BYTES, recode))(chance, data)
    if chance.random() < 0.2:
        made = made.replace(
            b"utf-8", chance.choice((b"gbk", b"punycode", b"idna", b"utf-16", b"hex", b"undefined", b"utf-7"))
        )
    return made


def mutated_docx(chance: Chance, data: bytes) -> bytes:
    """Mutate a part and pack again, or the package itself."""
    if chance.random() < 0.15:
        return chance.choice(BYTES)(chance, data)
    with zipfile.ZipFile(io.BytesIO(data)) as package:
        parts = {entry.filename: package.read(entry) for entry in package.infolist()}
    found = [name for name in parts if re.search(r"word/(document|styles|numbering)\.xml$", name)]
    name = chance.choice((*found, *["word/document.xml"] * 4))
    content, how = parts.get(name, b""), chance.random()
    if how < 0.6:
        content = markup(chance, content, WORD_TAGS, "w:")
    elif how < 0.7:
        bomb = chance.choice(
            (
                ENTITIES,
                '<!DOCTYPE a SYSTEM "file:///etc/passwd">',
                '<!DOCTYPE a [<!ENTITY lol SYSTEM "file:///etc/passwd">]>',
            )
        )
        content = re.sub(rb"(<w:t>)", rb"\1&lol;", re.sub(rb"\?>", b"?>" + bomb.encode(), content, count=1), count=2)
    else:
        content = chance.choice((*BYTES, recode))(chance, content)
    parts[name] = content
    if chance.random() < 0.1:
        del parts[chance.choice(list(parts))]
    return zipped(*parts.items(), how=chance.choice((0, 8, 8, 8, 12)))


def mutated_json(chance: Chance, data: bytes) -> bytes:
    if chance.random() < 0.4:
        return chance.choice((*BYTES, recode))(chance, data)
    whole = json.loads(data)
    for _ in range(chance.choice((1, 3, 10))):
        owner, key = _somewhere(chance, whole)
        owner[key] = chance.choice((None, True, -1, 10**30, 0.5, float("nan"), float("inf"), "", "\ud800", "九" * 5000, [], {}, [[]],
                                    "9" * 5000, "1,234件", chance.choice(ODD), chance.choice(NUMBERS), "0.5万元", "../../x\n\r"))  # fmt: skip
    text = json.dumps(whole, ensure_ascii=chance.random() < 0.5)
    if chance.random() < 0.2:
        text = text.replace(
            "null", chance.choice(("9" * 5000, "1e999", "[" * 90_000, '{"a":' * 5000, "-0", '"\\udc00"')), 1
        )
    return text.encode("utf-8", "surrogatepass")


def _somewhere(chance: Chance, whole: dict[str, Any]) -> tuple[dict[str, Any], str]:
    key = chance.choice(list(whole) or ["a"])
    inner = whole.get(key)
    return _somewhere(chance, inner) if isinstance(inner, dict) and chance.random() < 0.85 else (whole, key)


def mutated_pdf(chance: Chance, data: bytes) -> bytes:
    """Mutate tokens of the file, of its page descriptions, or bytes."""
    if chance.random() < 0.3:
        return chance.choice(BYTES)(chance, data)
    tokens = re.split(rb"(\s+|(?=[/<>\[\]()]))", data)
    tokens = [token for token in tokens if token is not None]
    for _ in range(chance.choice((1, 3, 10))):
        at = chance.randrange(len(tokens))
        other = chance.choice(tokens)
        tokens[at] = chance.choice(
            (b"", other, tokens[at] * 50, b"<<", b"[", b"1 0 R", b"/F", b"1e30", b"-1", b"9" * 40, b"q ", b"cm")
        )
    return b"".join(tokens)


def mutated_zip(chance: Chance, data: bytes) -> bytes:
    if chance.random() < 0.5:
        return chance.choice(BYTES)(chance, data)
    names = ("../../年报.txt", "/etc/年报.txt", "C:\\年报.txt", "年\n报.txt", "年报.txt\x00.docx", "a/" * 500 + "年报.txt", ".txt", "年报.doc",
             "\u202etxt.报", "内.zip", "年报.html", "CON", "~$年报.docx", "__MACOSX/a.txt", "年报.pdf", "年报.json")  # fmt: skip
    kinds = [chance.choice([kind for kind in FORMATS if kind != "pdf"]) for _ in range(chance.randrange(1, 4))]
    members = [(chance.choice(names), make(chance, kind) if kind != "zip" else data) for kind in kinds]
    made = bytearray(zipped(*members, how=chance.choice((0, 8, 8, 12, 14))))
    at = bytes(made).rfind(b"PK\x01\x02")
    if chance.random() < 0.5:  # version, flags, method, sizes of the last entry
        made[at + chance.choice((6, 8, 9, 10, 24, 27, 28, 42))] = chance.randrange(256)
    return bytes(made)


MUTATE: dict[str, Callable[[Chance, bytes], bytes]] = {
    "html": mutated_html, "docx": mutated_docx, "json": mutated_json, "pdf": mutated_pdf, "zip": mutated_zip,
}  # fmt: skip


def make(chance: Chance, kind: str) -> bytes:
    """Make one mutated document of a format."""
    data = chance.choice(seeds(kind))
    mutate = MUTATE.get(kind) or (lambda chance, data: chance.choice((*BYTES, recode))(chance, data))
    for _ in range(chance.choice((1, 1, 2, 3))):
        try:
            data = mutate(chance, data)
        except Exception:
            data = flip(chance, data)  # no longer a document that this mutation understands
    return data[:3_000_000]


# ---------------------------------------------------------------------------------------------- named attacks

ENTITIES = (
    '<!DOCTYPE a [<!ENTITY a "lollollollollollol">'
    + "".join(f'<!ENTITY {b} "{f"&{a};" * 10}">' for a, b in zip("abcdefghi", "bcdefghij", strict=True))
    + '<!ENTITY lol "&j;">]>'
)
HEAD = (
    "松涛乡人民政府2023年政府信息公开工作年度报告\n一、总体情况\n本年公开信息。\n三、收到和处理政府信息公开申请情况\n"
)
LABEL = "（一）予以公开"


def page(body: str) -> bytes:
    return f"<html><body>{HEAD.replace(chr(10), '<br>')}{body}</body></html>".encode()


def deflated(size: int) -> bytes:
    """Raw deflate data of that many zeros, made of one flushed block."""
    packer = zlib.compressobj(9, zlib.DEFLATED, -15)
    block = packer.compress(bytes(1 << 20)) + packer.flush(zlib.Z_FULL_FLUSH)
    return block * (size >> 20) + packer.flush()


def handmade_zip(content: bytes, size: int, name: bytes = b"a.txt", method: int = 8, flags: int = 0) -> bytes:
    """A zip with one entry of packed bytes that says whatever size it likes."""
    common = struct.pack("<HHHHIIIHH", flags, method, 0, 0, 0, len(content), size, len(name), 0)
    local = b"PK\x03\x04" + struct.pack("<H", 20) + common + name
    central = b"PK\x01\x02" + struct.pack("<HH", 20, 20) + common + struct.pack("<HHHII", 0, 0, 0, 0, 0) + name
    end = struct.pack("<4sHHHHIIH", b"PK\x05\x06", 0, 0, 1, 1, len(central), len(local) + len(content), 0)
    return local + content + central + end


def deep_tables(depth: int) -> str:
    return "<w:tbl><w:tr><w:tc>" * depth + wp("x") + "</w:tc></w:tr></w:tbl>" * depth


def deep_boxes(depth: int) -> str:
    return "<w:p><w:r><w:txbxContent>" * depth + wp("x") + "</w:txbxContent></w:r></w:p>" * depth


def json_with(**changes: Any) -> bytes:
    return json.dumps(json.loads(_plain_seeds("json")[0]) | changes).encode()


def nested_forms(depth: int, content: bytes = b"") -> bytes:
    """A page that calls a form that calls the next one ten times, and so on."""
    forms = [
        stream(
            b"/X Do " * 10, b"/Type/XObject/Subtype/Form/BBox[0 0 9 9]/Resources<</XObject<</X %d 0 R>>>>" % (5 + at)
        )
        for at in range(depth)
    ]
    last = stream(
        content or words("政", 9, 9), b"/Type/XObject/Subtype/Form/BBox[0 0 9 9]/Resources<</Font<</F 3 0 R>>>>"
    )
    return pages(stream(b"/X Do"), more=(*forms, last), resources=b"/XObject<</X 4 0 R>>")


def flate(content: bytes, times: int = 1) -> bytes:
    for _ in range(times):
        content = zlib.compress(content, 9)
    return stream(content, b"/Filter[%b]" % (b"/FlateDecode" * times))


def grid_of_rectangles(count: int) -> bytes:
    return b"".join(b"%d %d 5 7 re S\n" % (5 * (at % 100), 7 * (at // 100)) for at in range(count))


def a_list(mark: str, count: int) -> bytes:
    numbering = (
        f'<w:numbering xmlns:w="{W}"><w:abstractNum w:abstractNumId="0"><w:lvl w:ilvl="0"><w:numFmt w:val="decimal"/>'
        f'<w:lvlText w:val="{mark}"/></w:lvl></w:abstractNum><w:num w:numId="1"><w:abstractNumId w:val="0"/></w:num></w:numbering>'
    )
    item = '<w:p><w:pPr><w:numPr><w:ilvl w:val="0"/><w:numId w:val="1"/></w:numPr></w:pPr><w:r><w:t>x</w:t></w:r></w:p>'
    return docx(item * count, numbering=numbering)


def outside(what: str = "file") -> str:
    """The address of what no reader may open: a file, or a port of this machine."""
    return (
        (FAULTS / "canary.txt").as_uri() if what == "file" else f"http://127.0.0.1:{os.environ.get('FUZZ_PORT', 9)}/a"
    )


ATTACKS: dict[str, Callable[[], bytes]] = {
    "endless-line.txt": lambda: (HEAD + "政" * 13_000_000).encode(),
    "endless-sentences.txt": lambda: (HEAD + "五、存在的主要问题及改进情况\n" + "一是目录不全；" * 400_000).encode(),
    "endless-numbers.txt": lambda: (HEAD + "1 " * 2_000_000).encode(),
    "endless-words.txt": lambda: (HEAD + "予以公开 1 " * 300_000).encode(),
    "endless-tabs.txt": lambda: HEAD.encode() + b"\t" * 40_000_000,
    "endless-pipes.txt": lambda: HEAD.encode() + b"|" * 40_000_000,
    "wide-row.txt": lambda: (HEAD + LABEL + "\t1" * 1_000_000).encode(),
    "empty-lines.txt": lambda: HEAD.encode() + b"\n" * 45_000_000,
    "many-lines.txt": lambda: (HEAD + "x\n" * 10_000_000).encode(),
    "many-rows.txt": lambda: (HEAD + f"{LABEL}\t1\t2\t3\t4\t5\t6\t7\n" * 19_000).encode(),
    "many-unknown-rows.txt": lambda: (HEAD + "甲乙丙丁戊己庚辛\t1\t2\n" * 19_000).encode(),
    "many-unknown-lines.txt": lambda: (HEAD + "甲乙丙丁戊己庚辛\n" * 19_000).encode(),
    "many-titles.txt": lambda: ("松涛乡人民政府2023年政府信息公开\n" * 19_000 + HEAD).encode(),
    "glued-titles.txt": lambda: ("松涛乡人民政府2023年政府信息公开年报 " * 60_000).encode(),
    "many-headings.txt": lambda: ("一、总体情况\n二、主动公开政府信息情况\n" * 9_500).encode(),
    "glued-headings.txt": lambda: ("。一、总体情况：二、主动公开政府信息情况：" * 60_000).encode(),
    "open-brackets.txt": lambda: (HEAD + "予以公开" + "(" * 300_000).encode(),
    "page-number-and-gap.txt": lambda: (HEAD + "第1页" + "\u3000" * 200_000 + "x").encode(),
    "ruled-page.txt": lambda: (HEAD + "大 中 小 " * 60_000 + "x").encode(),
    "long-figure.txt": lambda: (HEAD + LABEL + "\t" + "\t".join(["9" * 5000] * 7)).encode(),
    "long-figures-in-lines.txt": lambda: (HEAD + LABEL + "\n" + "\n".join(["9" * 5000] * 7)).encode(),
    "folded-to-eighteen.txt": lambda: (HEAD + "\ufdfa" * 5_000_000).encode(),
    "marks-without-letters.txt": lambda: (HEAD + "e" + "\u0301\u0323" * 500_000).encode(),
    "unseen.txt": lambda: ("\u200b" * 10_000_000).encode(),
    "many-places.txt": lambda: (HEAD + "现将甲乙丙省丁戊己市庚辛壬县松涛" * 100_000).encode(),
    "many-offices.txt": lambda: (
        "松涛乡人民政府2023年政府信息公开\n一、总体情况\n" + "由甲县松涛乡人民政府" * 150_000
    ).encode(),
    "surrogates.txt": lambda: (HEAD + "\ud800\udfff").encode("utf-8", "surrogatepass"),
    "utf-32.txt": lambda: HEAD.encode("utf-32"),
    "utf-16-odd.txt": lambda: HEAD.encode("utf-16") + b"\x00",
    "noise.txt": lambda: Chance(1).randbytes(2_000_000),
    "high-bytes.txt": lambda: bytes(Chance(2).choices(range(128, 256), k=3_000_000)),
    "spaced-pipes.md": lambda: (HEAD + ("| " * 60 + "\n") * 15_000).encode(),
    "stars.md": lambda: (HEAD + "**" * 1_000_000 + "__" * 1_000_000).encode(),
    "quotes.md": lambda: (HEAD + "> " * 1_000_000 + "#" * 1_000_000).encode(),
    "colspan.html": lambda: page('<table><tr><td colspan="1000000000">一<td rowspan="1000000000">二</table>'),
    "stairs.html": lambda: page("<table>" + '<tr><td colspan="60" rowspan="60">x' * 19_000 + "</table>"),
    "wide-spans.html": lambda: page("<table>" + ("<tr>" + '<td colspan="59">x' * 3) * 19_000 + "</table>"),
    "deep-tables.html": lambda: page("<table><tr><td>" * 3_000),
    "deep-divs.html": lambda: page("<div>" * 200_000 + "x"),
    "deep-spans.html": lambda: page("<span>" * 200_000 + "x"),
    "many-spans.html": lambda: page("<span>x</span>" * 1_000_000),
    "many-tags.html": lambda: page("<b>" * 15_000_000),
    "many-items.html": lambda: page("<ol>" + "<li>甲" * 60_000),
    "many-cells.html": lambda: page("<table><tr>" + "<td>1" * 1_000_000),
    "many-rows.html": lambda: page("<table>" + "<tr><td>1" * 300_000),
    "many-attributes.html": lambda: page("<p " + " ".join(f"a{n}=1" for n in range(1_000_000)) + ">"),
    "huge-attribute.html": lambda: page(f'<p style="{"display " * 5_000_000}">x</p>'),
    "huge-comment.html": lambda: page("<!--" + "-" * 30_000_000),
    "entities.html": lambda: (ENTITIES + "<html><body>&lol;&j;").encode(),
    "outside.html": lambda: page(
        f'<img src="{outside("port")}"><iframe src="{outside()}"></iframe><link href="{outside("port")}">'
    ),
    "outside-entity.html": lambda: f'<!DOCTYPE html [<!ENTITY x SYSTEM "{outside()}">]><html><body>{HEAD}&x;'.encode(),
    **{
        f"charset-{code}.html": lambda code=code: f'<html><meta charset="{code}"><p>{HEAD * 2000}'.encode("gbk")  # type: ignore[misc]
        for code in (
            "punycode",
            "idna",
            "undefined",
            "hex",
            "unicode_escape",
            "zlib_codec",
            "utf-7",
            "utf-16",
            "mbcs",
            "nothing",
        )
    },
    "entities.docx": lambda: docx(wp("&lol;"), head=ENTITIES),
    "entities-in-attribute.docx": lambda: docx('<w:p><w:pPr><w:pStyle w:val="&lol;"/></w:pPr></w:p>', head=ENTITIES),
    "quadratic-entities.docx": lambda: docx(wp("&x;" * 40_000), head=f'<!DOCTYPE a [<!ENTITY x "{"x" * 60_000}">]>'),
    "outside-entity.docx": lambda: docx(wp(HEAD + "&x;"), head=f'<!DOCTYPE a [<!ENTITY x SYSTEM "{outside()}">]>'),
    "outside-port.docx": lambda: docx(wp(HEAD + "&x;"), head=f'<!DOCTYPE a [<!ENTITY x SYSTEM "{outside("port")}">]>'),
    "outside-schema.docx": lambda: docx(wp(HEAD), head=f'<!DOCTYPE a SYSTEM "{outside("port")}">'),
    "outside-parameter.docx": lambda: docx(wp(HEAD), head=f'<!DOCTYPE a [<!ENTITY % x SYSTEM "{outside()}"> %x;]>'),
    "outside-styles.docx": lambda: docx(wp(HEAD), styles=f'<!DOCTYPE a [<!ENTITY x SYSTEM "{outside()}">]><a>&x;</a>'),
    "spans.docx": lambda: docx(
        '<w:tbl><w:tr><w:trPr><w:gridBefore w:val="1000000000"/></w:trPr><w:tc><w:tcPr><w:gridSpan w:val="1000000000"/>'
        "</w:tcPr></w:tc></w:tr></w:tbl>" * 1000
    ),
    "many-spans.docx": lambda: docx(
        "<w:tbl>"
        + ("<w:tr>" + '<w:tc><w:tcPr><w:gridSpan w:val="60"/></w:tcPr></w:tc>' * 200 + "</w:tr>") * 1500
        + "</w:tbl>"
    ),
    "deep-tables.docx": lambda: docx(deep_tables(80)),
    "deeper-tables.docx": lambda: docx(deep_tables(5000)),
    "deep-boxes.docx": lambda: docx(deep_boxes(80)),
    "deep-controls.docx": lambda: docx("<w:sdt><w:sdtContent>" * 120 + wp(HEAD) + "</w:sdtContent></w:sdt>" * 120),
    "deep-cells.docx": lambda: docx(
        "<w:tbl>" + ("<w:tr>" + "<w:tc>" * 240 + "</w:tc>" * 240 + "</w:tr>") * 1000 + "</w:tbl>"
    ),
    "long-list-mark.docx": lambda: a_list("%1" * 200_000, 3000),
    "many-paragraphs.docx": lambda: docx("<w:p/>" * 30_000_000),
    "many-tables.docx": lambda: docx(("<w:tbl><w:tr><w:tc>" + wp("1") + "</w:tc></w:tr></w:tbl>") * 19_000),
    "many-attributes.docx": lambda: docx("<w:p " + " ".join(f'a{n}=""' for n in range(10_000)) + "/>"),
    "long-text.docx": lambda: docx(wp(HEAD) + wp("政" * 3_000_000)),
    "many-breaks.docx": lambda: docx("<w:p><w:r>" + "<w:t>x</w:t><w:br/>" * 500_000 + "</w:r></w:p>"),
    "blank.docx": lambda: docx(" " * 199_000_000),
    "lying-size.docx": lambda: handmade_zip(deflated(900 << 20), 100, b"word/document.xml"),
    "bzip2.docx": lambda: handmade_zip(bz2.compress(bytes(300 << 20)), 100, b"word/document.xml", 12),
    "lzma.docx": lambda: zipped(("word/document.xml", bytes(150 << 20)), how=zipfile.ZIP_LZMA),
    "utf-16.docx": lambda: zipped(
        ("word/document.xml", f'<w:document xmlns:w="{W}"><w:body/></w:document>'.encode("utf-16"))
    ),
    "no-document.docx": lambda: zipped(("word/document.xml", b"")),
    "many-parts.docx": lambda: zipped(*((f"word/{n}.xml", b"") for n in range(20_000))),
    "locked.docx": lambda: handmade_zip(b"x" * 20, 8, b"word/document.xml", 0, 1),
    "flate-bomb.pdf": lambda: pages(flate(bytes(800 << 20))),
    "flate-flate-bomb.pdf": lambda: pages(
        stream(zlib.compress(zlib.compress(bytes(1 << 30), 9)), b"/Filter[/FlateDecode/FlateDecode]")
    ),
    "broken-flate.pdf": lambda: pages(
        stream(zlib.compress(Chance(1).randbytes(3_000_000))[:-2000] + b"x" * 900, b"/Filter/FlateDecode")
    ),
    "flate-in-hex.pdf": lambda: pages(
        stream(zlib.compress(bytes(400 << 20), 9).hex().encode(), b"/Filter[/ASCIIHexDecode/FlateDecode]")
    ),
    "run-length.pdf": lambda: pages(stream(b"\x81 " * 4_000_000, b"/Filter/RunLengthDecode")),
    "many-glyphs.pdf": lambda: pages(flate(words("政" * 2_000_000, 9, 9))),
    "many-glyphs-in-lines.pdf": lambda: pages(flate(b"".join(words("政" * 50, 9, n % 800) for n in range(10_000)))),
    "many-states.pdf": lambda: pages(flate(b"q Q " * 8_000_000)),
    "many-strokes.pdf": lambda: pages(
        flate(b"".join(b"%d %d m %d %d l S\n" % (n % 500, n % 801, n % 499, n % 799) for n in range(300_000)))
    ),
    "many-rectangles.pdf": lambda: pages(flate(grid_of_rectangles(10_000))),
    "long-path.pdf": lambda: pages(flate(b"0 0 m " + b"9 9 l 1 2 l " * 1_000_000 + b"S")),
    "many-pages-of-rectangles.pdf": lambda: pages(*[flate(grid_of_rectangles(3_000))] * 60),
    "nested-forms.pdf": lambda: nested_forms(12),
    "nested-empty-forms.pdf": lambda: nested_forms(12, b" "),
    "endless-form.pdf": lambda: pages(
        stream(b"/X Do"),
        more=(stream(b"/X Do /X Do", b"/Subtype/Form/BBox[0 0 9 9]/Resources<</XObject<</X 4 0 R>>>>"),),
        resources=b"/XObject<</X 4 0 R>>",
    ),
    "page-tree-loop.pdf": lambda: pdf(b"<</Type/Catalog/Pages 2 0 R>>", b"<</Type/Pages/Kids[2 0 R 2 0 R]/Count 9>>"),
    "many-pages.pdf": lambda: pdf(
        b"<</Type/Catalog/Pages 2 0 R>>",
        b"<</Type/Pages/Kids[%b]>>" % (b"3 0 R " * 300_000),
        b"<</Type/Page/MediaBox[0 0 9 9]>>",
    ),
    "many-page-objects.pdf": lambda: pages(*[stream(b"")] * 20_000),
    "xref-loop.pdf": lambda: pdf(b"<</Type/Catalog>>", trailer=b"/Root 1 0 R/Prev 40"),
    "xref-far.pdf": lambda: (
        b"%PDF-1.5\nxref\n0 999999999\n0000000000 65535 f \ntrailer<</Root 1 0 R>>\nstartxref\n9\n%%EOF"
    ),
    "reference-loop.pdf": lambda: pdf(b"<</Type/Catalog/Pages 2 0 R>>", b"3 0 R", b"2 0 R"),
    "deep-array.pdf": lambda: pdf(b"<</Type/Catalog/Pages " + b"[" * 500_000 + b">>"),
    "deep-dictionary.pdf": lambda: pdf(b"<</Type/Catalog/Pages " + b"<</A " * 200_000 + b">>"),
    "huge-page.pdf": lambda: pages(stream(words("政" * 100, 9, 9)), box=b"0 0 1e300 1e300"),
    "no-number.pdf": lambda: pages(stream(words("政" * 100, 9, 9)), box=b"0 0 nan inf"),
    "long-number.pdf": lambda: pages(stream(b"9" * 100_000 + b" " + words("政" * 100, 9, 9))),
    "huge-letters.pdf": lambda: pages(stream(b"".join(words("政", 9, n, 10.0 ** (n % 300)) for n in range(300)))),
    "open-string.pdf": lambda: pages(stream(b"(" * 3_000_000)),
    "open-inline-image.pdf": lambda: pages(stream(b"BI /W 9 ID " + b"E" * 3_000_000)),
    "open-name.pdf": lambda: b"%PDF-1.5\n" + b"/#" * 5_000_000,
    "comments.pdf": lambda: b"%PDF-1.5\n" + b"%\n" * 5_000_000,
    "objects-without-table.pdf": lambda: b"%PDF-1.5\n" + b"".join(b"%d 0 obj<<>>endobj\n" % n for n in range(300_000)),
    "cmap-by-path.pdf": lambda: pages(stream(words("政" * 100, 9, 9)), more=()).replace(
        b"/UniGB-UCS2-H", b"/..#2F..#2F..#2Ftmp#2Fa"
    ),
    "script.pdf": lambda: pdf(
        b"<</Type/Catalog/OpenAction<</S/URI/URI(%b)>>/Pages 2 0 R>>" % outside("port").encode(), b"<</Kids[]>>"
    ),
    "locked.pdf": lambda: pdf(
        b"<</Type/Catalog>>", trailer=b"/Root 1 0 R/Encrypt<</Filter/Standard/V 1/R 2/O(x)/U(x)/P 1>>/ID[(a)(b)]"
    ),
    "deep-lists.json": lambda: b'{"schema":"nianbao/report@1","year":' + b"[" * 5_000_000,
    "deep-objects.json": lambda: b'{"a":' * 5_000_000,
    "long-number.json": lambda: b'{"schema":"nianbao/report@1","year":%b}' % (b"9" * 1_000_000),
    "no-numbers.json": lambda: json_with(year=float("nan")),
    "infinite.json": lambda: json_with(facts={"a": float("inf"), "b": float("nan")}),
    "long-figure.json": lambda: json_with(requests={"received": {"natural_person": "9" * 9000}}),
    "exponent.json": lambda: json_with(
        proactive={"fees": {"amount": "1e999999999", "total": "0." + "1" * 9000}}, requests={}
    ),
    "surrogates.json": lambda: json_with(title="\ud800年报", facts={"\udc00": "\ud83d"}),
    "lines-in-format.json": lambda: json_with(format="一\n二\r\n三" * 5),
    "long-format.json": lambda: json_with(format="政" * 1_000_000),
    "long-name.json": lambda: json_with(unit={"name": "甲乙丙省丁戊市" * 200_000 + "乡"}),
    "many-lists.json": lambda: b'{"schema":"nianbao/report@1","facts":[%b{}]}' % (b"{}," * 15_000_000),
    "many-keys.json": lambda: json_with(facts={str(n): n for n in range(1_000_000)}),
    "many-warnings.json": lambda: json_with(source={"warnings": [[[]]] * 1_000_000}),
    "colliding-numbers.json": lambda: b'{"a":[%b]}' % b",".join(b"1e%d" % n for n in range(300_000)),
    "no-object.json": lambda: b"[1]",
    "bomb.zip": lambda: handmade_zip(deflated(450 << 20), 450 << 20),
    "big-bomb.zip": lambda: handmade_zip(deflated(3 << 30), 0xFFFFFFF0),
    "lying-size.zip": lambda: handmade_zip(deflated(2 << 30), 100),
    "bzip2.zip": lambda: handmade_zip(bz2.compress(bytes(300 << 20)), 100, method=12),
    "lzma.zip": lambda: zipped(("a.txt", bytes(450 << 20)), how=zipfile.ZIP_LZMA),
    "lzma-header.zip": lambda: handmade_zip(b"\x09\x14", 100, method=14),
    "unknown-method.zip": lambda: handmade_zip(b"x", 100, method=99),
    "locked.zip": lambda: handmade_zip(b"x" * 30, 18, flags=1, method=0),
    "wrong-utf-8-name.zip": lambda: handmade_zip(b"", 0, b"\xff\xfe.txt", flags=0x800),
    "far-offset.zip": lambda: handmade_zip(b"", 0).replace(b"PK\x05\x06", b"PK\x05\x06")[:-6] + b"\xff\xff\xff\x7f\0\0",
    "many-files.zip": lambda: zipped(*((f"{n}.txt", b"x") for n in range(30_000)), how=0),
    "many-big-files.zip": lambda: zipped(*((f"{n}.txt", bytes(49 << 20)) for n in range(9))),
    "paths.zip": lambda: zipped(
        *((name, HEAD.encode()) for name in ("../../a.txt", "/etc/a.txt", "..\\..\\a.txt", "C:/a.txt", "a\nb.txt"))
    ),
    "nested.zip": lambda: zipped(("a.zip", zipped(("b.zip", zipped(("c.txt", HEAD.encode())))))),
    "same-name.zip": lambda: zipped(("a.txt", b"1"), ("./a.txt", b"2")),
    "end-only.zip": lambda: b"PK\x05\x06" + bytes(18),
    "begin-only.zip": lambda: b"PK\x03\x04" + bytes(18),
}


# ---------------------------------------------------------------------------------------------- one input


@dataclass
class Outcome:
    """What came of one input: `kind` is report, refusal or fault; `why` is a fault's cause."""

    kind: str
    why: str = ""
    seconds: float = 0.0
    megabytes: float = 0.0


def number_input(seed: int, number: int) -> tuple[str, bytes]:
    """Name and bytes of an input: the attacks in order, then mutations in the proportions of FORMATS."""
    attacks = list(ATTACKS)
    if number < len(attacks):
        return attacks[number], ATTACKS[attacks[number]]()
    chance = Chance(f"{seed}:{number}")
    kind = chance.choices(list(FORMATS), list(FORMATS.values()))[0]
    return f"输入{number}.{kind}", make(chance, kind)


def try_reading(name: str, data: bytes) -> Outcome:
    """Read one input as the import screen would and judge what came of it."""
    try:
        members = list(archive.unpack(name, data)) if name.endswith(".zip") else [(name, data)]
        kinds = [_read_one(*member) for member in members[:40]]
    except Unusable as refused:
        return (
            Outcome("refusal")
            if _is_sentence(str(refused), name)
            else Outcome("fault", f"no sentence: {str(refused)[:200]!r}")
        )
    except _Wrong as wrong:
        return Outcome("fault", str(wrong))
    except BaseException as error:
        return Outcome("fault", _cause(error))
    return Outcome("report" if "report" in kinds else "refusal")


class _Wrong(Exception):
    """What came back is not what the contract says."""


def _read_one(name: str, data: bytes) -> str:
    if re.search(r"[\x00-\x1f\x7f]", name):
        raise _Wrong(f"a name with control characters: {name!r}")
    try:
        report = read_document(name, data)
    except Unusable as refused:
        if not _is_sentence(str(refused), name):
            raise _Wrong(f"no sentence: {str(refused)[:200]!r}") from refused
        return "refusal"
    if not isinstance(report, Report):
        raise _Wrong(f"no report but {type(report)}")
    written = json.dumps(report.to_json(), ensure_ascii=False)
    if CANARY in written:
        raise _Wrong("a file from outside was read")
    return "report"


def _is_sentence(text: str, name: str) -> bool:
    """One line of Chinese that names the file and ends."""
    rest = text.replace(name, "", 1)
    return (
        name in text
        and bool(re.search("[\u4e00-\u9fff]", rest))
        and "\n" not in rest
        and len(rest) < 200
        and text[-1] == "。"
    )


def _cause(error: BaseException) -> str:
    frames = traceback.extract_tb(error.__traceback__)
    own = [frame for frame in frames if "/assistant/" in frame.filename] or frames
    return f"{type(error).__name__} at {Path(own[-1].filename).name}:{own[-1].lineno} ({str(error)[:80]})"


# ---------------------------------------------------------------------------------------------- workers


def guard() -> list[str]:
    """Watch this process for files and programs opened and networks called; what it finds is in the list."""
    seen: list[str] = []
    allowed = (sys.prefix, sys.base_prefix, str(ROOT), "/proc/", "/dev/", "/usr/")

    def watch(event: str, details: tuple[Any, ...]) -> None:
        if event in ("socket.connect", "socket.getaddrinfo", "subprocess.Popen", "os.system", "urllib.Request"):
            seen.append(event)
        elif event == "open" and isinstance(details[0], str):
            writes = isinstance(details[1], str) and bool(set(details[1]) & set("wax+"))
            if (writes and not details[0].startswith("/proc/")) or not details[0].startswith(allowed):
                seen.append(f"open {details[0][:80]}")

    sys.addaudithook(watch)
    return seen


def work(pipe: connection.Connection, seed: int) -> None:
    """Read inputs by their number until none is wanted; memory is limited to what is used now and 1.2 GB."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    in_use = int(Path("/proc/self/statm").read_text().split()[0]) * resource.getpagesize()
    seen = guard()
    while (number := pipe.recv()) is not None:
        name, data = number_input(seed, number)
        del seen[:]
        Path("/proc/self/clear_refs").write_text("5")  # the high-water mark starts anew
        limit = in_use + len(data) + 1_200 * 1024 * 1024
        resource.setrlimit(resource.RLIMIT_AS, (limit, resource.RLIM_INFINITY))
        begin = time.process_time()
        outcome = try_reading(name, data)
        outcome.seconds = time.process_time() - begin
        resource.setrlimit(resource.RLIMIT_AS, (resource.RLIM_INFINITY, resource.RLIM_INFINITY))
        status = Path("/proc/self/status").read_text()
        outcome.megabytes = int(re.search(r"VmHWM:\s*(\d+)", status)[1]) / 1024  # type: ignore[index]
        if seen or outcome.seconds > SECONDS or outcome.megabytes > MEGABYTES:
            cause = seen[0] if seen else "too slow" if outcome.seconds > SECONDS else "too much memory"
            outcome.kind, outcome.why = "fault", outcome.why or cause
        pipe.send(outcome)
        if outcome.megabytes > 400:  # memory that is not given back would be counted for the next input
            return


@dataclass
class Worker:
    """A process that reads one input at a time."""

    seed: int
    number: int = -1
    since: float = 0.0

    def __post_init__(self) -> None:
        context = get_context("fork")
        self.pipe, theirs = context.Pipe()
        self.process = context.Process(target=work, args=(theirs, self.seed), daemon=True)
        self.process.start()
        theirs.close()

    def give(self, number: int) -> None:
        self.number, self.since = number, time.monotonic()
        self.pipe.send(number)

    def poll(self) -> Outcome | None:
        """What came of the input, None while it is being read; a hung process is ended here."""
        waited = time.monotonic() - self.since
        try:
            if self.pipe.poll():
                return self.pipe.recv()
        except (EOFError, OSError):
            return Outcome("fault", "the process died", waited)
        if waited > 5 * SECONDS or self._used() > 1.5 * SECONDS:
            self.process.kill()
            return Outcome("fault", "hang", waited)
        return None

    def _used(self) -> float:
        """Processor time since the input was given; wall time says little on a busy machine."""
        try:
            fields = Path(f"/proc/{self.process.pid}/stat").read_text().rsplit(")", 1)[1].split()
        except OSError:
            return 0.0
        used = (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")
        self._base = getattr(self, "_base", {})
        return used - self._base.setdefault(self.number, used)


@dataclass
class Tally:
    """Counts of one format."""

    kinds: Counter[str] = field(default_factory=Counter)
    slowest: tuple[float, str] = (0.0, "")
    peak: tuple[float, str] = (0.0, "")

    def add(self, outcome: Outcome, name: str) -> None:
        self.kinds[outcome.kind] += 1
        self.slowest = max(self.slowest, (outcome.seconds, name))
        self.peak = max(self.peak, (outcome.megabytes, name))


def label(seed: int, number: int) -> str:
    """An input's name without making it."""
    if number < len(ATTACKS):
        return list(ATTACKS)[number]
    return f"输入{number}.{Chance(f'{seed}:{number}').choices(list(FORMATS), list(FORMATS.values()))[0]}"


def run(numbers: Iterator[int], seed: int, count: int, until: float) -> Iterator[tuple[int, Outcome]]:
    """Read the inputs in `count` processes; yield what came of each."""
    workers = [Worker(seed) for _ in range(count)]
    idle, busy = list(workers), list[Worker]()
    while True:
        while idle and time.monotonic() < until and (number := next(numbers, None)) is not None:
            worker = idle.pop()
            worker.give(number)
            busy.append(worker)
        if not busy:
            break
        connection.wait([worker.pipe for worker in busy], 0.5)
        for worker in list(busy):
            if outcome := worker.poll():
                yield worker.number, outcome
                busy.remove(worker)
                tired = outcome.megabytes > 400 or outcome.why in ("hang", "the process died")
                if tired:
                    worker.process.join()
                idle.append(Worker(seed) if tired else worker)
    for worker in idle:
        worker.pipe.send(None)


def listener() -> socket.socket:
    """A port of this machine that nobody may call."""
    server = socket.create_server(("127.0.0.1", 0))
    server.setblocking(False)
    os.environ["FUZZ_PORT"] = str(server.getsockname()[1])
    return server


def called(server: socket.socket) -> bool:
    try:
        server.accept()
    except BlockingIOError:
        return False
    return True


def prepare() -> None:
    """Load what readers load late and make the seeds, so that workers share them; LibreOffice is not what is tried here."""
    office.soffice = lambda: None
    warnings.simplefilter("ignore")
    logging.disable(logging.WARNING)  # pdfminer remarks on every oddity
    FAULTS.mkdir(parents=True, exist_ok=True)
    (FAULTS / "canary.txt").write_text(CANARY, "utf-8")
    for kind in FORMATS:
        for data in seeds(kind):
            outcome = try_reading(f"a.{kind}", data)
            assert outcome.kind != "fault", (kind, outcome)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--inputs", type=int, default=20_000)
    parser.add_argument("--first", type=int, default=0, help="begin with this input")
    parser.add_argument("--seconds", type=float, default=float("inf"))
    parser.add_argument("--workers", type=int, default=2)
    parser.add_argument("--seed", type=int, default=1)
    chosen = parser.parse_args()
    begin, server = time.monotonic(), listener()
    prepare()
    tallies, causes = {kind: Tally() for kind in FORMATS}, Counter[str]()
    numbers = iter(range(chosen.first, chosen.inputs))
    for number, outcome in run(numbers, chosen.seed, chosen.workers, begin + chosen.seconds):
        name = label(chosen.seed, number)
        tallies[name.rsplit(".", 1)[1]].add(outcome, name)
        if outcome.seconds > SECONDS / 4:
            print(f"slow: {name}: {outcome.seconds:.1f} s, {outcome.megabytes:.0f} MB", flush=True)
        if outcome.kind == "fault":
            causes[outcome.why] += 1
            if causes[outcome.why] <= 3:
                (FAULTS / name).write_bytes(number_input(chosen.seed, number)[1])
            if causes[outcome.why] == 1:
                print(f"fault: {name}: {outcome.why} ({outcome.seconds:.1f} s, {outcome.megabytes:.0f} MB)", flush=True)
    print_table(tallies, time.monotonic() - begin)
    for cause, many in causes.most_common():
        print(f"{many:6}  {cause}")
    if called(server):
        print("A reader called the network.")
    sys.exit(bool(causes) or called(server))


def print_table(tallies: dict[str, Tally], seconds: float) -> None:
    print(
        f"{'format':7}{'inputs':>8}{'reports':>9}{'refusals':>10}{'faults':>8}{'slowest s':>11}{'peak MB':>9}  slowest; largest"
    )
    for kind, tally in tallies.items():
        counts = [tally.kinds[name] for name in ("report", "refusal", "fault")]
        print(f"{kind:7}{sum(counts):8}{counts[0]:9}{counts[1]:10}{counts[2]:8}{tally.slowest[0]:11.2f}{tally.peak[0]:9.0f}"
              f"  {tally.slowest[1]}; {tally.peak[1]}")  # fmt: skip
    everything = Counter[str]()
    for tally in tallies.values():
        everything += tally.kinds
    print(f"{'all':7}{everything.total():8}{everything['report']:9}{everything['refusal']:10}{everything['fault']:8}"
          f"{max(t.slowest[0] for t in tallies.values()):11.2f}{max(t.peak[0] for t in tallies.values()):9.0f}"
          f"  {len(ATTACKS)} named attacks among them; {seconds:.0f} s")  # fmt: skip


if __name__ == "__main__":
    main()
