"""How well the chat understands without a model: labelled messages, and questions of filling-in practice.

python -m bench.chat            scores; messages held out are counted, never shown
python -m bench.chat --errors   the misunderstood messages of the tuning part and of the first half of the validation, and wrong answers
"""

import argparse
import re
import sys
import tomllib
from collections import Counter
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from assistant.drafting import Desk, Guidance, reply, understand
from assistant.drafting.guidance import CONFIRM
from assistant.rules import check
from assistant.service import CORPUS

HERE = Path(__file__).parent
Case = dict[str, Any]


WRITES = ("draft", "rewrite", "alternatives", "tell")  # what answers with text of a report, or keeps a fact


def messages(held_out: bool) -> list[Case]:
    cases = tomllib.loads((HERE / "chat_messages.toml").read_text("utf-8"))["messages"]
    return [case for case in cases if bool(case.get("held_out")) == held_out]


def validation() -> list[Case]:
    """Messages that settings are chosen by and nothing is learned from; every second one a check on the choice."""
    cases: list[Case] = tomllib.loads((HERE / "chat_validation.toml").read_text("utf-8"))["messages"]
    return cases


def understood(case: Case) -> bool:
    """The intent, or one that is defensible as well."""
    return understand(case["text"]).intent in (case["intent"], *case.get("also", ()))


def placed(case: Case) -> bool:
    """Section, themes and wish, where they are labelled."""
    asked = understand(case["text"])
    themes = "themes" not in case or set(case["themes"]) == set(asked.themes)
    return (
        ("section" not in case or case["section"] == asked.section)
        and themes
        and case.get("wish", asked.wish) == asked.wish
    )


def told(case: Case) -> bool:
    """Every fact that the message states, by slot; of a text at least the words given."""
    facts = understand(case["text"]).facts
    return all(
        str(value) in str(facts.get(key, "")) if isinstance(value, str) else facts.get(key) == value
        for key, value in case.get("facts", {}).items()
    )


def questions() -> list[Case]:
    found: list[Case] = tomllib.loads((HERE / "filling_questions.toml").read_text("utf-8"))["questions"]
    return found


def answer_to(case: Case, guidance: Guidance) -> str:
    return reply(case["question"], Desk(None, lambda *_a, **_k: [], check, guidance)).reply


def answered(case: Case, guidance: Guidance) -> bool:
    """The right answer first: every point, the authority, and the request to confirm where the sources are unsure."""
    said = answer_to(case, guidance)
    if not case.get("covered", bool(case.get("id"))):
        return "没有涉及" in said
    points = all(re.search(point, said) for point in case.get("answer_points", []))
    return points and bool(re.search(case.get("article") or "", said)) and (not case.get("confirm") or CONFIRM in said)


def _score(name: str, cases: list[Case], show: bool) -> None:
    right = sum(map(understood, cases))
    meant = [case for case in cases if understood(case)]
    facts = [case for case in cases if case.get("facts")]
    print(f"{name}: {right} of {len(cases)} messages understood ({right / len(cases):.1%}); of these {sum(map(placed, meant)) / len(meant):.1%} placed "
          f"(section, theme, wish); {sum(map(told, facts))} of {len(facts)} told facts read")  # fmt: skip
    missed = [case for case in cases if not understood(case)]
    print(f"    misunderstood by intent: {dict(Counter(case['intent'] for case in missed)) or 'none'}")
    asked = [case for case in missed if case["intent"] in ("off_topic", "guidance")]
    print(
        f"    off topic or asked of practice, and taken for a wish to write: {sum(understand(case['text']).intent in WRITES for case in asked)}"
    )
    for case in cases if show else ():
        heard = understand(case["text"])
        if not understood(case):
            print(f"    {case['intent']} taken for {heard.intent}: {case['text']}")
        elif not placed(case):
            print(f"    placed {heard.section} {heard.themes} {heard.wish}: {case}")
        elif case.get("facts") and not told(case):
            print(f"    facts {dict(heard.facts)}: {case}")


def main(arguments: Sequence[str] | None = None) -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--errors", action="store_true")
    show = parser.parse_args(arguments).errors
    guidance = Guidance(CORPUS / "guidance.toml")
    judged = validation()
    for name, cases, shown in (
        ("tuning part", messages(False), True), ("validation, chosen by", judged[::2], True), ("validation, kept back", judged[1::2], False),
        ("held out", messages(True), False),
    ):  # fmt: skip
        _score(name, cases, show and shown)
    known, silent = (
        [c for c in questions() if bool(c.get("covered", bool(c.get("id")))) is covered] for covered in (True, False)
    )
    for name, cases in (("answered by the sources", known), ("on which they are silent", silent)):
        right = sum(answered(case, guidance) for case in cases)
        print(f"filling questions {name}: {right} of {len(cases)} right first ({right / len(cases):.1%})")
        if show:
            for case in cases:
                if not answered(case, guidance):
                    print(
                        f"    {case['question']} → {case.get('id')} {case.get('answer_points')} {case.get('article')}\n        {answer_to(case, guidance)[:110]}"
                    )
    return 0


if __name__ == "__main__":
    sys.exit(main())
