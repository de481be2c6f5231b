"""Rows laid down on disk one after the other and taken up again by number, so that a thousand of them need no memory."""

import json
import tempfile
from typing import Any


class Pile:
    """JSON rows in a temporary file that vanishes with the object."""

    def __init__(self) -> None:
        self._file = tempfile.TemporaryFile()  # noqa: SIM115 - it lives as long as the object
        self._places: list[int] = []

    def __len__(self) -> int:
        return len(self._places)

    def __getitem__(self, number: int) -> Any:
        self._file.seek(self._places[number])
        return json.loads(self._file.readline())

    def append(self, row: Any) -> int:
        """Lay down a row and return its number."""
        self._places.append(self._file.seek(0, 2))
        self._file.write(json.dumps(row, ensure_ascii=False).encode("utf-8", "surrogatepass") + b"\n")
        return len(self._places) - 1
