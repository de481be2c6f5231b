"""What must not be lost: drafts, revisions, waivers, conversations, the corpus and its originals."""

from assistant.storage.corpus import Corpus, Document
from assistant.storage.database import open_database
from assistant.storage.drafts import Draft, Drafts, Revision, Turn, now

__all__ = ["Corpus", "Document", "Draft", "Drafts", "Revision", "Turn", "now", "open_database"]
