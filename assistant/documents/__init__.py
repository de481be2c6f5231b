"""File formats and printed layout: documents in, official documents out."""

from assistant.documents.findings_sheet import Reviewed, write_checked, write_findings
from assistant.documents.reading import READABLE, read_document, read_path
from assistant.documents.review_copy import write_review_copy
from assistant.documents.writing import WRITABLE, write_document

__all__ = [
    "READABLE",
    "WRITABLE",
    "Reviewed",
    "read_document",
    "read_path",
    "write_checked",
    "write_document",
    "write_findings",
    "write_review_copy",
]
