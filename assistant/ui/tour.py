"""The way from last year's file to this year's report in five steps, shown until the first report is begun."""

import streamlit as st

STEPS = (
    ("新建", "上传去年的年报，或填单位和年度从零开始。"),
    ("填表", "三张表像纸上一样填；空格不等于 0，合计和勾稽随填随查。"),
    ("撰写", "左边让助手按表格和语料起草，右边改；不知道的留成【待填】。"),
    ("对比", "看和往年、和别的单位哪里一样，别人还写了什么。"),
    ("检查与导出", "没有错误就导出 Word、网页和 PDF。"),
)


def steps() -> None:
    """Draw the five steps side by side."""
    with st.container(border=True, key="tour"):
        for number, (column, (title, words)) in enumerate(zip(st.columns(len(STEPS)), STEPS, strict=True), 1):
            column.markdown(f"**{number}　{title}**")
            column.caption(words)
