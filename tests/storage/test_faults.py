"""A short run of `bench.faults`: the program is killed at random moments and its disk fills up; what was confirmed is there."""

import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).parents[2]


def test_nothing_confirmed_is_lost_when_the_program_is_killed() -> None:
    done = subprocess.run(
        [sys.executable, "-m", "bench.faults", "--kills", "4"], cwd=ROOT, capture_output=True, text=True
    )
    assert done.returncode == 0, done.stdout + done.stderr[-2000:]
    assert "4 kills: 0 faults" in done.stdout
