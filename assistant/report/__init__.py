"""The official report: its form by edition, its figures and text, and the plain records that cross rooms."""

from assistant.report.errors import Unusable
from assistant.report.facts import Slot, fact_slots
from assistant.report.figures import BLANKS, Figure, Reading, read_figure, show_figure
from assistant.report.filing import Filing
from assistant.report.form import Block, Cell, Column, Form, Relation, Row, Section, Table, load_form
from assistant.report.letters import file_label, legible
from assistant.report.records import Checked, Citation, Finding, Hit, Note, Passage, Question, Span, Waiver
from assistant.report.report import NARRATIVE, SCHEMA, Fact, RawCell, Report, Source
from assistant.report.themes import Theme, covered, theme_of, themes
from assistant.report.unit import KINDS, TOWNSHIPS, Unit

__all__ = [
    "BLANKS", "KINDS", "NARRATIVE", "SCHEMA", "TOWNSHIPS",
    "Block", "Cell", "Checked", "Citation", "Column", "Fact", "Figure", "Filing", "Finding", "Form", "Hit", "Note", "Passage", "Question",
    "RawCell", "Reading", "Relation", "Report", "Row", "Section", "Slot", "Source", "Span", "Table", "Theme", "Unit",
    "Unusable", "Waiver",
    "covered", "fact_slots", "file_label", "legible", "load_form", "read_figure", "show_figure", "theme_of", "themes",
]  # fmt: skip
