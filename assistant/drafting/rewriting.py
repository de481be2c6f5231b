"""A paragraph that the user gives, reworded without a model: nothing is added, figures and names stay as they are."""

import re

from assistant.drafting.noted import numeral
from assistant.report.prose import sentences

SHORTEST = 16  # characters of a text worth rewording
_GIVEN = re.compile(r"(?:[：:]|\n)\s*[“\"]?([^\n][\s\S]{15,}?)[”\"]?\s*$")
# Words that an official text loses nothing without.
_FILLERS = (
    r"(?:进一步|切实|扎实|不断|积极|大力|深入|全面|有力|着力|有效)(?=[\u4e00-\u9fff]{2})", r"高度重视，?", r"^(?:今年以来|近年来|一年来)，",
    r"在[^，。]{2,20}(?:正确领导|坚强领导|大力支持|关心支持|指导)下，", r"取得(?:了)?(?:一定|显著|明显|较好)(?:的)?成效，?",
)  # fmt: skip
_OTHER_WORDS = (
    ("认真落实", "严格执行"), ("及时公开", "按时公布"), ("加强", "抓好"), ("开展", "组织"), ("进一步", "继续"), ("确保", "做到"), ("按照", "依照"), ("通过", "利用"),
    ("完善", "健全"), ("方便群众", "便于群众"), ("主动回应", "及时答复"), ("定期", "按期"), ("明确", "确定"), ("做好", "抓好"), ("发布", "公布"), ("不够", "还不够"), ("建立", "制定"),
)  # fmt: skip


def given_text(message: str) -> str:
    """The paragraph that a message brings with it (after a colon or on lines of its own), '' if it brings none."""
    match = _GIVEN.search(message.strip())
    return match[1].strip() if match and len(match[1]) >= SHORTEST else ""


def rewrite(text: str, wish: str) -> str:
    """Reword a text: shorter, listed, or in other words; wishes that need new facts leave its facts as they are."""
    if wish == "listed":
        return _listed(text)
    return _shorter(text) if wish in ("shorter", "specific") else _other(text)


def _shorter(text: str) -> str:
    for pattern in _FILLERS:
        text = re.sub(pattern, "", text, flags=re.M)
    kept: list[str] = []
    for piece in sentences(text):
        told = re.search(
            r"\d|[一二三四五六七八九十]+[次条件个]|公开|申请|培训|审核|检查|网站|公众号|公开栏", piece.text
        )
        if told and piece.text not in kept:
            kept.append(piece.text)
    return "".join(kept) or text


def _listed(text: str) -> str:
    found = [piece.text.rstrip("；;。") for piece in sentences(text)]
    if len(found) < 2:
        found = [part for part in re.split(r"，(?=[\u4e00-\u9fff]{6,})", text.rstrip("。")) if part]
    return "\n".join(f"{numeral(number)}是{part}。" for number, part in enumerate(found, 1))


def _other(text: str) -> str:
    marks: list[str] = []
    for old, new in _OTHER_WORDS:
        if old in text:
            text = text.replace(old, f"\0{len(marks)}\0")
            marks.append(new)
    return re.sub(r"\0(\d+)\0", lambda match: marks[int(match[1])], text)
