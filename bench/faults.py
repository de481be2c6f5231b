"""Kill the program at random moments, two hundred times, and look for what was confirmed; then let its disk fill up.

A child works on one data folder (edits, chat turns, waivers, imports, the index, exports) and writes a line to a pipe before
each verb and after it is confirmed. The parent ends it with SIGKILL, then another child opens the folder and compares:
nothing confirmed may be missing, nothing half-written readable. Children are forked after the imports, before anything is opened.

    python -m bench.faults [--kills 200] [--seed 1] [--no-disk]
"""

import argparse
import contextlib
import gc
import importlib
import io
import json
import os
import random
import select
import shutil
import signal
import subprocess
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from assistant.documents import read_document
from assistant.report import Report, Unit, Unusable, load_form
from assistant.retrieval import Encoder, load_encoder
from assistant.service import Assistant
from assistant.settings import Settings

CELLS = sorted(path for path in load_form("2021").cells if path.startswith("requests."))
PARTS = ("overview", "problems", "improvements", "other")
PATIENCE = 120.0  # seconds for one child
ENCODER: list[Encoder] = []


@dataclass
class Ledger:
    """What was confirmed. `open` is the verb that was begun and not confirmed when the end came."""

    draft: str = ""
    values: dict[str, str] = field(default_factory=dict)
    said: list[str] = field(default_factory=list)
    waived: str = ""  # the last reason
    documents: dict[str, str] = field(default_factory=dict)
    exports: dict[str, str] = field(default_factory=dict)
    open: tuple[str, str, str] | None = None
    confirmed: Counter = field(default_factory=Counter)

    def note(self, line: dict[str, Any]) -> None:
        """Take a line of the child: begun, or done."""
        verb, key, value = line["verb"], line["key"], line["value"]
        if not line["done"]:
            self.open = (verb, key, value)
            return
        self.open = None
        self.confirmed[verb] += 1  # "refused" is counted like a verb
        if verb in ("cell", "text"):
            self.values[key] = value
        elif verb == "chat":
            self.said.append(value)
        elif verb == "waive":
            self.waived = value
        elif verb == "import":
            self.documents[key] = value
        elif verb == "export":
            self.exports[key] = value


def a_report(number: int) -> Report:
    """A small report that says a sentence of its own."""
    text = f"2021年，我乡主动公开信息{number}条，组织培训{number % 7 + 1}次，编号{number:06d}的事项按时公开。"
    unit = Unit.parse(f"第{number}测试县样板乡人民政府")
    return Report(unit, 2021, overview=text, problems=f"公开不够及时，事项{number:06d}有遗漏。", title=unit.name)


class Worker:
    """The child's verbs, drawn by chance; each is told before and after."""

    def __init__(self, house: Assistant, draft: str, folder: Path, chance: random.Random, tell: Callable[..., None]):
        self.house, self.folder, self.chance, self.tell = house, folder, chance, tell
        found = house.draft(draft)
        assert found, "the draft must be there"
        self.draft = found

    def verb(self, name: str, key: str, value: str, act: Callable[[], Any]) -> None:
        self.tell(name, key, value, False)
        try:
            act()
        except Unusable:  # the disk is full: told in a sentence, and nothing was confirmed
            self.tell("refused", key, value, True)
            return
        self.tell(name, key, value, True)

    def step(self) -> None:
        verbs = (self.cell, self.text, self.chat, self.waive, self.take_in, self.export, self.rebuild)
        self.chance.choices(verbs, (8, 6, 3, 1, 3, 2, 1))[0]()

    def cell(self) -> None:
        path, value = self.chance.choice(CELLS), str(self.chance.randrange(1000))
        self.verb("cell", path, value, lambda: self.house.set_cells(self.draft, {path: value}))

    def text(self) -> None:
        part, value = (
            self.chance.choice(PARTS),
            f"第{self.chance.randrange(10**9)}次修改。" * self.chance.randrange(1, 80),
        )
        self.verb("text", part, value, lambda: self.house.set_text(self.draft, f"narrative.{part}", value))

    def chat(self) -> None:
        value = f"网站公开了{self.chance.randrange(10**6)}条"
        self.verb("chat", "", value, lambda: self.house.chat(self.draft, value))

    def waive(self) -> None:
        found = [f for f in self.house.findings(self.draft) if self.house.may_waive(f) and f.severity != "hint"]
        if found:
            reason = f"理由{self.chance.randrange(10**9)}"
            self.verb("waive", "", reason, lambda: self.house.waive(self.draft, found[0], reason, "经办人"))

    def take_in(self) -> None:
        number = self.chance.randrange(10**6)
        report, name = a_report(number), f"{number:06d}.json"
        data = json.dumps(report.to_json(), ensure_ascii=False).encode()
        self.verb("import", name, report.overview, lambda: self.house.add_documents([(name, data, report)]))

    def export(self) -> None:
        name = f"{self.chance.randrange(10**9)}.docx"
        current = self.house.draft(self.draft.id)
        assert current
        source, goal = self.folder / "source.json", self.folder / name

        def write() -> None:
            source.write_text(json.dumps(a_report(7).to_json()), "utf-8")
            command_line(["export", str(source), "-o", str(goal), "--force"])

        self.verb("export", name, a_report(7).overview, write)

    def rebuild(self) -> None:
        self.verb("rebuild", "", "", self.house.rebuild)


