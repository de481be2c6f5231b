"""The finished report as files to save."""

import streamlit as st

from assistant.report import Finding
from assistant.storage import Draft
from assistant.ui import state
from assistant.ui.progress import watch

KINDS = {
    ".docx": ("Word 文档", "application/vnd.openxmlformats-officedocument.wordprocessingml.document"),
    ".html": ("网页", "text/html"),
    ".pdf": ("PDF", "application/pdf"),
    ".json": ("数据（JSON）", "application/json"),
}


def file_name(draft: Draft, suffix: str, *, marked: bool) -> str:
    return (
        f"{draft.report.unit.short}{draft.report.year}年政府信息公开工作年度报告{'（草稿）' if marked else ''}{suffix}"
    )


def offer(draft: Draft, findings: list[Finding]) -> None:
    """Draw the download buttons; while errors stand they open only for a copy marked 草稿."""
    faulty = any(f.severity == "error" and f.waiver is None for f in findings)
    force = faulty and st.checkbox("先导出一份草稿（每页标明“草稿”，供内部核对）")
    closed = faulty and not force
    with st.container(horizontal=True, key="files"):
        for suffix in state.assistant().export_formats():
            words, mime = KINDS[suffix]
            label = f"导出 {words}" if suffix == ".docx" else words
            if closed:
                st.button(label, disabled=True, key=f"closed:{suffix}")
            elif suffix == ".pdf":
                _pdf(draft, findings, marked=faulty)
            else:
                data = written(draft.id, draft.revision, suffix, faulty, draft, findings)
                st.download_button(
                    label, data, file_name(draft, suffix, marked=faulty), mime, key=f"file:{suffix}",
                    type="primary" if suffix == ".docx" else "secondary", on_click="ignore",
                )  # fmt: skip
    watch(f"pdf:{draft.id}:{draft.revision}")


@st.cache_data(show_spinner="正在准备文件…", max_entries=16)
def written(identity: str, revision: int, suffix: str, marked: bool, _draft: Draft, _findings: list[Finding]) -> bytes:
    """The file of one revision, made once."""
    return state.assistant().export(_draft.report, suffix, findings=_findings, force=marked)


def _pdf(draft: Draft, findings: list[Finding], *, marked: bool) -> None:
    """PDF takes seconds: asked for first, then saved."""
    work, words = f"pdf:{draft.id}:{draft.revision}", KINDS[".pdf"]
    job = state.jobs().get(work)
    if job and not job.running and not job.error:
        st.download_button(
            f"保存 {words[0]}",
            job.result,
            file_name(draft, ".pdf", marked=marked),
            words[1],
            type="primary",
            on_click="ignore",
        )
        return
    if job and job.error:
        st.warning(job.error)
    if st.button("生成 PDF", disabled=state.jobs().running(work)):
        house = state.assistant()
        state.jobs().start(
            work, "正在生成 PDF", lambda _p: house.export(draft.report, ".pdf", findings=findings, force=marked)
        )
        st.rerun()
