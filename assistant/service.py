"""The user's verbs in one object; the only place where the rooms meet."""

import hashlib
import re
import threading
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import cached_property
from pathlib import Path
from typing import Any

from assistant.comparison import Beside, Comparison, Other, beside, compare, write_comparison
from assistant.county import Batch, review
from assistant.documents import (
    READABLE,
    read_document,
    write_checked,
    write_document,
    write_findings,
    write_review_copy,
)
from assistant.documents.archive import pack, unpack
from assistant.documents.office import soffice
from assistant.drafting import (
    Brief,
    Desk,
    Endpoint,
    Guidance,
    Reply,
    Stopped,
    Suggestion,
    lasting_facts,
    reply,
    suggest,
)
from assistant.drafting.borrowing import borrow
from assistant.drafting.endpoint import ModelFailed
from assistant.drafting.local_models import LocalModel, local_models, trial
from assistant.drafting.model_writer import leaving
from assistant.office import Office
from assistant.report import (
    NARRATIVE,
    Checked,
    Fact,
    Filing,
    Finding,
    Hit,
    Note,
    Passage,
    RawCell,
    Report,
    Unit,
    Unusable,
    Waiver,
    fact_slots,
    file_label,
    load_form,
    read_figure,
)  # fmt: skip
from assistant.retrieval import Encoder, Index, Outcome, adapt, adaptation, adapted, forget, load_encoder, passages_of
from assistant.rules import CATALOGUE, NEVER_WAIVED, check, fingerprint, relations
from assistant.settings import Settings
from assistant.storage import Corpus, Document, Draft, Revision, Turn, now, standing, wording

CORPUS = Path(__file__).resolve().parent.parent / "corpus"
Progress = Callable[[int, int, str], None]
PREVIOUS = "previous"  # names last year's report where the corpus does not have it
COPIES: Mapping[str, Mapping[str, bool]] = {  # what an export can be, by the end of its name, and how it is written
    ".docx": {}, "（通用版式）.docx": {"plain": True}, ".pdf": {}, ".html": {}, "（网页片段）.html": {"fragment": True}, ".json": {},
}  # fmt: skip


LONGEST = 50_000  # characters of one section or message; what is longer was pasted by mistake, or to do harm


def distinct(units: Iterable[Unit]) -> list[Unit]:
    """One of each unit, whatever superiors its reports name."""
    found: list[Unit] = []
    for unit in units:
        if not any(unit.same_as(known) for known in found):
            found.append(unit)
    return found


def silent(_done: int, _all: int, _what: str) -> None:
    """Show nothing."""


class Refused(Exception):
    """An export refused while errors stand; `findings` are these errors."""

    def __init__(self, findings: Sequence[Finding]) -> None:
        super().__init__(f"还有{len(findings)}处错误没有解决，不能导出正式稿。")
        self.findings = tuple(findings)


@dataclass
class Ingested:
    """What became of a batch; `failed` are (file, Chinese reason), `warnings` Chinese sentences."""

    added: int = 0
    unchanged: int = 0
    replaced: int = 0
    failed: list[tuple[str, str]] = field(default_factory=list)
    warnings: list[str] = field(default_factory=list)

    @property
    def used(self) -> int:
        return self.added + self.unchanged + self.replaced

    def to_json(self) -> dict[str, Any]:
        return {
            "added": self.added, "unchanged": self.unchanged, "replaced": self.replaced,
            "failed": [{"file": file, "reason": reason} for file, reason in self.failed],
            "warnings": self.warnings,
        }  # fmt: skip


