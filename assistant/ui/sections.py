"""The written parts of a report, as the pages name them."""

import re

from assistant.report import fact_slots, load_form

TITLES = {
    "preamble": "开头",
    "overview": "总体情况",
    "problems": "主要问题",
    "improvements": "改进情况",
    "other": "其他事项",
}
ASKED = TITLES | {"problems": "存在的主要问题"}  # how the chat calls them
LIMITS = {"overview": 1000}


def path_of(section: str) -> str:
    """The path of the report JSON where a section's text stands."""
    return section if section == "preamble" else f"narrative.{section}"


def place_name(where: str) -> str:
    """A path in Chinese: 总体情况, 表三“…”行“…”列, 业务培训."""
    if slot := fact_slots().get(where.removeprefix("facts.")):
        return slot.label
    return TITLES.get(where.removeprefix("narrative."), "") or load_form("2021").label(where)


def length(text: str) -> int:
    """Characters without blanks, as offices count them."""
    return len(re.sub(r"\s", "", text))
