"""What users see when something fails: one sentence, never a traceback; what they typed stays."""

import logging
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any

import streamlit as st

from assistant.report import Unusable
from assistant.ui.marks import plain

log = logging.getLogger(__name__)
ACCIDENT = "程序出了意外，这一步没有完成，已保存的内容都还在。请再试一次；如果仍然不行，请把出错的时间告诉维护人员。"


@contextmanager
def caught() -> Iterator[None]:
    """Show in place why a part of the page failed."""
    try:
        yield
    except Unusable as error:
        st.error(plain(str(error)))
    except Exception:
        log.exception("page failed")
        st.error(ACCIDENT)


def attempt(action: Callable[[], Any], tell: Callable[[str], Any]) -> Any:
    """Do one change for a callback; return its result, or None after telling why it failed."""
    try:
        return action()
    except Unusable as error:
        tell(str(error))
    except Exception:
        log.exception("change failed")
        tell(ACCIDENT)
    return None
