"""One turn of the chat without the browser: what is meant, and the reply made from rules, corpus, tables and guidance."""

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Any

from assistant.drafting import model, offline
from assistant.drafting.answers import read_facts
from assistant.drafting.brief import Brief
from assistant.drafting.guidance import Guidance
from assistant.drafting.statements import decisions, disputes, normative_documents, requests
from assistant.drafting.suggestion import Suggestion, with_findings
from assistant.report import Fact, Filing, Finding, Hit, covered, fact_slots, load_form, themes

SECTION_WORDS = (
    ("preamble", r"开头|引言|前言|开篇"),
    ("improvements", r"改进|措施|下一步|整改"),
    ("problems", r"问题|不足|短板"),
    ("other", r"第六|其他(?:需要报告|事项)|信息处理费"),
    ("overview", r"总体|第一部分|概况|概述"),
)
TITLES = {
    "preamble": "开头说明",
    "overview": "总体情况",
    "problems": "存在的主要问题",
    "improvements": "改进情况",
    "other": "其他需要报告的事项",
}
THEME_WORDS = (
    ("on_request", r"依申请"),
    ("proactive", r"主动公开"),
    ("management", r"信息管理|制度|审核|保密"),
    ("platform", r"平台|渠道|公众号|网站"),
    ("supervision", r"监督|保障|培训|考核|评议|责任"),
)
ABILITIES = (
    "我可以：起草“总体情况”“存在的主要问题”“改进情况”“开头”“其他事项”；换一种写法；看看别的乡镇怎么写；"
    "检查全文；说说还缺什么；对照表格数字；记下您说的情况（如“网站公开了120条”）；回答填报口径问题（如“部分公开怎么算”）。"
)
_WRITE = r"写|起草|生成|拟|草拟|来一?[段份个]|帮我弄|补写|编"
_AGAIN = r"换(?:一|个|种|几|三)|重写|重新写|再来|再写|改写|另(?:外)?(?:几|三|一)|别的(?:写法|说法)|三种|几种"
_QUESTION = r"[？?]|吗|怎么|如何|哪|什么|多少|能不能|可不可以|要不要|是否|算不算|几"


@dataclass(frozen=True)
class Reply:
    """The answer of one turn; `facts` are what the user stated, for the caller to keep, `hits` the passages shown."""

    reply: str
    intent: str
    suggestion: Suggestion | None = None
    hits: tuple[Hit, ...] = ()
    facts: Mapping[str, Fact] = field(default_factory=dict)

    def to_json(self) -> dict[str, Any]:
        cited: list[dict[str, Any]] = [{"id": hit.passage.id, "cells": [], "span": None} for hit in self.hits]
        if self.suggestion:
            cited = [citation.to_json() for citation in self.suggestion.citations]
        return {
            "reply": self.reply,
            "intent": self.intent,
            "suggestion": self.suggestion.to_json() if self.suggestion else None,
            "citations": cited,
            "facts": dict(self.facts),
        }


@dataclass(frozen=True)
class Desk:
    """What a turn may use: the filing (None if no report is open), the corpus, the rules, guidance, a model or None.

    `last` is the section last spoken of with its variant, so that 换一种写法 knows what to write again.
    """

    filing: Filing | None
    find: Callable[..., list[Hit]]
    check: Callable[[Filing], Sequence[Finding]]
    guidance: Guidance
    facts: Mapping[str, Fact] = field(default_factory=dict)
    endpoint: model.Endpoint | None = None
    last: tuple[str, int] | None = None

    def brief(self, **more: Any) -> Brief | None:
        return Brief(self.filing, self.find, facts=self.facts, **more) if self.filing else None


def intent_of(message: str) -> str:
    """Name what a message asks for: draft, again, peers, missing, check, tables, tell, undo, guidance or unknown."""
    text = message.strip()
    asks = bool(re.search(_QUESTION, text))
    if re.search(r"撤销|撤回|恢复(?:上一|原来)|还原", text):
        return "undo"
    if re.search(
        r"(?:别人|别的|其他|兄弟|周边|同类|邻)[^，。]{0,6}(?:怎么写|写的|写法)|参考(?:一下)?别|怎么写的", text
    ):
        return "peers"
    if re.search(_AGAIN, text):
        return "again"
    if re.search(r"(?:还)?(?:缺|差|少)(?:了)?(?:什么|哪些|啥)|没(?:有)?填完|完整吗|还要填", text):
        return "missing"
    if re.search(r"检查|校对|核对|有没有(?:错|问题)|哪里(?:有)?错|对不对", text) and not re.search(
        r"检查了?[\d一两三四五六七八九十]+次", text
    ):
        return "check"
    if re.search(r"对比|比较|比一比|相比", text):
        return "compare"
    if re.search(
        r"表(?:格|里|中|上)[^，。]{0,8}(?:说|数|写|填|多少)|(?:我的)?(?:数字|数据)[^，。]{0,4}(?:是|有|多少)|本年数据",
        text,
    ):
        return "tables"
    if (
        re.search(_WRITE, text)
        and section_of(text)
        and not re.search(r"写(?:在)?哪|怎么写|要不要写|写不写|能不能写|可以不写", text)
    ):
        return "draft"
    if not asks and read_facts(text):
        return "tell"
    if not asks and section_of(text) and len(text) <= 12:
        return "draft"
    return "guidance" if asks or len(text) >= 4 else "unknown"