class Assistant(Office):
    """One data folder with its drafts, corpus and index. Rooms open late: checking a file needs no database."""

    def __init__(self, settings: Settings) -> None:
        super().__init__(settings)
        self._opening = threading.Lock()

    # ---- rooms, opened when first needed ---------------------------------------------------------

    @cached_property
    def _corpus(self) -> Corpus:
        return Corpus(self._engine)

    @cached_property
    def encoder(self) -> Encoder:
        """The encoder in use: as adapted to this corpus, else as it came."""
        came = self._encoder_as_it_came
        return adapted(self._adapted, came) or came

    @cached_property
    def _encoder_as_it_came(self) -> Encoder:
        s = self.settings
        key = s.embedding_api_key.get_secret_value() if s.embedding_api_key else None
        return load_encoder(s.embedding_model, s.embedding_base_url, key)

    @property
    def _adapted(self) -> Path:
        return self.settings.data / "encoder"

    @cached_property
    def index(self) -> Index:
        with self._opening:  # two first searches at once must share one index
            return Index(self.settings.data / "index", self._corpus, self.encoder, url=self.settings.chroma_url)

    @cached_property
    def guidance(self) -> Guidance:
        return Guidance(CORPUS / "guidance.toml")

    @property
    def endpoint(self) -> Endpoint | None:
        """The language model to use, None where none is configured or the run is offline."""
        s = self.settings
        if not s.model_configured:
            return None
        key = s.llm_api_key.get_secret_value() if s.llm_api_key else "none"
        return Endpoint(str(s.llm_base_url), str(s.llm_model), key, s.llm_timeout)

    def try_model(self) -> str:
        """Ask the configured model for a word and say what it can do; raise Unusable with the reason where it does not answer."""
        if self.endpoint is None:
            raise Unusable("没有配置语言模型，不用测试：起草在本机离线完成。")
        try:
            return trial(self.endpoint)
        except ModelFailed as error:
            raise Unusable(f"没有连通：{error}。请核对地址、模型名称和密钥，或改用离线起草。") from None

    def local_models(self) -> list[LocalModel]:
        """The models that servers on this machine offer; none of them is used before it stands in the settings."""
        return local_models()

    def leaving(self, draft: Draft, section: str = "overview") -> list[tuple[str, str]]:
        """What would go to a model that words a section: (who speaks, words)."""
        return leaving(Brief(self.draft_filing(draft), self.search), section)

    # ---- reading, checking, exporting -------------------------------------------------------------

    def read(self, path: Path) -> Report:
        """Read one report document; raise Unusable with a sentence naming the file."""
        return read_document(file_label(path.name), file_bytes(path))

    def read_bytes(self, name: str, data: bytes) -> Report:
        return read_document(name, data)

    def filing(self, report: Report, previous: Report | str | None = None) -> Filing:
        """Join a report with last year's: a report, "corpus" (found there, with the peers known there) or None."""
        if previous != "corpus":
            return Filing(report, previous if isinstance(previous, Report) else None)
        others = [document.report for document in self._corpus.documents()]
        mine = [r for r in others if r.unit.same_as(report.unit) and report.year and r.year == report.year - 1]
        theirs = tuple(r for r in others if not r.unit.same_as(report.unit))
        return Filing(report, mine[-1] if mine else None, self._peers(report.unit), theirs)

    def _peers(self, own: Unit) -> tuple[Unit, ...]:
        units = {document.report.unit for document in self._corpus.documents()}
        return tuple(sorted((unit for unit in units if not unit.same_as(own)), key=lambda unit: unit.name))

    def check(self, filing: Filing) -> list[Finding]:
        return check(filing)

    def export(self, report: Report, ending: str, *, findings: Sequence[Finding], force: bool = False) -> bytes:
        """Write the report under an ending of COPIES; raise Refused while errors stand, unless forced: then marked 草稿."""
        errors = [f for f in findings if f.severity == "error" and f.waiver is None]
        if errors and not force:
            raise Refused(errors)
        if ending == ".zip":
            names = {e: file_name(report, e, marked=bool(errors)) for e in self.export_formats()}
            return pack({name: self.export(report, e, findings=findings, force=force) for e, name in names.items()})
        suffix = f".{ending.rpartition('.')[2]}"
        return write_document(report, suffix, draft=bool(errors), **COPIES.get(ending, {}))

    def export_formats(self) -> tuple[str, ...]:
        """The endings that can be written on this machine; .pdf needs LibreOffice."""
        return tuple(ending for ending in COPIES if ending != ".pdf" or soffice())

    def review(self, paths: Iterable[Path], progress: Progress = silent) -> Batch:
        """Read and check every report found, each with last year's if it is among them; a bad file stops nothing."""
        paths = list(paths)
        return review(documents_at(paths), sum(1 for _ in documents_at(paths)), progress)

    def review_uploads(self, uploads: Sequence[tuple[str, bytes]], progress: Progress = silent) -> Batch:
        """As `review`, for files and archives from the browser."""

        def found() -> Iterator[tuple[str, str, bytes | Unusable]]:
            for name, data in uploads:
                try:
                    yield from ((inside, "", content) for inside, content in self.unpacked(name, data))
                except Unusable as error:
                    yield name, "", error

        return review(found(), sum(1 for _ in found()), progress)

    def summary(self, batch: Batch) -> list[dict[str, Any]]:
        """The counts per unit and year of the contract's `review` JSON; its reports are `batch.rows()`."""
        return [
            {"unit": line.unit, "year": line.year, "error": line.error, "warning": line.warning, "hint": line.hint}
            for line in batch.lines
            if not line.failed
        ]

    def findings_sheet(self, batch: Batch, units: Sequence[str] = ()) -> bytes:
        """The county office's workbook as .xlsx; with a list of units also those that sent no report."""
        return write_findings(batch, batch.missing(units), batch.alike, batch.sums)

    def rules(self) -> list[dict[str, str]]:
        """The catalogue: name, severity, title and authority of every rule."""
        return [{"rule": r.name, "severity": r.severity, "title": r.title, "authority": r.authority} for r in CATALOGUE]

    # ---- drafts ---------------------------------------------------------------------------------------

    def drafts(self) -> list[Draft]:
        return self._drafts.all()

    def draft(self, draft: str) -> Draft | None:
        return self._drafts.get(draft)

    def new_draft(
        self,
        unit_name: str,
        year: int,
        previous: Report | None = None,
        *,
        given: Report | None = None,
        owner: str = "",
        county: str = "",
    ) -> Draft:
        """Begin a report, from last year's if there is one: its unit, 上年结转 and lasting facts; everything else stays blank.

        `given` is a finished report to be corrected: its figures and texts are kept as they are.
        """
        unit = Unit.parse(unit_name)
        for known in (given, previous):
            if known and known.unit.same_as(unit):
                unit = replace(known.unit, name=unit.name)
                break
        if not unit.kind:
            raise Unusable(f"“{unit_name}”看不出是哪一类单位，请填写全称，如“××乡人民政府”。")
        if given:
            if given.format != "2021":
                raise Unusable("这份年报不是2021版格式，不能在这里修改。请在原文件中修改后再审核。")
            corrected = replace(given, unit=unit, year=year)
            corrected = replace(corrected, title=corrected.official_title)
            return self._drafts.create(corrected, previous, owner=owner, county=county)
        report = Report(unit, year, format="2021" if year >= 2021 else "2019")
        report = replace(report, title=report.official_title, facts=lasting_facts(previous))
        if previous and previous.year == year - 1:
            columns = load_form("2021").table("requests").blocks[0].columns
            report = report.with_cells(
                {f"requests.carried_in.{c.key}": previous[f"requests.carried_out.{c.key}"] for c in columns}
            )
        return self._drafts.create(report, previous, owner=owner, county=county)

    def remove_draft(self, draft: str) -> None:
        self._drafts.remove(draft)

    def set_cells(self, draft: Draft, typed: Mapping[str, str]) -> Draft:
        """Save figures as typed; what is no figure is kept as it was typed and counts as blank."""
        return self._change(draft, lambda report: with_typed(report, typed), "填写表格", tuple(typed))

    def fill_zeros(self, draft: Draft) -> Draft:
        """其余全部为 0: staff confirm that every cell still blank is a real zero; a blank total becomes its parts' sum."""
        return self._drafts.change(draft.id, with_zeros, "其余全部为 0")

    def set_text(self, draft: Draft, where: str, text: str, note: str = "修改文字") -> Draft:
        if len(text) > LONGEST:
            raise Unusable(f"这一部分超过{LONGEST // 10_000}万字，不像年报的文字，没有保存。请删短后再试。")
        return self._change(draft, lambda report: report.with_text(where, text), note, (where,))

    def set_facts(self, draft: Draft, facts: Mapping[str, Fact]) -> Draft:
        """Save what the unit knows beyond the tables; None removes a fact."""

        if any(isinstance(fact, str) and len(fact) > LONGEST for fact in facts.values()):
            raise Unusable("填写的内容太长，没有保存。请删短后再试。")

        def known(report: Report) -> Report:
            kept = {key: value for key, value in {**report.facts, **facts}.items() if value is not None}
            return replace(report, facts=kept)

        return self._change(draft, known, "填写本年情况", tuple(f"facts.{key}" for key in facts))

    def answer(self, draft: Draft, section: str, ask: str, key: str, value: str) -> Draft:
        """Put an answer in the place of an open 【待填：…】 of a section and remember it as a fact where it is one."""
        where = section if section == "preamble" else f"narrative.{section}"
        slot = fact_slots().get(key)
        read = slot.read(value) if slot else value.strip()
        if read is None:
            raise Unusable("答案是空的，请填写后再确定。")

        def answered(report: Report) -> Report:
            facts = {**report.facts, key: read} if slot else report.facts
            text = report.text(where).replace(f"【待填：{ask}】", str(read), 1)
            return replace(report.with_text(where, text), facts=facts)

        return self._drafts.change(draft.id, answered, "回答待填问题")

    def undo(self, draft: Draft) -> Draft:
        """Go back by one revision, again and again; the undone text stays in the revisions."""
        standing_changes = self.undoable(self._fresh(draft))
        if not standing_changes:
            raise Unusable("没有可以撤销的修改。")
        newest = max(revision.number for revision in self._drafts.revisions(draft.id))
        return self.restore(draft, standing_changes[0].number - 1, "撤销", expected=newest)

    def undoable(self, draft: Draft) -> list[Revision]:
        """The changes that `undo` would take back one by one, the newest first."""
        found, undone = [], None
        for revision in self._drafts.revisions(draft.id):
            if revision.number == 0 or (undone is not None and revision.number > undone):
                continue
            if back := re.match(r"撤销（回到第(\d+)次修改）", revision.note):
                undone = int(back[1])
            else:
                found.append(revision)
        return found

    def restore(self, draft: Draft, number: int, note: str = "恢复旧稿", *, expected: int | None = None) -> Draft:
        """Go back to a revision; with `expected`, refuse if somebody saved another one meanwhile."""
        old = self._drafts.at(draft.id, number)
        return self._drafts.change(draft.id, lambda _: old, f"{note}（回到第{number}次修改）", expected=expected)

    def revisions(self, draft: Draft) -> list[Revision]:
        return self._drafts.revisions(draft.id)

    def report_at(self, draft: Draft, number: int) -> Report:
        return self._drafts.at(draft.id, number)

    def _change(self, draft: Draft, make: Callable[[Report], Report], note: str, places: tuple[str, ...]) -> Draft:
        """Save a change of some places; `met` of the result names those that somebody else changed since `draft`."""
        met: list[str] = []

        def made(report: Report) -> Report:
            new = make(report)
            met.extend(p for p in places if _at(report, p) not in (_at(draft.report, p), _at(new, p)))
            return new

        return replace(self._drafts.change(draft.id, made, note), met=tuple(met))

    def _fresh(self, draft: Draft) -> Draft:
        current = self._drafts.get(draft.id)
        if current is None:
            raise Unusable("这份年报已被删除，请回到“我的年报”。")
        return current

    def draft_filing(self, draft: Draft) -> Filing:
        return Filing(draft.report, draft.previous, self._peers(draft.report.unit))

    def findings(self, draft: Draft) -> list[Finding]:
        """Every rule on a draft, with the waivers that still hold."""
        waivers = self._drafts.waivers(draft.id)
        found = check(self.draft_filing(draft))
        return [replace(f, waiver=waivers.get(fingerprint(f, draft.report))) for f in found]

    def waive(self, draft: Draft, finding: Finding, reason: str, by: str) -> None:
        """Excuse a finding with a reason and a name; raise Unusable for those that never can be."""
        if finding.rule in NEVER_WAIVED:
            raise Unusable("这一类错误不能免除，只能改正。")
        if not reason.strip() or not by.strip():
            raise Unusable("请写明理由和姓名。")
        self._drafts.waive(draft.id, fingerprint(finding, draft.report), Waiver(reason.strip(), by.strip(), now()))

    def may_waive(self, finding: Finding) -> bool:
        """False for the faults that can only be mended."""
        return finding.rule not in NEVER_WAIVED

    def checked(self, filing: Filing) -> list[Checked]:
        """Every relation of the form, of the years and of the text, those that hold too (勾稽核对表)."""
        return relations(filing)

    def checked_sheet(self, draft: Draft) -> bytes:
        """The 勾稽核对表 of a draft as .xlsx."""
        return write_checked(relations(self.draft_filing(draft)))

    def review_copy(self, draft: Draft) -> bytes:
        """The draft as .docx with findings and sources as Word comments, the waivers and the 勾稽核对表."""
        return self.review_copy_of(self.draft_filing(draft), self.findings(draft), self._sources(draft))

    def everything(self, draft: Draft, *, force: bool = False) -> bytes:
        """All files of a draft in one .zip, with the review copy and the 勾稽核对表; refuses as `export` does."""
        findings = self.findings(draft)
        marked = any(f.severity == "error" and f.waiver is None for f in findings)
        made = {e: self.export(draft.report, e, findings=findings, force=force) for e in self.export_formats()}
        made |= {"（核对稿）.docx": self.review_copy(draft), "（勾稽核对表）.xlsx": self.checked_sheet(draft)}
        return pack({file_name(draft.report, ending, marked=marked): data for ending, data in made.items()})

    def review_copy_of(self, filing: Filing, findings: Sequence[Finding], sources: Sequence[Note] = ()) -> bytes:
        """As `review_copy`, for a report that is no draft."""
        kinds = {rule.name: rule for rule in CATALOGUE}
        levels = {"error": "错误", "warning": "疑点", "hint": "提示"}
        notes = [
            Note(f.where, f.span, f"【{levels[f.severity]}】{f.message}{f.fix}（依据：{kinds[f.rule].authority}）")
            for f in findings
            if f.waiver is None
        ]
        waived = [f for f in findings if f.waiver]
        return write_review_copy(filing.report, [*notes, *sources], relations(filing), waived)

    def _sources(self, draft: Draft) -> list[Note]:
        """Where sentences come from that the chat drafted and that still stand as drafted."""
        passages = {passage.id: passage for passage in self._corpus.passages()}
        notes = {}
        for turn in self.turns(draft):
            made = turn.payload.get("suggestion") or {}
            for cited in made.get("citations", ()):
                where = made["section"] if made["section"] == "preamble" else f"narrative.{made['section']}"
                words = made["text"][slice(*cited["span"])].strip()
                at, passage = draft.report.text(where).find(words), passages.get(cited["id"])
                if words and at >= 0 and passage:
                    told = f"【起草依据】{passage.unit}{passage.year or ''}年年报：“{passage.text[:60]}”"
                    notes[where, at] = Note(where, (at, at + len(words)), told)
        return list(notes.values())

    def unwaive(self, draft: Draft, finding: Finding) -> None:
        self._drafts.unwaive(draft.id, fingerprint(finding, draft.report))

    # ---- corpus -----------------------------------------------------------------------------------------

    def documents(self) -> list[Document]:
        return self._corpus.documents()

    def original(self, document: str) -> bytes | None:
        return self._corpus.original(document)

    def passages(self) -> list[Passage]:
        return self._corpus.passages()

    def add_document(
        self, name: str, data: bytes, *, folder: str = "", sample: bool = False, report: Report | None = None
    ) -> str:
        """Add one document (as read, or as corrected by staff in `report`); return added, unchanged or replaced."""
        report = report or read_document(name, data)
        identity = hashlib.sha256(data).hexdigest()
        document = Document(identity, name, folder, report, sample)
        return self._corpus.add(document, data, passages_of(report, identity, sample=sample))

    def ingest(self, paths: Iterable[Path], progress: Progress = silent, *, sample: bool = False) -> Ingested:
        """Add files, folders and archives to the corpus and bring the index up to date; a bad file stops nothing."""
        done = Ingested()
        found = list(documents_at(paths))
        for number, (name, folder, data) in enumerate(found, 1):
            self._step(progress, number, len(found), name)
            try:
                outcome = self.add_document(name, _usable(data), folder=folder, sample=sample)
            except Unusable as error:
                done.failed.append((name, str(error)))
                continue
            setattr(done, outcome, getattr(done, outcome) + 1)
        done.warnings = self._doubles()
        if done.added or done.replaced:
            self.sync(progress)
        return done

    def unpacked(self, name: str, data: bytes) -> list[tuple[str, bytes]]:
        """The documents of an upload: those inside an archive, or the file itself."""
        return list(unpack(name, data)) if name.lower().endswith(".zip") else [(name, data)]

    def add_documents(self, uploads: Sequence[tuple[str, bytes, Report]], progress: Progress = silent) -> Ingested:
        """Add documents as they were read and, where needed, corrected by staff; bring the index up to date."""
        done = Ingested()
        for number, (name, data, report) in enumerate(uploads, 1):
            self._step(progress, number, len(uploads), name)
            outcome = self.add_document(name, data, report=report)
            setattr(done, outcome, getattr(done, outcome) + 1)
        done.warnings = self._doubles()
        self.sync(progress)
        return done

    def _step(self, progress: Progress, done: int, whole: int, what: str) -> None:
        """Tell how far an import is; where the user stops it there, what was added is still made findable."""
        try:
            progress(done, whole, what)
        except Exception:
            self.sync()
            raise

    def _doubles(self) -> list[str]:
        seen: dict[tuple[str, int | None], list[tuple[Unit, str]]] = {}
        warnings = []
        for document in self._corpus.documents():
            unit, year = document.report.unit, document.report.year
            earlier = seen.setdefault((unit.short, year), [])
            if other := next((file for known, file in earlier if known.same_as(unit)), None):
                whose = f"{unit.name}{f'{year}年' if year else ''}"
                warnings.append(f"“{document.file}”与“{other}”都是{whose}的年报，两份都已保留。")
            else:
                earlier.append((unit, document.file))
        return warnings

    def sync(self, progress: Progress = silent) -> None:
        """Make the index equal to what is stored."""
        self.index.sync(lambda done, whole: progress(done, whole, "建立检索"))

    def rebuild(self, progress: Progress = silent) -> None:
        self.index.rebuild(lambda done, whole: progress(done, whole, "重建检索"))

    def give_theme(self, passage: Passage, theme: str | None) -> None:
        """Keep a person's word on a passage's theme, for the same wording everywhere and for good."""
        self._corpus.give_theme(passage, theme)
        self.sync()

    def take_theme(self, passage: Passage) -> None:
        """Forget a person's word on a passage's theme; what was found before holds again."""
        self._corpus.take_theme(passage)
        self.sync()

    def theme_given(self, passage: Passage) -> bool:
        """True if a person has named the passage's theme."""
        return wording(passage) in self._corpus.themes_given()

    def adapt_encoder(self, progress: Progress = silent) -> Outcome:
        """Train the encoder further on the corpus's headings; it is kept, and the index rebuilt, only if it is better."""
        found = adapt(self._encoder_as_it_came, self._corpus.passages(), self._adapted)
        if found.kept:
            self._use_encoder_anew(progress)
        return found

    def adaptation(self) -> Outcome | None:
        """What the adaptation in use was measured to bring, None where the encoder is as it came."""
        return adaptation(self._adapted) if self.encoder is not self._encoder_as_it_came else None

    def undo_adaptation(self, progress: Progress = silent) -> None:
        """Go back to the encoder as it came."""
        forget(self._adapted)
        self._use_encoder_anew(progress)

    def _use_encoder_anew(self, progress: Progress) -> None:
        self.index.close()
        for name in ("encoder", "index"):
            self.__dict__.pop(name, None)
        self.sync(progress)

    def remove_documents(self, documents: Sequence[str]) -> int:
        count = self._corpus.remove(documents)
        if count:
            self.sync()
        return count

    @property
    def samples_due(self) -> bool:
        """True on first start: the samples were never loaded here and the corpus is empty."""
        return not self._samples_offered.exists() and not self._corpus.documents()

    @property
    def _samples_offered(self) -> Path:
        return self.settings.data / "samples-offered"

    def load_samples(self, progress: Progress = silent) -> Ingested:
        """Add the fictional sample reports that come with the program; once removed they do not come back by themselves."""
        done = self.ingest([CORPUS / "samples"], progress, sample=True)
        self._samples_offered.parent.mkdir(parents=True, exist_ok=True)
        self._samples_offered.touch()
        return done

    def remove_samples(self) -> int:
        return self.remove_documents([document.id for document in self._corpus.documents() if document.sample])

    def stats(self) -> dict[str, Any]:
        documents = self._corpus.documents()
        return {
            "documents": len(documents),
            "passages": len(self._corpus.passages()),
            "units": len(distinct(document.report.unit for document in documents)),
            "years": sorted({document.report.year for document in documents if document.report.year}),
            "encoder": self.encoder.name,
            "index": self.index.state,
        }

    def search(self, query: str, **filters: Any) -> list[Hit]:
        """Ranked passages; filters as `Index.search` has them."""
        return self.index.search(query, **filters)

    # ---- drafting and comparing -----------------------------------------------------------------------------

    def suggest(
        self, filing: Filing, section: str, facts: Mapping[str, Fact] | None = None, **wishes: Any
    ) -> Suggestion:
        """Draft a section; `wishes` are variant, focus, themes and length of a Brief."""
        return suggest(Brief(filing, self.search, facts=facts or {}, **wishes), section, self.endpoint, check)

    def ask(
        self, message: str, filing: Filing | None = None, facts: Mapping[str, Fact] | None = None, **more: Any
    ) -> Reply:
        """One turn of the chat; nothing is stored. `more` are last, again, told and stop of a Desk."""
        return reply(message, Desk(filing, self.search, check, self.guidance, facts or {}, self.endpoint, **more))

    def chat(
        self, draft: Draft, message: str, *, told: Callable[[str], object] | None = None, stop: threading.Event | None = None,
        instead: int | None = None,
    ) -> Turn:  # fmt: skip
        """One stored turn of a draft's chat; facts that the user states are kept in the draft.

        `told` hears pieces of the answer as they are written; `stop` ends the work, and the turn says so. `instead` is the
        earlier message (a turn id) that this one replaces: with what followed it, it is put aside and stays stored.
        """
        if len(message) > LONGEST:
            raise Unusable("这段话太长，没有发出。请分成几段再发。")
        said, before = self._said_before(draft, message, instead)
        last = next((t.payload["last"] for t in reversed(before) if t.payload.get("last")), None)
        self._drafts.say(draft.id, "user", message, said)
        filing, again = self.draft_filing(self._fresh(draft)), said.get("again", 0)
        try:
            answered = self.ask(message, filing, last=tuple(last) if last else None, again=again, told=told, stop=stop)
        except Stopped:
            return self._drafts.say(draft.id, "assistant", "已停止。", {"intent": "stopped"})
        except Exception:
            self._drafts.say(draft.id, "assistant", "这一条没有答成。", {"intent": "failed"})
            raise
        stands = self.set_facts(draft, answered.facts) if answered.facts else self._fresh(draft)
        payload = answered.to_json() | {"revision": stands.revision}
        if answered.spoken:
            payload["last"] = list(answered.spoken)
        return self._drafts.say(draft.id, "assistant", answered.reply, payload)

    def _said_before(self, draft: Draft, message: str, instead: int | None) -> tuple[dict[str, int], list[Turn]]:
        """What to keep with a message (which one it replaces, how often it was asked before), and the turns before it."""
        before = standing(self.turns(draft))
        if instead is None:
            return {}, before
        replaced = next((t for t in before if t.id == instead and t.role == "user"), None)
        if replaced is None:
            raise Unusable("这一条已经改过重发了，请刷新页面看最新的对话。")
        again = replaced.payload.get("again", 0) + 1 if replaced.text == message else 0
        return {"instead": instead, "again": again}, [t for t in before if t.id < instead]

    def turns(self, draft: Draft) -> list[Turn]:
        return self._drafts.turns(draft.id)

    def forget_chat(self, draft: Draft) -> None:
        self._drafts.forget_turns(draft.id)

    def compare(self, report: Report, others: Sequence[Report] = ()) -> Comparison:
        """Compare with the given reports, or with the corpus where none are given."""
        if others:
            given = [p for n, other in enumerate(others) for p in passages_of(other, f"{n:012d}")]
            return compare(report, None, given)
        return compare(report, self.search, self._corpus.passages())

    def comparable(self, draft: Draft) -> dict[str, Report]:
        """The reports that a draft can stand beside, by id: the corpus without the draft's own, and last year's as given."""
        own, last = draft.report, draft.previous
        known = {d.id: d.report for d in self._corpus.documents()}
        found = {key: r for key, r in known.items() if not (r.unit.same_as(own.unit) and r.year == own.year)}
        if last and not any(r.unit.same_as(own.unit) and r.year == last.year for r in found.values()):
            found[PREVIOUS] = last
        return found

    def compare_with(self, draft: Draft, chosen: Sequence[str]) -> Beside:
        """Put a draft beside some of its `comparable` reports: sentences, likeness, themes and figures."""
        reports, corpus = self.comparable(draft), self._corpus.passages()
        passages: dict[str, list[Passage]] = {}
        for passage in corpus:
            passages.setdefault(passage.document, []).append(passage)
        if PREVIOUS in reports:
            passages[PREVIOUS] = passages_of(reports[PREVIOUS], PREVIOUS)
        others = [Other(key, reports[key], _in_order(passages.get(key, ()))) for key in chosen if key in reports]
        return beside(draft.report, others, corpus)

    def comparison_sheet(self, draft: Draft, made: Beside) -> bytes:
        """A comparison as .xlsx."""
        return write_comparison(draft.report, made)

    def borrowable(self, draft: Draft, made: Beside) -> frozenset[str]:
        """The sentences of others in a comparison of which something can be borrowed."""
        brief = Brief(self.draft_filing(draft), self.search)
        pairs = (pair.theirs for pairs in (made.nearest, *made.pairs.values()) for pair in pairs)
        known = {(said.text, said.passage) for said in pairs if said}
        return frozenset(text for text, passage in known if borrow(text, passage, brief))

    def borrow(self, draft: Draft, text: str, passage: Passage) -> Suggestion | None:
        """A peer's sentences freed of its facts and given the draft's; None where nothing of them can be."""
        return borrow(text, passage, Brief(self.draft_filing(draft), self.search))


