"""Grounded wording: statements from tables, peers' sentences freed of their facts, questions for what is unknown."""

from assistant.drafting.brief import Brief, lasting_facts
from assistant.drafting.chat import Desk, Reply, intent_of, reply, suggest
from assistant.drafting.guidance import Entry, Guidance
from assistant.drafting.model import Endpoint
from assistant.drafting.offline import SECTIONS
from assistant.drafting.suggestion import BLANK, Suggestion

__all__ = [
    "BLANK", "SECTIONS", "Brief", "Desk", "Endpoint", "Entry", "Guidance", "Reply", "Suggestion",
    "intent_of", "lasting_facts", "reply", "suggest",
]  # fmt: skip