def command_line(words: list[str]) -> None:
    """The product's own command; raise Unusable where it fails."""
    from assistant.__main__ import main

    with contextlib.redirect_stdout(io.StringIO()):
        status = main(words)
    if status not in (0, None):
        raise Unusable("")


class Lines:
    """What a child tells; nothing that was read is lost between two looks, and a line that was cut off is none."""

    def __init__(self, pipe: int) -> None:
        self.pipe, self.rest = pipe, b""

    def until(self, moment: float) -> Iterator[dict[str, Any]]:
        """The lines that come before a moment or the child's end."""
        while True:
            while b"\n" in self.rest:
                line, self.rest = self.rest.split(b"\n", 1)
                yield json.loads(line)
            left = moment - time.monotonic()
            if left <= 0 or not select.select([self.pipe], [], [], left)[0]:
                return
            more = os.read(self.pipe, 65536)
            if not more:
                return
            self.rest += more


@contextmanager
def child(work: Callable[[Callable[..., None]], None]) -> Iterator[tuple[int, Lines]]:
    """Run `work(tell)` in a forked child; yields its id and what it tells."""
    reading, writing = os.pipe()
    gc.freeze()
    identity = os.fork()
    if identity == 0:
        status = 1
        try:
            os.close(reading)
            null = os.open(os.devnull, os.O_WRONLY)
            os.dup2(null, 2)

            def tell(*line: Any) -> None:
                keys = ("verb", "key", "value", "done")
                os.write(writing, json.dumps(dict(zip(keys, line, strict=True))).encode() + b"\n")

            work(tell)
            status = 0
        except BaseException as error:
            os.write(
                writing, json.dumps({"verb": "failed", "key": "", "value": repr(error), "done": True}).encode() + b"\n"
            )
        finally:
            os._exit(status)
    os.close(writing)
    try:
        yield identity, Lines(reading)
    finally:
        with contextlib.suppress(ProcessLookupError, ChildProcessError):
            os.kill(identity, signal.SIGKILL)
            os.waitpid(identity, 0)
        os.close(reading)


def rounds(folder: Path, ledger: Ledger, seed: int, life: float) -> str:
    """One life and its end: work, kill, drain what was told before the end; return what the child failed with, if it did."""
    chance = random.Random(seed)

    def work(tell: Callable[..., None]) -> None:
        worker = Worker(opened(folder), ledger.draft, folder / "out", chance, tell)
        tell("ready", "", "", True)
        while True:
            worker.step()

    with child(work) as (identity, told):
        end = time.monotonic() + PATIENCE
        for line in told.until(end):
            if line["verb"] == "failed":
                return str(line["value"])
            if line["verb"] == "ready":
                end = time.monotonic() + life
                break
        for line in told.until(end):
            if line["verb"] == "failed":
                return str(line["value"])
            ledger.note(line)
        os.kill(identity, signal.SIGKILL)
        os.waitpid(identity, 0)
        for line in told.until(time.monotonic() + 5):
            ledger.note(line)
    return ""