def section_of(text: str) -> tuple[str, tuple[str, ...]] | None:
    """The section (and themes of the overview) that a message names; None if it names none."""
    named = tuple(code for code, words in THEME_WORDS if re.search(words, text))
    section = next((key for key, words in SECTION_WORDS if re.search(words, text)), None)
    if section and not (section == "other" and named):
        return section, named if section == "overview" else ()
    return ("overview", named) if named else None


def reply(message: str, desk: Desk) -> Reply:
    """Answer one message; never raises for what a user may type."""
    intent = intent_of(message)
    handlers: dict[str, Callable[[str, Desk], Reply]] = {
        "draft": _draft, "again": _again, "peers": _peers, "missing": _missing, "check": _check, "tables": _tables,
        "tell": _tell, "guidance": _guidance, "compare": _compare, "undo": _undo,
    }  # fmt: skip
    answered = handlers.get(intent, _unknown)(message, desk)
    return answered


def suggest(
    brief: Brief, section: str, endpoint: model.Endpoint | None, check: Callable[[Filing], Sequence[Finding]]
) -> Suggestion:
    """Draft a section with the model where there is one, offline otherwise, and attach what the text causes in the report."""
    made = model.write(brief, section, endpoint) if endpoint else offline.write(brief, section)
    where = section if section == "preamble" else f"narrative.{section}"
    report = replace(brief.report, facts={**brief.report.facts, **brief.facts})
    before = {(f.rule, f.where, f.theme, f.message) for f in check(replace(brief.filing, report=report))}
    after = check(replace(brief.filing, report=report.with_text(where, made.text)))
    halves = [brief.report.text(part) for part in ("problems", "improvements") if part != section]
    unpaired = section in ("problems", "improvements") and not any(halves)  # the other half is still to be written
    new = [f for f in after if (f.rule, f.where, f.theme, f.message) not in before]
    return with_findings(made, [f for f in new if not (unpaired and f.rule == "problems-without-measures")])


def _need_report(intent: str) -> Reply:
    return Reply("请先打开一份年报（命令行用 --report 指明文件），我才能结合表格起草和检查。", intent)


def _draft(message: str, desk: Desk, variant: int = 0) -> Reply:
    section, named = section_of(message) or ("overview", ())
    length = (
        "short"
        if re.search(r"简短|精简|短一点|简单", message)
        else "full"
        if re.search(r"详细|展开|长一点|丰富", message)
        else ""
    )
    brief = desk.brief(variant=variant, focus=_focus(message), themes=named, length=length)
    if brief is None:
        return _need_report("draft")
    made = suggest(brief, section, desk.endpoint, desk.check)
    return Reply(_introduce(section, made), "draft" if not variant else "again", made)


def _focus(message: str) -> str:
    return re.sub(rf"{_WRITE}|{_AGAIN}|帮我|请|一下|总体情况|存在的?主要问题|改进情况|[，。！？]", "", message).strip()[
        :60
    ]


def _introduce(section: str, made: Suggestion) -> str:
    said = f"已起草“{TITLES[section]}”，共{len(made.text)}字，每句的出处见下。"
    if any(citation.id for citation in made.citations):
        said += "取自其他单位的做法，请核对是否符合本单位实际。"
    if made.questions:
        said += f"其中有{len(made.questions)}处我不知道，请您补充：" + "；".join(q.ask for q in made.questions) + "。"
    return said + (f"（{made.note}）" if made.note else "")


def _again(message: str, desk: Desk) -> Reply:
    section, variant = desk.last or ("overview", 0)
    words = message if section_of(message) else f"{TITLES[section]} {_focus(message)}"
    return _draft(words, desk, variant + 1)


