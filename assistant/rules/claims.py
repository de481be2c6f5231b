"""What prose claims: which quantity a figure states, of which year, and which quantities are said to be none."""

import re
from bisect import bisect_left
from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal
from functools import lru_cache

from assistant.rules.numerals import Number, numbers
from assistant.rules.prose import widened
from assistant.rules.quantities import COLUMNS, QUANTITIES
from assistant.rules.scope import LAST_YEAR, Place, is_supposed, left_out, places, year_named
from assistant.rules.slots import is_narrow, slots

__all__ = ["LAST_YEAR", "Claim", "Number", "claims", "numbers"]


@dataclass(frozen=True)
class Claim:
    """`slot` is a quantity of `quantities.py`, a row of table 3, or `received.COLUMN` and `GROUP.OUTCOME`.

    `text[start:end]` is the figure, or the words of a denial (`negated`, value 0). `year` is a year that the text names,
    LAST_YEAR for 上年, None for the year reported on. Money is in 元. `figure_of` is the slot whose figure an outcome told in words takes.
    """

    slot: str
    value: int | Decimal
    unit: str
    start: int
    end: int
    negated: bool = False
    year: int | None = None
    approx: bool = False
    figure_of: str = ""


_UNIT = re.compile(r"[”’\"]?\s*(件次|人次|件|条|篇|个|次|期|场|份|宗|起|例|处|块|名|人|万元|元|项|户|部|%|％)?")


_TO_YEAR = re.compile(r"(?:结转|转)(?:至|到|入)?(20\d\d)年")
_CARRIED_YEAR = re.compile(r"20\d\d年")
_LAST_WORD = re.compile(r"上年|去年|上一年|往年")
_DENIES = re.compile(r"未|没有|无|零|不存在")
_NOTHING = re.compile(r"无|零|没有|未发生|未收取|未收到")
# 予以公开、部分公开分别为4件、1件: one name for each figure.
_RESPECTIVELY = re.compile(r"([^，。；]{2,60})分别(?:为|是|有|达)?$")
# 收到申请（政府信息公开）3件: an aside between a name and its figure.
_ASIDE = re.compile(r"（[^（）]*）")
_OUTCOME_WORDS = (
    ("upheld", r"维持"), ("corrected", r"纠正|撤销|责令[^，。；]{0,6}(?:答复|作出)|确认违法"), ("pending", r"尚未审结|未审结|正在审理|审理中"),
)  # fmt: skip
_ALL_GRANTED = re.compile(r"件?，(?:均|全部|都)(?:已)?予以公开(?=[，。；]|$)")
_ALL_FROM = re.compile(
    r"件?，(?:均|全部|都)(?:为|是|由|系|来自)(?P<who>[^，。；\d]{2,8}?)(?:提出|提交|申请|的|所)*(?=[，。；]|$)"
)
_QUOTES = re.compile('[“”‘’"]')


def claims(text: str) -> list[Claim]:
    """The claims of a text about the unit's own year, in order; figures compared, planned or of others are left out."""
    return list(_claims(widened(text)))


@lru_cache(maxsize=256)
def _claims(text: str) -> tuple[Claim, ...]:
    figures = numbers(text)
    begins = [number.start for number in figures]
    found: list[Claim] = []
    for place in places(text):
        inside = figures[bisect_left(begins, place.start) : bisect_left(begins, place.start + len(place.clause.text))]
        stated = list(_stated(place, inside, found)) if inside else []
        found += stated
        if _DENIES.search(place.clause.text):
            found += _denied(place, {claim.slot for claim in stated})
    found += _told_in_words(text, found)
    return tuple(sorted(found, key=lambda claim: claim.start))


def _stated(place: Place, inside: list[Number], before: list[Claim]) -> Iterator[Claim]:
    text, last = place.clause.text, 0
    previous = before[-1].slot if before and place.lead and not before[-1].negated else ""
    shared: list[str] = []
    for index, number in enumerate(inside):
        start, end = number.start - place.start, number.end - place.start
        unit = _UNIT.match(text, end)
        stop = inside[index + 1].start - place.start if index + 1 < len(inside) else len(text)
        unit_end = unit.end() if unit else end
        words, behind = _plain(text[last:start]).lstrip("、和及与 "), _plain(text[unit_end:stop])
        words = _ASIDE.sub("", words) if "）" in words else words
        if not words and not index and place.titled:
            words = place.titled
        if match := _RESPECTIVELY.search(words):
            names = [name for name in re.split(r"[、和及与]|以及", match[1]) if name]
            shared = names if 1 < len(names) <= len(inside) - index else []
        if shared:
            words = shared.pop(0)
        if not left_out(place, text[:start], words, text[end:]):
            for claim in _claims_of(place, number, unit[1] if unit and unit[1] else "", words, behind, previous):
                yield claim
                previous = claim.slot
        last = unit_end


