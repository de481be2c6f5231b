// Works on the whole page, once in a tab: Streamlit's own English becomes Chinese, and what is typed is sent without being left.

const EXACT = {
  "Skip to main content": "跳到正文",
  Sidebar: "侧栏",
  "Collapse sidebar": "收起侧栏",
  "Expand sidebar": "展开侧栏",
  "App pages": "页面",
  "file upload": "选择文件",
  Upload: "选择文件",
  "Add files": "再加文件",
  "add icon": "再加文件",
  "Error: ": "没有收下：",
  Increment: "加一",
  Decrement: "减一",
  Open: "打开选项",
  Dismiss: "收起",
  Close: "关闭",
  "Clear all": "全部去掉",
  "Clear value": "清空",
  "Clear entry": "清空",
  "Clear selection": "清空",
  "Send message": "发送",
  "No results": "没有相符的选项",
  "Choose an option": "请选择",
  "Choose options": "请选择",
  "Selected values": "已选",
  Fullscreen: "放大",
  visualization: "图表",
  "Vega visualization": "图表，各个数在下面的“看数字”里",
  "Close fullscreen": "退出放大",
  "Select all": "全选",
  "Copy to clipboard": "复制",
  "Chat message from assistant": "助手说的",
  "Chat message from user": "您说的",
  "All selected options have been cleared.": "已全部去掉。",
  progress: "进度",
  Running: "正在更新",
  "Running...": "正在更新",
  Stop: "停止",
  Connecting: "正在连接",
  "Connection error": "和程序断开了",
  "Streamlit server is not responding. Are you connected to the internet?":
    "程序没有回应，可能已经关闭，或者网络不通。请重新启动程序，再刷新本页；已保存的内容都在。",
  "Is Streamlit still running? If you accidentally stopped Streamlit, just restart it in your terminal:":
    "程序可能已经关闭。请重新启动程序，再刷新本页；已保存的内容都在。",
  "Connection lost. Please wait for the app to reconnect, then try again.": "和程序断开了，正在重新连接，连上后请再试。",
  "Connection timed out.": "连接超时，请刷新本页。",
};
const TYPES = "可能选错了文件，请换成上面写明的格式。";
const SHAPES = [
  [/^Remove (.+)$/s, "去掉“$1”"],
  [/^Help for (.+)$/s, "说明：$1"],
  [/^(\d+) options? available\.$/, "有 $1 个选项"],
  [/^(\d+) selected$/, "已选 $1 项"],
  [/^(.+), selected$/s, "$1，已选中"],
  [/^(\d+)MB per file$/, "每个不超过 $1 MB"],
  [/^.+ mark container$/, "图形"],
  [/^.*Failed to fetch dynamically imported module.*$/s, "页面没有载入完整，请刷新本页。"],
  [/files? (are|is) not allowed\.?$|^File type not allowed\.$/, TYPES],
  [/^File must be (\d+\.?\d*) ?MB or smaller\.?$/, "文件超过 $1 MB，请换成小一些的。"],
];
const NAMES = ["aria-label", "aria-roledescription", "title", "placeholder", "alt"];
const WRITTEN = "textarea, .prose, script, style, [data-testid='stMarkdownContainer'], [data-testid='stText']"; // never touched: people's words
const PAUSE = 1200; // ms after the last key until what stands in a long text is sent
const LAST = 600; // ms that a page waits before it goes while something typed is on its way
const START = 300; // ms that another page waits at least when it is asked for in the moment in which a field is left
const ENOUGH = 5000; // ms that it waits at most for the server to have taken what was typed
const LATELY = 600000; // ms in which what a page that went has left is put back
const STANDS = 2000; // ms that the talk stands still until it is no more brought to its end after a message
const ANSWERING = "[data-testid='stApp']:not([data-test-script-state='notRunning'])"; // Streamlit's page while it is being drawn
const CHANGES = 5; // how many values that a long text held before are remembered, the first one always
const PUT_BACK = "[data-testid='stTextArea'] textarea, [data-testid='stTextInput'] input:not([type='password']), [data-testid='stNumberInput'] input, input[data-path]";
const KEPT = "nianbao-typed"; // the tab's name for what stood in a field when the page went