def _in_order(passages: Iterable[Passage]) -> tuple[Passage, ...]:
    return tuple(sorted(passages, key=lambda p: (NARRATIVE.index(p.section), p.position)))


def _at(report: Report, place: str) -> object:
    """What stands at a cell path, a part of the text or facts.KEY."""
    if place.startswith("facts."):
        return report.facts.get(place.removeprefix("facts."))
    if place in report.cells:
        return report[place], place in report.source.cells and report.source.cells[place].raw
    return report.text(place)


def with_zeros(report: Report) -> Report:
    """A copy with 0 in every blank cell, and in a blank total the sum of what it totals."""
    blank = {path for path in report.form.cells if report[path] is None and path not in report.source.cells}
    report = report.with_cells(dict.fromkeys(blank, 0))
    totals = [relation for relation in report.form.relations if relation.left == (relation.where,)]
    for _ in range(2):  # totals of totals
        sums = {total.where: [report[path] for path in total.right] for total in totals if total.where in blank}
        report = report.with_cells({path: sum(parts) for path, parts in sums.items() if None not in parts})  # type: ignore[arg-type]
    return report


def with_typed(report: Report, typed: Mapping[str, str]) -> Report:
    """Put figures as typed into a report: blanks become None, what is no figure is kept raw beside a None."""
    cells, raw = {}, {}
    for path, text in typed.items():
        if path not in report.cells:
            raise Unusable(f"表格中没有这一格：{path}。")
        reading = read_figure(text, decimal=load_form("2021").cells[path].decimal)
        cells[path] = reading.value
        if reading.fault:
            raw[path] = RawCell(text, reading.note or "")
    changed = report.with_cells(cells)
    return replace(changed, source=replace(changed.source, cells={**changed.source.cells, **raw}))


