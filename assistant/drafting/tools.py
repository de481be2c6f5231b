"""What the model may look up: tables, last year, rules, guidance, and other units' wording freed of their facts."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field, replace
from functools import wraps
from threading import Event
from typing import TYPE_CHECKING

from assistant.drafting.borrowing import borrow
from assistant.drafting.brief import Brief
from assistant.drafting.guidance import Guidance
from assistant.drafting.leaving import fenced, unspoken
from assistant.drafting.own_state import differences, missing, stated
from assistant.drafting.stopping import halting
from assistant.report import NARRATIVE, fact_slots
from assistant.rules import check

if TYPE_CHECKING:
    from langchain_core.tools import BaseTool

SHOWN, LONGEST = 6, 3000  # passages and characters that one look-up returns
SECTIONS = "section 是 overview（总体情况）、problems（问题）、improvements（改进）或 other（其他）"
ABOUT = {
    "table_figures": "本单位三张表和本年情况，写成句子；也说还缺什么",
    "search_passages": f"其他单位对某件事的说法，已去掉它们的数字和名称；{SECTIONS}",
    "check": f"按规则检查全文，或检查放在 section 的一段文字 text；{SECTIONS}",
    "last_year": f"本单位上年年报的一个部分；{SECTIONS}",
    "compare": "与上年相比，数字变了什么",
    "guidance": "填报口径和依据，用一句话提问",
}
WORDING = ("table_figures", "search_passages", "check")  # last year and guidance have no say in wording


@dataclass
class LookUps:
    """The look-ups of one turn; `used` gathers what they returned. Without a report only guidance is left."""

    brief: Brief | None
    guidance: Guidance | None = None
    stop: Event | None = None
    used: list[str] = field(default_factory=list)

    def tools(self, names: Sequence[str] = tuple(ABOUT)) -> list["BaseTool"]:
        """The named look-ups as LangChain's tools; what they return is fenced off as data."""
        from langchain_core.tools import StructuredTool

        open_to = [name for name in names if (self.guidance if name == "guidance" else self.brief)]
        return [StructuredTool.from_function(self._kept(name), name=name, description=ABOUT[name]) for name in open_to]

    def material(self, question: str) -> str:
        """What a model that calls no tools is given at once: the figures and the nearest guidance."""
        found = [self.guidance_on(question), self.table_figures() if self.brief else ""]
        self.used += map(unspoken, found)
        return "\n".join(text for text in found if text)

    def _kept(self, name: str) -> Callable[..., str]:
        look: Callable[..., str] = getattr(self, {"guidance": "guidance_on"}.get(name, name))

        @wraps(look)
        def call(*given: str, **named: str) -> str:
            text = halting(look, self.stop)(*given, **named)[:LONGEST]
            self.used.append(unspoken(text))
            return fenced(name, text)

        return call

    @property
    def _brief(self) -> Brief:
        assert self.brief  # no tool is offered without it
        return self.brief

    def table_figures(self) -> str:
        known = ((slot, self._brief.fact(key)) for key, slot in fact_slots().items())
        told = [f"{slot.label}：{value}{slot.unit}" for slot, value in known if value is not None]
        return "\n".join([*stated(self._brief), *told, *missing(self._brief)])

    def search_passages(self, query: str, section: str = "overview") -> str:
        found = self._brief.find(query, k=4 * SHOWN, section=section if section in NARRATIVE else "overview")
        freed = (borrow(hit.passage.text, hit.passage, self._brief) for hit in found)
        return "\n".join([made.text for made in freed if made][:SHOWN])

    def check(self, text: str = "", section: str = "") -> str:
        where = f"narrative.{section}" if text and section in NARRATIVE else ""
        report = self._brief.report.with_text(where, text) if where else self._brief.report
        found = [f for f in check(replace(self._brief.filing, report=report)) if f.severity != "hint"]
        told = [
            f"{f.message}{f.fix}" for f in found if not where or (f.where == where and f.rule != "placeholder-left")
        ]
        return "\n".join(told[:12]) or "没有发现错误和疑点。"

    def last_year(self, section: str = "overview") -> str:
        previous = self._brief.previous
        return previous.text(section) if previous and section in NARRATIVE else ""

    def compare(self) -> str:
        found = differences(self._brief)
        return "没有上年年报，比不出来。" if found is None else "\n".join(found) or "表格中的数字与上年相同。"

    def guidance_on(self, question: str) -> str:
        entry = self.guidance.find(question) if self.guidance else None
        return f"{entry.title}：{entry.text}" if entry else ""
