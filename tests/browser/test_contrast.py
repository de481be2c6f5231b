"""Text stands out from its ground on every page, light and dark: 4.5 to 1, large text 3 to 1 (WCAG 2.1, 1.4.3)."""

from pathlib import Path

import pytest

from assistant.service import Assistant
from tests.browser.clerk import Clerk
from tests.browser.tour import tour

pytestmark = pytest.mark.browser
FAINT = """() => {
    const parsed = (color) => {
        const numbers = color.match(/[\\d.e-]+/g).map(Number);
        const [r, g, b, alpha = 1] = color.startsWith("color(srgb") ? [...numbers.slice(0, 3).map((n) => n * 255), numbers[3]] : numbers;
        return [r, g, b, alpha];
    };
    const over = (front, back) => [...[0, 1, 2].map((i) => front[i] * front[3] + back[i] * (1 - front[3])), 1];
    const light = (color) => {
        const [r, g, b] = color.slice(0, 3).map((n) => n / 255).map((n) => (n <= 0.03928 ? n / 12.92 : ((n + 0.055) / 1.055) ** 2.4));
        return 0.2126 * r + 0.7152 * g + 0.0722 * b;
    };
    const found = [];
    let seen = 0;
    const check = (element, color, words) => {
        const chain = [];
        for (let e = element; e; e = e.parentElement ?? e.getRootNode().host) chain.unshift(getComputedStyle(e));
        let ground = [255, 255, 255, 1], opacity = 1;
        for (const style of chain) {
            ground = over(parsed(style.backgroundColor), ground);
            opacity *= Number(style.opacity);
        }
        const [r, g, b, alpha] = parsed(color);
        const [a, z] = [light(over([r, g, b, alpha * opacity], ground)), light(ground)].sort((x, y) => y - x);
        const own = chain.at(-1), size = parseFloat(own.fontSize), large = size >= 24 || (size >= 18.66 && own.fontWeight >= 700);
        seen += 1;
        if ((a + 0.05) / (z + 0.05) < (large ? 3 : 4.5)) found.push(`${((a + 0.05) / (z + 0.05)).toFixed(2)} ${words.trim().slice(0, 20)}`);
    };
    const look = (root) => {
        for (const e of root.querySelectorAll("*")) {
            if (e.shadowRoot) look(e.shadowRoot);
            if (!e.checkVisibility({ opacityProperty: true, visibilityProperty: true }) || e.getBoundingClientRect().width < 2) continue;
            if (e.closest(":disabled, [aria-disabled=true], script, style, noscript, label:has(:disabled)")) continue;  // what is off may be faint
            const style = getComputedStyle(e);
            if (e.matches("input:not([type=file], [type=checkbox], [type=radio]), textarea")) {
                if (e.value || e.placeholder) check(e, e.value ? style.color : getComputedStyle(e, "::placeholder").color, e.value || e.placeholder);
                continue;
            }
            const words = [...e.childNodes].filter((n) => n.nodeType === Node.TEXT_NODE).map((n) => n.data).join("").trim();
            if (words && style.fontSize !== "0px" && !style.fontFamily.includes("Material")) check(e, e instanceof SVGElement ? style.fill : style.color, words);
        }
    };
    look(document.body);
    return [seen, [...new Set(found)]];
}"""


@pytest.mark.parametrize(
    "clerk", [{"color_scheme": "light"}, {"color_scheme": "dark"}], indirect=True, ids=["light", "dark"]
)
def test_text_stands_out_from_its_ground(clerk: Clerk, address: str, house: Assistant, tmp_path: Path) -> None:
    faint = {}
    for state in tour(clerk, address, house, tmp_path):
        seen, found = clerk.page.evaluate(FAINT)
        assert seen > 10, state
        if found:
            faint[state] = found
    assert not faint