def file_name(report: Report, ending: str, *, marked: bool) -> str:
    """What a file of the report is called, without what no system takes in a name; `marked` for a draft."""
    unit = re.sub(r'[\\/:*?"<>|\s]', "", report.unit.short)[:60].strip(".")
    return f"{unit}{report.year or '××'}年政府信息公开工作年度报告{'（草稿）' if marked else ''}{ending}"


def file_bytes(path: Path) -> bytes:
    """The bytes of a file; raise Unusable with a sentence where it cannot be read."""
    try:
        return path.read_bytes()
    except FileNotFoundError as error:
        raise Unusable(f"找不到文件“{file_label(path.name)}”，请检查路径。") from error
    except IsADirectoryError as error:
        raise Unusable(f"“{file_label(path.name)}”是文件夹，请指明其中的一个文件。") from error
    except OSError as error:
        raise Unusable(f"文件“{file_label(path.name)}”打不开，请检查权限。") from error


def documents_at(paths: Iterable[Path]) -> Iterator[tuple[str, str, bytes | Unusable]]:
    """Yield (name, folder, bytes) of every document in files, folders and archives; a file that fails yields its reason."""
    for path in paths:
        inside = sorted(p for p in path.rglob("*") if p.is_file()) if path.is_dir() else [path]
        for file in inside:
            hidden = file.name.startswith((".", "~$")) or (
                path.is_dir() and file.suffix.lower() not in (*READABLE, ".zip")
            )
            if hidden or (path.is_dir() and file.name == "README.md"):
                continue
            name, folder = file_label(file.name), file_label(str(file.resolve().parent))
            try:
                data = file_bytes(file)
                if file.suffix.lower() == ".zip":
                    yield from ((entry, f"{folder}/{name}", content) for entry, content in unpack(name, data))
                else:
                    yield name, folder, data
            except Unusable as error:
                yield name, folder, error


def _usable(data: bytes | Unusable) -> bytes:
    if isinstance(data, Unusable):
        raise data
    return data


__all__ = ["NARRATIVE", "Assistant", "Ingested", "Refused", "documents_at", "file_name", "with_typed"]
