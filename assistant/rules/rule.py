"""One rule: a name, how grave it is, what stands behind it, and one function that yields the faults of a filing."""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass

from assistant.report import Figure, Filing, Finding, Span

ERROR, WARNING, HINT = "error", "warning", "hint"


@dataclass(frozen=True)
class Fault:
    """What a rule's function yields; the rule adds its name and severity. Fields as in `Finding`."""

    where: str
    message: str
    fix: str = ""
    span: Span | None = None
    expected: Figure | str = None
    found: Figure | str = None
    theme: str | None = None


@dataclass(frozen=True)
class Rule:
    """`authority` names the document and clause where there is one, else the practice that the rule keeps.

    A rule about how the text is written (`as_written`) gets it with its half-width marks; all others get them widened.
    """

    name: str
    severity: str
    title: str
    authority: str
    find: Callable[[Filing], Iterable[Fault]]
    as_written: bool = False

    def findings(self, filing: Filing) -> Iterator[Finding]:
        for fault in self.find(filing):
            yield Finding(self.name, self.severity, **vars(fault))