function chinese(words) {
  if (Object.hasOwn(EXACT, words)) return EXACT[words];
  for (const [shape, said] of SHAPES) if (shape.test(words)) return words.replace(shape, said).replace(/^.*(?=可能选错了文件)/s, "");
  return words;
}

function name(element) {
  for (const attribute of NAMES) {
    const words = element.getAttribute(attribute);
    if (words && /[A-Za-z]/.test(words) && chinese(words) !== words) element.setAttribute(attribute, chinese(words));
  }
}

function write(text) {
  if (!/[A-Za-z]/.test(text.data) || text.parentElement?.closest(WRITTEN)) return;
  const said = chinese(text.data);
  if (said !== text.data) text.data = said;
}

function speak(node) {
  if (node.nodeType === Node.TEXT_NODE) return write(node);
  if (node.nodeType !== Node.ELEMENT_NODE) return;
  name(node);
  node.querySelectorAll(NAMES.map((attribute) => `[${attribute}]`).join()).forEach(name);
  const walk = document.createTreeWalker(node, NodeFilter.SHOW_TEXT);
  while (walk.nextNode()) write(walk.currentNode);
}

function listen() {
  document.documentElement.lang = "zh-CN";
  speak(document.body);
  new MutationObserver((changes) => {
    for (const { type, target, addedNodes } of changes) {
      if (type === "attributes") name(target);
      else if (type === "characterData") write(target);
      else addedNodes.forEach(speak);
    }
  }).observe(document.body, { subtree: true, childList: true, characterData: true, attributes: true, attributeFilter: NAMES });
}

// A long text is sent by Ctrl+Enter or when it is left; a page that is shut or loaded anew meanwhile would lose it.
let waiting = 0;
let touched = null; // the field in which somebody typed last
let held = []; // what it held before that, and each time when it was sent
let rests = false; // it was sent or left since

function begin() {
  const field = focused();
  if (field !== touched) held = [];
  if (field !== touched || rests || field.matches("input")) held.push(field.value);
  if (held.length > CHANGES && field.matches("textarea")) held.splice(1, 1);
  touched = field;
  rests = false;
}

function send(field) {
  rests = true;
  if (field.isConnected) field.dispatchEvent(new KeyboardEvent("keydown", { key: "Enter", code: "Enter", ctrlKey: true, bubbles: true, cancelable: true }));
}

function typing({ target, isComposing }) {
  clearTimeout(waiting);
  if (isComposing || !target.matches?.("[data-testid='stTextArea'] textarea") || target.closest("[data-testid='stForm']")) return;
  waiting = setTimeout(send, PAUSE, target);
}

function focused() {
  let field = document.activeElement;
  while (field?.shadowRoot?.activeElement) field = field.shadowRoot.activeElement;
  return field;
}

// The page is going: what stands in a field is sent as if it had been left, and its way to the server kept open for a moment.
// On a busy machine that moment may be too short, so the tab keeps the words until it shows the field again.
function leave() {
  const field = focused();
  if (!touched || field !== touched) return;
  const place = placeOf(field);
  if (place) sessionStorage.setItem(KEPT, JSON.stringify({ ...place, text: field.value, held, at: Date.now() }));
  field.blur();
  for (const end = performance.now() + LAST; performance.now() < end; );
}

/** Where a field stands in all loads of a page: the report, the parts opened, its widget without the number that changes, the cell in it. */
function placeOf(field) {
  const widget = field.matches(PUT_BACK) && (field.getRootNode().host ?? field).closest("[data-testid='stElementContainer'][class*='st-key-']");
  const opened = parts().filter(isOpen).map((part) => part.textContent);
  return widget && { report: reportShown(), opened, widget: keyOf(widget), cell: field.dataset.path ?? "" };
}

function parts() {
  return [...document.querySelectorAll("[role='tab'], [data-testid='stButtonGroup'] [role='radio']")];
}

function isOpen(part) {
  return part.ariaSelected === "true" || part.ariaChecked === "true";
}

const asked = new Set(); // the parts that were opened again, once each: whoever closes one meant it

function reopen({ report, opened }) {
  if (report !== reportShown() || busy()) return;
  const part = parts().find((one) => opened.includes(one.textContent) && !isOpen(one) && !asked.has(one.textContent));
  if (!part) return;
  asked.add(part.textContent);
  part.click();
}

