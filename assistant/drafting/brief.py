"""What a writer knows: the report with its tables, the unit's facts, last year's report, and a way to find passages."""

import hashlib
import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import TypeVar

from assistant.drafting.leaving import unspoken
from assistant.report import Fact, Filing, Hit, Report, fact_slots
from assistant.rules.claims import numbers

Find = Callable[..., list[Hit]]
T = TypeVar("T")

LAST_YEAR = "previous"  # as `Brief.like`
_N = r"([\d一二两三四五六七八九十]{1,4})"
_TEXTS = (
    ("wechat_name", r"(?:微信)?公众号[“\"「]([^”\"」]{2,20})[”\"」]|[“\"「]([^”\"」]{2,20})[”\"」](?:官方)?(?:微信)?公众号"),
    (
        "website_name",
        r"([\u4e00-\u9fff]{2,16}(?:县|市|区|旗)人民政府(?:门户)?网站?)(?=[^\u4e00-\u9fff]|公开|发布|政府信息|政务公开|专栏|设|开|，|。)",
    ),
    ("office_name", r"((?:党政|综合|政务公开)[\u4e00-\u9fff]{0,6}?办公室)(?=[^。；]{0,14}(?:承办|具体负责|牵头|负责))"),
    ("leader_role", r"(?:由|，|、|。|：|^)([\u4e00-\u9fff]{0,4}(?:副?[镇乡]长|副?主任|副?书记|宣传委员|组织委员))(?:具体)?分管"),
)  # fmt: skip
_LEADS = re.compile(
    r"^.*(?:通过|依托|利用|借助|登录|发布|公开|更新|主要|统一|及时|[我本全][乡镇]|街道|在)(?=[\u4e00-\u9fff]{2})"
)
_COUNTS = (
    ("board_number", rf"{_N}\s*块(?:政务|村务|社区|村级)?(?:公开栏|公示栏)|(?:公开栏|公示栏){_N}\s*块"),
    ("corner_number", rf"{_N}\s*[个处](?:政务公开|公开|信息)*(?:查阅点|专区|查阅室)|(?:查阅点|公开专区){_N}\s*[个处]"),
    ("staff_count", rf"{_N}\s*名(?:专职|兼职|专兼职|专（兼）职|具体)?(?:工作人员|人员|干部)[^，。；]{{0,8}}(?:承办|负责)"),
)  # fmt: skip


def lasting_facts(previous: Report | None) -> dict[str, Fact]:
    """What stays from year to year and stands in last year's report: its lasting facts and those told in its text."""
    if previous is None:
        return {}
    slots = fact_slots()
    known: dict[str, Fact] = {
        k: v for k, v in previous.facts.items() if k in slots and slots[k].lasting and v not in (None, "")
    }
    text = "\n".join(previous.texts().values())
    for key, pattern in _TEXTS:
        if match := re.search(pattern, text, re.M):
            said = next(group for group in match.groups() if group)
            known.setdefault(key, _site(said, previous) if key == "website_name" else said)
    for key, pattern in _COUNTS:
        if match := re.search(pattern, text):
            said = numbers(next(group for group in match.groups() if group) + "块")
            if said:
                known.setdefault(key, int(said[0].value))
    return known


def _site(said: str, report: Report) -> str:
    """The website alone: 我乡通过澜溪县人民政府网站 is 澜溪县人民政府网站."""
    starts = [
        said.index(name)
        for name in (report.unit.province, report.unit.city, report.unit.county)
        if name and name in said
    ]
    return said[min(starts) :] if starts else _LEADS.sub("", said)


@dataclass(frozen=True)
class Brief:
    """One writing task.

    `variant` asks for other wording; `focus` is the user's own words, used for ranking only; `length` is short, full, specific
    (asks for more figures) or ''; `form` is listed (一是、二是) or ''; `like` is LAST_YEAR or a unit whose wording to follow.
    """

    filing: Filing
    find: Find
    facts: Mapping[str, Fact] = field(default_factory=dict)
    variant: int = 0
    focus: str = ""
    themes: tuple[str, ...] = ()
    length: str = ""
    form: str = ""
    like: str = ""

    @property
    def report(self) -> Report:
        return self.filing.report

    @property
    def previous(self) -> Report | None:
        """Last year's report; None where the one at hand is of another year."""
        report, previous = self.report, self.filing.previous
        known = previous and previous.year and report.year
        return previous if not known or (previous and previous.year == (report.year or 0) - 1) else None

    def fact(self, key: str) -> Fact:
        """A fact from the user, this report or what lasts from last year; None if nobody said it."""
        for source in (self.facts, self.report.facts, lasting_facts(self.filing.previous)):
            value = source.get(key)
            if isinstance(value, str):  # what speaks to a program is nobody's fact
                value = unspoken(value)
            if value is not None and value != "":
                return value
        return None

    def count(self, key: str) -> int | None:
        """A fact that is a whole number; None if it is unknown or something else."""
        value = self.fact(key)
        return value if isinstance(value, int) else None

    def more(self, key: str) -> int | None:
        """By how much a count is more (or, negative, less) than last year's; None if either is unknown."""
        now, before = self.count(key), self.previous.facts.get(key) if self.previous else None
        return now - before if now is not None and isinstance(before, int) else None

    def pick(self, options: Sequence[T], key: str) -> T:
        """One of several wordings: the same for the same unit and variant, others for its neighbours."""
        return options[(luck(f"{self.report.unit.name}|{key}") + self.variant) % len(options)]


def luck(seed: str) -> int:
    """A number that is always the same for the same words."""
    return int(hashlib.sha256(seed.encode()).hexdigest()[:8], 16)
