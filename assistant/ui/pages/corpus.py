"""语料库: the reports that drafting and comparing learn from."""

import re
from pathlib import Path

import streamlit as st

from assistant.report import NARRATIVE
from assistant.service import distinct
from assistant.storage import Document
from assistant.ui import frame, state
from assistant.ui.adapting import adapting
from assistant.ui.intake import intake
from assistant.ui.marks import marked, plain
from assistant.ui.passage_themes import WORK as THEME
from assistant.ui.passage_themes import theme_line
from assistant.ui.progress import watch
from assistant.ui.reading import EDITIONS, figures_read, warnings
from assistant.ui.sources import origin, shared_by

ALL, PAGE = "全部", 20
house, jobs = state.assistant(), state.jobs()


def counts(documents: list[Document], passages: int) -> None:
    units = distinct(d.report.unit for d in documents)
    years = sorted({d.report.year for d in documents if d.report.year})
    samples = sum(d.sample for d in documents)
    span = f"，{years[0]}—{years[-1]}年" if len(years) > 1 else f"，{years[0]}年" if years else ""
    own = f"（其中样例 {samples} 份）" if samples else ""
    st.markdown(f"**共 {len(documents)} 份年报**{own}，{len(units)} 个单位{span}，{passages} 个可供查找的段落")


def upkeep(samples: int) -> None:
    """Rebuilding the search, and the samples: loaded, removed."""
    with st.container(horizontal=True):
        if st.button("重建检索", disabled=jobs.running("rebuild"), help="查找结果不对劲时用；语料本身不变"):
            jobs.start("rebuild", "正在重建检索", house.rebuild)
            st.rerun()
        adapting()
        with st.popover("样例年报"):
            st.write(f"样例是虚构单位的年报，现有 {samples} 份。移除后不会自动回来，您自己导入的年报不受影响。")
            if st.button("载入全部样例"):
                jobs.start("samples", "正在载入样例年报", house.load_samples)
                st.rerun()
            if samples and st.button("移除全部样例"):
                jobs.start("remove", "正在移除样例", lambda _progress: house.remove_samples())
                st.rerun()
    for work, words in (("rebuild", "检索已重建。"), ("remove", "已移除，检索已更新。"), (THEME, "主题已更新。")):
        if done := jobs.take(work):
            state.forget_passages()
            state.tell("error" if done.error else "success", done.error or words)
            st.rerun()
        watch(work)


def looked_up() -> bool:
    """Look for passages by words or by meaning; True while a search is shown in place of the list."""
    query = st.text_input(
        "查找", placeholder="输入词语或一句话，找意思相近的段落", key="corpus-search", persist_state="session"
    ).strip()
    if not query:
        return False
    hits = house.search(query, k=PAGE)
    st.caption(
        f"找到 {len(hits)} 段，最相近的在前；清空上面的框就回到年报清单。"
        if hits
        else "没有找到相近的段落，换个说法试试。"
    )
    for hit in hits:
        with st.container(border=True, key=f"hit-{hit.passage.id}"):
            st.html(
                marked(
                    hit.passage.text,
                    [(m.start(), m.end(), "") for m in re.finditer(re.escape(query), hit.passage.text)],
                )
            )
            st.caption(plain(origin(hit.passage)) + shared_by(hit.also_in))
    return True


def chosen(documents: list[Document]) -> list[Document]:
    """The documents that the filters let through."""
    units = sorted({d.report.unit.name for d in documents})
    years = sorted({d.report.year for d in documents if d.report.year}, reverse=True)
    left, middle, right, last = st.columns([3, 1.5, 2, 2])
    unit = left.selectbox("单位", [ALL, *units])
    year = middle.selectbox("年度", [ALL, *years], format_func=lambda y: y if y == ALL else f"{y}年")
    kind = right.selectbox("来源", [ALL, "自己导入的", "样例"])
    order = last.selectbox("排列", ["按单位", "按年度"])
    kept = [
        d
        for d in documents
        if unit in (ALL, d.report.unit.name)
        and year in (ALL, d.report.year)
        and (kind == ALL or d.sample == (kind == "样例"))
    ]
    by_year = order == "按年度"
    return sorted(kept, key=lambda d: (-(d.report.year or 0) * by_year, d.report.unit.name, d.report.year or 0))


def entry(document: Document) -> None:
    """One document, folded; its passages are looked up when it is opened."""
    report = document.report
    doubt = f"　{len(report.source.warnings)} 处需留意" if report.source.warnings else ""
    title = f"{plain(report.unit.name) or '单位不明'}　{report.year or '年度不明'}年{'　样例' if document.sample else ''}{doubt}"
    with st.expander(title, on_change="rerun", key=f"document:{document.id[:12]}") as folded:
        if not folded.open:
            return
        st.caption(
            f"文件：{plain(document.file)}　｜　{EDITIONS[report.format]}　｜　表格数字 {figures_read(report)} 格"
        )
        with st.container(horizontal=True):
            data = house.original(document.id)
            if data is not None:
                st.download_button(
                    "下载原文件", data, Path(document.file).name, on_click="ignore", key=f"original:{document.id}"
                )
            with st.popover("移除"):
                st.write("从语料库移除这份年报，原文件也一并删除。")
                if st.button("确定移除", key=f"remove:{document.id}"):
                    jobs.start("remove", "正在移除", lambda _progress: house.remove_documents([document.id]))
                    st.rerun()
        warnings(report)
        passages(document)


def passages(document: Document) -> None:
    own = [p for p in house.passages() if p.document in (document.id, document.id[:12])]
    own.sort(key=lambda p: (NARRATIVE.index(p.section) if p.section in NARRATIVE else len(NARRATIVE), p.position))
    for passage in own:
        theme_line(passage)
        st.text(passage.text)


frame.head("语料库", "往年和兄弟单位的年报，起草和对比时参考；只在本机保存和查找。")
intake()
everything = house.documents()
if everything:
    counts(everything, len(house.passages()))
    upkeep(sum(d.sample for d in everything))
    shown = [] if (searching := looked_up()) else chosen(everything)
    limit = PAGE * (1 + state.count("corpus-more"))
    for each in shown[:limit]:
        entry(each)
    if len(shown) > limit and st.button(f"再显示 {min(PAGE, len(shown) - limit)} 份（共 {len(shown)} 份）"):
        state.count("corpus-more", 1)
        st.rerun()
    if not shown and not searching:
        st.caption("没有符合条件的年报。")
elif not jobs.running("intake"):
    st.info("语料库是空的。可以在上面导入往年年报；没有语料也能用表格和固定用语起草。")
    if st.button("载入样例年报（虚构单位）"):
        jobs.start("samples", "正在载入样例年报", house.load_samples)
        st.rerun()
if done := jobs.take("samples"):
    state.forget_passages()
    state.tell("warning" if done.error else "success", done.error or "样例年报已全部载入。")
    st.rerun()
watch("samples", stoppable=True)
