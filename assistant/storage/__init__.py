"""What must not be lost: drafts, revisions, waivers, conversations, the corpus and its originals; who may do what, and did."""

from assistant.storage.acting import acting_as
from assistant.storage.corpus import Corpus, Document, wording
from assistant.storage.database import open_database
from assistant.storage.drafts import STATES, Draft, Drafts, Revision, Turn, now, standing
from assistant.storage.people import ROLES, Deed, People, User
from assistant.storage.pile import Pile

__all__ = [
    "ROLES", "STATES", "Corpus", "Deed", "Document", "Draft", "Drafts", "People", "Pile", "Revision", "Turn", "User", "acting_as",
    "now", "open_database", "standing", "wording",
]  # fmt: skip
