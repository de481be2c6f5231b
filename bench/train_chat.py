"""Learn what messages ask for from chat_exemplars.toml and the tuning part of chat_messages.toml; write assistant/drafting/intents.npz."""

import sys
import tomllib
from collections import Counter
from pathlib import Path

import numpy as np
from scipy.sparse import csr_matrix
from sklearn.linear_model import LogisticRegression

from assistant.drafting.intents import features

HERE = Path(__file__).parent


def examples() -> list[tuple[str, str]]:
    """Messages with their intents; what is held out is not among them."""
    own = tomllib.loads((HERE / "chat_exemplars.toml").read_text("utf-8"))
    cases = tomllib.loads((HERE / "chat_messages.toml").read_text("utf-8"))["messages"]
    tuning = [(case["text"], case["intent"]) for case in cases if not case.get("held_out")]
    return [(text, intent) for intent, texts in own.items() for text in texts] + tuning * 2


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
    fitted = LogisticRegression(C=30, class_weight="balanced", max_iter=400).fit(matrix, [intent for _, intent in data])
    kept = np.abs(fitted.coef_).max(axis=0) > 0.15
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
