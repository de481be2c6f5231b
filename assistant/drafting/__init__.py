"""Grounded wording: statements from tables, peers' sentences freed of their facts, questions for what is unknown."""

from assistant.drafting.brief import Brief, lasting_facts
from assistant.drafting.chat import Desk, Reply, reply, suggest
from assistant.drafting.endpoint import Endpoint
from assistant.drafting.guidance import Entry, Guidance
from assistant.drafting.offline import SECTIONS
from assistant.drafting.stopping import Stopped
from assistant.drafting.suggestion import BLANK, DOUBT, Suggestion
from assistant.drafting.understanding import Asked, understand

__all__ = [
    "BLANK", "DOUBT", "SECTIONS", "Asked", "Brief", "Desk", "Endpoint", "Entry", "Guidance", "Reply", "Stopped", "Suggestion",
    "lasting_facts", "reply", "suggest", "understand",
]  # fmt: skip
