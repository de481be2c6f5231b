"""What a model returns may state only what tables, facts or the user said; the rest is marked until somebody confirms it."""

import re

from assistant.drafting.suggestion import BLANK, blank
from assistant.rules.claims import numbers

_NAMES = re.compile(
    r"[\u4e00-\u9fff]{2,6}?(?:省|市|县|区|乡|镇|街道|村|社区|局|委员会|办公室)(?=[\u4e00-\u9fff，。；、])|"
    r"[“\"「][^”\"」]{2,20}[”\"」]|《[^》]{2,60}》|\d{4}年|\d{1,2}月\d{1,2}日|\d{3,4}-\d{7,8}|1\d{10}|https?://\S+|[\w.]+@[\w.]+"
)


def mark_unsupported(text: str, known: str) -> tuple[str, list[str]]:
    """Replace figures and names that do not occur in `known` by 【待填：请核实…】; return the text and what was marked."""
    allowed = {str(number.value) for number in numbers(known)} | {m[0] for m in _NAMES.finditer(known)}
    blanks = [(m.start(), m.end()) for m in BLANK.finditer(text)]
    doubtful: list[tuple[int, int]] = []
    for number in numbers(text):
        if str(number.value) not in allowed:
            doubtful.append((number.start, number.end))
    for match in _NAMES.finditer(text):
        if match[0] not in allowed and match[0] not in known:
            doubtful.append((match.start(), match.end()))
    marked: list[str] = []
    for start, end in sorted(_merged(doubtful), reverse=True):
        if any(start < stop and end > begin for begin, stop in blanks):
            continue
        marked.insert(0, text[start:end])
        text = text[:start] + blank(f"请核实“{text[start:end]}”") + text[end:]
    return text, marked


def _merged(spans: list[tuple[int, int]]) -> list[tuple[int, int]]:
    merged: list[tuple[int, int]] = []
    for start, end in sorted(spans):
        if merged and start < merged[-1][1]:
            merged[-1] = (merged[-1][0], max(end, merged[-1][1]))
        else:
            merged.append((start, end))
    return merged
