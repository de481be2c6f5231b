"""One turn of the chat without the browser: what is meant, and the reply made from rules, corpus, tables and guidance."""

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from threading import Event
from typing import Any

from assistant.drafting import agent, model_writer, offline
from assistant.drafting.brief import LAST_YEAR, Brief
from assistant.drafting.editing import Edit, edit_asked, holding, without
from assistant.drafting.endpoint import Endpoint, ModelFailed
from assistant.drafting.guidance import Guidance
from assistant.drafting.own_state import differences, missing, stated
from assistant.drafting.rewriting import given_text, rewrite
from assistant.drafting.stopping import halting
from assistant.drafting.suggestion import Sentence, Suggestion, compose, with_findings
from assistant.drafting.understanding import Asked, understand
from assistant.report import Fact, Filing, Finding, Hit, fact_slots

TITLES = {
    "preamble": "开头说明",
    "overview": "总体情况",
    "problems": "存在的主要问题",
    "improvements": "改进情况",
    "other": "其他需要报告的事项",
}
MATTERS = {  # what a part is about, for those who ask for no matter of it
    "overview": "主动公开政府信息，办理依申请公开，做好监督保障",
    "problems": "公开内容不够全面，公开意识有待提高",
    "improvements": "加强培训，完善制度，充实公开内容",
    "other": "收取信息处理费情况，其他需要报告的事项",
}
ABILITIES = (
    "我可以：起草“总体情况”“存在的主要问题”“改进情况”“开头”“其他事项”，或只写其中一个方面；改短、写详细、换说法、改成“一是二是”、"
    "参照去年或某个乡镇改；照您说的改词、删句（如“把‘及时’都改成‘按时’”“把培训那句删掉”）；一次给三种写法；看看别的乡镇怎么写；检查全文；说说还缺什么；和去年、和别的乡镇比；对照表格数字；"
    "记下您说的情况（如“网站公开了120条”）；撤销；回答填报口径问题（如“部分公开怎么算”）。"
)
ASKS = re.compile(
    r"[？?吗]|多久|多长|怎么|如何|哪|算不算|要不要|是不是|能不能|还是.+[？?]?$|没有[？?]?$"
)  # what states no fact and asks
SURELY = 0.4  # from this near an entry answers what did not look like a question of filling in
NEEDS_REPORT = ("tables", "missing", "check", "compare", "draft", "rewrite", "tell", "peers")
Last = tuple[str, int] | tuple[str, int, Sequence[str]]  # section, variant and themes last spoken of


@dataclass(frozen=True)
class Reply:
    """The answer of one turn.

    `facts` are what the user stated, for the caller to keep; `hits` the passages shown; `alternatives` further wordings of the
    suggestion; `spoken` what the next turn's 换一种写法 means.
    """

    reply: str
    intent: str
    suggestion: Suggestion | None = None
    hits: tuple[Hit, ...] = ()
    facts: Mapping[str, Fact] = field(default_factory=dict)
    alternatives: tuple[Suggestion, ...] = ()
    spoken: Last | None = None

    def to_json(self) -> dict[str, Any]:
        cited: list[dict[str, Any]] = [
            {"id": hit.passage.id, "cells": [], "also_in": hit.also_in, "span": None} for hit in self.hits
        ]
        if self.suggestion:
            cited = [citation.to_json() for citation in self.suggestion.citations]
        return {
            "reply": self.reply,
            "intent": self.intent,
            "suggestion": self.suggestion.to_json() if self.suggestion else None,
            "alternatives": [made.to_json() for made in self.alternatives],
            "citations": cited,
            "facts": dict(self.facts),
        }


