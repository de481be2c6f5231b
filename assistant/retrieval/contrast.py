"""Training the token vectors of a static encoder on pairs of texts; importing this loads torch."""

from collections.abc import Callable, Iterable, Sequence

import numpy as np
import torch
from numpy.typing import NDArray
from torch.nn import functional as F

DIMENSIONS = (256, 128, 64)  # the loss is the mean over these prefixes
SHARPNESS = 20.0  # multiplies the cosine

Ids = NDArray[np.int64]
Pair = tuple[Ids, Ids, int]  # left, right, group: pairs of one group are no negatives of one another
Batch = list[Pair]
Told = Callable[[int, float], None]


def contrastive_loss(left: torch.Tensor, right: torch.Tensor, groups: torch.Tensor) -> torch.Tensor:
    """Symmetric in-batch cross entropy of cosines, the mean over the prefixes; left, right [n, dim]; groups [n]."""
    same = groups[:, None] == groups[None, :]
    same.fill_diagonal_(False)
    target = torch.arange(len(groups))
    losses = []
    for dim in DIMENSIONS:
        a, b = F.normalize(left[:, :dim], dim=1), F.normalize(right[:, :dim], dim=1)
        scores = (a @ b.T * SHARPNESS).masked_fill(same, -1e4)
        losses += [F.cross_entropy(scores, target), F.cross_entropy(scores.T, target)]
    return torch.stack(losses).mean()


def contrast(
    vectors: NDArray[np.float32], steps: Iterable[Sequence[Batch]], count: int, rate: float, told: Told | None = None
) -> NDArray[np.float32]:
    """Train token vectors [size, dim] on `count` steps of batches; Adam's rate falls from `rate` to zero in a line.

    The loss of a step is the mean over its batches; `told` hears the step's number and its loss.
    """
    weight = torch.nn.Parameter(torch.from_numpy(vectors.copy()))
    adam = torch.optim.Adam([weight], lr=rate)
    schedule = torch.optim.lr_scheduler.LinearLR(adam, 1.0, 0.0, count)
    for number, batches in enumerate(steps):
        loss = torch.stack([_loss(weight, batch) for batch in batches]).mean()
        adam.zero_grad()
        loss.backward()
        adam.step()
        schedule.step()
        if told:
            told(number, float(loss.detach()))
    trained = weight.detach().numpy()
    trained[0] = 0.0  # the unknown says nothing
    return trained


def _loss(weight: torch.Tensor, batch: Batch) -> torch.Tensor:
    left, right = bag(weight, [pair[0] for pair in batch]), bag(weight, [pair[1] for pair in batch])
    return contrastive_loss(left, right, torch.tensor([pair[2] for pair in batch]))


def bag(weight: torch.Tensor, texts: Sequence[Ids]) -> torch.Tensor:
    """The mean of the vectors of each text's tokens [n, dim]."""
    offsets = np.cumsum([0] + [len(t) for t in texts[:-1]])
    return F.embedding_bag(torch.from_numpy(np.concatenate(texts)), weight, torch.from_numpy(offsets), mode="mean")
