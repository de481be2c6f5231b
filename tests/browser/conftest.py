"""One server and one browser for the tests of a file, and a house over the same folder with the samples in it."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from assistant.service import Assistant
from assistant.settings import Settings
from tests.browser.clerk import Clerk, browsing, served


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("browser")


@pytest.fixture(scope="module")
def address(folder: Path) -> Iterator[str]:
    with served(folder) as found:
        yield found


@pytest.fixture(scope="module")
def chromium() -> Iterator[Any]:
    with browsing() as found:
        yield found


@pytest.fixture
def house(folder: Path, address: str, monkeypatch: pytest.MonkeyPatch) -> Assistant:
    monkeypatch.setenv("NIANBAO_DATA", str(folder / "data"))
    assistant = Assistant(Settings())
    if assistant.samples_due:
        assistant.load_samples()
    return assistant


@pytest.fixture
def clerk(chromium: Any, request: pytest.FixtureRequest) -> Iterator[Clerk]:
    """A clerk before a window of 1366×768, or as a test's parameter has it (a browser context's options)."""
    look = {"viewport": {"width": 1366, "height": 768}, "locale": "zh-CN", "accept_downloads": True}
    context = chromium.new_context(**look | getattr(request, "param", {}))
    found = Clerk(context.new_page())
    yield found
    context.close()
    assert not found.wrong
