"""What a piece of narrative is about: the five themes of 总体情况, the usual problems and the usual measures."""

import re
import tomllib
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

from assistant.report.prose import items, sentences

# 主动公开、依申请公开等制度: names inside a list of systems speak of the systems, not of what is named.
_LISTED = re.compile(
    r"(?:[^，。；、：]{2,14}(?:制度)?[、和及与]){1,}[^，。；、：]{2,14}?(?:等(?:相关)?|相关|各项|的)?制度"
)
_ON_LIST = re.compile(r"主动公开|依申请公开|保密审查|平台|考核|评议|责任追究|监督")


@dataclass(frozen=True)
class Theme:
    """A theme of a section; `answers` (measures only) are the codes of the problems that it answers."""

    code: str
    section: str
    title: str
    heading: tuple[str, ...]
    cues: tuple[re.Pattern[str], ...]
    answers: tuple[str, ...] = ()

    def strength(self, sentence: str) -> int:
        """How many of the theme's cues a sentence holds."""
        return sum(bool(cue.search(sentence)) for cue in self.cues)


@cache
def themes(section: str) -> dict[str, Theme]:
    """The themes of `overview`, `problems` or `improvements` by code, in official order; {} for other sections."""
    raw = tomllib.loads((files(__package__) / "forms" / "themes.toml").read_text("utf-8")).get(section, {})
    return {
        code: Theme(
            code, section, t["title"], tuple(t.get("heading", ())), tuple(map(re.compile, t["cues"])),
            tuple(t.get("answers", ())),
        )
        for code, t in raw.items()
    }  # fmt: skip


def unlisted(sentence: str) -> str:
    """Drop the theme words that are only named in a list of systems (制定了主动公开、依申请公开及保密审查等制度)."""
    if "制度" not in sentence:
        return sentence
    return _LISTED.sub(lambda m: _ON_LIST.sub("某", m[0]), sentence)


def theme_of(text: str, section: str, heading: str = "") -> tuple[str | None, float]:
    """Name the theme of a passage and how sure that is (0–1); (None, 0.0) where nothing speaks for any."""
    known = themes(section)
    named = [(len(words), theme.code) for theme in known.values() for words in theme.heading if words in heading]
    if named:
        return max(named)[1], 1.0
    weights = {code: theme.strength(heading) * 2 for code, theme in known.items()}
    for sentence in sentences(text):
        for code, theme in known.items():
            weights[code] += theme.strength(unlisted(sentence.text))
    best = max(weights, key=lambda code: weights[code], default=None)
    if best is None or not weights[best]:
        return None, 0.0
    return best, weights[best] / sum(weights.values())


def covered(text: str, section: str = "overview") -> set[str]:
    """The themes that at least one sentence of the text speaks about, whatever the headings say."""
    found = asked(text, section)
    for piece in items(text):
        for sentence in sentences(piece.body or piece.text):
            plain = unlisted(sentence.text)
            found |= {code for code, theme in themes(section).items() if theme.strength(plain)}
    return found


def asked(text: str, section: str = "overview") -> set[str]:
    """The themes whose own heading stands over an open question: not answered yet, but not forgotten."""
    open_ones = [piece for piece in items(text) if piece.heading and "【待填" in piece.body]
    return {code for piece in open_ones if (code := theme_of("", section, piece.heading)[0])}
