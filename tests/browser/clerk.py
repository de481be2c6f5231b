"""The app as users start it, and a clerk in front of it who clicks and types."""

import io
import os
import re
import shutil
import socket
import subprocess
import sys
import time
import urllib.request
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pytest

ROOT = Path(__file__).parents[2]
SHOTS = Path(os.environ.get("NIANBAO_SCREENSHOTS") or ROOT / "build/screenshots")
FLAGS = [
    "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run",
    "--disable-background-networking", "--disable-component-update", "--disable-sync",
]  # fmt: skip
KNOWN = {
    "Word",
    "xlsx",
    "Excel",
    "Esc",
    "PDF",
    "JSON",
    "SQLite",
    "docx",
    "doc",
    "html",
    "txt",
    "pdf",
    "json",
    "zip",
    "last",
    "year",
}
VISIBLE = """() => {
    const walk = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT), words = [];
    while (walk.nextNode()) {
        const box = walk.currentNode.parentElement;
        if (box.closest('script, style, noscript, textarea') || !box.checkVisibility()) continue;
        if (getComputedStyle(box).fontFamily.includes('Material')) continue;
        if (getComputedStyle(box).fontSize !== '0px' && box.getBoundingClientRect().width > 1) words.push(walk.currentNode.data);
    }
    return words.join(' ');
}"""


HIDE_FOLDER = """() => {
    for (const one of document.querySelectorAll('[data-testid="stText"] *')) if (/^[/].*[/]data$/.test(one.innerText)) one.innerText = "/…/data";
}"""  # the guide is nobody's machine


@contextmanager
def served(
    folder: Path,
    script: Path | str = "app.py",
    options: Callable[[str], list[str]] = lambda _address: [],
    **environment: str,
) -> Iterator[str]:
    """The app (or another script) over a data folder of its own inside `folder`; yields its address.

    `options` makes more of Streamlit's options once the address is known.
    """
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    log = (folder / f"server-{port}.log").open("w")
    server = subprocess.Popen(
        [
            sys.executable, "-m", "streamlit", "run", str(script), f"--server.port={port}",
            *options(f"http://127.0.0.1:{port}"),
        ],
        cwd=ROOT, env={**os.environ, "NIANBAO_DATA": str(folder / "data"), **environment}, stdout=log, stderr=log,
    )  # fmt: skip
    try:
        deadline = time.monotonic() + 60
        while True:
            try:
                urllib.request.urlopen(f"http://127.0.0.1:{port}/_stcore/health", timeout=2).close()
                break
            except OSError:
                assert time.monotonic() < deadline and server.poll() is None, "the server did not start"
                time.sleep(0.1)
        yield f"http://127.0.0.1:{port}"
    finally:
        server.terminate()
        try:
            server.wait(20)
        except subprocess.TimeoutExpired:
            server.kill()
            server.wait()
        log.close()


@contextmanager
def browsing() -> Iterator[Any]:
    """Headless Chromium; skips where this machine has none."""
    found = shutil.which("chromium")
    if not found:
        pytest.skip("no chromium on this machine: the journey was not driven")
    playwright = pytest.importorskip("playwright.sync_api", reason="playwright is not installed")
    with playwright.sync_playwright() as play:
        browser = play.chromium.launch(executable_path=found, args=FLAGS)
        yield browser
        browser.close()


class Clerk:
    """What a clerk does in the page."""

    def __init__(self, page: Any) -> None:
        self.page = page
        self.requests: set[str] = set()
        self.wrong: list[str] = []
        page.set_default_timeout(180_000)  # a busy machine
        page.on("request", lambda request: self.requests.add(request.url))
        page.on("websocket", lambda socket: self.requests.add(socket.url))
        page.on("pageerror", lambda error: self.wrong.append(str(error)))

    def sees(self, text: str) -> Any:
        found = self.page.get_by_text(text).filter(visible=True).first
        try:
            found.wait_for()
        except Exception:
            SHOTS.mkdir(parents=True, exist_ok=True)
            self.page.screenshot(path=SHOTS / "failed.png")
            raise
        return found

    def press(self, name: str) -> None:
        self.page.get_by_role("button", name=name, exact=True).filter(visible=True).last.click()
        self.rests()

    def goes_to(self, page: str) -> None:
        self.page.get_by_test_id("stSidebarNav").get_by_text(page, exact=True).click()
        self.page.get_by_role("heading", name=page, exact=True, level=1).wait_for()
        self.rests()

    def rests(self) -> None:
        """Wait until the page has answered, and speaks Chinese: its manners come a moment after its first words."""
        time.sleep(0.25)
        self.page.wait_for_selector('html[lang="zh-CN"]', state="attached")
        self.page.wait_for_selector('[data-testid="stApp"][data-test-script-state="notRunning"]')
        self.page.wait_for_selector('[data-testid="stSkeleton"]', state="detached")

    def fills(self, label: str, text: str) -> None:
        field = self.page.get_by_label(label, exact=True).filter(visible=True).first
        field.fill(text)
        field.press("Enter")
        self.rests()

    def types_figure(self, path: str, text: str) -> None:
        cell = self.page.locator(f'input[data-path="{path}"]')
        cell.click()
        self.page.keyboard.press("Control+a")
        self.page.keyboard.type(text)
        self.page.keyboard.press("Enter")

    def shoots(self, name: str) -> None:
        """Keep a picture of the page, and see that everything on it is Chinese."""
        self.rests()
        text = re.sub(r"/[\w./-]+", "", self.page.evaluate(VISIBLE))  # the data folder's path
        shown = set(re.findall(r"[A-Za-z]{3,}", text)) - KNOWN
        assert not shown, (name, shown)
        self.page.evaluate(HIDE_FOLDER)
        SHOTS.mkdir(parents=True, exist_ok=True)
        (SHOTS / f"{name}.png").write_bytes(small(self.page.screenshot()))


def small(picture: bytes) -> bytes:
    """A screenshot in 256 colours, so that the guide stays light."""
    from PIL import Image

    out = io.BytesIO()
    Image.open(io.BytesIO(picture)).convert("RGB").quantize(256, dither=Image.Dither.NONE).save(
        out, "PNG", optimize=True
    )
    return out.getvalue()
