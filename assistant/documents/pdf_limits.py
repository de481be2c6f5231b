"""Limits on what a PDF may unpack and draw: pdfminer and pdfplumber have none, so they are put in where those two ask."""

import re
import threading
import zlib
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from io import BytesIO
from typing import Any

import pdfplumber.page
import pdfplumber.table
from pdfminer import lzw, pdfinterp, pdftypes, psparser

MB = 1024 * 1024
UNPACKED, UNPACKED_IN_ALL = 64 * MB, 300 * MB
CONTENT = 2 * MB  # what describes one page or form; a dense page takes 0.5 MB
SLOWLY_UNPACKED = 8 * MB  # by filters written in Python
CROSSINGS, EDGES = 3_000, 5_000  # of ruled lines; the official table of a page has 400
PAGE = {"letters": 40_000, "strokes": 40_000, "forms": 2_000, "steps": 400_000}
DOCUMENT = {
    "letters": 800_000,
    "strokes": 400_000,
    "forms": 20_000,
    "steps": 4_000_000,
    "references": 3_000_000,
    "lines": 400_000,
}
STRING = 65_536  # bytes in brackets; the format allows 32,767


class TooMuch(Exception):
    """A PDF wants more than its share."""


@dataclass
class Spent:
    """What the PDF that is being read has used of its share; `too_much` stays true once it asked for more."""

    unpacked: int = 0
    page: dict[str, int] = field(default_factory=lambda: dict.fromkeys(PAGE, 0))
    document: dict[str, int] = field(default_factory=lambda: dict.fromkeys(DOCUMENT, 0))
    too_much: bool = False

    def turn_page(self) -> None:
        self.page = dict.fromkeys(PAGE, 0)

    def on(self, what: str, count: int = 1) -> None:
        self.document[what] += count
        self.check(self.document[what] <= DOCUMENT[what])
        if what in PAGE:
            self.page[what] += count
            self.check(self.page[what] <= PAGE[what])

    def check(self, bearable: bool) -> None:
        if not bearable:
            self.too_much = True
            raise TooMuch


_local = threading.local()


@contextmanager
def within_limits() -> Iterator[Spent]:
    """Count what this thread reads of one PDF."""
    _local.spent = Spent()
    try:
        yield _local.spent
    finally:
        del _local.spent


def _spent() -> Spent:
    return getattr(_local, "spent", None) or Spent()


class _Zlib:
    """What pdfminer takes from zlib, with a limit."""

    error = zlib.error

    @staticmethod
    def decompress(data: bytes) -> bytes:
        unpacker = zlib.decompressobj()
        made = unpacker.decompress(data, UNPACKED + 1)
        _count_unpacked(len(made))
        if not unpacker.eof:
            raise zlib.error("incomplete")
        return made


def _count_unpacked(size: int) -> None:
    spent = _spent()
    spent.unpacked += size
    spent.check(size <= UNPACKED and spent.unpacked <= UNPACKED_IN_ALL)


def _rescued(data: bytes) -> bytes:
    """Unpack what can be had of a damaged stream; as pdfminer does it, but not byte by byte from the beginning."""
    unpacker, made, at = zlib.decompressobj(), bytearray(), 0
    while at < len(data):
        step = 4096 if at + 8192 < len(data) else 1
        try:
            made += unpacker.decompress(data[at : at + step], MB * 8)
        except zlib.error:
            if at < len(data) - 3:
                raise
            break
        _spent().check(len(made) <= UNPACKED)
        at += step
    _count_unpacked(len(made))
    return bytes(made)


def _lzw(data: bytes) -> bytes:
    made = bytearray()
    for piece in lzw.LZWDecoder(BytesIO(data)).run():
        made += piece
        _spent().check(len(made) <= SLOWLY_UNPACKED)
    return bytes(made)


def _short(filter_of_pdfminer: Any, most: int, at: int) -> Any:
    """A filter that takes no more than `most` bytes; its data is argument number `at`."""

    def limited(*args: Any) -> Any:
        _spent().check(len(args[at]) <= most)
        return filter_of_pdfminer(*args)

    return limited