function keyOf(widget) {
  return [...widget.classList].find((name) => name.startsWith("st-key-")).replace(/-\d+$/, "");
}

function reportShown() {
  return location.pathname + new URLSearchParams(location.search).get("draft");
}

function fieldAt({ report, widget, cell }) {
  if (report !== reportShown()) return null;
  const found = [...document.querySelectorAll(`[data-testid='stElementContainer'][class*='${widget}']`)].find((one) => keyOf(one) === widget);
  if (!cell) return found?.querySelector("textarea, input");
  for (const part of found?.querySelectorAll("*") ?? []) {
    const input = part.shadowRoot?.querySelector(`[data-path='${cell}'][autocomplete]`); // set when the tables have their figures
    if (input) return input;
  }
  return null;
}

// A page that was loaded anew shows a field again: where the server never got the words, they are put back and sent.
function putBack() {
  const kept = JSON.parse(sessionStorage.getItem(KEPT) ?? "null");
  if (!kept || Date.now() - kept.at > LATELY) return true;
  const field = fieldAt(kept);
  if (!field) return reopen(kept);
  sessionStorage.removeItem(KEPT);
  if (field.disabled || field.readOnly || !kept.held.includes(field.value)) return true; // it came through, or is somebody else's now
  field.focus({ preventScroll: true });
  held = [field.value];
  touched = field;
  fill(field, kept.text);
  if (field.matches("input")) setTimeout(() => field.blur());
  return true;
}

function fill(field, text) {
  Object.getOwnPropertyDescriptor(Object.getPrototypeOf(field), "value").set.call(field, text);
  field.dispatchEvent(new InputEvent("input", { bubbles: true, composed: true }));
}

// A message not sent yet is nobody's but the tab's: it keeps it for its report while another page is shown.
const BOX = "[data-testid='stChatInput'] textarea";
let box = null; // where messages are typed, as last seen

function keepMessage() {
  const seen = document.querySelector(BOX);
  const report = new URLSearchParams(location.search).get("draft");
  if (!seen || seen.disabled || !report) return;
  const name = `nianbao-message-${report}`;
  if (seen !== box && !seen.value && sessionStorage.getItem(name)) fill(seen, sessionStorage.getItem(name));
  box = seen;
  if (seen.value) sessionStorage.setItem(name, seen.value);
  else sessionStorage.removeItem(name);
}

function watch() {
  const look = setInterval(() => putBack() && clearInterval(look), 200);
  setInterval(keepMessage, 200);
  for (const done of ["input", "keyup", "click"]) document.addEventListener(done, keepMessage); // a message that was sent is gone
}

// What a field that is being left has sent must be at the server before another page is asked for: it would drop that.
const PAGES = "[data-testid='stSidebarNavLink'], [data-testid='stPageLink-NavLink']";
let left = -START;

function answered(then) {
  const end = performance.now() + ENOUGH;
  const look = () => (busy() && performance.now() < end ? setTimeout(look, 50) : then());
  setTimeout(look, START);
}

function busy() {
  return document.querySelector("[data-testid='stApp']")?.dataset.testScriptState !== "notRunning";
}

function leaving(event) {
  if (!touched || event.composedPath()[0] !== touched) return;
  rests = true;
  left = performance.now();
}

let next = null; // the page that was asked for last, while it waits

function wait(event) {
  const page = event.isTrusted && event.target.closest?.(PAGES);
  if (!page || (!next && performance.now() - left > START)) return;
  event.preventDefault();
  event.stopPropagation();
  if (!next) answered(() => (follow(next), (next = null)));
  next = page;
}

/** Follow a link that may have been drawn anew meanwhile: a click on what is no longer in the page would be lost. */
function follow(page) {
  const drawn = page.isConnected ? page : [...document.querySelectorAll(PAGES)].find((one) => one.pathname === page.pathname);
  drawn ? drawn.click() : location.assign(page.href);
}

// Going back in the browser leaves no field: what was being typed is sent first.
function back(event) {
  const field = focused();
  if (!event.isTrusted || !touched || field !== touched) return;
  event.stopImmediatePropagation();
  field.blur();
  answered(() => window.dispatchEvent(new PopStateEvent("popstate", { state: event.state })));
}