@dataclass(frozen=True)
class Desk:
    """What a turn may use: the filing (None if no report is open), the corpus, the rules, guidance, a model or None.

    `open` is the part that stands before the user, '' if none is known; `last` is what was last spoken of, so that 换一种写法 knows what to write again; `again` counts the answers to this message
    that were not liked. `told` hears pieces of the answer as they are written; once `stop` is set, Stopped is raised at the next step.
    """

    filing: Filing | None
    find: Callable[..., list[Hit]]
    check: Callable[[Filing], Sequence[Finding]]
    guidance: Guidance
    facts: Mapping[str, Fact] = field(default_factory=dict)
    endpoint: Endpoint | None = None
    open: str = ""
    last: Last | None = None
    again: int = 0
    told: Callable[[str], object] | None = None
    stop: Event | None = None

    def brief(self, **more: Any) -> Brief | None:
        return Brief(self.filing, self.find, facts=self.facts, **more) if self.filing else None

    @property
    def section(self) -> str:
        return self.open or (self.last[0] if self.last else "overview")

    @property
    def themes(self) -> tuple[str, ...]:
        same = self.last and len(self.last) > 2 and self.last[0] == self.section
        return tuple(self.last[2]) if same else ()  # type: ignore[index, misc]

    def meant(self, asked: Asked) -> tuple[str, tuple[str, ...]]:
        """The section and themes that a message means: those it names, else those that are open or were last spoken of."""
        return (asked.section, asked.themes) if asked.section else (self.section, self.themes)


def reply(message: str, desk: Desk) -> Reply:
    """Answer one message; raises nothing for what a user may type, and Stopped where the desk says so."""
    desk = replace(desk, find=halting(desk.find, desk.stop), check=halting(desk.check, desk.stop))
    if desk.filing and (edit := edit_asked(message)) and (edited := _edit(edit, desk)):
        return edited
    asked = understand(message)
    handlers: dict[str, Callable[[str, Asked, Desk], Reply]] = {
        "draft": _draft, "rewrite": _rewrite, "alternatives": _alternatives, "peers": _peers, "missing": _missing,
        "check": _check, "tables": _tables, "tell": _tell, "guidance": _guidance, "compare": _compare, "undo": _undo, "help": _help,
    }  # fmt: skip
    if desk.filing is None and asked.intent in NEEDS_REPORT and desk.guidance.find(message):
        return _guidance(message, asked, desk)  # without a report it can only be a question of filling in
    return handlers.get(asked.intent, _unknown)(message, asked, desk)


def suggest(
    brief: Brief, section: str, endpoint: Endpoint | None, check: Callable[[Filing], Sequence[Finding]],
    told: Callable[[str], object] | None = None, stop: Event | None = None,
) -> Suggestion:  # fmt: skip
    """Draft a section with the model where there is one, offline otherwise, and attach what the text causes in the report."""
    made = model_writer.write(brief, section, endpoint, told, stop) if endpoint else offline.write(brief, section)
    return judged(brief, made, check)


def judged(brief: Brief, made: Suggestion, check: Callable[[Filing], Sequence[Finding]]) -> Suggestion:
    """Attach what a suggestion's text causes in the report that was not there before."""
    section = made.section
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


# ---- writing -----------------------------------------------------------------------------------------------------------


def _draft(message: str, asked: Asked, desk: Desk) -> Reply:
    section, named = desk.meant(asked)
    parts = named if section == "overview" else ()
    brief = desk.brief(focus=_focus(message), themes=parts, length=_length(message), variant=desk.again)
    if brief is None:
        return _need_report("draft")
    made = suggest(brief, section, desk.endpoint, desk.check, desk.told, desk.stop)
    return Reply(_introduce(section, made), "draft", made, spoken=(section, desk.again, named))


