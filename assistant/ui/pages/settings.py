"""设置: what this installation uses, and what leaves the machine."""

import tomllib

import streamlit as st

from assistant.settings import without_password
from assistant.ui import frame, state
from assistant.ui.marks import plain
from assistant.ui.model_settings import model_settings
from assistant.ui.safekeeping import safekeeping
from assistant.ui.tour import steps

house = state.assistant()
settings = house.settings


def row(name: str, value: str) -> None:
    left, right = st.columns([1, 4])
    left.markdown(f":gray[{name}]")
    right.text(value)


frame.head("设置", "什么会离开本机，数据放在哪里，怎样备份和恢复。")
st.subheader("什么会离开本机", anchor=False)
if not settings.model_configured and not settings.embedding_base_url:
    st.success("没有配置语言模型：本机不向外发送任何内容。")
if settings.embedding_base_url:
    st.warning(f"建立检索和查找时，会把语料段落和问题发送到 {plain(without_password(settings.embedding_base_url))}。")
model_settings()

st.subheader("当前设置", anchor=False)
row("数据文件夹", str(settings.data.resolve()))
row("数据库", without_password(settings.database_url) if settings.database_url else "数据文件夹中的 SQLite 文件")
row("检索编码器", settings.embedding_model or "随程序提供的编码器（不用联网）")
row("检索索引", without_password(settings.chroma_url or "") or "数据文件夹中")
row(
    "语言模型",
    f"{settings.llm_model}（{without_password(str(settings.llm_base_url))}）"
    if settings.model_configured
    else "没有配置（离线起草）",
)
row("程序版本", tomllib.loads((frame.HERE.parents[1] / "pyproject.toml").read_text("utf-8"))["project"]["version"])

with st.expander("怎样修改设置"):
    st.markdown(
        "在程序文件夹中新建名为 `.env` 的文本文件，写上需要的几行，保存后重新启动程序：\n\n"
        "```\nNIANBAO_DATA=数据文件夹\nNIANBAO_LLM_BASE_URL=http://模型服务地址/v1\nNIANBAO_LLM_MODEL=模型名称\n"
        "NIANBAO_LLM_API_KEY=密钥\n```\n\n"
        "语言模型可以是单位内网的任何 OpenAI 兼容服务；不写就完全离线。密钥只用于调用，不在任何页面显示。"
    )

if state.who() is None:
    safekeeping()

with st.expander("怎样用（五步）"):
    steps()
