"""Signing in where an office shares the program; with one user on one machine nobody signs in."""

import streamlit as st

from assistant.report import Unusable
from assistant.service import Assistant
from assistant.settings import Settings
from assistant.storage import User
from assistant.ui.marks import plain
from assistant.ui.trouble import attempt

HOW_TO_SET = "登录还没有设置好，请管理员按部署说明填写 .streamlit/secrets.toml 中的 [auth] 一节后重新启动。"


def account() -> str:
    """The mail address that the sign-in service vouches for, '' where nobody is signed in; raise Unusable for one it does not."""
    if not getattr(st.user, "is_logged_in", False):
        return ""
    if st.user.get("email_verified") is False:
        raise Unusable("这个账号的邮箱还没有经过验证，请先在登录服务中验证邮箱。")
    return str(st.user.get("email") or "").strip().lower()


def known_user(house: Assistant, settings: Settings) -> User | None:
    """Who is signed in, with the role of the user list; None for nobody and for strangers."""
    name = account()
    if not name:
        return None
    if name in settings.first_administrators:
        return User(name, "administrator")
    return house.user(name)


def admitted(house: Assistant, settings: Settings) -> bool:
    """True if pages may be shown; otherwise draw what to do to get in."""
    if not settings.login:
        return True
    faults: list[str] = []
    user = attempt(lambda: known_user(house, settings), faults.append)
    if user:
        return True
    _door(faults)
    return False


def _door(faults: list[str]) -> None:
    with st.container(width=520):
        st.title("年报助手", anchor=False)
        name = "" if faults else account()
        if faults:
            st.error(plain(faults[0]))
        elif name:
            st.warning(f"账号“{plain(name)}”还没有开通。请把这个账号告诉县里的管理员，开通后刷新本页。")
        else:
            st.write("请先登录。登录后只看得到自己单位的年报，语料库各单位共用。")
        if name or faults:
            st.button("换一个账号", on_click=st.logout)
        elif st.button("登录", type="primary"):
            attempt(st.login, lambda _sentence: st.error(HOW_TO_SET))


def leave(user: User) -> None:
    """Draw who is signed in and the way out."""
    with st.container(border=True, key="signed-in"):
        st.caption(plain(user.unit or user.county) or "管理员")
        st.text(user.name)
        st.button("退出登录", on_click=st.logout)