def _edit(edit: Edit, desk: Desk) -> Reply | None:
    """Carry out a spelled-out edit in the part that is open, else in the first that holds the words; None where it is no edit of the text."""
    report = desk.filing.report  # type: ignore[union-attr]
    texts = {section: report.preamble if section == "preamble" else report.text(section) for section in TITLES}
    where = [section for section in (desk.section, *TITLES) if edit.old in texts[section]]
    if not where:
        said = f"年报的文字里没有“{edit.old}”，没有可改的地方。请照原文写出要改的词。"
        return Reply(said, "rewrite") if edit.quoted else None
    section = where[0]
    text, title = texts[section], TITLES[section]
    if edit.new is not None:
        done, told = (
            text.replace(edit.old, edit.new),
            f"“{title}”里的 {text.count(edit.old)} 处“{edit.old}”改成了“{edit.new}”",
        )
    elif len(held := holding(text, edit.old)) == 1:
        done, told = without(text, held[0]), f"“{title}”里的这一句删去了：“{held[0]}”"
    else:
        listed = "\n".join(f"- {sentence}" for sentence in held)
        return Reply(
            f"“{title}”里写到“{edit.old}”的有 {len(held)} 句，请写出要删的那一句里特有的词：\n{listed}", "rewrite"
        )
    elsewhere = [TITLES[other] for other in dict.fromkeys(where[1:]) if other != section]
    told += "，其他文字没有动，采用后才写进年报。" + (
        f"“{'”“'.join(elsewhere)}”里也有，打开那一部分再说一遍。" if elsewhere else ""
    )
    made = compose(section, [[Sentence(line, heading=True)] for line in done.split("\n")])
    brief = desk.brief()
    return Reply(told, "rewrite", judged(brief, made, desk.check) if brief else made, spoken=(section, 0))


def _length(message: str) -> str:
    if re.search(r"简短|精简|短一点|简单", message):
        return "short"
    return "full" if re.search(r"详细|展开|长一点|丰富", message) else ""


def _focus(message: str) -> str:
    said = r"写|起草|生成|草拟|来一?[段份个]|帮我|请|一下|总体情况|存在的?主要问题|改进情况|[，。！？]"
    return re.sub(said, "", message).strip()[:60]


def _rewrite(message: str, asked: Asked, desk: Desk) -> Reply:
    """A given text is reworded; otherwise the part meant is written again as wished."""
    if text := given_text(message):
        return Reply(f"改写如下（{len(text)}字 → {len(done := rewrite(text, asked.wish))}字）：\n\n{done}", "rewrite")
    section, named = desk.meant(asked)
    variant = desk.again + ((desk.last[1] + 1) if desk.last and desk.last[0] == section else 1)
    wishes: dict[str, dict[str, Any]] = {
        "shorter": {"length": "short"}, "fuller": {"length": "full"}, "specific": {"length": "specific"}, "listed": {"form": "listed"},
        "like_last_year": {"like": LAST_YEAR}, "like_peer": {"like": asked.unit},
    }  # fmt: skip
    chosen = wishes.get(asked.wish, {})
    kept = variant - (asked.wish != "other")  # only 换个说法 changes what need not change
    brief = desk.brief(variant=kept, themes=named if section == "overview" else (), **chosen)
    if brief is None:
        return _need_report("rewrite")
    made = suggest(brief, section, desk.endpoint, desk.check, desk.told, desk.stop)
    return Reply(
        _unheard(asked, brief, desk, made) + _introduce(section, made), "rewrite", made, spoken=(section, kept, named)
    )


def _unheard(asked: Asked, brief: Brief, desk: Desk, made: Suggestion) -> str:
    """What keeps a wish from being met, '' if nothing does."""
    if asked.wish == "like_last_year" and brief.previous is None:
        return "没有找到上年年报，可在“我的年报”里导入后再参照。先按本年情况写："
    if asked.wish == "like_peer" and asked.unit and not desk.find("", k=1, unit=asked.unit):
        return f"语料库里没有“{asked.unit}”的年报，可先到“语料库”导入。先按其他单位的写法写："
    if asked.wish == "like_peer" and asked.unit:
        theirs = {hit.passage.id for hit in desk.find("", k=200, unit=asked.unit)}
        if not theirs & {citation.id for citation in made.citations}:
            return f"“{asked.unit}”的句子都带着当地情况，没有能直接借用的，仍按一般写法写："
    return ""


