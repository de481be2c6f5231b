"""What every rule about wording needs: quoted names out of the way, and the sentence around a place. Positions stay."""

import re
from functools import lru_cache

from assistant.report.prose import Piece, sentences

_QUOTED = re.compile(
    r"“[^”\n]{1,30}”|\"[^\"\n]{1,30}\"|‘[^’\n]{1,30}’|「[^」\n]{1,30}」|《[^》\n]{1,80}》|〈[^〉\n]{1,60}〉"
)
_LATIN = "[A-Za-z0-9_+-]"
_ADDRESS = re.compile(
    r"https?://[^\s，。；）)]+|www\.[^\s，。；）)]+|"
    rf"(?<![A-Za-z0-9_.+-]){_LATIN}{{1,40}}(?:\.{_LATIN}{{1,40}}){{0,4}}(?:@[\w.-]{{1,60}}|\.(?:gov|com|cn|net|org)[\w./?=&%-]*)"
)
_BLANK = "□"


_WIDE = str.maketrans(",;:!?()", "，；：！？（）")
_HALF = re.compile(
    r"(?<=[\u3000-\u303f\u4e00-\u9fff\uff00-\uffef“”])[,;:!?()]|[,;:!?()](?=[\u3000-\u303f\u4e00-\u9fff\uff00-\uffef“”])"
)


def widened(text: str) -> str:
    """Half-width marks between Chinese as full-width ones, as the text was meant; the length stays."""
    return _HALF.sub(lambda match: match[0].translate(_WIDE), text)


def without_quotes(text: str) -> str:
    """Blank out quoted names and titles (“今日龙乡”, 《濮阳日报》); the length stays."""
    return _QUOTED.sub(lambda match: blanked(match[0]), text)


@lru_cache(maxsize=64)
def without_addresses(text: str) -> str:
    """Blank out web and mail addresses; the length stays."""
    return _ADDRESS.sub(lambda match: blanked(match[0]), text)


def blanked(text: str) -> str:
    return _BLANK * len(text)


def sentence_at(text: str, at: int) -> Piece:
    """The sentence that holds position `at`, the whole text if none does."""
    return next((piece for piece in sentences(text) if piece.start <= at < piece.end), Piece(0, len(text), text))


def line_at(text: str, at: int) -> str:
    """The line that holds position `at`."""
    end = text.find("\n", at)
    return text[text.rfind("\n", 0, at) + 1 : end if end >= 0 else len(text)]
