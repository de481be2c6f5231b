"""Training token vectors: what a word learns, the words that share its parts learn too."""

import numpy as np

from assistant.retrieval.contrast import contrast

SIZE, LEFT, RIGHT, ALIKE, LETTER = 40, 1, 2, 3, 4  # tokens; LEFT and ALIKE share LETTER


def nearness(parts: list[np.ndarray] | None) -> float:
    """How much nearer ALIKE came to RIGHT while only LEFT was shown beside it."""
    first = np.random.default_rng(1).normal(size=(SIZE, 256)).astype(np.float32)
    pairs = [(np.array([LEFT]), np.array([RIGHT]), 0)] + [
        (np.array([n]), np.array([n + 1]), n) for n in range(5, 25, 2)
    ]
    trained = contrast(first, [[pairs]] * 40, 40, 0.01, parts=parts)
    unit = trained / np.maximum(np.linalg.norm(trained, axis=1, keepdims=True), 1e-9)
    before = first / np.linalg.norm(first, axis=1, keepdims=True)
    return float(unit[ALIKE] @ unit[RIGHT] - before[ALIKE] @ before[RIGHT])


def test_words_learn_through_the_characters_they_share() -> None:
    nothing = np.array([], dtype=np.int64)
    parts = [np.array([LETTER]) if n in (LEFT, ALIKE) else nothing for n in range(SIZE)]
    assert nearness(None) < 0.05
    assert nearness(parts) > 0.1
