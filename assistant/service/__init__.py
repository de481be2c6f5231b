"""The user's verbs in one object; the only place where the rooms meet."""

from assistant.service.copies import Refused
from assistant.service.files import documents_at, file_name
from assistant.service.house import CORPUS, LONGEST
from assistant.service.library import Ingested, distinct
from assistant.service.office import Office
from assistant.service.writing import with_name, with_typed, with_zeros


class Assistant(Office):
    """One data folder with its drafts, corpus and index, and everything that a user can do with them."""


__all__ = [
    "CORPUS",
    "LONGEST",
    "Assistant",
    "Ingested",
    "Refused",
    "distinct",
    "documents_at",
    "file_name",
    "with_name",
    "with_typed",
    "with_zeros",
]
