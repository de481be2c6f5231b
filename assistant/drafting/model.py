"""The writer with a language model: it words, it does not know. The offline draft is its only source and its fallback."""

import logging
from dataclasses import dataclass, replace
from typing import Any

from rapidfuzz import fuzz

from assistant.drafting import offline
from assistant.drafting.brief import Brief
from assistant.drafting.guard import mark_unsupported
from assistant.drafting.prompts import prompt
from assistant.drafting.suggestion import BLANK, Suggestion
from assistant.report import Citation, Question, covered, load_form
from assistant.report.prose import sentences

log = logging.getLogger(__name__)
WISHES = {"short": "5. 尽量精简。", "full": "5. 可适当展开，但不得增加事实。", "": ""}


@dataclass(frozen=True)
class Endpoint:
    """An OpenAI-compatible endpoint; `timeout` in seconds for one answer."""

    base_url: str
    model: str
    api_key: str = "none"
    timeout: float = 60.0

    def complete(self, text: str) -> str:
        """Ask for one complete answer; raise ModelFailed with a Chinese reason for anything less."""
        from langchain_core.messages import HumanMessage
        from langchain_openai import ChatOpenAI
        from pydantic import SecretStr

        chat = ChatOpenAI(
            model=self.model, base_url=self.base_url, api_key=SecretStr(self.api_key), timeout=self.timeout,
            max_retries=0, temperature=0.3,
        )  # fmt: skip
        try:
            message: Any = chat.invoke([HumanMessage(text)])
        except Exception as error:  # the edge of the network: any failure means the offline writer serves
            log.info("language model failed: %s", type(error).__name__)
            raise ModelFailed(_reason(error)) from error
        reason = message.response_metadata.get("finish_reason")
        if reason != "stop" or not str(message.content).strip():
            raise ModelFailed("语言模型的回答不完整")
        return str(message.content).strip()


class ModelFailed(Exception):
    """The model gave no usable answer; the message says why in Chinese."""


def _reason(error: Exception) -> str:
    name = type(error).__name__
    known = {
        "Timeout": "语言模型没有及时回答",
        "Connection": "连不上语言模型",
        "RateLimit": "语言模型正忙",
        "Authentication": "语言模型的密钥不对",
    }
    return next((words for part, words in known.items() if part in name), "语言模型出错")


def write(brief: Brief, section: str, endpoint: Endpoint) -> Suggestion:
    """Let the model word the offline draft; where it fails or strays, return the offline draft and say so in `note`."""
    draft = offline.write(brief, section)
    if section in ("preamble", "other"):
        return draft
    examples = "\n".join(draft.text[c.span[0] : c.span[1]] for c in draft.citations if c.id) or "（无）"
    unit = brief.report.unit
    text = prompt(
        "write", unit=unit.short, self_name=unit.self_name, year=str(brief.report.year), draft=draft.text,
        section=load_form("2021").section("problems" if section == "improvements" else section).words,
        wish=WISHES.get(brief.length, ""), examples=examples,
    )  # fmt: skip
    try:
        answer = endpoint.complete(text)
    except ModelFailed as error:
        return replace(draft, note=f"{error}，本段由离线写作完成。")
    if fault := _strayed(answer, draft, section):
        return replace(draft, note=f"语言模型的文字{fault}，没有采用，本段由离线写作完成。")
    known = "\n".join([draft.text, unit.name, *unit.above, brief.focus])
    marked, doubtful = mark_unsupported(answer, known)
    note = f"语言模型写入了无出处的内容，已标为待填：{'、'.join(doubtful)}。" if doubtful else ""
    return _sourced(marked, draft, note)


def _strayed(answer: str, draft: Suggestion, section: str) -> str:
    """Why an answer cannot stand for the draft, '' if it can."""
    if sorted(m[0] for m in BLANK.finditer(answer)) != sorted(m[0] for m in BLANK.finditer(draft.text)):
        return "改动了待填项"
    if section == "overview" and covered(draft.text) - covered(answer):
        return "漏写了方面"
    if not 0.4 <= len(answer) / max(len(draft.text), 1) <= 2.5:
        return "长短不合适"
    return ""


def _sourced(text: str, draft: Suggestion, note: str) -> Suggestion:
    """Give each sentence the source of the draft's sentence that it words; the model is never asked for sources."""
    originals = [(draft.text[c.span[0] : c.span[1]], c) for c in draft.citations]
    asks = {question.ask: question.id for question in draft.questions}
    citations = []
    for piece in sentences(text):
        near, source = max(originals, key=lambda pair: fuzz.ratio(pair[0], piece.text))
        close = fuzz.ratio(near, piece.text) >= 35
        span = (piece.start, piece.end)
        citations.append(replace(source, span=span) if close else Citation(span))
    questions = [Question(asks.get(m[1], "verify"), m[1], (m.start(), m.end())) for m in BLANK.finditer(text)]
    return Suggestion(draft.section, text, "model", tuple(citations), tuple(questions), note=note)


def answer(question: str, material: str, endpoint: Endpoint) -> str | None:
    """Answer a free question from given material only; None where the model fails or states what the material does not."""
    try:
        text = endpoint.complete(prompt("answer", question=question, material=material))
    except ModelFailed:
        return None
    _, doubtful = mark_unsupported(text, material + question)
    return None if doubtful else text
