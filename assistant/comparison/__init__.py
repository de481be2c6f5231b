"""How a report stands beside others: sentences and wording alike, themes covered, figures over the years."""

from assistant.comparison.align import Pair, Said
from assistant.comparison.beside import Beside, Other, beside
from assistant.comparison.compare import Comparison, Nearest, Paragraph, ThemeCount, compare
from assistant.comparison.figures import Measure, measures, results, value
from assistant.comparison.matrix import Row
from assistant.comparison.originality import Likeness
from assistant.comparison.peers import COUNTY, FIGURES, KIND, NAMED, units_by, years_of
from assistant.comparison.sheet import write_comparison
from assistant.comparison.similarity import shared, similarity

__all__ = [
    "COUNTY", "FIGURES", "KIND", "NAMED", "Beside", "Comparison", "Likeness", "Measure", "Nearest", "Other", "Pair",
    "Paragraph", "Row", "Said", "ThemeCount", "beside", "compare", "measures", "results", "shared", "similarity",
    "units_by", "value", "write_comparison", "years_of",
]  # fmt: skip
