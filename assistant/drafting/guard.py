"""What a model returns may state only what tables, facts or the user said; the rest is marked until somebody confirms it.

A mark never repeats what it stands for: that may be a peer's fact.
"""

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import cache, cached_property
from importlib.resources import files

from assistant.drafting.leaving import SPEAKS, masked
from assistant.drafting.masking import OWN_MATTERS
from assistant.drafting.names import names
from assistant.drafting.suggestion import BLANK, blank
from assistant.drafting.usual import familiar, pairs
from assistant.report.prose import sentences
from assistant.rules.claims import claims, numbers

VERIFY = "请核实"
NEAR = 0.5  # share of a sentence's bigrams that the draft must have for the sentence to be its wording
ADDED = (7, 0.25)  # bigrams of a clause, and the share below which it says what the draft does not
RUN = 4  # bigrams in a row that neither draft nor field speaks
STRANGE = 0.6  # share of its bigrams that neither the field nor what is known speaks: it is about something else
_UNIT = re.compile(r"[”’\"]?\s*(件次|人次|个百分点|万元|工作日|[件条篇个次期场份宗起例处块名人元项户部天月年%％])?")
_YEAR = re.compile(r"(?<!\d)(?:19|20)\d{2}(?=年|\D|$)")
_HAN = re.compile(r"[\u4e00-\u9fff]{2}")
_DATE = re.compile(r"\d{1,2}月\d{1,2}[日号]|\d{1,2}月(?:份|底|初|中旬)?")
_CONTACT = re.compile(
    r"https?:\S+|www\.\S+|[\w.+-]+@[\w.-]+|(?<!\d)\d{3,4}[-－— ]\d{7,8}(?!\d)|(?<!\d)\d{7,}[\dXx]?(?!\d)|[〇零一二三四五六七八九]{6,}"
)
_LATIN = re.compile(r"[A-Za-z][A-Za-z0-9_.\-]{2,}(?:\s+[A-Za-z0-9_.\-]+)*|[A-Za-z]+\d[A-Za-z0-9]*")
_VERDICT = re.compile(
    r"优秀|优异|良好|合格|先进|模范|标兵|表扬|表彰|荣获|获得|第[一二三四五六七八九十\d]+名?|首位|前列|通报批评|追究|问责|投诉|一切正常|均正常|圆满|没有任何|毫无|完美|零差错"
)
_QUOTED = re.compile(r"[“\"「‘]([^”\"」’]{1,30})[”\"」’]|《([^》]{1,60})》")
Span = tuple[int, int, str]  # start, end, what it is


@dataclass(frozen=True)
class Guarded:
    """`doubtful` names the kinds of what was marked (数字, 名称 …), `dropped` counts sentences left out."""

    text: str
    doubtful: tuple[str, ...] = ()
    dropped: int = 0

    @property
    def note(self) -> str:
        said = []
        if self.doubtful:
            kinds = "、".join(dict.fromkeys(self.doubtful))
            said.append(f"语言模型写入了没有出处的{kinds}，已改成【待填：{VERIFY}…】")
        if self.dropped:
            said.append(
                f"另有{self.dropped}句与依据无关，没有采用"
                if said
                else f"语言模型有{self.dropped}句与依据无关，没有采用"
            )
        return "，".join(said) + "。" if said else ""


