"""设置 for the language model: what leaves the machine, a test of the connection, a model on this machine."""

import streamlit as st

from assistant.settings import without_password
from assistant.ui import state
from assistant.ui.marks import plain
from assistant.ui.sections import TITLES
from assistant.ui.trouble import attempt


def model_settings() -> None:
    """Say what is sent and to whom, and show it; nothing is sent or looked for without a click."""
    house = state.assistant()
    settings = house.settings
    if settings.model_configured:
        address, name = without_password(str(settings.llm_base_url)), str(settings.llm_model)
        st.warning(
            f"起草和问答时，会把本年表格数字、本年情况、上年年报和去掉了单位事实的参考句发送到 {plain(address)}（模型 {plain(name)}）。"
            "身份证号、手机号、银行卡号和邮箱在发送前隐去，密钥只放在请求头里。"
        )
    _preview(configured=settings.model_configured)
    if state.who() is None or state.is_administrator():
        with st.container(horizontal=True, gap="small"):
            tried = settings.model_configured and st.button("测试连接", icon=":material/network_check:")
            sought = st.button("查找本机的语言模型", icon=":material/search:")
        if tried:
            _try()
        if sought:
            _offer()


def _preview(*, configured: bool) -> None:
    draft = state.draft()
    if draft is None:
        st.caption("打开一份年报后，这里可以看到起草时发送的全文。")
        return
    with st.expander("看看会发送什么" if configured else "看看配置语言模型以后会发送什么（现在不发送）"):
        section = st.selectbox("部分", ["overview", "problems", "improvements"], format_func=TITLES.__getitem__)
        if st.button("显示"):
            for who, words in state.assistant().leaving(draft, section):
                st.caption(who)
                st.code(words, language=None, wrap_lines=True)
            st.caption(
                "此外，模型可以用工具再查：本单位表格数字、上年年报、检查结果、与上年相比、填报指南、去掉事实的参考句。"
            )


def _try() -> None:
    with st.spinner("正在等语言模型回答"):
        said = attempt(lambda: state.assistant().try_model(), st.error)
    if said:
        st.success(plain(said))


def _offer() -> None:
    with st.spinner("正在看本机有没有语言模型"):
        found = state.assistant().local_models()
    if not found:
        st.info(
            "本机没有找到正在运行的语言模型（看过 Ollama 的 11434 端口和 vLLM 的 8000 端口）。没有也能用，起草在本机离线完成。"
        )
        return
    st.success("找到了，但没有使用。要用哪一个，就把它下面两行写进程序文件夹的 `.env`，再重新启动程序：")
    for one in found:
        st.caption(f"{one.server} · {plain(one.model)}")
        st.code(one.lines, language=None)
