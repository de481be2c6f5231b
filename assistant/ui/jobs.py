"""Slow work beside the pages: it goes on when the user clicks elsewhere, and every tab sees how far it is."""

import logging
import threading
import time
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

from assistant.report import Unusable
from assistant.ui.trouble import ACCIDENT

Progress = Callable[[int, int, str], None]
log = logging.getLogger(__name__)


class Stopped(Exception):
    """Raised inside work, at its next step, when the user has stopped it."""


@dataclass
class Job:
    """Work on its way; called as a Progress by the work itself, at each step.

    `result` is what the work returned; `error` a Chinese sentence where it failed, '' otherwise; `said` what it has written
    so far. `stirred` is set with the first of these. `announced` is set when a page has been told that the work has ended.
    """

    label: str
    done: int = 0
    whole: int = 0
    what: str = ""
    result: Any = None
    error: str = ""
    said: str = ""
    announced: bool = False
    stop: threading.Event = field(default_factory=threading.Event)
    began: float = field(default_factory=time.monotonic)
    ended: threading.Event = field(default_factory=threading.Event)
    stirred: threading.Event = field(default_factory=threading.Event)

    def __call__(self, done: int, whole: int, what: str) -> None:
        if self.stopped:
            raise Stopped
        self.done, self.whole, self.what = done, whole, what

    def hear(self, piece: str) -> None:
        """Take a piece of what the work is writing."""
        self.said += piece
        self.stirred.set()

    @property
    def stopped(self) -> bool:
        return self.stop.is_set()

    @property
    def running(self) -> bool:
        return not self.ended.is_set()

    @property
    def share(self) -> float:
        return min(self.done / self.whole, 1.0) if self.whole else 0.0

    @property
    def words(self) -> str:
        step = f" {self.done}/{self.whole}" if self.whole else ""
        return f"{self.label}{step}…" + (f"（{self.what}）" if self.what else "") + self._left

    @property
    def _left(self) -> str:
        """How long it may still take, once that can be told."""
        passed = time.monotonic() - self.began
        if passed < 2 or not 0 < self.done < self.whole:
            return ""
        seconds = round(passed * (self.whole - self.done) / self.done)
        return f"　约还要 {seconds} 秒" if seconds < 90 else f"　约还要 {round(seconds / 60)} 分钟"


class Jobs:
    """Running and ended work by key."""

    def __init__(self) -> None:
        self._jobs: dict[str, Job] = {}
        self._lock = threading.Lock()

    def start(self, key: str, label: str, work: Callable[[Job], Any]) -> Job:
        """Begin `work(job)` in a thread of its own; while one of the same key runs, return that one."""
        with self._lock:
            known = self._jobs.get(key)
            if known and known.running:
                return known
            job = self._jobs[key] = Job(label)
        threading.Thread(target=_carry_out, args=(job, work), name=key, daemon=True).start()
        return job

    def get(self, key: str) -> Job | None:
        return self._jobs.get(key)

    def running(self, key: str) -> bool:
        job = self._jobs.get(key)
        return bool(job and job.running)

    def stop(self, key: str) -> None:
        """Ask work to stop at its next step; what it has done by then stays."""
        if job := self._jobs.get(key):
            job.stop.set()

    def take(self, key: str) -> Job | None:
        """Hand over an ended job, once; None while it runs or where there is none."""
        with self._lock:
            job = self._jobs.get(key)
            return self._jobs.pop(key) if job and not job.running else None

    def wait(self, timeout: float = 60) -> None:
        """Wait until all work has ended (for tests)."""
        for job in list(self._jobs.values()):
            job.ended.wait(timeout)


def _carry_out(job: Job, work: Callable[[Job], Any]) -> None:
    try:
        job.result = work(job)
    except Unusable as error:
        job.error = str(error)
    except Stopped:
        job.error = f"已停止{job.label.removeprefix('正在')}，停下之前完成的都已保存。"
    except Exception:
        log.exception("job %s failed", job.label)
        job.error = ACCIDENT
    finally:
        job.ended.set()
        job.stirred.set()
