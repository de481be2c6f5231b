"""Text with marked stretches as safe HTML; every character from documents or users is escaped here."""

import re
from collections.abc import Iterable, Sequence
from html import escape

from assistant.drafting import BLANK

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
        at.get(start, "") + escape(text[start:end]) for start, end in zip(cuts, [*cuts[1:], len(text)], strict=True)
    ]
    return f'<div class="prose">{"".join(pieces)}</div>'


def blanks(text: str) -> list[Marked]:
    """The open 【待填：…】 of a text."""
    return [(match.start(), match.end(), "todo") for match in re.finditer(BLANK, text)]
