"""What must not be lost: drafts, revisions, waivers, conversations, the corpus and its originals; who may do what, and did."""

from assistant.storage.acting import acting_as
from assistant.storage.corpus import Corpus, Document
from assistant.storage.database import open_database
from assistant.storage.drafts import STATES, Draft, Drafts, Revision, Turn, now
from assistant.storage.people import ROLES, Deed, People, User

__all__ = [
    "ROLES", "STATES", "Corpus", "Deed", "Document", "Draft", "Drafts", "People", "Revision", "Turn", "User", "acting_as",
    "now", "open_database",
]  # fmt: skip
