"""The writer with a language model: it words, it does not know. The offline draft is its only source and its fallback."""

import re
from collections.abc import Callable
from dataclasses import replace
from functools import partial
from threading import Event

from rapidfuzz import fuzz

from assistant.drafting import offline
from assistant.drafting.brief import Brief
from assistant.drafting.endpoint import Endpoint, ModelFailed, ToolsRefused
from assistant.drafting.guard import VERIFY, Guard, Guarded, Speech
from assistant.drafting.leaving import fenced, masked
from assistant.drafting.model import converse
from assistant.drafting.names import foreign
from assistant.drafting.prompts import prompt
from assistant.drafting.stopping import Stopped
from assistant.drafting.suggestion import BLANK, Suggestion
from assistant.drafting.tools import WORDING, LookUps
from assistant.report import Citation, Question, covered, load_form
from assistant.report.prose import sentences
from assistant.rules.claims import numbers

WISHES = {"short": "5. 尽量精简。", "full": "5. 可适当展开，但不得增加事实。", "specific": "5. 尽量具体。"}
UNWORDED = ("preamble", "other")  # official phrases, which nobody should reword
_DENIES = re.compile(r"未|没|无(?!关|论)|不再|零")
_QUOTED = re.compile(r"[“\"「]([^”\"」]{25,}|[^”\"」]*[。；，][^”\"」]*)[”\"」]|[：:\n]\s*[^\n]{16,}$")

Told = Callable[[str], object] | None


def write(brief: Brief, section: str, endpoint: Endpoint, told: Told = None, stop: Event | None = None) -> Suggestion:
    """Let the model word the offline draft; where it fails or strays, return the offline draft and say so in `note`."""
    draft = offline.write(brief, section)
    if section in UNWORDED:
        return draft
    guard = guard_of(brief, draft)
    hear = Speech(told, lambda piece: guard(endpoint.without_key(piece)).text).hear if told else None
    system, user = messages(brief, draft)
    try:
        try:
            said = converse(endpoint, system, user, LookUps(brief, stop=stop).tools(WORDING), hear=hear, stop=stop)
        except ToolsRefused:
            said = converse(endpoint, system, user, hear=hear, stop=stop)
    except ModelFailed as error:
        return replace(draft, note=f"{error}，本段由离线写作完成。")
    if stop and stop.is_set():
        raise Stopped
    made = guard(said)
    if fault := _strayed(made, draft, section):
        return replace(draft, note=f"语言模型的文字{fault}，没有采用，本段由离线写作完成。")
    return _sourced(made, draft)


def messages(brief: Brief, draft: Suggestion) -> tuple[str, str]:
    """The system prompt and the request for wording a draft, before personal data is masked."""
    unit = brief.report.unit
    examples = "\n".join(draft.text[c.span[0] : c.span[1]] for c in draft.citations if c.id)
    section = "problems" if draft.section == "improvements" else draft.section
    user = prompt(
        "write", unit=unit.short, self_name=unit.self_name, year=str(brief.report.year),
        section=load_form("2021").section(section).words, wish=WISHES.get(brief.length, ""),
        draft=fenced("底稿", draft.text), examples=fenced("参考句", examples),
        words=fenced("用户的话", brief.focus) if brief.focus else "",
    )  # fmt: skip
    return prompt("system").strip(), user.strip()


def leaving(brief: Brief, section: str) -> list[tuple[str, str]]:
    """Exactly what goes to a model when it words a section: (who speaks, words), personal data masked."""
    system, user = messages(brief, offline.write(brief, section))
    return [("要求", masked(system)), ("任务和资料", masked(user))]


def guard_of(brief: Brief, draft: Suggestion) -> Guard:
    """What may stand in the wording of a draft: the draft itself, the unit, and the user's own words."""
    unit = brief.report.unit
    known = "\n".join([draft.text, unit.name, unit.short, *unit.above, own_words(brief.focus)])
    return Guard(known, foreign(brief.filing.peers, draft.text + unit.name), draft.text)


def own_words(message: str) -> str:
    """What a user says himself: a message without the documents that it quotes."""
    return _QUOTED.sub("", message)


def _strayed(made: Guarded, draft: Suggestion, section: str) -> str:
    """Why an answer cannot stand for the draft, '' if it can."""
    kept = [m[0] for m in BLANK.finditer(made.text) if not m[1].startswith(VERIFY)]
    if sorted(kept) != sorted(m[0] for m in BLANK.finditer(draft.text)):
        return "改动了待填项"
    if section == "overview" and covered(draft.text) - covered(made.text):
        return "漏写了方面"
    if _figures(draft.text) - _figures(made.text):
        return "漏写了数字"
    if _affirmed(made.text, draft.text):
        return "把“没有”写成了有"
    if not 0.4 <= len(made.text) / max(len(draft.text), 1) <= 2.5:
        return "长短不合适"
    return ""


def _figures(text: str) -> set[object]:
    return {number.value for number in numbers(BLANK.sub("", text))}


def _affirmed(made: str, draft: str) -> bool:
    """True where a sentence that denies something has become one that does not."""
    said = [piece.text for piece in sentences(made)] or [""]
    denials = [piece.text for piece in sentences(draft) if _DENIES.search(BLANK.sub("", piece.text))]
    return any(not _DENIES.search(max(said, key=partial(fuzz.ratio, denial))) for denial in denials)


def _sourced(made: Guarded, draft: Suggestion) -> Suggestion:
    """Give each sentence the source of the draft's sentence that it words; the model is never asked for sources."""
    text = made.text
    originals = [(draft.text[c.span[0] : c.span[1]], c) for c in draft.citations]
    asks = {question.ask: question.id for question in draft.questions}
    citations = []
    for piece in sentences(text):
        near, source = max(originals, key=lambda pair: fuzz.ratio(pair[0], piece.text))
        close = fuzz.ratio(near, piece.text) >= 35
        span = (piece.start, piece.end)
        citations.append(replace(source, span=span) if close else Citation(span))
    questions = [Question(asks.get(m[1], "verify"), m[1], (m.start(), m.end())) for m in BLANK.finditer(text)]
    return Suggestion(draft.section, text, "model", tuple(citations), tuple(questions), note=made.note)
