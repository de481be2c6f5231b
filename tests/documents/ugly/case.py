"""One ugly file: its bytes and what a reader must make of it, as the script that makes it knows."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from tests.documents.ugly.figures import Figures, distinct
from tests.documents.ugly.stories import HEAD, HEADINGS, Story
from tests.documents.ugly.tables import Grid, table_four, table_three, table_two, table_two_old

TITLE, LINE, HEADING, SUB, TABLE = "title", "line", "heading", "sub", "table"
Item = tuple[str, Any]  # (kind, text), for a table (TABLE, Grid)


@dataclass
class Case:
    data: bytes
    expected: dict[str, Any]


Maker = Callable[[], Case]
CASES: dict[str, Maker] = {}


def case(name: str) -> Callable[[Maker], Maker]:
    """Register the function that makes the file of this name."""

    def register(maker: Maker) -> Maker:
        assert name not in CASES, name
        CASES[name] = maker
        return maker

    return register


def body(
    story: Story,
    figures: Figures,
    *,
    old: bool = False,
    tables: Sequence[Grid | None] = (),
    headings: Sequence[str] = HEADINGS,
) -> list[Item]:
    """A whole report; `tables` stand in for the official three where given."""
    own: list[Grid | None] = [
        table_two_old(figures) if old else table_two(figures), table_three(figures, old), table_four(figures),
    ]  # fmt: skip
    grids = list(tables) or own
    items: list[Item] = [(TITLE, story.title), *((LINE, line) for line in story.preamble)]
    items += [(HEADING, headings[0]), *((LINE, line) for line in story.overview)]
    for heading, grid in zip(headings[1:4], grids, strict=True):
        items += [(HEADING, heading), *([(TABLE, grid)] if grid else [])]
    items += [(HEADING, headings[4]), *((SUB if kind == HEAD else LINE, line) for kind, line in story.five)]
    return [*items, (HEADING, headings[5]), *((LINE, line) for line in story.other)]


def usual(seed: int, story: Story, old: bool = False) -> tuple[Story, Figures, list[Item]]:
    figures = distinct(seed, old)
    return story, figures, body(story, figures, old=old)


def expected(
    story: Story,
    figures: Figures,
    *,
    horrors: Iterable[int] = (),
    edition: str = "2021",
    warn: Iterable[Sequence[str]] = (),
    never: Iterable[str] = (),
    above: tuple[str | None, str | None, str | None] | None = None,
    **changes: Any,
) -> dict[str, Any]:
    """The expected JSON. Each of `warn` must stand, all its words, in one warning; `never` in no text of the report."""
    county, city, province = above or story.above
    found = {
        "horrors": list(horrors),
        "unit": {"short": story.short, "kind": story.kind, "county": county, "city": city, "province": province},
        "year": story.year,
        "format": edition,
        "preamble": list(story.preamble),
        "narrative": {
            "overview": list(story.overview),
            "problems": list(story.lines("问")),
            "improvements": [_without_sub_heading(line) for line in story.lines("改")],
            "other": list(story.other),
        },
        "figures": figures.expected(),
        "warn": [list(words) for words in warn],
        "never": list(never),
    }
    found["narrative"].update({key: list(changes.pop(key)) for key in list(changes) if key in found["narrative"]})
    return found | changes


def _without_sub_heading(line: str) -> str:
    """A sub-heading that only says that measures follow is no part of the text."""
    return line.removeprefix("改进措施：").removeprefix("（三）下一步打算。")


def refused(*words: str, horrors: Iterable[int] = ()) -> dict[str, Any]:
    """The reader must refuse the file in one sentence that holds these words."""
    return {"horrors": list(horrors), "refused": list(words)}
