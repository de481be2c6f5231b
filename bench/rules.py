"""How well the rules find known faults, keep silent on clean reports, and read claims out of sentences.

    python -m bench.rules [--show] [--rule NAME]

`--show` prints what was missed, what was false, and the sentences misread; never a sentence that is held out.
"""

import argparse
import time
import tomllib
from collections import Counter, defaultdict
from dataclasses import dataclass, field
from decimal import Decimal
from pathlib import Path
from typing import Any

from assistant.report.records import Finding
from assistant.rules import CATALOGUE, check
from assistant.rules.claims import claims
from bench.clean import Draft, clean_drafts
from bench.injected import Injected, injected

GRAVE = ("error", "warning")
# the reader's slots by the labels' slots; a slot that is in neither is finer than the labels and is not scored
LABELS = {
    "received": "received", "accepted": "received", "handled": "handled", "finished": "handled", "answered": "handled",
    "carried_in": "carried_in", "carried_out": "carried_out", "granted": "granted", "partly_granted": "partly_granted",
    "refused": "refused", "unavailable": "unavailable", "declined": "declined", "other_handled": "other",
    "reconsideration": "reconsideration", "litigation": "litigation", "issued": "issued", "repealed": "repealed",
    "in_force": "in_force", "licences": "licences", "penalties": "penalties", "compulsory_measures": "compulsory",
    "fees": "fee", "processing_fee": "processing_fee",
}  # fmt: skip
Pair = tuple[str, Decimal]


def stands(found: Finding, expected: tuple[str, str]) -> bool:
    """Whether a finding is the one expected; a place that ends in `*` stands for all that begin so."""
    rule, where = expected
    return found.rule == rule and (found.where.startswith(where[:-1]) if where.endswith("*") else found.where == where)


@dataclass
class Score:
    """Counted per rule: faults put in, found, and findings of errors and warnings that nothing called for."""

    put_in: Counter[str] = field(default_factory=Counter)
    found: Counter[str] = field(default_factory=Counter)
    right: Counter[str] = field(default_factory=Counter)
    false: Counter[str] = field(default_factory=Counter)
    missed: list[tuple[Injected, tuple[str, str]]] = field(default_factory=list)
    wrong: list[tuple[Injected, Finding]] = field(default_factory=list)

    @property
    def recall(self) -> float:
        return self.found.total() / max(1, self.put_in.total())


def score_faults(faults: list[Injected]) -> Score:
    score = Score()
    for fault in faults:
        findings = [finding for finding in check(fault.filing) if finding.severity in GRAVE]
        for expected in sorted(fault.expected):
            score.put_in[expected[0]] += 1
            if any(stands(finding, expected) for finding in findings):
                score.found[expected[0]] += 1
            else:
                score.missed.append((fault, expected))
        for finding in findings:
            if any(stands(finding, expected) for expected in fault.expected):
                score.right[finding.rule] += 1
            elif finding.rule not in fault.allowed:
                score.false[finding.rule] += 1
                score.wrong.append((fault, finding))
    return score


def false_alarms(drafts: list[Draft]) -> list[tuple[Draft, Finding]]:
    """Errors and warnings on reports that have none."""
    return [(draft, f) for draft in drafts for f in check(draft.filing) if f.severity in GRAVE]


def load_sentences() -> tuple[int, list[dict[str, Any]]]:
    data = tomllib.loads((Path(__file__).parent / "sentences.toml").read_text("utf-8"))
    return data["year"], data["sentence"]


def _pairs(labels: list[dict[str, Any]]) -> set[Pair]:
    return {(label["slot"], Decimal(str(label["value"]))) for label in labels}


def read_pairs(text: str, year: int) -> set[Pair]:
    """What the rules read as stated of this year, in the labels' terms."""
    read: set[Pair] = set()
    for claim in claims(text):
        if (slot := LABELS.get(claim.slot)) and claim.year in (None, year) and not claim.approx:
            value = Decimal(claim.value)
            read.add((slot, (value / 10_000 if slot == "fee" else value).normalize()))
    return read