// A page's address comes first and the report in it a moment later: one step back for both, not two.
function step(push) {
  return function (state, unused, address) {
    const to = new URL(address ?? "", location.href);
    if (to.pathname !== location.pathname || location.search) return push.call(history, state, unused, address);
    history.replaceState(state, unused, address);
  };
}

// Two hundred cells of a table are as many steps of Tab: Ctrl+Home and Ctrl+End leave it for what stands before or behind.
const STOPS = "a[href], button:not(:disabled), input:not(:disabled), textarea:not(:disabled), summary";

function leap(event) {
  const table = event.composedPath()[0].dataset?.path && event.composedPath()[0].getRootNode().host;
  if (!table || !(event.ctrlKey || event.metaKey) || !["Home", "End"].includes(event.key)) return;
  const side = event.key === "Home" ? Node.DOCUMENT_POSITION_PRECEDING : Node.DOCUMENT_POSITION_FOLLOWING;
  const there = [...document.querySelectorAll(STOPS)].filter(
    (stop) => table.compareDocumentPosition(stop) & side && stop.tabIndex >= 0 && stop.checkVisibility(),
  );
  const to = event.key === "Home" ? there.at(-1) : there[0];
  if (!to) return;
  event.preventDefault();
  to.focus({ focusVisible: true });
}

/** A message that was sent is shown at the end of the talk, wherever the reader had scrolled to, and so is what answers it.
 * Streamlit stays at an end only once it has seen it stand still, so it is brought there until then, or until the reader scrolls:
 * a slow machine may take many seconds to draw the answer. */
function toTheEnd(asked) {
  const talk = asked !== (window.nianbaoAsked ?? asked) && document.querySelector(".st-key-talk");
  window.nianbaoAsked = asked;
  if (!talk) return;
  let height = -1;
  let since = 0;
  const bring = () => {
    if (talk.scrollHeight !== height || document.querySelector(ANSWERING)) since = Date.now();
    height = talk.scrollHeight;
    talk.scrollTop = height;
    if (Date.now() - since > STANDS) enough();
  };
  const bringing = setInterval(bring, 50);
  const enough = () => clearInterval(bringing);
  bring();
  for (const own of ["wheel", "pointerdown", "keydown"]) talk.addEventListener(own, enough, { once: true, passive: true });
}

/** Select the words that a finding is about where they stand in the text, and bring them before the eyes. */
function select(seek) {
  if (!seek || seek.count === (window.nianbaoSought ?? -1)) return;
  window.nianbaoSought = seek.count;
  const until = Date.now() + ENOUGH;
  const looking = setInterval(() => {
    const areas = [...document.querySelectorAll("[data-testid='stTextArea'] textarea")];
    const area = areas.find((one) => one.checkVisibility() && one.value.includes(seek.words));
    if (!area && Date.now() < until) return;
    clearInterval(looking);
    if (!area) return;
    const before = [...area.value].slice(0, seek.start).join("").length;
    const start = area.value.startsWith(seek.words, before) ? before : area.value.indexOf(seek.words);
    area.focus();
    area.setSelectionRange(start, start + seek.words.length);
    const part = area.cloneNode();
    Object.assign(part.style, { position: "absolute", visibility: "hidden", height: "0", width: `${area.clientWidth}px` });
    part.value = area.value.slice(0, start + seek.words.length);
    area.parentElement.append(part);
    area.scrollTop = part.scrollHeight - area.clientHeight / 2;
    part.remove();
    area.scrollIntoView({ block: "nearest" });
  }, 100);
}

export default function ({ data }) {
  toTheEnd(data.asked);
  select(data.seek);
  if (window.nianbaoManners) return;
  window.nianbaoManners = true;
  listen();
  document.addEventListener("keydown", leap, true);
  document.addEventListener("beforeinput", begin, true);
  document.addEventListener("input", typing);
  document.addEventListener("focusout", leaving);
  document.addEventListener("click", wait, true);
  window.addEventListener("popstate", back, true);
  history.pushState = step(history.pushState);
  document.addEventListener("compositionstart", () => clearTimeout(waiting));
  document.addEventListener("compositionend", typing);
  window.addEventListener("beforeunload", leave);
  watch();
}
