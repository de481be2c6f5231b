"""Learn what messages ask for from chat_exemplars.toml and the tuning part of chat_messages.toml; write assistant/drafting/intents.npz."""

import random
import re
import sys
import tomllib
from collections import Counter
from pathlib import Path

import numpy as np
from scipy.sparse import csr_matrix
from sklearn.linear_model import LogisticRegression

from assistant.drafting.intents import features
from assistant.drafting.understanding import section_of
from assistant.service import CORPUS

HERE = Path(__file__).parent
TIMES = {"off_topic": 16, "guidance": 6, "tell": 6}  # how often a message with slots is learned; others 8 times
WORDING = re.compile(r"(?:部分|建设|管理|保障|情况)怎么写$")  # asked of guidance, but wording is as welcome
STRENGTH = (
    40  # inverse of the penalty; 30 to 100 make no difference when a quarter of the exemplars is left out in turn
)


def filled(text: str, slots: dict[str, list[str]], times: int, chance: random.Random) -> list[str]:
    """A message with each slot filled, `times` over; as it stands if it has none."""
    if "{" not in text:
        return [text]
    made = (re.sub(r"\{(\w)\}", lambda slot: chance.choice(slots[slot[1]]), text) for _ in range(times))
    return list(dict.fromkeys(made))


def examples() -> list[tuple[str, str]]:
    """Messages with their intents; what is held out is not among them."""
    own = tomllib.loads((HERE / "chat_exemplars.toml").read_text("utf-8"))
    slots, chance = own.pop("slots"), random.Random(1)
    found = [
        (message, intent)
        for intent, texts in own.items()
        for text in texts
        for message in filled(text, slots, TIMES.get(intent, 8), chance)
    ]
    for intent in ("draft", "rewrite", "alternatives"):  # another paper wanted in the same words is off topic
        alike = [text.replace("{S}", "{D}") for text in own[intent] if "{S}" in text and not section_of(text)[0]]
        found += [(message, "off_topic") for text in alike for message in filled(text, slots, 3, chance)]
    entries = tomllib.loads((CORPUS / "guidance.toml").read_text("utf-8"))["entry"]
    asked = [question for entry in entries for question in (entry["title"], *entry["questions"])]
    found += [(question, "guidance") for question in asked if not WORDING.search(question)]
    cases = tomllib.loads((HERE / "chat_messages.toml").read_text("utf-8"))["messages"]
    return found + 2 * [(case["text"], case["intent"]) for case in cases if not case.get("held_out")]


def main() -> int:
    data = examples()
    found = [features(text) for text, _ in data]
    often = sorted(name for name, n in Counter(name for one in found for name in one).items() if n >= 2)
    rows = {name: n for n, name in enumerate(often)}
    known = [[rows[name] for name in one if name in rows] for one in found]
    values = [1 / len(one) ** 0.5 for one in known for _ in one]
    matrix = csr_matrix(
        (values, ([n for n, one in enumerate(known) for _ in one], [row for one in known for row in one])),
        (len(data), len(rows)),
    )
    fitted = LogisticRegression(C=STRENGTH, class_weight="balanced", max_iter=400).fit(
        matrix, [intent for _, intent in data]
    )
    kept = np.abs(fitted.coef_).max(axis=0) > 0.3
    path = HERE.parent / "assistant" / "drafting" / "intents.npz"
    np.savez_compressed(
        path,
        features=np.array(often)[kept],
        intents=fitted.classes_,
        weights=fitted.coef_.T[kept].astype(np.float16),
        bias=fitted.intercept_,
    )
    print(
        f"{len(data)} messages, {int(kept.sum())} of {len(often)} features kept, {path.stat().st_size / 1024:.0f} KB written"
    )
    return 0


if __name__ == "__main__":
    sys.exit(main())
