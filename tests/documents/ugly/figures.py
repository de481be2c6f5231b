"""The figures put into an ugly file: what is written in each cell, and what a reader must make of it."""

import random
from dataclasses import dataclass, field
from typing import Any

APPLICANTS = ("natural_person", "commercial", "research", "public_interest", "legal_service", "other", "total")
OUTCOMES = ("upheld", "corrected", "other", "pending", "total")
GROUPS = ("reconsideration", "litigation_direct", "litigation_after_reconsideration")
RESULTS = (
    "granted", "partly_granted", "refused_state_secret", "refused_other_law", "refused_security", "refused_third_party",
    "refused_internal", "refused_process", "refused_enforcement_file", "refused_admin_query", "unavailable_not_held",
    "unavailable_needs_creation", "unavailable_unclear", "declined_petition", "declined_repeat", "declined_publication",
    "declined_excessive", "declined_reissue", "other_not_corrected", "other_fee_unpaid", "other_misc",
)  # fmt: skip
REQUEST_ROWS = ("received", "carried_in", *RESULTS, "results_total", "carried_out")
PROACTIVE = {
    "regulations": ("issued", "repealed", "in_force"),
    "normative_documents": ("issued", "repealed", "in_force"),
    "licences": ("decisions",),
    "penalties": ("decisions",),
    "compulsory_measures": ("decisions",),
    "fees": ("amount",),
}
PATHS = (
    *(f"proactive.{row}.{column}" for row, columns in PROACTIVE.items() for column in columns),
    *(f"requests.{row}.{column}" for row in REQUEST_ROWS for column in APPLICANTS),
    *(f"disputes.{row}.{column}" for row in GROUPS for column in OUTCOMES),
)
OLD_UNKNOWN = (  # what the 2019 form does not ask
    "proactive.regulations.repealed", "proactive.regulations.in_force", "proactive.normative_documents.repealed",
    "proactive.normative_documents.in_force", "proactive.fees.amount",
    *(f"requests.{row}.{column}" for row in ("other_not_corrected", "other_fee_unpaid") for column in APPLICANTS),
)  # fmt: skip


@dataclass
class Figures:
    """`written` is the text of each cell by path, `meant` its value, None where nobody can know it."""

    written: dict[str, str] = field(default_factory=dict)
    meant: dict[str, Any] = field(default_factory=dict)

    def put(self, path: str, text: str, value: Any) -> None:
        self.written[path], self.meant[path] = text, value

    def lose(self, prefix: str) -> None:
        """What stands under a path cannot be read."""
        for path in PATHS:
            if path.startswith(prefix):
                self.meant[path] = None

    def expected(self) -> dict[str, Any]:
        """The values row by row, as short as JSON allows."""
        found: dict[str, Any] = {}
        for path in PATHS:
            table, row, _ = path.split(".")
            found.setdefault(table, {}).setdefault(row, []).append(self.meant[path])
        return found


def distinct(seed: int, old: bool = False) -> Figures:
    """Every figure another one: a slip by one column or row is seen at once."""
    numbers = random.Random(seed).sample(range(1, 900), len(PATHS))
    return _filled(dict(zip(PATHS, numbers, strict=True)), old)


def township(seed: int, old: bool = False) -> Figures:
    """What townships really have: nearly all zero, sums and balances right."""
    chance = random.Random(seed)
    values = dict.fromkeys(PATHS, 0)
    values["proactive.normative_documents.issued"] = chance.randint(0, 3)
    values["proactive.normative_documents.in_force"] = chance.randint(3, 9)
    values["proactive.licences.decisions"] = chance.randint(0, 352)
    values["proactive.penalties.decisions"] = chance.randint(0, 90)
    for _ in range(chance.randint(1, 9)):
        who, what = chance.choice(APPLICANTS[:-1]), chance.choice(RESULTS)
        start = chance.choice(("received", "received", "carried_in"))
        end = what if chance.random() < 0.85 else "carried_out"
        rows = [start, end] + (["results_total"] if end in RESULTS else [])
        for row in rows:
            values[f"requests.{row}.{who}"] += 1
            values[f"requests.{row}.total"] += 1
    group, outcome = chance.choice(GROUPS), chance.choice(OUTCOMES[:-1])
    values[f"disputes.{group}.{outcome}"] = values[f"disputes.{group}.total"] = chance.randint(0, 2)
    return _filled(values, old)


def _filled(values: dict[str, int], old: bool) -> Figures:
    figures = Figures()
    for path, value in values.items():
        figures.put(path, str(value), value)
    fee = values["proactive.fees.amount"]
    figures.put("proactive.fees.amount", f"{fee / 100:.4f}" if fee else "0", f"{fee / 100:.2f}" if fee else "0")
    if old:
        for path in OLD_UNKNOWN:
            figures.meant[path] = None
    return figures
