"""Thirty people of one county office at work at once, as the server meets them: over its websocket, at human pace.

Each session opens a draft of its own, edits a cell of the official tables every five seconds and asks for a draft of a section
once a minute. The clients run niced in a process of their own, so that the processor time of server and clients is told apart.
Loopback only, ended after the time asked for.

    python -m bench.load [--sessions 30] [--minutes 5]
"""

import argparse
import asyncio
import contextlib
import json
import multiprocessing
import os
import random
import socket
import statistics
import subprocess
import sys
import tempfile
import time
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import websockets
from streamlit.proto.BackMsg_pb2 import BackMsg
from streamlit.proto.ForwardMsg_pb2 import ForwardMsg

from assistant.report import load_form
from assistant.service import Assistant
from assistant.settings import Settings

ROOT = Path(__file__).resolve().parents[1]
CELLS = [path for path in load_form("2021").cells if path.startswith(("requests.", "disputes."))]
EVERY, TURN = 5.0, 60.0  # seconds between edits, between chat turns
PATIENCE = 60.0
ASKED = ("起草总体情况", "起草存在的主要问题", "起草改进情况")
TICKS = os.sysconf("SC_CLK_TCK")


@dataclass
class Told:
    """What the sessions met: seconds, and what went wrong in words."""

    edits: list[float] = field(default_factory=list)
    turns: list[float] = field(default_factory=list)
    opened: list[float] = field(default_factory=list)
    errors: list[str] = field(default_factory=list)


class Session:
    """One browser tab, without the browser: it knows the widgets that the last runs have drawn."""

    def __init__(self, address: str, draft: str, told: Told, chance: random.Random) -> None:
        self.address, self.query, self.told, self.chance = address, f"draft={draft}", told, chance
        self.pages: dict[str, str] = {}
        self.page, self.tables, self.part, self.asking, self.suggested = "", "", "", "", 0
        self.shown: dict[str, Any] = {}
        self.cells: dict[str, str] = {}
        self.sent, self.revision = 0, ""
        self.polls: dict[str, float] = {}
        self.partial = False

    async def live(self, end: float) -> None:
        try:
            await asyncio.sleep(self.chance.uniform(0, EVERY))
            async with websockets.connect(self.address, subprotocols=["streamlit"], max_size=None) as self.wire:
                begun = time.monotonic()
                await self.run(page_name="tables")
                self.told.opened.append(time.monotonic() - begun)
                asks = time.monotonic() + self.chance.uniform(0.2, 1) * TURN
                while time.monotonic() < end:
                    await asyncio.sleep(EVERY * self.chance.uniform(0.7, 1.3))
                    if time.monotonic() > asks:
                        asks += TURN
                        await self.ask()
                    await self.edit()
        except Exception as error:
            self.told.errors.append(f"{type(error).__name__}: {error}")

    async def edit(self) -> None:
        """Type a figure; done when the script has finished and says that it has taken it."""
        self.cells[self.chance.choice(CELLS)] = str(self.chance.randrange(50))
        self.sent += 1
        package = {"edits": {"revision": self.revision, "n": self.sent, "cells": self.cells}}
        begun = time.monotonic()
        await self.run(tables=package)
        self.told.edits.append(time.monotonic() - begun)
        if self.shown.get("seen") != self.sent:
            self.told.errors.append(f"an edit was not taken: {self.shown.get('seen')} instead of {self.sent}")

    async def ask(self) -> None:
        """Go to 撰写, ask for a section, wait for the suggestion, and come back to the tables."""
        await self.run(page="write")
        before, begun = self.suggested, time.monotonic()
        await self.run(said=self.chance.choice(ASKED))
        while self.suggested == before:
            if time.monotonic() - begun > PATIENCE:
                raise TimeoutError("no suggestion came")
            await self.take_until_finished(0.4)
            for fragment in list(self.polls):
                await self.run(fragment=fragment)
        self.told.turns.append(time.monotonic() - begun)
        self.revision, self.cells = "", {}
        await self.run(page="tables")

    async def run(
        self, *, page_name: str = "", page: str = "", tables: Any = None, said: str = "", fragment: str = ""
    ) -> None:
        """Ask for a run of the script, as a page does after a click, and take in what it draws."""
        message = BackMsg()
        asked = message.rerun_script
        asked.query_string, asked.page_name = self.query, page_name
        asked.page_script_hash = "" if page_name else self.pages[page] if page else self.page
        if tables is not None:
            state = asked.widget_states.widgets.add(id=self.tables)
            state.json_value = json.dumps(tables)
            asked.fragment_id, self.partial = self.part, True
        if said:
            state = asked.widget_states.widgets.add(id=self.asking)
            state.chat_input_value.data = said
        if fragment:
            asked.fragment_id, asked.is_auto_rerun, self.partial = fragment, True, True
        await self.wire.send(message.SerializeToString())
        await self.take_until_finished(PATIENCE, must=True)

    async def take_until_finished(self, patience: float, *, must: bool = False) -> None:
        end = time.monotonic() + patience
        while (left := end - time.monotonic()) > 0:
            try:
                data = await asyncio.wait_for(self.wire.recv(), left)
            except TimeoutError:
                break
            if self.take(data):
                return
        if must:
            raise TimeoutError("the script did not finish")

    def take(self, data: bytes) -> bool:
        """Take in one message; True if it says that a run is over and no other follows at once."""
        message = ForwardMsg()
        message.ParseFromString(data)
        kind = message.WhichOneof("type")
        if kind == "new_session":
            self.page = message.new_session.page_script_hash
            if not self.partial:  # a fragment's own run keeps the others going
                self.polls.clear()
            self.partial = False
        elif kind == "navigation":
            self.pages = {page.url_pathname: page.page_script_hash for page in message.navigation.app_pages}
            self.page = message.navigation.page_script_hash or self.page
        elif kind == "auto_rerun":
            self.polls[message.auto_rerun.fragment_id] = message.auto_rerun.interval
        elif kind == "delta":
            self.draw(message.delta.new_element, message.delta.fragment_id)
        return bool(kind == "script_finished" and message.script_finished != ForwardMsg.FINISHED_EARLY_FOR_RERUN)

    def draw(self, element: Any, part: str) -> None:
        kind = element.WhichOneof("type")
        if kind == "bidi_component" and element.bidi_component.component_name.startswith("official_tables"):
            self.tables, self.part = element.bidi_component.id, part
            self.shown = json.loads(element.bidi_component.json)
            if self.shown["revision"] != self.revision:
                self.revision, self.cells = self.shown["revision"], {}
        elif kind == "chat_input":
            self.asking = element.chat_input.id
        elif kind == "button" and "采用（替换本部分）" in element.button.label:
            self.suggested = hash(element.button.id)
        elif kind == "exception" or (kind == "alert" and "程序出了意外" in element.alert.body):
            self.told.errors.append(str(element)[:300])


