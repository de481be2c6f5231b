"""The encoder trained further on the headings of the user's own corpus: seconds, kept only if better, undone at will."""

import json
import shutil
from collections.abc import Iterator, Sequence
from dataclasses import asdict, dataclass, replace
from pathlib import Path
from time import perf_counter

import numpy as np

from assistant.report import Passage, Unusable
from assistant.retrieval.encoder import Encoder
from assistant.retrieval.intents import LISTS, intents
from assistant.retrieval.passages import SURE
from assistant.retrieval.static import StaticEncoder

STEPS, RATE, SEED = 40, 1e-3, 7
EACH = 6  # pairs of every theme in a step
FEWEST = 24  # passages under telling headings, of at least two units
GAIN = 0.005  # of precision that makes it worth while
FACTS = "adapted.json"


@dataclass(frozen=True)
class Outcome:
    """Precision@5 of themes on the headings of other units, before and after; `base` is the encoder it came from."""

    before: float
    after: float
    kept: bool
    passages: int
    units: int
    base: str
    seconds: float


def adapted(folder: Path, base: Encoder) -> StaticEncoder | None:
    """The encoder adapted from `base` in a data folder; None where there is none or the base has changed since."""
    try:
        facts = json.loads((folder / FACTS).read_text("utf-8"))
        return StaticEncoder(folder) if facts["base"] == base.name else None
    except (OSError, ValueError, KeyError):
        return None


def adaptation(folder: Path) -> Outcome | None:
    """What the adaptation in use was measured to bring."""
    try:
        return Outcome(**json.loads((folder / FACTS).read_text("utf-8")))
    except (OSError, ValueError, TypeError):
        return None


def adapt(base: Encoder, passages: Sequence[Passage], folder: Path) -> Outcome:
    """Train `base` further on telling headings; write it to `folder` if held-out headings say that it is better.

    Half of the units teach, the other half is asked for, and the other way round; what is kept then learned from all.
    """
    if not isinstance(base, StaticEncoder):
        raise Unusable("只有随程序提供的这类静态编码器可以适应语料，现在用的是另外的编码器。")
    start, told = perf_counter(), _told(passages)
    units = sorted({p.unit for p in told})
    if len(told) < FEWEST or len(units) < 2:
        raise Unusable(
            f"有小标题的段落太少（{len(told)} 段、{len(units)} 个单位），至少要两个单位、{FEWEST} 段，请先多导入几份年报。"
        )
    before, after = [], []
    for asked in (set(units[::2]), set(units[1::2])):
        rows = _trained(base, [p for p in told if p.unit not in asked])
        out = [p for p in told if p.unit in asked]
        before += _precision(base, base.rows, out)
        after += _precision(base, rows, out)
    was, now = float(np.mean(before)), float(np.mean(after))
    found = Outcome(was, now, now >= was + GAIN, len(told), len(units), base.name, 0.0)
    if found.kept:
        _keep(base, _trained(base, told), folder, found)
    return replace(found, seconds=perf_counter() - start)


def forget(folder: Path) -> None:
    """Go back to the encoder as it came."""
    shutil.rmtree(folder, ignore_errors=True)


def _told(passages: Sequence[Passage]) -> list[Passage]:
    """Passages whose heading or reader names the theme, each wording once."""
    known = {(p.section, p.text): p for p in passages if p.theme and p.sure == SURE and p.section in LISTS.values()}
    return list(known.values())


def _keep(base: StaticEncoder, rows: np.ndarray, folder: Path, found: Outcome) -> None:
    new = folder.with_name(f"{folder.name}.new")
    forget(new)
    new.parent.mkdir(parents=True, exist_ok=True)
    base.with_rows(rows, new)
    (new / FACTS).write_text(json.dumps(asdict(found)), "utf-8")
    forget(folder)
    new.replace(folder)


def _trained(base: StaticEncoder, told: Sequence[Passage]) -> np.ndarray:
    from assistant.retrieval.contrast import contrast

    return contrast(base.rows, _steps(base, told), STEPS, RATE)


def _steps(base: StaticEncoder, told: Sequence[Passage]) -> Iterator[list[list[tuple[np.ndarray, np.ndarray, int]]]]:
    """Pairs of passages of one theme, beside pairs of the project's own needs and wording so that those are not unlearned."""
    random = np.random.default_rng(SEED)
    by_theme: dict[str, list[np.ndarray]] = {}
    for passage, ids in zip(told, base.tokens([p.text for p in told]), strict=True):
        by_theme.setdefault(f"{passage.section}:{passage.theme}", []).append(ids)
    groups = [ids for ids in by_theme.values() if len(ids) > 1]
    own = [(base.tokens(i.q), base.tokens(i.t + i.p + i.m)) for i in intents()]
    for _ in range(STEPS):
        yield [
            [(*(ids[i] for i in random.choice(len(ids), 2, replace=False)), n) for n, ids in enumerate(groups) for _ in range(EACH)],
            [(q[random.integers(len(q))], w[random.integers(len(w))], n) for n, (q, w) in enumerate(own) if q and w],
        ]  # fmt: skip


def _precision(base: StaticEncoder, rows: np.ndarray, asked: Sequence[Passage]) -> list[float]:
    """Precision@5 of each passage's theme among the passages of its section in other units."""
    from assistant.retrieval.encoder import unit_length

    vectors = unit_length([rows[ids].mean(axis=0) for ids in base.tokens([p.text for p in asked])])
    found = []
    for row, passage in enumerate(asked):
        others = [n for n, p in enumerate(asked) if p.section == passage.section and p.unit != passage.unit]
        best = sorted(others, key=lambda n: -float(vectors[n] @ vectors[row]))[:5]
        if best:
            found.append(float(np.mean([asked[n].theme == passage.theme for n in best])))
    return found
