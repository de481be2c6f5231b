"""The search as a LangChain retriever."""

from typing import Any

from langchain_core.callbacks import CallbackManagerForRetrieverRun
from langchain_core.documents import Document
from langchain_core.retrievers import BaseRetriever

from assistant.report import Hit


class PassageRetriever(BaseRetriever):
    """Passages for a query, best first; `filters` as `Index.search` has them."""

    index: Any
    filters: dict[str, Any]

    def _get_relevant_documents(self, query: str, *, run_manager: CallbackManagerForRetrieverRun) -> list[Document]:
        return [document_of(hit) for hit in self.index.search(query, **self.filters)]


def document_of(hit: Hit) -> Document:
    """A hit as a LangChain document; `metadata` is the contract's search JSON without the text."""
    metadata = hit.to_json()
    return Document(page_content=metadata.pop("text"), metadata=metadata, id=hit.passage.id)
