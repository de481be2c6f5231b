"""When nothing is close: how near an encoder puts questions that no report answers."""

import numpy as np

from assistant.retrieval.encoder import Encoder
from assistant.retrieval.store import Snapshot

SHARE = 0.75  # of the unrelated questions must find nothing
_SAMPLE = 4000  # passages that are enough to know
UNRELATED = (
    "今天天气怎么样", "红烧肉怎么做才好吃", "孩子发烧了要吃什么药", "世界杯决赛几点开始", "推荐几部好看的电影",
    "手机屏幕碎了哪里能修", "去海边旅游带什么衣服", "股票明天会涨吗", "怎样学弹吉他", "附近有没有好吃的火锅店",
    "猫不吃东西怎么办", "高铁票可以退吗", "光合作用的原理", "牛顿三大定律", "如何写一首情诗", "二手车怎么砍价",
    "黑洞是怎样形成的", "跑步膝盖疼", "空调不制冷怎么修", "玫瑰花多久浇一次水",
)  # fmt: skip


class Closeness:
    """Cosine + the share of the query's bigrams that a passage holds, by their rarity; what most unrelated questions
    do not reach with any passage is close. So the floor fits any encoder and any corpus.
    """

    def __init__(self, encoder: Encoder, snapshot: Snapshot, matrix: np.ndarray | None) -> None:
        self._snapshot = snapshot
        self.floor = 0.0
        if matrix is not None and len(matrix):
            rows = np.arange(0, len(matrix), max(1, len(matrix) // _SAMPLE))
            cosines = encoder.encode(list(UNRELATED), query=True) @ matrix[rows].T
            best = [self.of(q, rows, c).max() for q, c in zip(UNRELATED, cosines, strict=True)]
            self.floor = float(np.quantile(best, SHARE))

    def of(self, query: str, rows: np.ndarray, cosines: np.ndarray) -> np.ndarray:
        """How close the passages of these rows are, given their cosines."""
        letters = not any("一" <= c <= "鿿" for c in query)  # which alone mean nothing
        return self._snapshot.lexical.shared(query)[rows] + (0.0 if letters else cosines)
