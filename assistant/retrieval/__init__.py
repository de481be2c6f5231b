"""Finding passages: splitting reports, encoding, the lexical and the Chroma index, fused search.

The only room that knows chromadb and sentence-transformers. Importing it loads none of them.
"""

from assistant.retrieval.adapt import Outcome, adapt, adaptation, adapted, forget
from assistant.retrieval.encoder import Encoder, EndpointEncoder, SentenceEncoder, load_encoder
from assistant.retrieval.index import Index
from assistant.retrieval.lexical import Lexical, bigrams
from assistant.retrieval.passages import passages_of
from assistant.retrieval.static import StaticEncoder
from assistant.retrieval.store import PassageStore

__all__ = [
    "Encoder", "EndpointEncoder", "Index", "Lexical", "Outcome", "PassageStore", "SentenceEncoder", "StaticEncoder",
    "adapt", "adaptation", "adapted", "bigrams", "forget", "load_encoder", "passages_of",
]  # fmt: skip
