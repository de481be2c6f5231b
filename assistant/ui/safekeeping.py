"""备份与恢复: everything as one file, and back."""

from datetime import datetime

import streamlit as st

from assistant.ui import state
from assistant.ui.marks import plain
from assistant.ui.progress import watch
from assistant.ui.trouble import attempt

MADE = "made-backup"


def safekeeping() -> None:
    """Draw the backup and the restore of everything that is stored."""
    st.subheader("备份与恢复", anchor=False)
    st.caption("备份是一个文件，里面有全部年报（连同修改记录和对话）、语料库原件、免除记录和用户。请定期存到别的盘上。")
    house, jobs = state.assistant(), state.jobs()
    with st.container(horizontal=True):
        if st.button("生成备份", disabled=jobs.running("backup")):
            jobs.start("backup", "正在生成备份", lambda _progress: house.back_up())
            st.rerun()
        if done := jobs.take("backup"):
            state.put(MADE, None if done.error else done.result)
            if done.error:
                st.error(plain(done.error))
        if made := state.typed(MADE):
            st.download_button(
                f"保存备份文件（{len(made) / 1e6:.1f} MB）", made, f"年报助手备份-{datetime.now():%Y%m%d-%H%M}.zip",
                "application/zip", type="primary", on_click="ignore",
            )  # fmt: skip
    watch("backup")
    with st.expander("从备份恢复"):
        st.warning("恢复会用备份里的内容替换现在的全部内容。恢复前请先生成一份备份。")
        file = st.file_uploader("备份文件（.zip）", type=["zip"], key=f"backup-file:{state.count('backup-file')}")
        sure = st.checkbox("我明白现在的内容会被替换", key=f"backup-sure:{state.count('backup-file')}")
        if st.button("恢复", disabled=not (file and sure)) and file:
            counts = attempt(lambda: house.bring_back(file.getvalue()), st.error)
            if counts is not None:
                state.count("backup-file", 1)
                state.close_draft()
                state.forget_passages()
                jobs.start("sync", "正在重新建立检索", house.sync)
                state.tell(
                    "success", f"已恢复 {counts['drafts']} 份年报、{counts['documents']} 份语料。检索正在重新建立。"
                )
                st.rerun()
    watch("sync")
