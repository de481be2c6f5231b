"""An edit that a message spells out, 把“甲”都改成“乙” or 把培训那句删掉: what it does not name stays as it is."""

import re
from dataclasses import dataclass

from assistant.drafting.understanding import WISHES, section_of
from assistant.report.prose import sentences

_QUOTE = "[“”\"「」‘’']"
_CHANGE = re.compile(
    rf"(?P<take>把|将)?(?:里面|文中|文里|全文)?(?:的|所有)*(?P<open>{_QUOTE})?(?P<old>[^，。“”\"「」]{{1,40}}?)(?P<close>{_QUOTE})?(?:这个词|这句话?|字样|这?[几两三四]个字)?"
    r"(?:帮我|给我|请|全部|全|都|统一|一律|通通)*(?:改成|改为|换成|换为|替换成|替换为|改作|改写成)"
    rf"{_QUOTE}?(?P<new>[^“”\"「」]{{1,80}}?){_QUOTE}?(?:吧|就行|即可)?[。！]?$"
)
_GONE = "(?:删掉|删了|删去|删除|去掉|拿掉|不要了)"
_WHICH = r"(?:的)?(?:那|这)?一?(?:句话?|句子)"
_DROP = (
    re.compile(rf"(?:把|将)(?P<old>.{{1,40}}?){_WHICH}(?:帮我|给我|全|都|一起)*{_GONE}(?:吧)?[。！]?$"),
    re.compile(rf"(?:请|帮我|给我)*{_GONE}(?P<old>.{{1,40}}?){_WHICH}(?:吧)?[。！]?$"),
)


@dataclass(frozen=True)
class Edit:
    """Words to be found, and what stands for them; `new` None drops the sentence that holds them. `quoted`: meant word for word."""

    old: str
    new: str | None
    quoted: bool


def edit_asked(message: str) -> Edit | None:
    """The edit that a message spells out; None if it spells out none."""
    text = re.sub(r"\s+", "", message)
    for pattern in _DROP:
        if match := pattern.search(text):
            return Edit(re.sub(rf"^{_QUOTE}|{_QUOTE}$", "", match["old"]), None, True)
    match = _CHANGE.search(text)
    if match is None or match["old"] == match["new"]:
        return None
    quoted = bool(match["open"] and match["close"])
    wish = section_of(match["old"])[0] is not None or any(re.search(words, match["new"]) for _, words in WISHES)
    loose = not quoted and (match["take"] is None or wish)
    return None if loose else Edit(match["old"], match["new"], quoted)  # 把问题改成三条 is a wish


def holding(text: str, words: str) -> list[str]:
    """The sentences of a text that hold some words."""
    return [piece.text for piece in sentences(text) if words in piece.text]


def without(text: str, sentence: str) -> str:
    """The text without a sentence; a line that held nothing else goes with it."""
    at = text.index(sentence)
    rest = text[:at] + text[at + len(sentence) :]
    return re.sub(r"\n\s*(?=\n|$)", "", rest).strip("\n")