def _alternatives(message: str, asked: Asked, desk: Desk) -> Reply:
    section, named = desk.meant(asked)
    start = (desk.last[1] if desk.last and desk.last[0] == section else -1) + 3 * desk.again
    made: list[Suggestion] = []
    for variant in range(start + 1, start + 7):
        brief = desk.brief(variant=variant, themes=named if section == "overview" else ())
        if brief is None:
            return _need_report("alternatives")
        one = suggest(brief, section, desk.endpoint, desk.check, stop=desk.stop)
        if all(one.text != other.text for other in made):
            made.append(one)
        if len(made) == 3:
            break
    said = f"“{TITLES[section]}”的{len(made)}种写法，数字和【待填】都一样，挑一种采用即可。"
    return Reply(said, "alternatives", made[0], alternatives=tuple(made[1:]), spoken=(section, start + 3, named))


def _introduce(section: str, made: Suggestion) -> str:
    said = f"已起草“{TITLES[section]}”，共{len(''.join(made.text.split()))}字，每句的出处见下。"
    if any(citation.id for citation in made.citations):
        said += "取自其他单位的做法，请核对是否符合本单位实际。"
    if made.questions:
        asks = "；".join(question.ask.rstrip("？") for question in made.questions)
        said += f"其中有{len(made.questions)}处我不知道，请您补充：{asks}。"
    return said + (f"（{made.note}）" if made.note else "")


# ---- looking -----------------------------------------------------------------------------------------------------------


def _peers(message: str, asked: Asked, desk: Desk) -> Reply:
    section, named = desk.meant(asked)
    section = section if section in ("overview", "problems", "improvements", "other") else "overview"
    own = desk.filing.report.unit.short if desk.filing else None
    where = {"unit": asked.unit} if asked.unit else {}
    found = desk.find(message, k=12, section=section, theme=named[0] if named else None, **where)
    if len(found) < (1 if named else 2):  # asked of no matter: one alone is near by chance
        known = {h.passage.id for h in found}
        more = desk.find(MATTERS[section], k=12, section=section, **where)
        found = [*found, *(h for h in more if h.passage.id not in known)]
    hits = [h for h in found if own is None or own not in h.passage.unit]
    if not hits:
        whose = f"“{asked.unit}”的年报" if asked.unit else "相近的写法"
        return Reply(f"语料库里还没有{whose}，可以先到“语料库”导入往年或其他乡镇的年报。", "peers")
    shown = tuple(hits[:4])
    listed = "\n\n".join(
        f"{n}. {h.passage.text}\n   ——{h.passage.unit}{h.passage.year or ''}年" for n, h in enumerate(shown, 1)
    )
    said = f"其他单位是这样写的（仅供参考，数字和名称不要照抄）：\n\n{listed}"
    return Reply(said, "peers", hits=shown, spoken=(section, 0, named))


def _missing(message: str, asked: Asked, desk: Desk) -> Reply:
    brief = desk.brief()
    if brief is None:
        return _need_report("missing")
    parts = missing(brief)
    return Reply(
        "还缺这些：\n" + "\n".join(f"- {part}" for part in parts) if parts else "该填的都填了，可以检查后导出。",
        "missing",
    )


def _check(message: str, asked: Asked, desk: Desk) -> Reply:
    if desk.filing is None:
        return _need_report("check")
    found = [f for f in desk.check(desk.filing) if f.waiver is None]
    serious = [f for f in found if f.severity != "hint"]
    if not serious:
        return Reply("没有发现错误和疑点，可以导出。" + (f"另有{len(found)}条提示供参考。" if found else ""), "check")
    names = {"error": "错误", "warning": "疑点"}
    blanks = [f for f in serious if f.rule == "cell-blank"]
    lines = [f"【{names[f.severity]}】{f.message}{f.fix}" for f in serious if f.rule != "cell-blank"]
    if blanks:
        lines.insert(
            0, f"【错误】三张表还有{len(blanks)}格没有填。没有数的也要填 0，可到“填表”点“其余全部为 0”一次填好。"
        )
    listed = "\n".join(f"- {line}" for line in lines[:12])
    more = f"\n……另有{len(lines) - 12}条，见“检查与导出”。" if len(lines) > 12 else ""
    return Reply(f"发现{len(lines)}处：\n{listed}{more}", "check")


