"""Wording that everybody uses: what several units say alike tells nothing about who copied from whom."""

from collections import Counter
from collections.abc import Iterable, Sequence
from itertools import pairwise

from assistant.comparison.similarity import RUN
from assistant.report import Passage, Report, Span

FEWEST, MOST = 3, 8  # units that must say it before it counts as usual; with more units in the corpus, more of them
WORDS = 4  # characters, figures aside, under which a stretch tells nothing
_FORMAL = "《中华人民共和国政府信息公开条例》国务院办公厅政府信息与政务公开办公室政府信息公开工作年度报告"


class Usual:
    """The runs of six characters of some texts that are usual among the units of a corpus."""

    def __init__(self, texts: Iterable[str], corpus: Sequence[Passage]) -> None:
        wanted = {gram for text in texts for gram in _grams(text)}
        units = sorted({(p.unit, p.county or "") for p in corpus})
        least = min(MOST, max(FEWEST, len(units) // 5))
        count: Counter[str] = Counter()
        said: set[str] = set()
        last = None
        for passage in sorted(corpus, key=lambda p: (p.unit, p.county or "")):
            unit = (passage.unit, passage.county)
            if unit != last:
                count.update(said)
                said, last = set(), unit
            said |= wanted & set(_grams(passage.text))
        count.update(said)
        self._usual = {gram for gram, number in count.items() if number >= least} | set(_grams(_FORMAL))

    def telling(self, text: str) -> list[bool]:
        """For each character of a text whether it stands outside every usual run."""
        telling = [True] * len(text)
        for at, gram in enumerate(_grams(text)):
            if gram in self._usual:
                telling[at : at + RUN] = [False] * RUN
        return telling

    def parted(self, text: str, spans: Iterable[Span]) -> tuple[list[Span], list[Span]]:
        """Part spans of a text into those that are telling and those that are usual."""
        telling = self.telling(text)
        found: tuple[list[Span], list[Span]] = [], []
        for start, end in (_whole_numbers(text, span) for span in spans):
            cuts = [start, *(at for at in range(start + 1, end) if telling[at] != telling[at - 1]), end]
            for begin, stop in pairwise(cuts if start < end else ()):
                is_telling = telling[begin] and sum(map(str.isalpha, text[begin:stop])) >= WORDS
                found[0 if is_telling else 1].append((begin, stop))
        return found


def _whole_numbers(text: str, span: Span) -> Span:
    """A span without the part of a number that it cuts off at either end."""
    start, end = span
    while start < end and start and text[start - 1 : start + 1].isdecimal():
        start += 1
    while start < end < len(text) and text[end - 1 : end + 1].isdecimal():
        end -= 1
    return start, end


def said_by(report: Report) -> str:
    """All that a report says in its narrative."""
    return "\n".join(report.text(key) for key in ("overview", "problems", "improvements", "other"))


def _grams(text: str) -> list[str]:
    return [text[at : at + RUN] for at in range(len(text) - RUN + 1)]