class _Parser(pdfinterp.PDFContentParser):
    """A page description, read step by step."""

    def __init__(self, streams: Any) -> None:
        size = sum(len(pdftypes.stream_value(stream).get_data()) for stream in streams)
        _spent().check(size <= CONTENT)
        super().__init__(streams)

    def nextobject(self) -> Any:
        _spent().on("steps")
        return super().nextobject()

    def get_inline_data(self, pos: int, target: bytes = b"EI") -> tuple[int, bytes]:
        """As pdfminer does it, but not byte by byte."""
        self.seek(pos)
        end, data = re.compile(re.escape(target) + rb"\s"), bytearray()
        while True:
            self.fillbuf()
            known = len(data)
            data += self.buf[self.charpos :]
            self.charpos = len(self.buf)
            if match := end.search(data, max(0, known - len(target))):
                self.charpos -= len(data) - match.end()
                return pos, re.sub(rb"(\r\n|[\r\n])$", b"", bytes(data[: match.start()]))


class _Device(pdfplumber.page.PDFPageAggregatorWithMarkedContent):
    """What is drawn, counted."""

    def render_char(self, *args: Any, **kwargs: Any) -> float:
        _spent().on("letters")
        return super().render_char(*args, **kwargs)

    def paint_path(self, gstate: Any, stroke: Any, fill: Any, evenodd: Any, path: Any) -> None:
        _spent().on("strokes", 1 + len(path) // 8)
        super().paint_path(gstate, stroke, fill, evenodd, path)

    def begin_figure(self, *args: Any, **kwargs: Any) -> None:
        _spent().on("forms")
        super().begin_figure(*args, **kwargs)


_crossings, _cells = pdfplumber.table.edges_to_intersections, pdfplumber.table.intersections_to_cells


def _few_crossings(edges: list[Any], *args: Any, **kwargs: Any) -> Any:
    _spent().check(len(edges) <= EDGES)
    return _crossings(edges, *args, **kwargs)


def _few_cells(crossings: Any) -> Any:
    _spent().check(len(crossings) <= CROSSINGS)
    return _cells(crossings)


_resolve, _string = pdftypes.PDFObjRef.resolve, psparser.PSBaseParser._parse_string
_next_line = psparser.PSBaseParser.nextline


def _counted_resolve(self: Any, default: object = None) -> Any:
    _spent().on("references")
    return _resolve(self, default)


def _short_string(self: Any, data: bytes, at: int) -> int:
    _spent().check(len(self._curtoken) <= STRING)
    return _string(self, data, at)


def _short_line(self: Any) -> tuple[int, bytes]:
    """Lines are looked for where a file has no sound table of its objects; a picture's bytes may make long ones."""
    _spent().on("lines")
    place, line = _next_line(self)
    _spent().on("lines", len(line) // 4096)
    return place, line


def _put_in() -> None:
    seams: list[tuple[Any, str, Any]] = [
        (pdftypes, "zlib", _Zlib),
        (pdftypes, "decompress_corrupted", _rescued),
        (pdftypes, "lzwdecode", _lzw),
        (pdftypes, "rldecode", _short(pdftypes.rldecode, MB // 2, 0)),
        (pdftypes, "ascii85decode", _short(pdftypes.ascii85decode, SLOWLY_UNPACKED, 0)),
        (pdftypes, "ccittfaxdecode", _short(pdftypes.ccittfaxdecode, MB, 0)),
        (pdftypes, "apply_png_predictor", _short(pdftypes.apply_png_predictor, SLOWLY_UNPACKED, 4)),
        (pdftypes, "apply_tiff_predictor", _short(pdftypes.apply_tiff_predictor, SLOWLY_UNPACKED, 3)),
        (pdfinterp, "PDFContentParser", _Parser),
        (pdftypes.PDFObjRef, "resolve", _counted_resolve),
        (psparser.PSBaseParser, "_parse_string", _short_string),
        (psparser.PSBaseParser, "nextline", _short_line),
        (pdfplumber.page, "PDFPageAggregatorWithMarkedContent", _Device),
        (pdfplumber.table, "edges_to_intersections", _few_crossings),
        (pdfplumber.table, "intersections_to_cells", _few_cells),
    ]
    for owner, name, limited in seams:
        assert hasattr(owner, name), f"{owner.__name__} has no {name} any more"
        setattr(owner, name, limited)


_put_in()