@dataclass(frozen=True)
class Guard:
    """`known` is everything that may be stated; `others` are never said; with a `draft` only its wording passes."""

    known: str
    others: tuple[str, ...] = ()
    draft: str = ""

    def __call__(self, text: str) -> Guarded:
        """Mark what is not known and leave out sentences that are about something else."""
        kept, dropped, last = "", 0, 0
        doubtful: list[str] = []
        for piece in sentences(text):
            kept += text[last : piece.start]
            last = piece.end
            if self._strays(piece.text):
                dropped += 1
                continue
            clean, found = self._marked(piece.text)
            kept, doubtful = kept + clean, doubtful + found
        kept = re.sub(r"\n{2,}", "\n", kept + text[last:]) if self.draft else kept + text[last:]
        return Guarded(kept.strip(), tuple(doubtful), dropped)

    def _strays(self, sentence: str) -> bool:
        """True for what speaks of the program, and for what neither the draft nor the field could have said."""
        plain = BLANK.sub("", sentence)
        if any(match[0] not in self.known for match in SPEAKS.finditer(plain)) or masked(plain) != plain:
            return True
        said = pairs(re.sub(r"[^\u4e00-\u9fff]", "", plain))
        near = sum(pair in self._pairs for pair in said)
        if self.draft and len(said) >= 2 and near / len(said) < NEAR:
            return True
        odd = sum(pair not in self._pairs and not familiar(pair) for pair in said)
        return len(said) >= 8 and odd / len(said) > STRANGE

    def _marked(self, sentence: str) -> tuple[str, list[str]]:
        blanks = [m.span() for m in BLANK.finditer(sentence)]
        plain = BLANK.sub(lambda m: "　" * len(m[0]), sentence)
        kinds: list[str] = []
        for start, end, kind in reversed(_merged(self._doubts(plain))):
            if not any(start < stop and end > begin for begin, stop in blanks):
                sentence = sentence[:start] + blank(f"{VERIFY}{kind}") + sentence[end:]
                kinds.insert(0, kind)
        return sentence, kinds

    def _doubts(self, text: str) -> Iterator[Span]:
        for pattern, kind in (
            (_CONTACT, "联系方式"),
            (_DATE, "日期"),
            (_YEAR, "年份"),
            (_LATIN, "名称"),
            (_VERDICT, "评价"),
        ):
            for match in pattern.finditer(text):
                if match[0] not in self.known:
                    yield match.start(), match.end(), kind
        for match in _QUOTED.finditer(text):
            inside = match[1] or match[2]
            if inside not in self.known and not (match[1] and all(map(familiar, pairs(inside)))):
                yield match.start(), match.end(), "名称"
        for start, end, kind in names(text):
            if not any(text[begin:end] in self.known for begin in range(start, end - 2)):
                yield start, end, kind
        for name in self.others:
            yield from ((m.start(), m.end(), "名称") for m in re.finditer(re.escape(name), text))
        for kind, pattern in OWN_MATTERS:
            for match in pattern.finditer(text) if kind in ("person", "media") else ():
                if match[0] not in self.known:
                    yield match.start(), match.end(), "人名" if kind == "person" else "名称"
        yield from self._figures(text)
        yield from self._additions(text) if self.draft else ()

    def _additions(self, text: str) -> Iterator[Span]:
        """Clauses of which the draft has next to nothing: something new said in a sentence that it has."""
        for clause in re.finditer(r"[^，；。：、！？　\n]+", text):
            said = [pair for pair in pairs(clause[0]) if _HAN.fullmatch(pair)]
            near = sum(pair in self._pairs for pair in said)
            news = [pair not in self._pairs and not familiar(pair) and pair not in plain_words() for pair in said]
            much = len(said) >= ADDED[0] and near / len(said) < ADDED[1]
            apart = len(said) >= 3 and not near and sum(news) / len(said) > 0.5
            if much or apart or any(all(news[at : at + RUN]) for at in range(len(said) - RUN + 1)):
                yield clause.start(), clause.end(), "内容"

    def _figures(self, text: str) -> Iterator[Span]:
        for number in numbers(text):
            if (str(number.value), _unit(text, number.end)) not in self._numbers:
                yield number.start, number.end, "数字"
        for claim in claims(text):
            mine = self._claims.get(claim.slot)
            if mine and claim.value not in mine and not claim.negated:
                yield claim.start, claim.end, "数字"

    @cached_property
    def _pairs(self) -> frozenset[str]:
        return frozenset(pairs(self.draft or self.known))

    @cached_property
    def _numbers(self) -> frozenset[tuple[str, str]]:
        found = [(str(n.value), _unit(self.known, n.end)) for n in numbers(self.known)]
        return frozenset(found) | {(value, "") for value, _ in found}

    @cached_property
    def _claims(self) -> dict[str, set[object]]:
        told: dict[str, set[object]] = {}
        for claim in claims(self.draft or self.known):
            told.setdefault(claim.slot, set()).add(claim.value)
        return told


class Speech:
    """Pieces of an answer as they come, told on by the guarded sentence; thoughts are not told."""

    def __init__(self, told: Callable[[str], object], clean: Callable[[str], str]) -> None:
        self._told, self._clean, self._open = told, clean, ""

    def hear(self, piece: str) -> None:
        self._open = re.sub(r"<think>.*?</think>", "", self._open + piece, flags=re.S)
        if "<think>" in self._open or "<think>".startswith(self._open.strip() or "x"):
            return
        ends = [match.end() for match in re.finditer(r"[。！？\n]", self._open)]
        if ends:
            ready, self._open = self._open[: ends[-1]], self._open[ends[-1] :]
            if clean := self._clean(ready):
                self._told(clean + ("\n" if ready.endswith("\n") else ""))


@cache
def plain_words() -> frozenset[str]:
    """The bigrams of plain words for rewording."""
    words = (files(__package__) / "neutral.txt").read_text("utf-8")
    lines = [line for line in words.splitlines() if not line.startswith("#")]
    return frozenset(pair for line in lines for word in line.split() for pair in pairs(word))


def _unit(text: str, end: int) -> str:
    match = _UNIT.match(text, end)
    return (match[1] or "") if match else ""


def _merged(spans: Iterator[Span]) -> list[Span]:
    merged: list[Span] = []
    for start, end, kind in sorted(spans):
        if merged and start < merged[-1][1]:
            merged[-1] = (merged[-1][0], max(end, merged[-1][1]), merged[-1][2])
        else:
            merged.append((start, end, kind))
    return merged
