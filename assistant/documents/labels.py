"""Labels of the form's rows and columns, recognised as people write them."""

import re
import unicodedata
from functools import cache, partial

from rapidfuzz import fuzz

from assistant.documents.blocks import plain
from assistant.documents.characters import without_pinyin
from assistant.report import BLANKS, Table

_NUMBER = re.compile(
    r"^\s*(?:\(\s*[一二三四五六七八九十]\s*\)|[一二三四五六七八九十]\s*[、.,]|\d{1,2}\s*[、.,](?!\d))\s*"
)
_VALUE = re.compile(r"[+-]?(?:\d[\d,.]*|\.\d+)\s*(?:件|条|个|次|宗|起|项|例|份|篇|件次|万元|万|元)?")
LONGEST = 300  # characters of a label or figure as written
VAGUE = {"其他", "总计"}


def fold(text: str) -> str:
    """Fold a label: NFKC, without its list number, spaces and punctuation."""
    return plain(_NUMBER.sub("", unicodedata.normalize("NFKC", text)))


def looks_like_value(text: str) -> bool:
    """True for what people write in a figure's cell: a number, a number with 件, a dash, 无; not for an empty one."""
    if len(text) > LONGEST:
        return False
    text = re.sub(r"\s", "", unicodedata.normalize("NFKC", text))
    return bool(text) and (
        text in BLANKS or bool(_VALUE.fullmatch(text)) or bool(re.fullmatch(r"[A-Za-z×*#?]{1,3}", text))
    )


class Labels:
    """The labels of one table. Rows are numbered over all its blocks."""

    def __init__(self, table: Table) -> None:
        rows = [row for block in table.blocks for row in block.rows]
        self.rows = [{fold(text) for text in (row.label, *row.aliases)} for row in rows]
        names = [(len(name), at) for at, row in enumerate(self.rows) for name in row if len(name) > 3]
        self.endings = sorted(names, reverse=True)  # longest first
        self.groups = {fold(text) for row in rows for text in (row.group, row.subgroup) if text}
        columns = [column for block in table.blocks for column in block.columns]
        self.columns = {fold(text) for c in columns for text in (c.label, *c.aliases, c.group) if text}
        self.heads = (
            self.columns | {fold(block.title) for block in table.blocks} | {fold(table.note), "信息内容"} - {""}
        )

    def is_header(self, cells: list[str]) -> bool:
        """True for a row of column heads."""
        found = {text for cell in cells if (text := fold(cell)) in self.columns}
        return len(found) >= 2 or (bool(found - VAGUE) and not any(map(looks_like_value, cells)))

    def row(self, text: str, last: int) -> tuple[int, bool] | None:
        """Number the row that a cell names, and say whether the wording drifted; `last` is the row read before it, -1 if none."""
        folded = fold(text) if len(text) <= LONGEST else ""
        if not folded or len(folded) > 60 or "。" in text:
            return None
        bare = fold(re.sub(r"\(.*?\)", "", unicodedata.normalize("NFKC", without_pinyin(text))))
        equal = [i for i, names in enumerate(self.rows) if folded in names or (bare and bare in names)]
        if equal:
            best = min(equal, key=lambda i: (i <= last, i))
            sure = bool(_NUMBER.match(unicodedata.normalize("NFKC", text))) or last >= best - 4
            return (best, False) if bare not in VAGUE or (sure and last >= 0) else None
        if folded in self.groups or folded in self.heads:
            return None
        return self._ending(folded) or self._alike(folded)

    def _ending(self, folded: str) -> tuple[int, bool] | None:
        """A group's name glued in front of the row's: 无法提供1本机关不掌握相关政府信息."""
        return next(((i, False) for length, i in self.endings if _ends(folded, self.rows[i], length)), None)

    def _alike(self, folded: str) -> tuple[int, bool] | None:
        if len(folded) < 4:
            return None
        likeness = partial(fuzz.ratio, folded, score_cutoff=80)
        score, row = max((max(map(likeness, names)), i) for i, names in enumerate(self.rows))
        if not score:
            return None
        other = max((fuzz.ratio(folded, name) for name in self.groups | self.heads), default=0)
        return (row, True) if score > other else None


def _ends(folded: str, names: set[str], length: int) -> bool:
    return len(folded) - length <= 12 and any(len(name) == length and folded.endswith(name) for name in names)


@cache
def labels_of(table: Table) -> Labels:
    return Labels(table)
