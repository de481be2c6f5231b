"""本年情况: the fact slots of the narrative, what a unit knows beyond the tables."""

import tomllib
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Any

from assistant.report.errors import Unusable
from assistant.report.figures import read_figure
from assistant.report.report import Fact


@dataclass(frozen=True)
class Slot:
    """One fact that can be asked for; `kind` is text, count, yuan or percent; `lasting` ones are kept from year to year."""

    key: str
    label: str
    unit: str
    kind: str
    group: str
    ask: str
    lasting: bool = False

    def read(self, raw: Any) -> Fact:
        """Read an answer; None for an empty one; raise Unusable with a sentence where it is no such value."""
        text = "" if raw is None else str(raw).strip()
        if not text:
            return None
        if self.kind == "text":
            return text
        reading = read_figure(text.removesuffix(self.unit), decimal=self.kind != "count")
        if reading.value is None or reading.value < 0:
            raise Unusable(f"“{self.label}”应填数字（单位：{self.unit}），填的是“{text}”。")
        return int(reading.value) if reading.value == int(reading.value) else float(reading.value)


@cache
def fact_slots() -> dict[str, Slot]:
    """All slots by key, in the order of the form."""
    raw = tomllib.loads((files(__package__) / "forms" / "facts.toml").read_text("utf-8"))
    return {entry["key"]: Slot(**entry) for entry in raw["facts"]}
