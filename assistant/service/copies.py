"""The finished report as files."""

from collections.abc import Mapping, Sequence

from assistant.documents import (
    write_checked,
    write_document,
    write_review_copy,
)
from assistant.documents.archive import pack
from assistant.documents.office import soffice
from assistant.report import (
    Filing,
    Finding,
    Note,
    Report,
)  # fmt: skip
from assistant.rules import CATALOGUE, relations
from assistant.service.files import file_name
from assistant.service.writing import Writing
from assistant.storage import Draft

COPIES: Mapping[str, Mapping[str, bool]] = {  # what an export can be, by the end of its name, and how it is written
    ".docx": {}, "（通用版式）.docx": {"plain": True}, ".pdf": {}, ".html": {}, "（网页片段）.html": {"fragment": True}, ".json": {},
}  # fmt: skip


class Refused(Exception):
    """An export refused while errors stand; `findings` are these errors."""

    def __init__(self, findings: Sequence[Finding]) -> None:
        super().__init__(f"还有{len(findings)}处错误没有解决，不能导出正式稿。")
        self.findings = tuple(findings)


class Copies(Writing):
    """The verbs of exporting."""

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
