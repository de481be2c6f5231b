"""Characters that no document, page or database can hold, and names of files that were written in another encoding."""

import os
import re

_UNSEEN = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069\ufff9-\uffff\ud800-\udfff]")


def legible(text: str) -> str:
    """Drop control characters but tab and line feed, marks that turn the writing round, and halves of characters."""
    return _UNSEEN.sub("", text.replace("\r\n", "\n").replace("\r", "\n"))


def file_label(name: str) -> str:
    """A file's name as people read it; packed on Chinese Windows it may hold GBK bytes."""
    try:
        name.encode("utf-8")
    except UnicodeEncodeError:
        name = os.fsencode(name).decode("gb18030", "replace")
    return legible(name)