def crowd(address: str, drafts: list[str], seconds: float, pipe: Any) -> None:
    """The clients' process: all sessions in one loop, niced; sends what they met and the processor time that it took."""
    os.nice(10)
    told = Told()

    async def everybody() -> None:
        end = time.monotonic() + seconds
        await asyncio.gather(*(Session(address, d, told, random.Random(n)).live(end) for n, d in enumerate(drafts)))

    asyncio.run(everybody())
    pipe.send((told, time.process_time()))


@contextmanager
def served(folder: Path) -> Iterator[tuple[int, int]]:
    """The app over a data folder; yields its port and process id."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    command = [sys.executable, "-m", "streamlit", "run", "app.py", f"--server.port={port}"]
    env = {k: v for k, v in os.environ.items() if not k.startswith("NIANBAO_")}
    env |= {"NIANBAO_DATA": str(folder), "NIANBAO_OFFLINE": "1", "HF_HUB_OFFLINE": "1"}
    with (folder / "server.log").open("w") as log:
        server = subprocess.Popen(command, cwd=ROOT, env=env, stdout=log, stderr=log)
        try:
            end = time.monotonic() + PATIENCE
            while True:
                with contextlib.suppress(OSError), urllib.request.urlopen(f"http://127.0.0.1:{port}/_stcore/health"):
                    break
                assert time.monotonic() < end and server.poll() is None, "the server did not start"
                time.sleep(0.2)
            yield port, server.pid
        finally:
            server.terminate()
            server.wait(30)


def memory(process: int) -> float:
    """Resident memory in MB."""
    return int(Path(f"/proc/{process}/statm").read_text().split()[1]) * os.sysconf("SC_PAGE_SIZE") / 1e6


def spent(process: int) -> float:
    """Processor seconds of a process and its ended children."""
    fields = Path(f"/proc/{process}/stat").read_text().rpartition(")")[2].split()
    return sum(map(int, fields[11:15])) / TICKS


def phase(port: int, server: int, drafts: list[str], seconds: float) -> Told:
    """Let so many sessions work and print what they met."""
    ours, theirs = multiprocessing.get_context("spawn").Pipe(duplex=False)
    before, begun = spent(server), time.monotonic()
    clients = multiprocessing.get_context("spawn").Process(
        target=crowd, args=(f"ws://127.0.0.1:{port}/_stcore/stream", drafts, seconds, theirs)
    )
    clients.start()
    theirs.close()
    told, used = ours.recv()
    clients.join()
    wall, server_used = time.monotonic() - begun, spent(server) - before
    print(f"{len(drafts)} sessions, {wall:.0f} s: {len(told.errors)} errors; memory {memory(server):.0f} MB")
    for name, found in (("open a draft", told.opened), ("edit a cell", told.edits), ("offline suggestion", told.turns)):
        if found:
            p95 = sorted(found)[int(0.95 * (len(found) - 1))]
            print(f"  {name}: {len(found)} times, p50 {statistics.median(found):.2f} s, p95 {p95:.2f} s")
    print(f"  processor: server {server_used:.1f} s ({server_used / wall:.2f} cores), clients {used:.1f} s")
    for error in sorted(set(told.errors))[:5]:
        print("  !", error)
    return told


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--sessions", type=int, default=30)
    parser.add_argument("--minutes", type=float, default=5)
    args = parser.parse_args()
    sessions, seconds = min(args.sessions, 100), min(args.minutes, 30) * 60
    with tempfile.TemporaryDirectory(ignore_cleanup_errors=True) as root:
        folder = Path(root)
        house = Assistant(Settings(_env_file=None, data=folder, offline=True))  # type: ignore[call-arg]
        house.load_samples()
        last = next(d.report for d in house.documents() if d.report.unit.is_township)
        drafts = [house.new_draft(last.unit.name, (last.year or 2024) + 1, last).id for _ in range(sessions)]
        house.index.close()
        with served(folder) as (port, server):
            print(f"server started: {memory(server):.0f} MB, load of the machine {os.getloadavg()[0]:.1f}")
            first = phase(port, server, drafts[:1], min(seconds, 90))
            one = memory(server)
            every = phase(port, server, drafts, seconds)
            if sessions > 1:
                print(f"memory for each further session: {(memory(server) - one) / (sessions - 1):.1f} MB")
            log = (folder / "server.log").read_text("utf-8", "replace")
            if "Traceback" in log:
                print(log[log.index("Traceback") :][:2000])
                return 1
    return int(bool(first.errors or every.errors))


if __name__ == "__main__":
    sys.exit(main())
