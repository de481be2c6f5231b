"""What is looked for on a page as it stands in the browser: words that are not Chinese, faint text, what is cut off or covered."""

import re
from typing import Any

from tests.browser.clerk import KNOWN

NAMES = KNOWN | {
    "env", "NIANBAO", "DATA", "LLM", "BASE", "URL", "MODEL", "API", "KEY", "http", "OpenAI", "Ollama", "vLLM", "png", "Ctrl", "KB", "MB",
}  # fmt: skip
SAID = """() => {
    const said = [];
    const shown = (e) => e.checkVisibility({ opacityProperty: true, visibilityProperty: true }) && e.getBoundingClientRect().width > 1;
    const look = (root) => {
        for (const e of root.querySelectorAll("*")) {
            if (e.shadowRoot) look(e.shadowRoot);
            if (e.closest("script, style, noscript") || !e.checkVisibility()) continue;
            for (const name of ["aria-label", "title", "placeholder", "alt", "aria-roledescription", "aria-description"])
                if (e.getAttribute(name) && shown(e)) said.push(e.getAttribute(name));
            if (getComputedStyle(e).fontFamily.includes("Material") || getComputedStyle(e).fontSize === "0px") continue;
            for (const n of e.childNodes) if (n.nodeType === Node.TEXT_NODE && n.data.trim()) said.push(n.data);
        }
    };
    look(document.body);
    return [...said, ...document.querySelectorAll("[aria-live]")].map((one) => one.innerText ?? one);
}"""
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


def foreign(page: Any) -> set[str]:
    """The Latin words on a page that are no names: of programs, of kinds of files, of settings."""
    text = re.sub(r"[/\w.-]*/[\w./-]+", "", "\n".join(page.evaluate(SAID)))  # paths
    return set(re.findall(r"[A-Za-z]{2,}", text)) - NAMES


def faint(page: Any) -> list[str]:
    """Text that stands out from its ground by less than 4.5 to 1, large text by less than 3 to 1 (WCAG 2.1, 1.4.3)."""
    seen, found = page.evaluate(FAINT)
    assert seen > 10
    return list(found)


def amiss(page: Any) -> list[str]:
    """What is cut off, covered or beyond the edge."""
    return list(page.evaluate(AMISS))
