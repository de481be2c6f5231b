"""Importing documents into the corpus: files are read beside the page, looked at, mended, and only then kept."""

from collections.abc import Callable, Sequence
from typing import Any

import streamlit as st

from assistant.report import Report, Unusable
from assistant.ui import state
from assistant.ui.jobs import Progress
from assistant.ui.marks import plain
from assistant.ui.preview import preview
from assistant.ui.progress import watch
from assistant.ui.reading import KINDS, doubtful

WORK, KNOWN, UNREAD = "intake", "intake:known", "intake:unread"
Upload = tuple[str, bytes, Report]
Item = tuple[str, bytes, Report | str]  # in place of the report the sentence that says why there is none


def intake() -> None:
    """Draw the uploader, the preview of each file, and the button that keeps them."""
    _finished()
    with st.expander("导入年报", expanded=not state.jobs().running(WORK), icon=":material/upload_file:"):
        files = st.file_uploader(
            "可一次选多个文件（docx、doc、html、txt、pdf、json，或打包的 zip）", type=[*KINDS, "zip"],
            accept_multiple_files=True, key=f"intake:{state.count('intake')}",
        )  # fmt: skip
        items = _read(files) if files else None
        if items is not None:
            top = st.container()  # what could not be read and the button first, however long the list is
            bad = [item for item in items if _failed(item)]
            good = [each for item in sorted(items, key=_doubtless) if (each := _shown(item))]
            with top:
                if bad:
                    st.error(plain("\n".join(str(said) for _, (_, _, said) in bad)))
                if doubles := state.assistant().doubles(good):
                    st.warning(plain("\n".join(doubles)))
                _offer(good, bad)
    watch(WORK, stoppable=True)


def _offer(good: list[Upload], bad: list[tuple[str, Item]]) -> None:
    """The button that keeps what could be read; what could not is named again after that."""
    label = f"保存到语料库（{len(good)} 份）"
    if st.button(label, type="primary", disabled=not good or state.jobs().running(WORK)):
        house = state.assistant()
        state.jobs().start(WORK, "正在保存", lambda progress: house.add_documents(good, progress))
        state.put(UNREAD, [str(item[2]) for _, item in bad])
        state.put(KNOWN, {})
        state.count("intake", 1)
        st.rerun()


def _finished() -> None:
    done = state.jobs().take(WORK)
    if done is None:
        return
    state.forget_passages()
    if done.error:
        st.error(plain(done.error))
        return
    made = done.result
    unread = state.typed(UNREAD) or []
    st.success(f"新增 {made.added} 份，未变 {made.unchanged} 份，替换 {made.replaced} 份，未能读入 {len(unread)} 份。")
    if sentences := (*unread, *made.warnings):
        st.warning(plain("\n".join(sentences)))


def _read(files: Sequence[Any]) -> list[tuple[str, Item]] | None:
    """What the uploaded files hold, by a key of their own; None while some are still being read beside the page."""
    known: dict[str, list[Item]] = state.typed(KNOWN) or {}
    new = [file for file in files if file.file_id not in known]
    if new:
        work = f"read:{new[0].file_id}"
        done = state.jobs().take(work)
        if done is None:
            contents = [(file.file_id, file.name, file.getvalue()) for file in new]
            state.jobs().start(work, "正在读取", _reader(contents))
            watch(work)
            return None
        if done.error:
            st.error(plain(done.error))
            return []
        known = {**known, **done.result}
        state.put(KNOWN, known)
    return [(f"{file.file_id}:{at}", item) for file in files for at, item in enumerate(known.get(file.file_id, ()))]


def _reader(files: list[tuple[str, str, bytes]]) -> Callable[[Progress], dict[str, list[Item]]]:
    house = state.assistant()

    def work(progress: Progress) -> dict[str, list[Item]]:
        found: dict[str, list[Item]] = {}
        for number, (key, name, data) in enumerate(files, 1):
            progress(number - 1, len(files), name)
            try:
                inside = house.unpacked(name, data)
            except Unusable as error:
                found[key] = [(name, data, str(error))]
                continue
            found[key] = []
            for at, (own, content) in enumerate(inside, 1):
                if len(inside) > 1:
                    progress(at, len(inside), own)
                found[key].append((own, content, _report(own, content)))
            if not inside:
                found[key] = [(name, data, f"“{name}”里没有文件，请换一个有年报的压缩包。")]
        return found

    def _report(name: str, data: bytes) -> Report | str:
        try:
            return house.read_bytes(name, data)
        except Unusable as error:
            return str(error)

    return work


def _failed(item: tuple[str, Item]) -> bool:
    return isinstance(item[1][2], str)


def _doubtless(item: tuple[str, Item]) -> bool:
    """True for a report that was read whole: those to be looked at come first."""
    report = item[1][2]
    if isinstance(report, str) or not (report.unit.name and report.year):
        return False
    return not doubtful(report) and not report.source.warnings


def _shown(item: tuple[str, Item]) -> Upload | None:
    """Draw a file's line; return the file with its report as it stands corrected, None where it could not be read."""
    key, (name, data, report) = item
    if isinstance(report, str):
        return None
    return name, data, preview(key, name, report)
