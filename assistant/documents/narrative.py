"""Section five parted into problems and improvements, at the heading or sentence that turns; nothing is lost."""

import re
from collections.abc import Sequence

from assistant.documents.blocks import SUBHEADING, Block, Grid, Paragraph, plain
from assistant.documents.characters import unified
from assistant.report.prose import items, sentences

_MARK = r"(?:[#*\-•\s]*(?:[（(][一二三四五六七八九十][）)]|[一二三四五六七八九十][、.．是]|第[一二三四五六][，、]|\d{1,2}[、.．]|[（(]\d[）)])?\s*)"
_LEAD = r"(?:\d{4}年(?:度)?|政府信息公开工作|信息公开工作|政务公开工作|工作中?|目前|当前|我[乡镇]|街道)*(?:仍|还)?"
_PROBLEM = (
    rf"{_LEAD}(?:存在的?)?(?:一些|主要|突出)?(?:的)?(?:问题|困难|不足|短板|不足之处)(?:(?:[和及与、]|以及)(?:不足|问题|困难|短板|原因)(?:之处)?)?"
    r"(?:情况|方面)?"
)
_BETTER = (
    r"(?:下一?步|下一?阶段|今后|20\d\d年)?(?:的)?(?:主要)?(?:工作)?"
    r"(?:(?:改进|整改|完善|提升|解决)(?:工作)?(?:情况|措施|举措|方向|办法|计划|打算|思路|意见|建议)?|(?:打算|计划|安排|措施|举措|思路|努力方向|工作重点))"
    r"(?:(?:[和及与、]|以及)(?:下一?步|今后)?(?:的)?(?:工作)?(?:改进|整改)?(?:情况|措施|举措|方向|办法|计划|打算|安排|思路))?"
)
_HEAD = re.compile(
    rf"(?P<lead>^{_MARK}|(?<=[。；！？\s])(?:[（(][一二三四五][）)])\s*|(?<=[。；！？\s])(?=[^：:。\n]{{2,14}}[：:]))(?:(?P<better>{_BETTER})|(?P<problem>{_PROBLEM}))"
    r"(?:如下|主要有|包括)?(?:[：:。]+[ \u3000]*|(?=\n|$)|[ \u3000](?=\S{8,}))",
    re.M,
)
_TURN = re.compile(
    rf"^{_MARK}(?:针对(?:上述|以上|存在|这些|此|前述|发现|目前)|下一?步|下一?阶段|今后|接下来|为此|对此|为(?:解决|改进|进一步)(?:上述|以上|做好)|"
    r"围绕(?:上述|以上)|20\d\d年，?(?:我|本|将)|在今后|(?:我[乡镇]|我街道|街道|我们|本机关)(?:.{0,6}?)将)"
)
_FIRST = re.compile(r"(?<![十\d])(?:一|1)(?!\d)")
_DOING = re.compile(
    r"(?:进一步|继续|不断|持续|切实|着力|定期|及时|严格|积极|主动|全面|深入|认真|大力|统一)*"
    r"(?:加强|强化|提高|提升|完善|健全|建立|拓宽|丰富|扩大|组织|开展|明确|落实|规范|优化|加大|增强|梳理|充实|做好|细化|推进|推动|改进|创新|抓好|"
    r"夯实|把|将|对|按|每[月季周年]|安排|配[备齐]|举办|制定|邀请|结合|利用|通过|由)"
)


def split_five(blocks: Sequence[Block]) -> tuple[str, str, bool]:
    """Part section five: problems, improvements, and whether the turn was found (else all is problems)."""
    styled = [b for b in blocks if isinstance(b, Paragraph) and b.role == SUBHEADING and _kind(b.text)]
    if styled:
        return (*_by_style(blocks), True)
    text = join(blocks)
    heads = list(_HEAD.finditer(unified(text)))
    if any(head["better"] for head in heads):
        return (*_by_heads(text, heads), True)
    if heads and not text[: heads[0].start()].strip():
        text = text[heads[0].end() :].strip()
    return _by_sentence(text)


def join(blocks: Sequence[Block]) -> str:
    """The text of a section: a line each paragraph; a table that is none of the form's is written out row by row."""
    lines = []
    for block in blocks:
        if isinstance(block, Grid):
            lines += [" ".join(cell.replace("\n", "") for cell in row if cell) for row in block.rows]
        else:
            lines.append(block.text)
    return "\n".join(line for line in lines if line)


def _kind(line: str) -> str:
    match = _HEAD.fullmatch(unified(line.strip()))
    return "" if not match else "better" if match["better"] else "problem"


def _by_style(blocks: Sequence[Block]) -> tuple[str, str]:
    parts: dict[str, list[Block]] = {"problem": [], "better": []}
    kind = "problem"
    for block in blocks:
        if isinstance(block, Paragraph) and block.role == SUBHEADING and (turned := _kind(block.text)):
            kind = turned
        else:
            parts[kind].append(block)
    return join(parts["problem"]), join(parts["better"])


def _by_heads(text: str, heads: list[re.Match[str]]) -> tuple[str, str]:
    """Give each stretch to the head above it; a head with its measure in one line, met again and again, rules that line only."""
    lined = sum(bool(head["better"]) for head in heads) > 1 and not any(head["problem"] for head in heads[1:])
    parts: dict[str, list[str]] = {"problem": [text[: heads[0].start()]], "better": []}
    for head, end in zip(heads, [*(h.start() for h in heads[1:]), len(text)], strict=True):
        kind, stretch = "better" if head["better"] else "problem", text[head.end() : end]
        line, _, rest = stretch.partition("\n")
        if lined and kind == "better" and line.strip():
            parts["better"].append(line)
            parts["problem"].append(rest)
        else:
            parts[kind].append(stretch)
    return tuple("\n".join(t for s in parts[kind] if (t := s.strip())) for kind in ("problem", "better"))  # type: ignore[return-value]


def _by_sentence(text: str) -> tuple[str, str, bool]:
    found = sentences(text)
    for pattern in (
        _TURN,
        re.compile(rf"^{_MARK}(?:[^，。]{{0,12}}，)?[^，。]{{0,8}}将(?:进一步|继续|从|不断|持续|着力|按照|以)"),
    ):
        for piece in found:
            if piece.start and pattern.match(unified(piece.text)):
                return text[: piece.start].strip(), text[piece.start :].strip(), True
    if start := _second_list(text):
        return text[:start].strip(), text[start:].strip(), True
    return text, "", False


def _second_list(text: str) -> int:
    """Where a second list begins to number anew, if it speaks of measures and the first does not; 0 where none does."""
    marked = [item for item in items(text) if item.mark]
    firsts = [item for item in marked if _FIRST.search(item.mark)]
    if len(firsts) != 2 or marked[0] is not firsts[0]:
        return 0
    start = firsts[1].start
    first, second = ([i.body for i in marked if (i.start < start) == before] for before in (True, False))
    return start if len(first) > 1 and _measures(second) > 0.5 > _measures(first) else 0


def _measures(bodies: list[str]) -> float:
    """The share of items that begin with what will be done."""
    return sum(bool(_DOING.match(body.lstrip())) for body in bodies) / max(len(bodies), 1)


def is_sub_heading(line: str, kind: str = "") -> bool:
    """True for a line that only says 存在的主要问题 (kind `problem`) or 改进情况 (`better`); without a kind for both."""
    return bool(plain(line)) and _kind(line) in ((kind,) if kind else ("problem", "better"))
