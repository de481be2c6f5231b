"""Training the token vectors of a static encoder on pairs of texts; importing this loads torch."""

from collections.abc import Callable, Iterable, Sequence

import numpy as np
import torch
from numpy.typing import NDArray
from torch.nn import functional as F

DIMENSIONS = (256, 128, 64)  # the loss is the mean over these prefixes
SHARPNESS = 20.0  # multiplies the cosine; the shipped encoder is trained with its own

Ids = NDArray[np.int64]
Pair = tuple[Ids, Ids, int]  # left, right, group: pairs of one group are no negatives of one another
Batch = list[Pair]
Told = Callable[[int, float], None]


def contrastive_loss(
    left: torch.Tensor, right: torch.Tensor, groups: torch.Tensor, sharpness: float = SHARPNESS
) -> torch.Tensor:
    """Symmetric in-batch cross entropy of cosines, the mean over the prefixes; left, right [n, dim]; groups [n]."""
    same = groups[:, None] == groups[None, :]
    same.fill_diagonal_(False)
    target = torch.arange(len(groups))
    losses = []
    for dim in DIMENSIONS:
        a, b = F.normalize(left[:, :dim], dim=1), F.normalize(right[:, :dim], dim=1)
        scores = (a @ b.T * sharpness).masked_fill(same, -1e4)
        losses += [F.cross_entropy(scores, target), F.cross_entropy(scores.T, target)]
    return torch.stack(losses).mean()


def contrast(
    vectors: NDArray[np.float32], steps: Iterable[Sequence[Batch]], count: int, rate: float, told: Told | None = None,
    *, parts: Sequence[Ids] | None = None, sharpness: float = SHARPNESS,
) -> NDArray[np.float32]:  # fmt: skip
    """Train token vectors [size, dim] on `count` steps of batches; Adam's rate falls from `rate` to zero in a line.

    The loss of a step is the mean over its batches; `told` hears the step's number and its loss. With `parts` (a token's own
    parts, for each token) a token's vector is its own and the mean of its parts', so that what one word learns is shared
    with the words that look like it; what is returned is the sum.
    """
    weight = torch.nn.Parameter(torch.from_numpy(vectors.copy()))
    adam = torch.optim.Adam([weight], lr=rate)
    schedule = torch.optim.lr_scheduler.LinearLR(adam, 1.0, 0.0, count)
    whole = _composer(parts)
    for number, batches in enumerate(steps):
        table = whole(weight)
        loss = torch.stack([_loss(table, batch, sharpness) for batch in batches]).mean()
        adam.zero_grad()
        loss.backward()
        adam.step()
        schedule.step()
        if told:
            told(number, float(loss.detach()))
    trained = whole(weight).detach().numpy()
    trained[0] = 0.0  # the unknown says nothing
    return trained


def _composer(parts: Sequence[Ids] | None) -> Callable[[torch.Tensor], torch.Tensor]:
    if parts is None:
        return lambda weight: weight
    ids, offsets = _flat(parts)
    return lambda weight: weight + F.embedding_bag(ids, weight, offsets, mode="mean")


def _loss(weight: torch.Tensor, batch: Batch, sharpness: float) -> torch.Tensor:
    left, right = bag(weight, [pair[0] for pair in batch]), bag(weight, [pair[1] for pair in batch])
    return contrastive_loss(left, right, torch.tensor([pair[2] for pair in batch]), sharpness)


def bag(weight: torch.Tensor, texts: Sequence[Ids]) -> torch.Tensor:
    """The mean of the vectors of each text's tokens [n, dim]."""
    ids, offsets = _flat(texts)
    return F.embedding_bag(ids, weight, offsets, mode="mean")


def _flat(texts: Sequence[Ids]) -> tuple[torch.Tensor, torch.Tensor]:
    offsets = np.cumsum([0] + [len(t) for t in texts[:-1]])
    return torch.from_numpy(np.concatenate(texts)), torch.from_numpy(offsets)
