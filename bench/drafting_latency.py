"""An offline suggestion at 10,000 passages: p50 and p95, and how much of it is search, masking and rules."""

import tempfile
import time
from collections import defaultdict
from collections.abc import Callable
from pathlib import Path
from statistics import median, quantiles
from typing import Any

from assistant.drafting import Brief, chat, offline, section_five, suggest, wording
from assistant.rules import check
from assistant.service import Assistant
from assistant.settings import Settings
from bench.drafting import SHOWN, targets
from bench.peers import peers

PASSAGES, UNITS = 10_000, 12


def latency() -> int:
    """Fill a corpus, warm up, then time every section of twelve units."""
    with tempfile.TemporaryDirectory() as folder:
        house = Assistant(Settings(data=Path(folder), offline=True, _env_file=None))
        made = peers(PASSAGES // 11)
        house.add_documents(
            [(f"{n}.json", house.export(p.report, ".json", findings=()), p.report) for n, p in enumerate(made)]
        )
        spent: dict[str, float] = defaultdict(float)

        def timed(name: str, work: Callable[..., Any]) -> Callable[..., Any]:
            def run(*args: Any, **more: Any) -> Any:
                began = time.perf_counter()
                try:
                    return work(*args, **more)
                finally:
                    spent[name] += time.perf_counter() - began

            return run

        search, judge = timed("search", house.search), timed("rules", check)
        for module, name in ((offline, "check"), (wording, "refill"), (section_five, "refill")):
            setattr(module, name, timed("masking" if name == "refill" else "rules", getattr(module, name)))
        filings = targets(UNITS)
        chat.suggest(Brief(filings[0], search), "overview", None, judge)
        spent.clear()
        took: dict[str, list[float]] = {section: [] for section in SHOWN}
        for filing in filings:
            for section in SHOWN:
                began = time.perf_counter()
                suggest(Brief(filing, search), section, None, judge)
                took[section].append(time.perf_counter() - began)
        whole = [second for seconds in took.values() for second in seconds]
        print(f"{house.stats()['passages']} passages, {len(whole)} suggestions, warm")
        for section, seconds in [*took.items(), ("all", whole)]:
            print(
                f"{section:13} p50 {median(seconds) * 1000:6.0f} ms   p95 {quantiles(seconds, n=20)[-1] * 1000:6.0f} ms"
            )
        shares = {name: seconds / sum(whole) for name, seconds in spent.items()}
        print(
            "share: "
            + ", ".join(f"{name} {share:.0%}" for name, share in shares.items())
            + f", rest {1 - sum(shares.values()):.0%}"
        )
    return 0
