"""Magnified to 200 % (a window of 683×384 on a screen of twice the dots) every page can be read and used."""

from pathlib import Path

import pytest

from assistant.service import Assistant
from tests.browser.clerk import Clerk
from tests.browser.tour import tour

pytestmark = pytest.mark.browser
ZOOMED = {"viewport": {"width": 683, "height": 384}, "device_scale_factor": 2}
AMISS = """() => {
    const found = [], wide = document.documentElement.clientWidth, main = document.querySelector("[data-testid=stMain]");
    for (const e of [document.documentElement, main]) if (e.scrollWidth > e.clientWidth + 1) found.push("the page scrolls sideways");
    const up = (e) => e.parentElement ?? e.getRootNode().host;
    const scrolled = (e) => { for (let p = up(e); p && p !== main; p = up(p)) if (/auto|scroll/.test(getComputedStyle(p).overflowX)) return true; return false; };
    const name = (e) => (e.innerText || e.ariaLabel || e.tagName).trim().slice(0, 20);
    const look = (root) => {
        for (const e of root.querySelectorAll("*")) {
            if (e.shadowRoot) look(e.shadowRoot);
            if (!e.checkVisibility({ opacityProperty: true, visibilityProperty: true })) continue;
            if (e.closest("[data-testid=stSidebar], .st-key-manners, [data-testid=stSkipToContent], [aria-live], script, style")) continue;
            const box = e.getBoundingClientRect(), style = getComputedStyle(e);
            if (box.width < 2 || box.height < 2) continue;
            const own = [...e.childNodes].some((n) => n.nodeType === Node.TEXT_NODE && n.data.trim());
            if ((own || e.matches("button, input, textarea, a")) && (box.right > wide + 1 || box.left < -1) && !scrolled(e)) found.push(`beyond the edge: ${name(e)}`);
            if (own && style.position !== "absolute" && /hidden|clip/.test(style.overflowX) && e.scrollWidth > e.clientWidth + 1) found.push(`cut: ${name(e)}`);
            if (own && style.position !== "absolute" && /hidden|clip/.test(style.overflowY) && e.scrollHeight > e.clientHeight + 3) found.push(`cut below: ${name(e)}`);
        }
    };
    look(document.body);
    const controls = [...document.querySelectorAll("[data-testid=stMain] :is(button, textarea, a[href], [role=tab], input:not([type=file], [role=combobox]))")]
        .filter((e) => e.checkVisibility({ opacityProperty: true, visibilityProperty: true })).map((e) => [e, e.getBoundingClientRect()]).filter(([, box]) => box.width > 2);
    controls.forEach(([a, A], at) => controls.slice(at + 1).forEach(([b, B]) => {
        const across = Math.min(A.right, B.right) - Math.max(A.left, B.left), down = Math.min(A.bottom, B.bottom) - Math.max(A.top, B.top);
        if (across > 3 && down > 3 && !a.contains(b) && !b.contains(a) && !(scrolled(a) !== scrolled(b))) found.push(`one over the other: ${name(a)}, ${name(b)}`);
    }));
    const head = document.querySelector("h1"), top = head.getBoundingClientRect();
    const above = main.scrollTop === 0 && !document.querySelector("[role=dialog]") && document.elementFromPoint(top.left + 5, top.top + top.height * 0.3);
    if (above && !head.contains(above) && !above.contains(head)) found.push("the title is covered");
    return [...new Set(found)];
}"""


@pytest.mark.parametrize("clerk", [ZOOMED], indirect=True, ids=["200%"])
def test_nothing_is_cut_off_or_covered_and_no_page_scrolls_sideways(
    clerk: Clerk, address: str, house: Assistant, tmp_path: Path
) -> None:
    amiss = {}
    for state in tour(clerk, address, house, tmp_path):
        if found := clerk.page.evaluate(AMISS):
            amiss[state] = found
    assert not amiss