def value_of(house: Assistant, ledger: Ledger, where: str) -> str:
    """What stands in a cell or section of the draft."""
    draft = house.draft(ledger.draft)
    assert draft
    report = draft.report
    return str(report.cells[where]) if where in report.cells else report.text(f"narrative.{where}")


def faults_of(house: Assistant, ledger: Ledger, out: Path) -> list[str]:
    """What is wrong in a folder that was opened again; what was begun and not confirmed may be there or not."""
    wrong: list[str] = []
    verb, key, value = ledger.open or ("", "", "")
    draft = house.draft(ledger.draft)
    if draft is None:
        return ["the draft is gone"]
    for where, kept in ledger.values.items():
        found = value_of(house, ledger, where)
        if found != kept and not (verb in ("cell", "text") and key == where and found == value):
            wrong.append(f"{where}: confirmed {kept[:20]!r}, found {found[:20]!r}")
    numbers = [revision.number for revision in house.revisions(draft)]
    if numbers != list(range(draft.revision, -1, -1)):
        wrong.append("the revisions have a gap")
    if house.report_at(draft, draft.revision) != draft.report:
        wrong.append("the newest revision is not the draft")
    turns = house.turns(draft)
    asked = [turn.text for turn in turns if turn.role == "user"]
    if [text for text in asked if text in set(ledger.said)] != ledger.said:
        wrong.append("a confirmed chat turn is missing")
    reasons = {waiver.reason for waiver in house._drafts.waivers(draft.id).values()}  # as stored; findings come and go
    if ledger.waived and ledger.waived not in reasons and not (verb == "waive" and value in reasons):
        wrong.append("a confirmed waiver is missing")
    if sum(turn.role == "assistant" for turn in turns) < len(ledger.said):
        wrong.append("a confirmed answer is missing")
    return wrong + _corpus_faults(house, ledger) + _export_faults(ledger, out)


def _corpus_faults(house: Assistant, ledger: Ledger) -> list[str]:
    wrong = []
    documents, passages = house.documents(), Counter(p.document for p in house.passages())
    files = {document.file for document in documents}
    wrong += [f"import {name} is missing" for name in ledger.documents if name not in files]
    wrong += [
        f"document {d.file} is half there"
        for d in documents
        if not (passages[d.id[:12]] or passages[d.id]) or house.original(d.id) is None
    ]
    house.sync()
    if house.index.state != "ready":
        wrong.append(f"the index is {house.index.state}")
    for name, text in list(ledger.documents.items())[-2:]:
        hits = house.search(f"编号{name[:6]}的事项按时公开")
        if not hits or text[:10] not in "".join(hit.passage.text for hit in hits):
            wrong.append(f"search does not find {name}")
    return wrong


def _export_faults(ledger: Ledger, out: Path) -> list[str]:
    wrong = [f"export {name} is missing" for name in ledger.exports if not (out / name).exists()]
    for path in out.glob("*.docx"):
        try:
            if read_document(path.name, path.read_bytes()).overview != a_report(7).overview:
                wrong.append(f"export {path.name} is not whole")
        except Unusable:
            wrong.append(f"export {path.name} is not readable")
    return wrong


def verdict(folder: Path, ledger: Ledger) -> list[str]:
    """Open the folder in a process of its own and compare it with the ledger."""

    def look(tell: Callable[..., None]) -> None:
        house = opened(folder)
        for fault in faults_of(house, ledger, folder / "out"):
            tell("fault", "", fault, True)
        if (
            ledger.open
            and ledger.open[0] in ("cell", "text")
            and ledger.open[2] == value_of(house, ledger, ledger.open[1])
        ):
            tell("kept", ledger.open[1], ledger.open[2], True)
        tell("looked", "", "", True)

    with child(look) as (_, telling):
        told = list(telling.until(time.monotonic() + PATIENCE))
    if not told or told[-1]["verb"] != "looked":
        return [f"the folder could not be read: {told[-1]['value'] if told else 'no answer'}"]
    ledger.values |= {line["key"]: line["value"] for line in told if line["verb"] == "kept"}
    return [line["value"] for line in told if line["verb"] == "fault"]


def warmed() -> None:
    """Import what verbs import late, so that children do not."""
    for late in ("assistant.__main__", "chromadb", "langchain_chroma", "sentence_transformers"):
        importlib.import_module(late)
    ENCODER.append(load_encoder(None, None, None))