def misread(sentence: dict[str, Any], year: int) -> tuple[set[Pair], set[Pair]]:
    """(missed, invented); both empty where a sentence is read right."""
    asked = {(slot, value.normalize()) for slot, value in _pairs(sentence["claims"])}
    may = {(slot, value.normalize()) for slot, value in _pairs(sentence.get("may", []))}
    read = read_pairs(sentence["text"], year)
    return asked - read - _finer(sentence["text"]), read - asked - may


def _finer(text: str) -> set[Pair]:
    """What is read more finely than it is labelled: a row of 不予公开 is a reading of 不予公开."""
    return {
        (group, Decimal(claim.value))
        for claim in claims(text) for group in ("refused", "unavailable", "declined", "other")
        if claim.slot.startswith(f"{group}_") and claim.slot != "other_handled"
    }  # fmt: skip


def _table(score: Score, clean: list[tuple[Draft, Finding]]) -> None:
    on_clean = Counter(finding.rule for _, finding in clean)
    print(f"{'rule':<28}{'faults':>7}{'found':>7}{'recall':>8}{'false':>7}{'prec.':>8}{'clean':>7}")
    for rule in CATALOGUE:
        name, put = rule.name, score.put_in[rule.name]
        if rule.severity not in GRAVE:
            continue
        wrong = score.false[name]
        precision = score.right[name] / max(1, score.right[name] + wrong)
        print(
            f"{name:<28}{put:>7}{score.found[name]:>7}{score.found[name] / max(1, put):>8.1%}{wrong:>7}"
            f"{precision:>8.1%}{on_clean[name]:>7}"
        )
    right = score.right.total() / max(1, score.right.total() + score.false.total())
    print(
        f"{'all':<28}{score.put_in.total():>7}{score.found.total():>7}{score.recall:>8.1%}{score.false.total():>7}"
        f"{right:>8.1%}{on_clean.total():>7}"
    )


def _show(score: Score, clean: list[tuple[Draft, Finding]], only: str | None) -> None:
    grouped: dict[str, list[str]] = defaultdict(list)
    for fault, (rule, where) in score.missed:
        text = fault.filing.report.text(where) if fault.rule.startswith(("text", "wrong", "foreign", "legal")) else ""
        grouped[rule].append(f"missed  [{fault.shape}] at {where} {text}")
    for fault, finding in score.wrong:
        grouped[finding.rule].append(f"false   [{fault.rule}: {fault.shape}] at {finding.where}: {finding.message}")
    for draft, finding in clean:
        grouped[finding.rule].append(f"clean   {draft.report.title} at {finding.where}: {finding.message}")
    for rule, lines in grouped.items():
        if only in (None, rule):
            print(f"\n== {rule}", *lines, sep="\n")


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--show", action="store_true")
    parser.add_argument("--rule")
    options = parser.parse_args()
    faults, drafts = injected(), clean_drafts()
    begun = time.perf_counter()
    score, clean = score_faults(faults), false_alarms(drafts)
    spent = time.perf_counter() - begun
    _table(score, clean)
    errors = sum(finding.severity == "error" for _, finding in clean)
    print(
        f"\n{len(faults)} reports with a fault, {len(drafts)} clean ones; {spent / (len(faults) + len(drafts)) * 1000:.1f} ms a report"
    )
    print(f"clean reports: {errors} false errors, {len(clean) - errors} false warnings")
    year, sentences = load_sentences()
    for name, part in (
        ("all", sentences), ("for tuning", [s for s in sentences if not s.get("held_out")]),
        *((f"held out, {n}", [s for s in sentences if s.get("held_out") == n]) for n in ("first", "second", "third", "fourth")), ("traps", [s for s in sentences if not s["claims"]]),
    ):  # fmt: skip
        good = sum(misread(sentence, year) == (set(), set()) for sentence in part)
        print(f"claims, {name:<16} {good:>4} of {len(part):>4} sentences {good / len(part):.1%}")
    if options.show:
        _show(score, clean, options.rule)
        print()
        for sentence in sentences:
            missed, invented = misread(sentence, year)
            if (missed or invented) and not sentence.get("held_out"):
                say = [
                    f"{sign}{slot}={value:f}"
                    for sign, pairs in (("-", missed), ("+", invented))
                    for slot, value in sorted(pairs)
                ]
                print("misread", sentence["text"], *say)


if __name__ == "__main__":
    main()
