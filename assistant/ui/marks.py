"""Text with marked stretches as safe HTML; every character from documents or users is escaped here."""

import re
from collections.abc import Iterable, Sequence
from html import escape

from assistant.drafting import BLANK

_SIGNS = re.compile(r"([\\`*_\[\]<>#|~$:&!])")  # what Markdown, or Streamlit in it, reads anywhere in a line
_LEADS = re.compile(
    r"^([ \t]*)(?:(?=[-+=](?:[-+=\s]|$))|(\d{1,9})(?=[.)]))?", re.M
)  # what it reads at the beginning of one
_JOINED = re.compile(
    r"(?<=https:)(?=//)|(?<=http:)(?=//)|(?<=www)(?=\.)|(?=@)|(?<=:)(?=material|streamlit)|(?<=[-<>~])(?=[-=>])", re.I
)
_HIDDEN = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\u200e\u200f\u202a-\u202e\u2066-\u2069\ud800-\udfff]")

Marked = tuple[int, int, str]  # start, end, class of the mark ('' = plain highlight)


def marked(text: str, marks: Iterable[Marked] = (), notes: Sequence[tuple[int, str]] = ()) -> str:
    """`text` as HTML with `marks` highlighted and `notes` (position, words) raised; of marks that overlap the first wins."""
    at: dict[int, str] = {}
    end_of_last = 0
    for start, end, kind in sorted(marks):
        if start < end_of_last or end <= start:
            continue
        at[start] = at.get(start, "") + (f'<mark class="{escape(kind)}">' if kind else "<mark>")
        at[end] = "</mark>" + at.get(end, "")
        end_of_last = end
    for position, words in notes:
        at[position] = at.get(position, "") + f"<sup>{escape(words)}</sup>"
    cuts = sorted({0, *at, len(text)})
    pieces = [
        at.get(start, "") + escape(visible(text[start:end]))
        for start, end in zip(cuts, [*cuts[1:], len(text)], strict=True)
    ]
    return f'<div class="prose">{"".join(pieces)}</div>'


def plain(text: str) -> str:
    """Text as it is, line by line, for places that read Markdown: no markup, link, picture, formula, icon or reversed writing.

    Addresses and arrows are found after the marks are read, so an invisible joiner keeps them apart.
    """
    text = _JOINED.sub("\u2060", visible(text))
    text = _LEADS.sub(_unmarked, _SIGNS.sub(r"\\\1", text))
    return text.replace("\n", "  \n")


def _unmarked(lead: re.Match[str]) -> str:
    """The beginning of a line that is no list, rule, heading or code: blanks that stay, and the mark as a character."""
    blank, number = lead[1].replace("\t", "    ").replace(" ", "\u00a0"), lead[2] or ""
    following = lead.string[lead.end() : lead.end() + 1]
    return f"{blank}{number}\\" if following and following in "-+=.)" else f"{blank}{number}"


def visible(text: str) -> str:
    """Text with � for each character that is not seen, or that turns the writing round."""
    return _HIDDEN.sub("\ufffd", text)


def blanks(text: str) -> list[Marked]:
    """The open 【待填：…】 of a text."""
    return [(match.start(), match.end(), "todo") for match in re.finditer(BLANK, text)]


def listing(heads: Sequence[str], rows: Iterable[Sequence[str]], figures: int = 0) -> str:
    """A table as safe HTML; the last `figures` columns hold figures."""
    whole = len(heads) - figures
    kinds = ["" if at < whole else ' class="figure"' for at in range(len(heads))]
    head = "".join(f"<th scope=col{kind}>{escape(words)}</th>" for words, kind in zip(heads, kinds, strict=True))
    body = "".join(
        "<tr>"
        + "".join(f"<td{kind}>{escape(visible(words))}</td>" for words, kind in zip(row, kinds, strict=True))
        + "</tr>"
        for row in rows
    )
    return f'<div class="listing"><table><thead><tr>{head}</tr></thead><tbody>{body}</tbody></table></div>'
