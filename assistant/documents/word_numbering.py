"""Automatic numbering of Word: the 一、 that stands only in the list settings, written out as text."""

from collections import defaultdict
from dataclasses import dataclass, field

from lxml import etree

from assistant.documents.package import W, count

_CHINESE = {
    "chineseCounting", "chineseCountingThousand", "japaneseCounting", "taiwaneseCounting", "ideographDigital",
    "taiwaneseCountingThousand", "chineseLegalSimplified", "koreanDigital2",
}  # fmt: skip
LONGEST = 60  # characters of a mark
_DIGITS = "〇一二三四五六七八九"


@dataclass(frozen=True)
class Level:
    format: str = "decimal"
    text: str = "%1."
    start: int = 1


@dataclass
class Numbering:
    """Counts list paragraphs in the order they are asked for; one instance reads one document once."""

    lists: dict[str, str]
    levels: dict[tuple[str, int], Level]
    restarts: dict[str, dict[int, int]] = field(default_factory=dict)
    counts: dict[str, dict[int, int]] = field(default_factory=lambda: defaultdict(dict))

    def mark(self, number: str, depth: int) -> str:
        """The mark of the next paragraph of list `number` at a depth; '' where the list is unknown or has none."""
        list_id = self.lists.get(number)
        level = self.levels.get((list_id, depth)) if list_id else None
        if list_id is None or level is None or level.format == "none":
            return ""
        if level.format == "bullet":
            return "• "
        counts = self.counts[list_id]
        for at, start in self.restarts.pop(number, {}).items():
            counts[at] = start - 1
        counts[depth] = counts.get(depth, level.start - 1) + 1
        for deeper in [other for other in counts if other > depth]:
            del counts[deeper]
        text = level.text
        for at in range(depth + 1):
            above = self.levels.get((list_id, at), Level())
            text = text.replace(f"%{at + 1}", _written(counts.get(at, above.start), above.format))
        return text


def read_numbering(root: etree._Element | None) -> Numbering:
    """Read numbering.xml; None gives lists without marks."""
    lists: dict[str, str] = {}
    levels: dict[tuple[str, int], Level] = {}
    restarts: dict[str, dict[int, int]] = {}
    for abstract in root.findall(f"{W}abstractNum") if root is not None else ():
        for level in abstract.findall(f"{W}lvl"):
            key = (abstract.get(f"{W}abstractNumId", ""), count(level.get(f"{W}ilvl")))
            levels[key] = _level(level)
    for number in root.findall(f"{W}num") if root is not None else ():
        identity = number.get(f"{W}numId", "")
        lists[identity] = _value(number, "abstractNumId") or ""
        for override in number.findall(f"{W}lvlOverride"):
            if start := _value(override, "startOverride"):
                restarts.setdefault(identity, {})[count(override.get(f"{W}ilvl"))] = count(start, 9999)
    return Numbering(lists, levels, restarts)


def _level(level: etree._Element) -> Level:
    start = count(_value(level, "start") or "1", 9999)
    text = _value(level, "lvlText") or ""
    return Level(_value(level, "numFmt") or "decimal", text if len(text) <= LONGEST else "", start)


def _value(parent: etree._Element, tag: str) -> str | None:
    found = parent.find(f"{W}{tag}")
    return None if found is None else found.get(f"{W}val")


def _written(number: int, style: str) -> str:
    if style in _CHINESE:
        return _chinese(number)
    if style == "decimalEnclosedCircle" and 1 <= number <= 20:
        return chr(0x2460 + number - 1)
    if style in ("lowerLetter", "upperLetter") and 1 <= number <= 26:
        return chr((97 if style == "lowerLetter" else 65) + number - 1)
    return str(number)


def _chinese(number: int) -> str:
    if not 0 < number < 100:
        return str(number)
    tens, ones = divmod(number, 10)
    lead = "" if tens == 0 else "十" if tens == 1 else _DIGITS[tens] + "十"
    return lead + (_DIGITS[ones] if ones else "")
