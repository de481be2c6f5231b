"""Make all ugly files anew, or those whose names begin with a word: `python -m tests.documents.ugly.make [w01 t …]`."""

import json
import re
import sys
from pathlib import Path
from typing import Any

from tests.documents.ugly import (  # noqa: F401  they register their cases
    make_html,
    make_packed,
    make_pdf,
    make_second_pages,
    make_second_text,
    make_second_word,
    make_text,
    make_tricky,
    make_word,
)  # fmt: skip
from tests.documents.ugly.case import CASES

HERE = Path(__file__).parent


def main(starts: tuple[str, ...]) -> None:
    for name, maker in CASES.items():
        if not name.startswith(starts or ("",)):
            continue
        made = maker()
        for folder, data in (("files", made.data), ("expected", as_text(made.expected).encode())):
            path = HERE / folder / (name if folder == "files" else f"{name}.json")
            path.parent.mkdir(exist_ok=True)
            path.write_bytes(data)


def as_text(expected: dict[str, Any]) -> str:
    """JSON with a key or a row of figures a line."""
    value = r'(?:-?\d+|null|"[\d.]*")'
    rows = re.compile(rf"\[\s*({value}(?:,\s*{value})*)\s*\]")
    text = json.dumps(expected, ensure_ascii=False, indent=1)
    return rows.sub(lambda match: "[" + re.sub(r",\s*", ", ", match[1]) + "]", text) + "\n"


if __name__ == "__main__":
    main(tuple(sys.argv[1:]))
