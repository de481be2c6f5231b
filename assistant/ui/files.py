"""The finished report as files to save."""

from collections.abc import Callable
from dataclasses import dataclass
from functools import partial

import streamlit as st

from assistant.report import Finding
from assistant.service import file_name
from assistant.storage import Draft
from assistant.ui import state
from assistant.ui.marks import plain
from assistant.ui.progress import watch

WORD = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"

SHEET = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


@dataclass(frozen=True)
class Kind:
    """A file on offer; what is `slow` to make is asked for first and saved then."""

    words: str
    mime: str
    use: str
    slow: bool = False


KINDS = {
    ".docx": Kind("Word 文档", WORD, "公文格式（仿宋三号、22行×28字），报送和存档用"),
    "（通用版式）.docx": Kind("Word（通用版式）", WORD, "宋体小四，没有公文字体的电脑用"),
    ".pdf": Kind("PDF", "application/pdf", "版面固定，打印和附件用", slow=True),
    ".html": Kind("网页", "text/html", "完整的一页，可以直接打开看"),
    "（网页片段）.html": Kind("网页片段", "text/html", "贴进单位网站后台用，表格读屏软件能读"),
    "（核对稿）.docx": Kind("核对稿（Word 批注）", WORD, "问题和出处写成批注，附免除说明和勾稽核对表，有错误也能导"),
    "（勾稽核对表）.xlsx": Kind("勾稽核对表（Excel）", SHEET, "每一条勾稽关系两边的数，相符的也列出"),
    ".json": Kind("数据（JSON）", "application/json", "留存或交给其他程序"),
    ".zip": Kind("全部文件（压缩包）", "application/zip", "以上各种文件放进一个压缩包", slow=True),
}
CHECKING = ("（核对稿）.docx", "（勾稽核对表）.xlsx")  # open whatever is found
ROWS = {
    "报送、打印": (".docx", "（通用版式）.docx", ".pdf"),
    "发布到网站": (".html", "（网页片段）.html"),
    "内部核对": CHECKING,
    "留存": (".json", ".zip"),
}


def offer(draft: Draft, findings: list[Finding]) -> None:
    """Draw the download buttons; while errors stand they open only for a copy marked 草稿."""
    faulty = any(f.severity == "error" and f.waiver is None for f in findings)
    force = faulty and st.checkbox("先导出一份草稿（每页标明“草稿”，供内部核对）")
    made = {*state.assistant().export_formats(), *CHECKING, ".zip"}
    with st.container(border=True, key="files"):
        for use, endings in ROWS.items():
            with st.container(horizontal=True, vertical_alignment="center", gap="small"):
                st.caption(use, width=84)
                for ending in (ending for ending in endings if ending in made):
                    _file(draft, findings, ending, closed=faulty and not force, marked=faulty)
    for ending, kind in KINDS.items():
        if kind.slow:
            watch(_work(draft, ending, faulty))


def _file(draft: Draft, findings: list[Finding], ending: str, *, closed: bool, marked: bool) -> None:
    """One file on offer; what is for checking is always open, and made when asked for."""
    kind, house = KINDS[ending], state.assistant()
    if ending in CHECKING:
        make = house.review_copy if ending == CHECKING[0] else house.checked_sheet
        _save(draft, ending, partial(make, draft), marked=False)
    elif closed:
        st.button(_label(ending), disabled=True, key=f"closed:{ending}", help=kind.use)
    elif kind.slow:
        _slow(draft, findings, ending, marked=marked)
    else:
        data = written(draft.id, draft.revision, ending, marked, draft, findings)
        _save(draft, ending, data, marked=marked, first=ending == ".docx")


def _label(ending: str) -> str:
    words = KINDS[ending].words
    return f"导出 {words}" if ending == ".docx" else words


def _save(
    draft: Draft, ending: str, data: bytes | Callable[[], bytes], *, marked: bool, first: bool = False, label: str = ""
) -> None:
    kind = KINDS[ending]
    st.download_button(
        label or _label(ending), data, file_name(draft.report, ending, marked=marked), kind.mime, key=f"file:{ending}",
        type="primary" if first else "secondary", on_click="ignore", help=kind.use,
    )  # fmt: skip


@st.cache_data(show_spinner="正在准备文件…", max_entries=16)
def written(identity: str, revision: int, ending: str, marked: bool, _draft: Draft, _findings: list[Finding]) -> bytes:
    """The file of one revision, made once."""
    return state.assistant().export(_draft.report, ending, findings=_findings, force=marked)


def _work(draft: Draft, ending: str, marked: bool) -> str:
    return f"file:{draft.id}:{draft.revision}:{ending}:{marked}"


def _slow(draft: Draft, findings: list[Finding], ending: str, *, marked: bool) -> None:
    """What takes seconds: asked for first, then saved."""
    work, words = _work(draft, ending, marked), KINDS[ending].words
    job = state.jobs().get(work)
    if job and not job.running and not job.error:
        _save(draft, ending, job.result, marked=marked, first=True, label=f"保存 {words}")
        return
    if job and job.error:
        st.warning(plain(job.error))
    if st.button(f"生成 {words}", disabled=state.jobs().running(work), help=KINDS[ending].use):
        house = state.assistant()
        make = partial(house.export, draft.report, ending, findings=findings, force=marked)
        if ending == ".zip":
            make = partial(house.everything, draft, force=marked)
        state.jobs().start(work, f"正在生成 {words}", lambda _progress: make())
        st.rerun()
