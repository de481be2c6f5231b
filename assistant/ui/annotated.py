"""A section as it reads, with what was found marked in it and the sources beside each paragraph."""

import re
from collections.abc import Sequence
from typing import Any

import streamlit as st

from assistant.drafting import BLANK
from assistant.report import Finding
from assistant.report.prose import Piece, paragraphs
from assistant.storage import Draft, Turn
from assistant.ui.marks import blanks, marked
from assistant.ui.sources import sources


def annotated(draft: Draft, where: str, turns: Sequence[Turn], findings: Sequence[Finding]) -> None:
    """Draw each paragraph with its marks, numbered as the list of findings is, and its sources at the right."""
    text = draft.report.text(where)
    cited = _cited(turns, where)
    with st.container(border=True, height=380, key="annotated"):
        for number, paragraph in enumerate(paragraphs(text)):
            here = _found_in(paragraph.text, cited)
            left, right = st.columns([5, 2], gap="small") if cited else (st.container(), st.container())
            left.html(_with_marks(paragraph, findings))
            with right:
                if here:
                    sources(here, paragraph.text, draft.report, f"beside-{number}")
                elif cited and "。" in paragraph.text:
                    st.caption("自己写的")


def _with_marks(paragraph: Piece, findings: Sequence[Finding]) -> str:
    marks, notes = blanks(paragraph.text), []
    for number, finding in enumerate(findings, 1):
        start, end = (at - paragraph.start for at in finding.span or (-1, -1))
        if 0 <= start < end <= len(paragraph.text):
            marks.append((start, end, "wrong"))
            notes.append((end, str(number)))
    return marked(paragraph.text, marks, notes)


def _cited(turns: Sequence[Turn], where: str) -> list[tuple[re.Pattern[str], Any]]:
    """The sentences that suggestions for this section brought, answered or not, with their sources; the newest first."""
    found = []
    for turn in reversed(turns):
        made = turn.payload.get("suggestion") or {}
        if where.removeprefix("narrative.") != made.get("section"):
            continue
        for citation in made["citations"]:
            if span := citation.get("span"):
                words = made["text"][span[0] : span[1]].strip()
                pieces = [re.escape(piece) for piece in BLANK.split(words)[::2]]
                found.append((re.compile("[^。；\n]{0,80}?".join(pieces)), citation))
    return found


def _found_in(text: str, cited: Sequence[tuple[re.Pattern[str], Any]]) -> list[Any]:
    """The citations whose sentences stand in a text, with their spans there, in its order."""
    spans: dict[tuple[int, int], Any] = {}
    for pattern, citation in cited:
        if (match := pattern.search(text)) and match[0]:
            spans.setdefault(match.span(), {**citation, "span": list(match.span())})
    return [spans[key] for key in sorted(spans)]