def opened(folder: Path) -> Assistant:
    """The program over a folder, as after a start, but with the encoder that is in memory already."""
    house = Assistant(Settings(_env_file=None, data=folder / "data", offline=True))  # type: ignore[call-arg]
    if ENCODER:
        house.encoder = ENCODER[0]
    return house


def begun(folder: Path) -> Ledger:
    """A folder with one draft; made in a child, since a fork must not share an open database."""
    (folder / "out").mkdir(parents=True, exist_ok=True)

    def make(tell: Callable[..., None]) -> None:
        house = opened(folder)
        tell("draft", "", house.new_draft("青溪县松涛乡人民政府", 2022).id, True)

    with child(make) as (_, told):
        (line,) = list(told.until(time.monotonic() + PATIENCE))
    return Ledger(draft=line["value"])


def killed(folder: Path, kills: int, seed: int, life: float = 3.0, show: Callable[[str], None] = print) -> list[str]:
    """Kill the program so many times in one folder; return every fault found."""
    chance, ledger, wrong = random.Random(seed), begun(folder), []
    for number in range(1, kills + 1):
        ledger.open = None
        if failed := rounds(folder, ledger, chance.randrange(10**9), chance.uniform(0.02, life)):
            wrong.append(f"kill {number}: the program stopped by itself: {failed}")
        wrong += [f"kill {number}: {fault}" for fault in verdict(folder, ledger)]
        if number % 10 == 0:
            show(
                f"{number} kills, {sum(ledger.confirmed.values())} confirmed verbs {dict(ledger.confirmed)}, {len(wrong)} faults"
            )
    return wrong


@contextmanager
def small_disk(folder: Path, megabytes: int) -> Iterator[Path | None]:
    """A tmpfs of so many MB, None where it cannot be mounted."""
    folder.mkdir()
    mount = ["mount", "-t", "tmpfs", "-o", f"size={megabytes}m", "tmpfs", str(folder)]
    mounted = shutil.which("mount") and subprocess.run(mount, capture_output=True).returncode == 0
    try:
        yield folder if mounted else None
    finally:
        if mounted:
            subprocess.run(["umount", "-l", str(folder)], check=True)


def filled(folder: Path, seed: int, seconds: float = 60.0) -> tuple[int, list[str]]:
    """Work until the disk is full and go on; make room; return how often a verb was refused, and the faults."""
    ledger, chance = begun(folder), random.Random(seed)
    (folder / "out" / "ballast").write_bytes(b"0" * (4 << 20))
    failed = ""

    def work(tell: Callable[..., None]) -> None:
        worker = Worker(opened(folder), ledger.draft, folder / "out", chance, tell)
        while True:
            chance.choice((worker.cell, worker.text, worker.text, worker.take_in))()

    with child(work) as (_, told):
        for line in told.until(time.monotonic() + seconds):
            if line["verb"] == "failed":
                failed = str(line["value"])
                break
            ledger.note(line)
            if ledger.confirmed["refused"] >= 30:
                break
    (folder / "out" / "ballast").unlink()
    faults = verdict(folder, ledger)
    return ledger.confirmed["refused"], faults + ([f"the program stopped by itself: {failed}"] if failed else [])


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--kills", type=int, default=200)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--life", type=float, default=3.0, help="a child lives at most so many seconds")
    parser.add_argument("--no-disk", action="store_true")
    args = parser.parse_args()
    os.environ["HF_HUB_OFFLINE"] = "1"
    warmed()
    with tempfile.TemporaryDirectory() as root:
        wrong = killed(Path(root) / "kills", args.kills, args.seed, args.life)
        print(f"{args.kills} kills: {len(wrong)} faults")
        if not args.no_disk:
            with small_disk(Path(root) / "disk", 12) as disk:
                if disk is None:
                    print("full disk: not tried, no tmpfs can be mounted here")
                else:
                    refused, faults = filled(disk, args.seed)
                    print(f"full disk: {refused} verbs refused in a sentence, {len(faults)} faults")
                    wrong += faults
    for fault in wrong:
        print(" -", fault)
    return int(bool(wrong))


if __name__ == "__main__":
    sys.exit(main())
