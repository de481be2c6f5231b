"""How a report stands beside others: the nearest passages, the wording shared, the themes that peers cover."""

from assistant.comparison.compare import Comparison, Nearest, Paragraph, ThemeCount, compare
from assistant.comparison.similarity import shared, similarity

__all__ = ["Comparison", "Nearest", "Paragraph", "ThemeCount", "compare", "shared", "similarity"]
