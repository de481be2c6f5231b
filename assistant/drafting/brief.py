"""What a writer knows: the report with its tables, the unit's facts, last year's report, and a way to find passages."""

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field

from assistant.report import Fact, Filing, Hit, Report, fact_slots

Find = Callable[..., list[Hit]]

_ACCOUNT = re.compile(
    r"(?:微信)?公众号[“\"「]([^”\"」]{2,20})[”\"」]|[“\"「]([^”\"」]{2,20})[”\"」](?:官方)?(?:微信)?公众号"
)
_WEBSITE = re.compile(
    r"([\u4e00-\u9fff]{2,8}(?:县|市|区)人民政府(?:门户)?网站?)(?=[^\u4e00-\u9fff]|公开|发布|专栏|设|开|，|。)"
)


def lasting_facts(previous: Report | None) -> dict[str, Fact]:
    """What stays from year to year and stands in last year's report: its lasting facts and the names in its text."""
    if previous is None:
        return {}
    slots = fact_slots()
    known: dict[str, Fact] = {
        k: v for k, v in previous.facts.items() if k in slots and slots[k].lasting and v not in (None, "")
    }
    text = "\n".join(previous.texts().values())
    if match := _ACCOUNT.search(text):
        known.setdefault("wechat_name", match[1] or match[2])
    if match := _WEBSITE.search(text):
        known.setdefault("website_name", match[1])
    return known


@dataclass(frozen=True)
class Brief:
    """One writing task. `variant` asks for other wording; `focus` is the user's own words, used for ranking only."""

    filing: Filing
    find: Find
    facts: Mapping[str, Fact] = field(default_factory=dict)
    variant: int = 0
    focus: str = ""
    themes: tuple[str, ...] = ()
    length: str = ""

    @property
    def report(self) -> Report:
        return self.filing.report

    def fact(self, key: str) -> Fact:
        """A fact from the user, this report or what lasts from last year; None if nobody said it."""
        for source in (self.facts, self.report.facts, lasting_facts(self.filing.previous)):
            value = source.get(key)
            if value is not None and value != "":
                return value
        return None
