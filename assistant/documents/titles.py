"""The title and the preamble, out of what stands before the first section."""

import re
import unicodedata
from collections.abc import Iterator

from assistant.documents.blocks import TAB, TITLE, Block, Grid, Paragraph, plain
from assistant.documents.characters import unified

_TITLE = re.compile(
    r"(?:信息|政务)公开.{0,12}?(?:年度工作报告|年度报告|年报|工作报告|工作总结|报告)(?:[(【\[].{1,12}[)】\]])?$"
)
_SENTENCE = re.compile(r"[。；！？：]")
_GLUED = re.compile(r"^(?P<title>[^。；！？，]{4,60}?(?:年度报告|年报))[\s　]+(?P<rest>.{10,})$")


def looks_like_title(line: str) -> bool:
    """A short line that ends in 政府信息公开…年度报告 or the like and is no sentence."""
    text = re.sub(r"\s", "", unicodedata.normalize("NFKC", unified(line)))
    return 6 <= len(text) <= 70 and not _SENTENCE.search(line) and bool(_TITLE.search(text))


def split_before(before: list[Block]) -> tuple[str, str]:
    """Take title and preamble out of the blocks before section one; what stands above the title is dropped."""
    for at, block in enumerate(before):
        if isinstance(block, Paragraph) and block.role == TITLE:
            return block.text, _joined(before[at + 1 :])
    lines = [line for block in before for line in _lines(block)]
    tab = next((block.text for block in before if isinstance(block, Paragraph) and block.role == TAB), "")
    at, used, title = _find_title(lines, tab)
    if not title:
        return _from_tab(tab), "\n".join(lines)
    rest = lines[at + used :]
    while rest and (plain(rest[0]) == plain(title) or (looks_like_title(rest[0]) and len(rest) > 1)):
        rest = rest[1:]
    return title, "\n".join(rest)


def _lines(block: Block) -> list[str]:
    if isinstance(block, Grid):
        return [line for row in block.rows if (line := " ".join(cell for cell in row if cell))]
    return [] if block.role == TAB else [block.text]


def _joined(blocks: list[Block]) -> str:
    return "\n".join(line for block in blocks for line in _lines(block))


def _find_title(lines: list[str], tab: str) -> tuple[int, int, str]:
    """Find the title's first line, how many lines it takes, and its text: whole lines first, then broken ones, then any.

    Of several the one that the browser's tab names, else the first: sites put lists of other reports around.
    """
    for at, line in enumerate(lines):
        if at < 1000 and (glued := _GLUED.match(line)):
            lines[at : at + 1] = [glued["title"], glued["rest"]]
    for used in (1, 2, 3):
        if found := list(_titles(lines, used)):
            return next((title for title in found if tab and plain(title[2]) in plain(tab)), found[0])
    return next(((at, 1, line) for at, line in enumerate(lines) if looks_like_title(line)), (0, 0, ""))


def _titles(lines: list[str], used: int) -> Iterator[tuple[int, int, str]]:
    for at in range(len(lines) - used + 1):
        run = lines[at : at + used]
        text = run[0] if used == 1 else re.sub(r"\s", "", "".join(run))
        if looks_like_title(text) and _complete(text) and not any(map(_SENTENCE.search, run)):
            yield at, used, text


def _complete(text: str) -> bool:
    """True where a title names a unit and a year."""
    named = re.sub(r"(?:\d{4}|二[〇○零].{2})年?度?", "", text)
    return named != text and bool(re.match(r"(?!政府信息公开|政务公开|信息公开).{2,}?(?:信息|政务)公开", named))


def _from_tab(tab: str) -> str:
    parts = [part.strip() for part in re.split(r"[_|\-—–>]", tab)]
    return next((part for part in parts if looks_like_title(part)), "")
