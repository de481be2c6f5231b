"""A report's narrative as passages, split where the document splits."""

import re

from assistant.report import NARRATIVE, Passage, Report, theme_of
from assistant.report.prose import Piece, items, sentences

SURE, UNSURE = 1.0, 0.9  # of a theme: its heading or a person says so; the most that words alone can give
LONG = 350  # characters; a longer group of items is split further
_LEVELS = (r"[一二三四五六七八九十]+[、.．]", r"[（(][一二三四五六七八九十]", r"\d+[、.．]|[（(]?\d+[）)]", r"")
_LISTED = len(_LEVELS) - 1  # 一是, 第一，
_BULLET = re.compile(r"^[\s　]*[-*•·]?[\s　]*")


def passages_of(report: Report, document: str, *, sample: bool = False) -> list[Passage]:
    """Split a report into passages, in its order; `document` is the sha256 of its bytes and makes the ids.

    Items under one sub-heading stay together unless they are long; problems and improvements are split by item. The
    preamble, lead-ins (…如下：) and a bare 无 make no passage. `text` has no list mark and no sub-heading.
    """
    unit, found = report.unit, []
    for section in NARRATIVE:
        for position, (heading, text) in enumerate(split(report.text(section), section)):
            theme, sure = theme_of("", section, heading)  # a telling heading decides, else the words, never surely
            theme, sure = (theme, sure) if sure == SURE else by_words(text, section, heading)
            found.append(
                Passage(
                    id=f"{document[:12]}-{section}-{position}", text=text, document=document, section=section,
                    unit=unit.name, unit_kind=unit.kind, county=unit.county, year=report.year, heading=heading,
                    theme=theme, sure=sure, position=position, sample=sample,
                )
            )  # fmt: skip
    return found


def by_words(text: str, section: str, heading: str = "") -> tuple[str | None, float]:
    """The theme that a passage's words speak for, never wholly sure."""
    theme, sure = theme_of(text, section, heading)
    return theme, min(round(sure, 3), UNSURE)


def split(text: str, section: str) -> list[tuple[str, str]]:
    """Split a section's text into (sub-heading or '', text) pairs."""
    by_item = section in ("problems", "improvements")
    found: list[tuple[str, str]] = []
    for group in _groups(text, by_item):
        found += _parts(text, group)
    return [(heading, body) for heading, body in found if len(re.findall(r"\w", body)) >= 4]


def _groups(text: str, by_item: bool) -> list[list[Piece]]:
    """Pieces that belong together: what follows a leading mark up to the next, else the pieces of one line."""
    pieces = items(text)
    levels = [_level(piece) for piece in pieces]
    leading = min((n for n in levels if n is not None and (by_item or n < _LISTED)), default=None)
    groups: list[list[Piece]] = []
    is_open = False
    for number, (piece, level) in enumerate(zip(pieces, levels, strict=True)):
        if level is None and _is_lead_in(piece) and any(later is not None for later in levels[number + 1 :]):
            continue
        if leading is not None and level == leading:
            groups.append([piece])
            is_open = True
        elif groups and (_same_line(text, groups[-1][-1], piece) or (is_open and _continues(groups[-1], level))):
            groups[-1].append(piece)
        else:
            groups.append([piece])
            is_open = False
    return groups


def _level(piece: Piece) -> int | None:
    mark = _BULLET.sub("", piece.mark)
    return next(n for n, pattern in enumerate(_LEVELS) if re.match(pattern, mark)) if mark else None


def _is_lead_in(piece: Piece) -> bool:
    return piece.text.rstrip().endswith(("：", ":")) and len(sentences(piece.text)) == 1 and len(piece.text) < 80


def _same_line(text: str, last: Piece, piece: Piece) -> bool:
    return "\n" not in text[last.end : piece.start]


def _continues(group: list[Piece], level: int | None) -> bool:
    """A lesser mark belongs to the item above it; an unmarked line only if that item has a sub-heading."""
    return level is not None or bool(_told_apart(group[0])[0])


def _parts(text: str, group: list[Piece]) -> list[tuple[str, str]]:
    heading, body = _told_apart(group[0])
    whole = text[group[0].end - len(body) : group[-1].end].strip()
    if len(whole) <= LONG:
        return [(heading, _plain(whole) or heading)]
    found: list[tuple[str, str]] = []
    for piece in group:
        own, body = _told_apart(piece)
        found += [(own or heading, part) for part in _packed(_plain(body))]
    return found


def _told_apart(piece: Piece) -> tuple[str, str]:
    """Sub-heading and body; what follows 一是 is a sentence, never a sub-heading."""
    if _level(piece) == _LISTED:
        return "", piece.text[len(piece.mark) :]
    return piece.heading, piece.body


def _plain(text: str) -> str:
    return _BULLET.sub("", text).strip()


def _packed(text: str) -> list[str]:
    """One paragraph, by sentences where it is more than twice as long as it should be."""
    if len(text) <= 2 * LONG:
        return [text] if text else []
    parts = [""]
    for sentence in sentences(text):
        if parts[-1] and len(parts[-1]) + len(sentence.text) > LONG:
            parts.append("")
        parts[-1] += sentence.text
    return parts
