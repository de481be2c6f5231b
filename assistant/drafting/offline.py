"""The writer without a language model: statements from tables and facts, wording from peers, questions for the rest."""

from collections.abc import Callable, Sequence
from dataclasses import replace

from assistant.drafting import fixed, statements
from assistant.drafting.brief import LAST_YEAR, Brief
from assistant.drafting.section_five import improvements, problems
from assistant.drafting.suggestion import NUMERALS, Line, Sentence, Suggestion, compose
from assistant.drafting.wording import fixed as fixed_wording
from assistant.drafting.wording import own_last_year, wording
from assistant.report import Theme, Unusable, themes
from assistant.rules import check

SECTIONS = ("overview", "problems", "improvements", "other", "preamble")
STATED: dict[str, tuple[Callable[[Brief], list[Sentence]], ...]] = {
    "proactive": (statements.disclosed, statements.decisions),
    "on_request": (statements.requests, statements.disputes),
    "management": (statements.normative_documents, statements.reviewed),
    "platform": (statements.platforms,),
    "supervision": (statements.charged, statements.supervision),
}
MOST = {"short": 1, "full": 4}  # sentences of wording for a theme; else 2
QUERIES = {
    "proactive": "主动公开 重点领域 公开内容", "on_request": "依申请公开 办理流程 申请渠道", "management": "政府信息管理 审核 保密审查 动态调整",
    "platform": "公开平台建设 网站 公开栏 查询", "supervision": "监督保障 培训 检查 责任",
}  # fmt: skip


def write(brief: Brief, section: str) -> Suggestion:
    """Draft a section (one of SECTIONS) from tables, facts and corpus; the rules have seen it in its place."""
    writers: dict[str, Callable[[Brief], list[Line]]] = {
        "overview": overview,
        "problems": problems,
        "improvements": improvements,
        "other": fixed.other,
        "preamble": fixed.preamble,
    }
    if section not in writers:
        raise Unusable(f"没有“{section}”这一部分，可选：{'、'.join(SECTIONS)}。")
    lines = [list(line) for line in writers[section](brief)]
    return compose(section, _accepted(brief, section, lines))


def overview(brief: Brief) -> list[Line]:
    """Five themes in official order (or those asked for), each with its statements and one to four sentences of practice."""
    chosen = [theme for code, theme in themes("overview").items() if not brief.themes or code in brief.themes]
    lines: list[Line] = [] if brief.themes else [[statements.opening(brief)]]
    used: list[str] = []
    for number, theme in zip(NUMERALS, chosen, strict=False):
        stated = [sentence for state in STATED[theme.code] for sentence in state(brief)]
        found = _practice(brief, theme, [*used, *(sentence.text for sentence in stated)])
        used += [sentence.text for sentence in found]
        ordered = _ordered(theme, stated, found)
        if brief.form == "listed":
            lead = f"{number}是" + (f"{theme.title}方面，" if not brief.themes else "")
            ordered = [replace(ordered[0], text=lead + ordered[0].text), *ordered[1:]]
            lines.append(ordered)
        else:
            head = [Sentence(f"（{number}）{theme.title}。", heading=True)] if not brief.themes else []
            lines.append([*head, *ordered])
    return lines


def _practice(brief: Brief, theme: Theme, used: Sequence[str]) -> list[Sentence]:
    """How the unit goes about a theme: last year's own practice continued, then peers' wording, then fixed wording."""
    most = MOST.get(brief.length, 2)
    followed = brief.like == LAST_YEAR
    found = (
        own_last_year(brief, theme.code, used, most if followed else 1) if brief.variant % 2 == 0 or followed else []
    )
    if len(found) < most:
        query = f"{QUERIES[theme.code]} {' '.join(sentence.text[:30] for sentence in found)}"
        told = [*used, *(sentence.text for sentence in found)]
        found += wording(brief, "overview", theme.code, query, most=most - len(found), used=told)
    if not found or (brief.length == "full" and len(found) < most):
        found += [s for s in [fixed_wording(brief, "overview", theme.code, [*used, *(s.text for s in found)])] if s]
    return found


def _ordered(theme: Theme, stated: list[Sentence], found: list[Sentence]) -> list[Sentence]:
    """Figures first where they are the matter itself, practice first where they only bear it out."""
    if theme.code == "supervision":  # who does it, how, what came of it
        return [*stated[:1], *found, *stated[1:]] if len(stated) > 1 else [*found, *stated]
    return [*found, *stated] if theme.code == "management" else [*stated, *found]


def _accepted(brief: Brief, section: str, lines: list[list[Sentence]]) -> list[list[Sentence]]:
    """Leave out wording, never statements, that would cause an error or warning where it stands."""
    where = section if section == "preamble" else f"narrative.{section}"
    for _ in range(8):
        text = compose(section, lines).text
        filing = replace(brief.filing, report=brief.report.with_text(where, text))
        faults = [
            f
            for f in check(filing)
            if f.where == where and f.span and f.severity != "hint" and f.rule != "placeholder-left"
        ]
        bad = _touched(lines, [f.span for f in faults if f.span])
        if not bad:
            break
        lines = [[s for s in line if id(s) not in bad] for line in lines]
    return lines


def _touched(lines: list[list[Sentence]], spans: list[tuple[int, int]]) -> set[int]:
    """The sentences of wording (by identity) that one of the spans overlaps."""
    found, at = set(), 0
    for number, line in enumerate(line for line in lines if line):
        at += 1 if number else 0
        for sentence in line:
            end = at + len(sentence.text)
            if (sentence.passage or sentence.previous) and any(start < end and stop > at for start, stop in spans):
                found.add(id(sentence))
            at = end
    return found
