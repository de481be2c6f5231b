"""Measure the cold start: process start → health → first painted page in Chromium, and the server's peak memory.

Run `python -m bench.startup`; needs Debian's chromium. Times are this machine's; the last column is the ratio to a bare
Streamlit page ("hello") measured in the same run, which is the figure to compare between machines.
"""

import os
import shutil
import socket
import subprocess
import sys
import tempfile
import time
import urllib.request
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
FLAGS = ["--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking",
         "--disable-component-update", "--disable-sync"]  # fmt: skip


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def peak_mb(pid: int) -> float:
    """The highest resident memory of a process so far, in MB."""
    status = Path(f"/proc/{pid}/status").read_text()
    return int(next(line for line in status.splitlines() if line.startswith("VmHWM")).split()[1]) / 1024


def measure(script: Path, data: Path) -> dict[str, float]:
    """Start a Streamlit script and paint it once; seconds and MB."""
    from playwright.sync_api import sync_playwright

    port, begin = free_port(), time.perf_counter()
    server = subprocess.Popen(
        [sys.executable, "-m", "streamlit", "run", str(script), "--server.port", str(port)],
        cwd=ROOT, env={**os.environ, "NIANBAO_DATA": str(data)}, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL,
    )  # fmt: skip
    try:
        while True:
            try:
                urllib.request.urlopen(f"http://127.0.0.1:{port}/_stcore/health", timeout=1).read()
                break
            except OSError:
                time.sleep(0.02)
        health = time.perf_counter() - begin
        with sync_playwright() as playwright:
            browser = playwright.chromium.launch(executable_path=shutil.which("chromium"), args=FLAGS)
            page = browser.new_page(viewport={"width": 1366, "height": 768})
            opened = time.perf_counter()
            page.goto(f"http://127.0.0.1:{port}/")
            page.wait_for_selector("h1")
            painted = time.perf_counter() - opened
            page.wait_for_timeout(500)
            browser.close()
        return {"health": health, "painted": painted, "total": health + painted, "peak": peak_mb(server.pid)}
    finally:
        server.terminate()
        server.wait(10)


def main() -> None:
    with tempfile.TemporaryDirectory() as folder:
        bare = Path(folder) / "hello.py"
        bare.write_text("import streamlit as st\nst.title('hello')\n")
        (Path(folder) / "data").mkdir()
        (Path(folder) / "data" / "samples-offered").touch()
        rows = [
            ("bare page", measure(bare, Path(folder))),
            ("年报助手", measure(ROOT / "app.py", Path(folder) / "data")),
        ]
    print(f"{'':12}{'health s':>10}{'page s':>10}{'total s':>10}{'peak MB':>10}")
    for name, row in rows:
        print(f"{name:12}{row['health']:10.2f}{row['painted']:10.2f}{row['total']:10.2f}{row['peak']:10.0f}")
    print(
        f"ratio to the bare page: total {rows[1][1]['total'] / rows[0][1]['total']:.2f}, peak {rows[1][1]['peak'] / rows[0][1]['peak']:.2f}"
    )


if __name__ == "__main__":
    main()
