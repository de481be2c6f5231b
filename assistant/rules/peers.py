"""Wording that another unit's report has too."""

from collections.abc import Iterator
from functools import lru_cache

from assistant.report import Filing
from assistant.report.prose import sentences
from assistant.rules.across_years import NOISE
from assistant.rules.rule import Fault

_LONG = 16  # a shorter sentence is common wording
_ALIKE = 0.6
_LEAST = 150  # characters of the part, below which likeness means little


def copied(filing: Filing) -> Iterator[Fault]:
    """Most sentences of the overview, or of section five, are another unit's."""
    report = filing.report
    for where, mine in ((f"narrative.{key}", getattr(report, key)) for key in ("overview", "problems")):
        own = long_sentences(mine, report.unit.short)
        size = sum(map(len, own))
        if size < _LEAST // (1 if where.endswith("overview") else 2):
            continue
        best, name = 0.0, ""
        for other in filing.others:
            if other.unit.same_as(report.unit):
                continue
            theirs = long_sentences(other.text(where), other.unit.short)
            alike = sum(len(words) for words in own & theirs) / size
            if alike > best:
                best, name = alike, f"{other.unit.short}{other.year or ''}年"
        if best >= _ALIKE:
            percent = round(best * 100)
            yield Fault(
                where, f"“{report.form.label(where)}”有 {percent}% 的文字与{name}年报逐句相同。", "请写本单位的做法和数据，不要套用。", found=percent,
            )  # fmt: skip


@lru_cache(maxsize=2048)
def long_sentences(text: str, short: str) -> frozenset[str]:
    """The sentences without figures, marks and the unit's own name, short ones left out."""
    told = (NOISE.sub("", piece.text.replace(short, "")) for piece in sentences(text))
    kinds = str.maketrans("", "", "乡镇")
    return frozenset(words.translate(kinds) for words in told if len(words) >= _LONG)
