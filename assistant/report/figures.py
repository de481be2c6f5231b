"""What stands in a cell, read as a figure: a number, a blank, or something that is no count."""

import re
import unicodedata
from dataclasses import dataclass
from decimal import Decimal, InvalidOperation
from functools import lru_cache
from typing import Any

Figure = int | Decimal | None
BLANKS = {"", "/", "\\", "-", "—", "－", "–", "――", "——", "无", "空", "N/A", "n/a"}
_COUNT = re.compile(r"[+-]?\d+(?:件|条|个|次|宗|起|项|例|份|篇)?(?:次)?")
_MONEY = re.compile(r"([+-]?\d+(?:\.\d+)?)(万元|万|元)?")


@dataclass(frozen=True)
class Reading:
    """`value` is None when blank or no count; `note` says in Chinese what was odd; `fault` marks what is no count at all."""

    value: Figure
    note: str | None = None
    fault: bool = False


def read_figure(raw: Any, *, decimal: bool = False) -> Reading:
    """Read a cell's content (JSON value or text). `decimal` for money in 万元; a blank or a dash is None, never 0."""
    if raw is None:
        return Reading(None)
    if isinstance(raw, bool) or not isinstance(raw, int | float | Decimal | str):
        return Reading(None, "不是数字", fault=True)
    return _read(str(raw), decimal)


@lru_cache(maxsize=1024)  # a report is read anew at every edit, and its two hundred cells hold few different texts
def _read(raw: str, decimal: bool) -> Reading:
    if any(unicodedata.category(char) == "No" for char in raw):  # 2① is a 2 with a note, not 21
        return Reading(None, f"“{raw}”带有注释符号", fault=True)
    text = _tidy(raw)
    if text in BLANKS:
        return Reading(None, f"写的是“{text}”，未填数字" if text else None)
    return _money(text) if decimal else _count(text)


def _tidy(text: str) -> str:
    text = unicodedata.normalize("NFKC", text)
    text = re.sub(r"[\s\u200b-\u200f\ufeff]+", "", text).replace("−", "-")
    return re.sub(r"(?<=\d),(?=\d{3}(?!\d))", "", text)


def _count(text: str) -> Reading:
    if _COUNT.fullmatch(text):
        return Reading(int(re.match(r"[+-]?\d+", text)[0]))  # type: ignore[index]
    if re.fullmatch(r"[+-]?\d+\.0+", text):
        return Reading(int(text.split(".")[0]))
    return Reading(None, f"“{text}”不是整数", fault=True)


def _money(text: str) -> Reading:
    match = _MONEY.fullmatch(text)
    if not match:
        return Reading(None, f"“{text}”不是金额", fault=True)
    try:
        amount = Decimal(match[1])
    except InvalidOperation:
        return Reading(None, f"“{text}”不是金额", fault=True)
    if match[2] == "元":
        return Reading(None, f"“{text}”以元为单位，本格应填万元", fault=True)
    return Reading(amount, f"写的是“{text}”，按 {amount} 万元读取" if match[2] else None)


def show_figure(value: Figure) -> str:
    """Print a figure as the form has it: '' for a blank, no trailing zeros for money."""
    if value is None:
        return ""
    if isinstance(value, Decimal):
        text = format(value, "f")
        return text.rstrip("0").rstrip(".") if "." in text else text
    return str(value)