def _claims_of(place: Place, number: Number, unit: str, words: str, behind: str, previous: str) -> Iterator[Claim]:
    tail = place.clause.text[number.end - place.start :].lstrip('”’"')
    value = number.value
    if unit == "万元":
        value, unit = value * 10_000, "元"
    year = year_named(place, number.start)
    for slot in slots(place, words, behind, tail, number, previous):
        target = _TO_YEAR.search(words + "，" + behind) if slot in ("carried_in", "carried_out") else None
        if target:  # 结转至2023年: carried out of 2022, carried in to 2023
            yield Claim("carried_in", value, unit, number.start, number.end, year=int(target[1]))
            yield Claim("carried_out", value, unit, number.start, number.end, year=int(target[1]) - 1)
            continue
        if slot == "carried_out" and year:  # 2022年结转下年1件 came in to 2023
            yield Claim("carried_in", value, unit, number.start, number.end, year=year + 1 if year > 0 else None)
        scope = _scope(slot, year, words + behind)
        yield Claim(slot, value, unit, number.start, number.end, year=scope, approx=number.approx)


def _scope(slot: str, year: int | None, told: str) -> int | None:
    """What 2022年 carried over belongs to the year behind it; 上年结转 to the year spoken of."""
    if slot != "carried_in" or not year:
        return year
    if year < 0:
        return None
    return year + 1 if _CARRIED_YEAR.search(told) and not _LAST_WORD.search(told) else year


def _plain(words: str) -> str:
    return _QUOTES.sub("", words)


def _told_in_words(text: str, found: list[Claim]) -> Iterator[Claim]:
    """What became of what was counted, said without a figure: 行政复议1件，结果为纠正; 收到申请7件，全部予以公开."""
    for claim in found:
        end = text.find("。", claim.end) % (len(text) + 1)
        rest = text[claim.end : end]
        if claim.slot == "reconsideration" and claim.value == 1:
            named = {name: match for name, cue in _OUTCOME_WORDS if (match := re.search(cue, rest))}
            if len(named) == 1 and not any(
                c.slot.startswith("reconsideration.") and claim.end < c.start < end for c in found
            ):
                [(name, match)] = named.items()
                if not re.search(r"[未没无不]|如|若|上年|去年", rest[: match.start()]):
                    yield _in_words(claim, f"reconsideration.{name}", match)
        counted = claim.slot in ("received", "accepted", "handled", "finished", "answered") and claim.value
        if counted and (match := _ALL_GRANTED.match(rest)):
            yield _in_words(claim, "granted", match)
        if claim.slot == "received" and claim.value and (match := _ALL_FROM.match(rest)):
            for column, cue in COLUMNS:
                if re.fullmatch(cue, match["who"]):
                    yield _in_words(claim, f"received.{column}", match)


def _in_words(claim: Claim, slot: str, match: re.Match[str]) -> Claim:
    start, end = claim.end + match.start(), claim.end + match.end()
    return Claim(slot, claim.value, "", start, end, year=claim.year, approx=claim.approx, figure_of=claim.slot)


def _denied(place: Place, stated: set[str]) -> Iterator[Claim]:
    text = place.clause.text
    if place.titled and _NOTHING.fullmatch(text):
        both = re.fullmatch(r".{0,12}复议[和、及与](?:行政)?诉讼(?:案件)?", place.titled)
        for key in ("reconsideration", "litigation") if both else ():
            yield Claim(key, 0, "", place.start, place.start + len(text), negated=True)
        for quantity in () if both else QUANTITIES:
            if quantity.says(place.titled, "") and not (quantity.unless and quantity.unless.search(place.titled)):
                key = "accepted" if place.titled.endswith("依申请公开") else quantity.key
                yield Claim(key, 0, "", place.start, place.start + len(text), negated=True)
                return
    for quantity in QUANTITIES:
        match = quantity.none.search(text) if quantity.none else None
        if not match or quantity.key in stated or is_supposed(place, text[: match.start()]):
            continue
        if not is_narrow(quantity, match[0], text[match.end() :]):
            start = place.start + match.start()
            year = _scope(quantity.key, year_named(place, start), match[0])
            yield Claim(quantity.key, 0, "", start, start + len(match[0]), negated=True, year=year)