def _tables(message: str, asked: Asked, desk: Desk) -> Reply:
    brief = desk.brief()
    if brief is None:
        return _need_report("tables")
    return Reply("按表格中的数字：\n" + "\n".join(f"- {line}" for line in stated(brief)), "tables")


def _compare(message: str, asked: Asked, desk: Desk) -> Reply:
    brief = desk.brief()
    if brief is None:
        return _need_report("compare")
    if not asked.unit and re.search(r"去年|上年|往年|上一年|同比|两年|前一年", message):
        lines = differences(brief)
        if lines is None:
            return Reply("没有上年年报，比不出来。可在“我的年报”里从上年年报新建，或到“语料库”导入上年的。", "compare")
        said = "与上年相比：\n" + "\n".join(f"- {line}" for line in lines) if lines else "表格中的数字与上年相同。"
        return Reply(f"{said}\n文字重复的程度见“检查与导出”和“对比”页。", "compare")
    if asked.unit or asked.section:
        return replace(_peers(message, asked, desk), intent="compare")
    return Reply(
        "请打开“对比”页，逐段看自己的文字和最相近的其他单位文字，以及别人写到而本报告没有写到的方面。", "compare"
    )


# ---- the rest ----------------------------------------------------------------------------------------------------------


def _tell(message: str, asked: Asked, desk: Desk) -> Reply:
    if not asked.facts and desk.endpoint:
        return _asked_of_model(message, asked, desk, desk.endpoint)
    if not asked.facts and ASKS.search(message):
        return _guidance(message, asked, desk)
    if not asked.facts and re.search(r"大概|大约|左右|差不多|不到|不止|[多余来几][条件次篇块个]|三四|两三", message):
        return Reply("年报要写确切的数，请查实后再告诉我，如“网站公开了120条”。", "tell")
    if not asked.facts:
        return Reply(
            "这句话我没有听出是哪一项情况。请写明项目，如“培训3次”“公众号叫××”，或直接在【待填】处回答。", "tell"
        )
    slots = fact_slots()
    listed = "；".join(f"{slots[key].label}：{value}{slots[key].unit}" for key, value in asked.facts.items())
    return Reply(f"记下了——{listed}。再次起草时会用上。", "tell", facts=asked.facts)


def _undo(message: str, asked: Asked, desk: Desk) -> Reply:
    return Reply("撤销的是最近一次修改，确认以后才动；更早的修改在“修改记录”里找。", "undo")


def _help(message: str, asked: Asked, desk: Desk) -> Reply:
    return Reply(f"您好。{ABILITIES}导出 Word 请到“检查与导出”。", "help")


def _guidance(message: str, asked: Asked, desk: Desk) -> Reply:
    if entry := desk.guidance.find(message):
        return Reply(entry.text, "guidance")
    if asked.section and re.search(r"怎么写|写什么|写些什么", message):
        return _peers(message, asked, desk)
    return _unknown(message, asked, desk)


def _unknown(message: str, asked: Asked, desk: Desk) -> Reply:
    if asked.intent == "off_topic" and (entry := desk.guidance.find(message, floor=SURELY)):
        return Reply(entry.text, "guidance")
    if desk.endpoint:
        return _asked_of_model(message, asked, desk, desk.endpoint)
    return Reply(f"这个问题现有资料没有涉及，我不猜。{ABILITIES}", asked.intent)


def _asked_of_model(message: str, asked: Asked, desk: Desk, endpoint: Endpoint) -> Reply:
    """What the offline chat does not understand; where the model fails too, what it says and why."""
    try:
        made = agent.answer(message, desk.brief(), desk.guidance, endpoint, desk.told, desk.stop)
    except ModelFailed as error:
        offline_reply = reply(message, replace(desk, endpoint=None))
        return replace(offline_reply, reply=f"{offline_reply.reply}\n\n（{error}，以上由本机作答。）")
    return Reply(f"{made.text}\n\n（由语言模型依据本单位表格和填报指南作答，请核对。{made.note}）", asked.intent)