def _peers(message: str, desk: Desk) -> Reply:
    section, named = section_of(message) or ((desk.last or ("overview", 0))[0], ())
    section = section if section in ("overview", "problems", "improvements", "other") else "overview"
    own = desk.filing.report.unit.short if desk.filing else None
    hits = [
        h
        for h in desk.find(message, k=12, section=section, theme=named[0] if named else None)
        if own is None or own not in h.passage.unit
    ]
    if not hits:
        return Reply("语料库里还没有相近的写法，可以先到“语料库”导入往年或其他乡镇的年报。", "peers")
    shown = tuple(hits[:4])
    listed = "\n\n".join(
        f"{n}. {h.passage.text}\n   ——{h.passage.unit}{h.passage.year or ''}年" for n, h in enumerate(shown, 1)
    )
    return Reply(f"其他单位是这样写的（仅供参考，数字和名称不要照抄）：\n\n{listed}", "peers", hits=shown)


def _missing(message: str, desk: Desk) -> Reply:
    if desk.filing is None:
        return _need_report("missing")
    report = desk.filing.report
    blanks = [path for path in report.form.cells if report[path] is None]
    parts = [f"三张表还有{len(blanks)}格没有填（没有数的请填 0）"] if blanks else []
    empty = [
        load_form("2021").label(f"narrative.{key}")
        for key in ("overview", "problems", "improvements", "other")
        if not report.text(key).strip()
    ]
    parts += [f"“{label}”还没有写" for label in empty]
    if report.overview:
        parts += [
            f"总体情况没有写到“{t.title}”"
            for code, t in themes("overview").items()
            if code not in covered(report.overview)
        ]
    asked = ("disclosed_total", "website_count", "training_count", "assessment", "processing_fee")
    brief = desk.brief()
    unknown = [fact_slots()[key].label for key in asked if brief and brief.fact(key) is None]
    parts += [f"“本年情况”中还不知道：{'、'.join(unknown)}"] if unknown else []
    return Reply(
        "还缺这些：\n" + "\n".join(f"- {part}" for part in parts) if parts else "该填的都填了，可以检查后导出。",
        "missing",
    )


def _check(message: str, desk: Desk) -> Reply:
    if desk.filing is None:
        return _need_report("check")
    found = [f for f in desk.check(desk.filing) if f.waiver is None]
    serious = [f for f in found if f.severity != "hint"]
    if not serious:
        return Reply("没有发现错误和疑点，可以导出。" + (f"另有{len(found)}条提示供参考。" if found else ""), "check")
    names = {"error": "错误", "warning": "疑点"}
    listed = "\n".join(f"- 【{names[f.severity]}】{f.message}{f.fix}" for f in serious[:12])
    more = f"\n……另有{len(serious) - 12}条，见“检查与导出”。" if len(serious) > 12 else ""
    return Reply(f"发现{len(serious)}处：\n{listed}{more}", "check")


def _tables(message: str, desk: Desk) -> Reply:
    brief = desk.brief()
    if brief is None:
        return _need_report("tables")
    stated = [*requests(brief), *disputes(brief), *normative_documents(brief), *decisions(brief)]
    return Reply("按表格中的数字：\n" + "\n".join(f"- {s.text}" for s in stated), "tables")


def _tell(message: str, desk: Desk) -> Reply:
    facts = read_facts(message)
    slots = fact_slots()
    listed = "；".join(f"{slots[key].label}：{value}{slots[key].unit}" for key, value in facts.items())
    return Reply(f"记下了——{listed}。再次起草时会用上。", "tell", facts=facts)


def _compare(message: str, desk: Desk) -> Reply:
    if desk.filing is None:
        return _need_report("compare")
    return replace(_peers(message, desk), intent="compare") if section_of(message) else Reply(
        "请打开“对比”页，逐段看自己的文字和最相近的其他单位文字。", "compare"
    )  # fmt: skip


def _undo(message: str, desk: Desk) -> Reply:
    return Reply("请点编辑框下方的“撤销”，会恢复到上一次修改之前的文字；更早的修改在“修改记录”中。", "undo")


def _guidance(message: str, desk: Desk) -> Reply:
    if entry := desk.guidance.find(message):
        return Reply(entry.text, "guidance")
    if section_of(message) and re.search(r"怎么写|写什么|写些什么", message):
        return _peers(message, desk)
    return _unknown(message, desk)


def _unknown(message: str, desk: Desk) -> Reply:
    if desk.endpoint:
        material = "\n".join(f"{e.title}：{e.answer}（{e.source}）" for e in desk.guidance.entries)
        if answered := model.answer(message, material, desk.endpoint):
            return Reply(answered + "\n\n（由语言模型依据填报指南作答，请核对。）", "answer")
    return Reply(f"这个问题现有资料没有涉及，我不猜。{ABILITIES}", "unknown")
