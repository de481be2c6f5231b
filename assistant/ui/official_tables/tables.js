// The editor behind the official tables. The page is drawn once (layout.py); this reads keys, has the cells judged (rules.js, which
// precedes it) and sends edits. Python reads and checks everything again: what is marked here only saves the wait.

const COUNT = /^([+-]?\d+)(?:件|条|个|次|宗|起|项|例|份|篇)?次?$/;
const WHOLE = /^([+-]?\d+)\.0+$/;
const MONEY = /^([+-]?\d+(?:\.\d+)?)(?:万元|万)?$/;
const YUAN = /^[+-]?\d+(?:\.\d+)?元$/;
const GAP = 150; // ms between two packages of edits
const PAUSE = 700; // ms without a key after which unfinished typing is sent too
const BADGES = { error: "错误", warning: "疑点", hint: "提示" };
const remembered = new Map(); // by key, what must outlive a remount: focus requests served, the cell last in focus

export default function ({ parentElement, data }) {
  const root = parentElement.querySelector(".official");
  root.sheet ??= new Sheet(root);
  const meeting = ((window.nianbaoTables ??= {})[data.key] ??= {}); // with what Python says, whichever comes first (answer.js)
  meeting.sheet = root.sheet;
  meeting.answer?.();
  return () => root.sheet.leave();
}

/** Read a cell as `read_figure` does: a number (`exact` as its digits stand), blank, or a fault in words. */
function read(text, decimal, blanks) {
  const plain = text
    .normalize("NFKC")
    .replace(/[\s\u200b-\u200f\ufeff]+/g, "")
    .replace(/\u2212/g, "-")
    .replace(/(?<=\d),(?=\d{3}(?!\d))/g, "");
  const none = { value: null, exact: "", decimal, blank: false, fault: "" };
  if (/\p{No}/u.test(text)) return { ...none, fault: `“${text}”带有注释符号` };
  if (blanks.has(plain)) return { ...none, blank: true };
  const found = decimal ? plain.match(MONEY) : plain.match(COUNT) || plain.match(WHOLE);
  if (found) return { ...none, value: Number(found[1]), exact: found[1] };
  if (decimal && YUAN.test(plain)) return { ...none, fault: `“${plain}”以元为单位，本格应填万元` };
  return { ...none, fault: `“${plain}”不是${decimal ? "金额" : "整数"}` };
}

class Sheet {
  constructor(root) {
    const facts = JSON.parse(root.querySelector("script").textContent);
    this.root = root;
    this.blanks = new Set(facts.blanks);
    this.inputs = new Map();
    this.readings = new Map();
    this.messages = new Map();
    this.offers = new Map();
    this.edits = {};
    this.stamps = {}; // path → number of the package that carries its last edit
    this.n = 0; // packages sent
    this.seen = 0; // last package that Python has taken
    this.sentAt = -GAP;
    this.faults = {};
    this.waived = new Set();
    this.unread = new Set();
    this.spare = new Set();
    this.undone = [];
    this.done = [];
    for (const table of root.querySelectorAll("table")) {
      const rows = [...table.querySelectorAll("tr")].map((tr) => [...tr.querySelectorAll("input")]).filter((row) => row.length);
      rows.forEach((row, r) => {
        this.bind(row);
        row.forEach((input, c) => {
          input.spot = { rows, r, c };
          this.inputs.set(input.dataset.path, input);
        });
      });
    }
    this.order = [...this.inputs.values()];
    for (const input of this.order) Object.assign(input, { autocomplete: "off", spellcheck: false });
    const path = (place) => this.order[place].dataset.path;
    this.relations = facts.relations.map((r) => ({ ...r, where: path(r.where), left: r.left.map(path), right: r.right.map(path), names: r.names.map((at) => facts.names[at]) }));
    this.tables = facts.tables;
    this.cases = facts.cases.map(({ name, cells }) => ({ name, cells: cells.map(path) }));
    root.addEventListener("mousedown", (event) => this.onMouseDown(event));
    root.addEventListener("click", (event) => this.onClick(event));
    root.addEventListener("focusin", (event) => this.onFocus(event));
    root.addEventListener("focusout", (event) => this.onBlur(event));
    root.addEventListener("input", (event) => this.onInput(event));
    root.addEventListener("keydown", (event) => this.onKey(event));
    root.addEventListener("paste", (event) => this.onPaste(event));
    const hide = () => (root.isConnected ? this.flush() : window.removeEventListener("pagehide", hide));
    window.addEventListener("pagehide", hide);
  }

  /** Make a row a form of its own: a browser that can fill in forms looks through the whole form at every focus, here else 200 cells. */
  bind(row) {
    const form = this.root.appendChild(Object.assign(document.createElement("form"), { id: `row-of-${row[0].dataset.path}` }));
    form.addEventListener("submit", (event) => event.preventDefault());
    for (const input of row) input.setAttribute("form", form.id);
  }

  // ---- from and to Python ---------------------------------------------------------------------------------------

  receive(data, send) {
    this.send = send;
    this.key = data.key;
    this.faults = data.faults;
    this.carried = data.carried;
    this.frozen = data.disabled;
    this.root.classList.toggle("frozen", this.frozen);
    for (const input of this.order) input.readOnly = this.frozen;
    if (this.revision !== data.revision) this.load(data);
    this.seen = Math.max(this.seen, data.seen);
    this.remarks = data.remarks;
    for (const which of ["waived", "unread", "spare"]) this[which] = new Set(data[which]);
    this.unit = data.unit;
    this.past = data.past && { ...data.past, figures: new Map(this.order.map((input, place) => [input.dataset.path, data.past.figures[place]])) };
    this.fitToPage();
    this.check();
    this.serveFocus(data.focus);
  }

  /** Show the values of a new revision; what Python has not taken yet is laid over them and sent again. */
  load(data) {
    const first = this.revision === undefined;
    const values = new Map(this.order.map((input, place) => [input, data.values[place]]));
    const late = Object.entries(this.edits).filter(([path]) => this.stamps[path] > data.seen);
    const kept = first ? data.edits : Object.fromEntries(late);
    this.revision = data.revision;
    this.n = Math.max(this.n, data.seen);
    this.edits = { ...kept };
    this.stamps = Object.fromEntries(Object.keys(kept).map((path) => [path, first ? 0 : this.n + 1]));
    this.done = [];
    this.undone = [];
    this.note("");
    this.dropPaste();
    for (const [path, input] of this.inputs) {
      const text = kept[path] ?? values.get(input);
      const here = input === this.current;
      if (here) this.before = values.get(input);
      if (input.value === text) continue;
      input.value = text;
      if (here) input.select();
    }
    if (!first && late.length) {
      this.unsent = true;
      this.later(true);
    }
    if (first) this.refocus();
  }

  touch(path) {
    this.edits[path] = this.inputs.get(path).value;
    this.stamps[path] = this.n + 1;
    this.unsent = true;
  }

  /** Send soon: a finished edit at once but for a gap between packages, what is being typed when it pauses. */
  later(finished) {
    if (!this.unsent || (!finished && this.hurried)) return;
    const wait = finished ? this.sentAt + GAP - performance.now() : PAUSE;
    if (wait <= 0) return this.flush(); // a timer would come after the page is painted
    this.hurried = finished;
    clearTimeout(this.timer);
    this.timer = setTimeout(() => this.flush(), wait);
  }

  /** Every package holds all edits of the revision, so that one which Streamlit passes over is no loss. */
  flush() {
    clearTimeout(this.timer);
    this.hurried = false;
    if (!this.unsent) return;
    this.unsent = false;
    this.sentAt = performance.now();
    this.n += 1;
    this.send({ revision: this.revision, n: this.n, cells: { ...this.edits } });
  }

  /** Streamlit may call this while the page lives on, so it must do no harm then. */
  leave() {
    this.flush();
    const last = this.current ?? (performance.now() - (this.left ?? -1e9) < 200 ? this.last : null);
    if (last) this.memory().last = { path: last.dataset.path, at: performance.now() };
  }

  memory() {
    if (!remembered.has(this.key)) remembered.set(this.key, {});
    return remembered.get(this.key);
  }

  // ---- focus ----------------------------------------------------------------------------------------------------

  refocus() {
    const { last } = this.memory();
    if (last && performance.now() - last.at < 2000) this.inputs.get(last.path)?.focus({ preventScroll: true });
  }

  serveFocus(asked) {
    const token = `${this.revision} ${asked}`;
    if (!asked || this.memory().served === token) return;
    this.memory().served = token;
    requestAnimationFrame(() => this.goTo(asked.split("#")[0]));
  }

  goTo(path) {
    const input = this.inputs.get(path);
    if (input) this.show(input);
  }

  show(input) {
    input.scrollIntoView({ block: "center" });
    input.focus({ preventScroll: true });
  }

  onMouseDown(event) {
    const input = event.target.closest("input");
    if (event.target.closest("button")) event.preventDefault(); // a button must not take the cell's focus
    if (!input || input === this.current || event.button) return;
    event.preventDefault(); // the first click selects all, the second sets the caret
    input.focus();
  }

  onFocus(event) {
    if (event.target.tagName !== "INPUT") return;
    this.current = event.target;
    this.before = this.current.value;
    this.current.select();
    this.fitToPage();
    this.tell();
  }

  onBlur(event) {
    if (event.target.tagName !== "INPUT") return;
    this.commit();
    this.last = this.current;
    this.left = performance.now();
    this.current = null;
    if (!this.root.contains(event.relatedTarget)) this.flush();
    this.tell();
  }

  // ---- editing --------------------------------------------------------------------------------------------------

  onInput(event) {
    if (!event.target.dataset.path) return;
    this.dropPaste();
    this.touch(event.target.dataset.path);
    this.check();
    this.later(false);
  }

  commit() {
    if (!this.current || this.current.value === this.before) return;
    this.record({ [this.current.dataset.path]: [this.before, this.current.value] });
    this.before = this.current.value;
  }

  record(change) {
    this.done.push(change);
    this.undone = [];
    this.note("");
    this.later(true);
  }

  /** Put texts into cells as one change that can be undone as one. */
  put(texts) {
    this.commit();
    const change = {};
    for (const [path, text] of Object.entries(texts)) change[path] = [this.inputs.get(path).value, text];
    this.write(change, 1);
    this.record(change);
  }

  write(change, side) {
    for (const [path, texts] of Object.entries(change)) {
      const input = this.inputs.get(path);
      input.value = texts[side];
      if (input === this.current) this.before = input.value;
      this.touch(path);
    }
    this.current?.select();
    this.check();
    this.later(true);
  }

  restore() {
    if (this.current.value === this.before) return false;
    this.write({ [this.current.dataset.path]: [this.before] }, 0);
    return true;
  }

  undo() {
    if (this.frozen || (this.current && this.restore())) return;
    this.step(this.done, this.undone, 0);
  }

  redo() {
    if (!this.frozen) this.step(this.undone, this.done, 1);
  }

  step(from, to, side) {
    const change = from.pop();
    if (!change) return;
    to.push(change);
    this.note("");
    this.write(change, side);
    const paths = Object.keys(change);
    if (!paths.includes(this.current?.dataset.path)) this.inputs.get(paths[0]).focus();
  }

  onKey(event) {
    const input = event.target;
    if (!input.dataset.path || event.isComposing || event.keyCode === 229) return; // Enter belongs to the input method
    const chord = event.ctrlKey || event.metaKey;
    const key = event.key.toLowerCase();
    let used = true;
    if (this.pasting && key === "enter") this.applyPaste();
    else if (this.pasting && key === "escape") this.dropPaste();
    else if (chord && key === "z") event.shiftKey ? this.redo() : this.undo();
    else if (chord && key === "y") this.redo();
    else if (chord && key === "=" && this.offers.has(input.dataset.path)) this.accept(input.dataset.path);
    else if (chord || event.altKey) used = false;
    else if (key === "enter") this.down(input, event.shiftKey ? -1 : 1, true);
    else if (key === "arrowdown") this.down(input, 1);
    else if (key === "arrowup") this.down(input, -1);
    else if (key === "arrowleft") used = input.selectionStart === 0 && this.across(input, -1);
    else if (key === "arrowright") used = input.selectionEnd === input.value.length && this.across(input, 1);
    else if (key === "escape") this.restore();
    else used = false;
    if (used) event.preventDefault();
  }

  /** Move in the column; rows with fewer cells are entered at their last one. Enter goes on to the next column. */
  down(input, step, wrap = false) {
    this.commit(); // on its way while the focus moves
    const { rows, r, c } = input.spot;
    const column = this.column?.at === input ? this.column.c : c;
    let row = rows[r + step];
    let to = row?.[Math.min(column, row.length - 1)];
    if (!row && wrap) {
      row = step > 0 ? rows[0] : rows[rows.length - 1];
      to = row[column + step];
      this.column = undefined;
    } else this.column = { at: to, c: column };
    if (to) to.focus();
    else input.select();
  }

  across(input, step) {
    const whole = input.selectionEnd - input.selectionStart === input.value.length;
    if (!whole && input.selectionStart !== input.selectionEnd) return false;
    const to = input.spot.rows[input.spot.r][input.spot.c + step];
    to?.focus();
    return Boolean(to);
  }

  // ---- paste ----------------------------------------------------------------------------------------------------

  onPaste(event) {
    const input = event.target;
    const text = event.clipboardData?.getData("text/plain") ?? "";
    const lines = text.replace(/\r\n?/g, "\n").replace(/\n+$/, "").split("\n");
    if (!input.dataset.path || this.frozen || !/[\t\n]/.test(lines.join("\n"))) return;
    event.preventDefault();
    this.commit();
    const { rows, r, c } = input.spot;
    const texts = {};
    let lost = 0;
    this.figures(lines, rows[r].length - c).forEach((cells, down) => cells.forEach((cell, right) => {
      const to = rows[r + down]?.[c + right];
      if (to) texts[to.dataset.path] = cell;
      else if (cell) lost += 1;
    }));
    if (Object.keys(texts).length) this.offerPaste(texts, lost);
  }

  /** Show in the cells what a paste would put there; nothing is changed before it is confirmed. */
  offerPaste(texts, lost) {
    this.dropPaste();
    this.pasting = { texts, lost };
    let [over, faulty] = [0, 0];
    for (const [path, text] of Object.entries(texts)) {
      const input = this.inputs.get(path);
      const { value, fault: unread } = read(text, input.inputMode === "decimal", this.blanks);
      const fault = unread || value < 0;
      over += Boolean(input.value && input.value !== text);
      faulty += Boolean(fault);
      Object.assign(input.parentElement.dataset, { pasting: text || "空", wrong: fault ? "1" : "" });
    }
    const words = [`将粘贴 ${Object.keys(texts).length} 格`];
    if (over) words.push(`改掉 ${over} 格已有的数`);
    if (faulty) words.push(`${faulty} 格读不成数`);
    if (lost) words.push(`超出表格的 ${lost} 格不粘贴`);
    this.line(".pasting", words.join("，"));
    this.note("");
  }

  applyPaste() {
    const { texts, lost } = this.pasting;
    this.dropPaste();
    this.put(texts);
    this.note(`已粘贴 ${Object.keys(texts).length} 格${lost ? `，超出表格的 ${lost} 格未粘贴` : ""}`);
  }

  dropPaste() {
    if (!this.pasting) return;
    for (const path of Object.keys(this.pasting.texts)) delete this.inputs.get(path).parentElement.dataset.pasting;
    this.pasting = null;
    this.line(".pasting", "");
  }

  /** Rows of trimmed cells. Where the labels were copied too, they and the rows of headings are left out. */
  figures(lines, room) {
    const block = lines.map((line) => line.split("\t").map((cell) => cell.trim()));
    const isLabel = (cell) => /[\u4e00-\u9fff]{2}/.test(cell) && read(cell, true, this.blanks).fault && read(cell, false, this.blanks).fault;
    if (!block.some((cells) => isLabel(cells[0]))) return block;
    return block.map((cells) => {
      let figures = cells.slice(cells.findLastIndex(isLabel) + 1);
      while (figures.length > room && !figures[0]) figures = figures.slice(1);
      return figures;
    }).filter((cells) => cells.some(Boolean));
  }

  // ---- checking -------------------------------------------------------------------------------------------------

  check() {
    this.messages.clear();
    this.offers.clear();
    for (const [path, input] of this.inputs) this.readings.set(path, this.reading(path, input));
    for (const [path, message] of Object.entries(this.faults)) if (!this.late(path)) this.messages.set(path, message);
    const told = ({ rule, where, message }) => this.waived.has([rule, where, message].join(" ")) || (rule === "cell-not-count" && this.messages.has(where));
    this.found = judge(this.look()).filter((fault) => !told(fault));
    for (const { severity, where, message } of this.found)
      if (severity !== "hint") this.messages.set(where, [this.messages.get(where), message].filter(Boolean).join(" "));
    for (const relation of this.relations) this.relate(relation);
    for (const [path, carried] of Object.entries(this.carried)) this.carry(path, carried);
    for (const path of this.inputs.keys()) this.paint(path);
    this.tell();
    this.remark();
  }

  /** What stands in a cell; nothing where a document left its text unread, until it is typed over. */
  reading(path, input) {
    const found = read(input.value, input.inputMode === "decimal", this.blanks);
    return this.unread.has(path) && !this.late(path) ? { ...found, value: null, exact: "" } : found;
  }

  /** True for a cell with an edit that Python did not know of when it last spoke. */
  late(path) {
    return this.stamps[path] > this.seen;
  }

  blank(path) {
    return this.readings.get(path).blank && !this.spare.has(path);
  }

  /** How many cells are not filled in each table that has such, with the first of them. */
  unfilled() {
    return Object.entries(this.tables).flatMap(([key, name]) => {
      const open = [...this.inputs.keys()].filter((path) => path.startsWith(`${key}.`) && this.blank(path));
      return open.length ? [{ severity: "", badge: "", words: `${name}：未填 ${open.length} 格`, where: open[0] }] : [];
    });
  }

  /** What the rules look at (rules.js). */
  look() {
    const past = (path) => this.past?.figures.get(path) || null;
    const [amount, before] = [this.readings.get(FEE)?.exact, past(FEE)].map((text) => (text ? money(text) : null));
    return {
      now: (path) => this.value(path),
      last: this.past?.follows ? (path) => past(path) && Number(past(path)) : null,
      sum: (paths) => this.sum(paths),
      label: (path) => this.inputs.get(path).ariaLabel,
      place: (path) => this.order.indexOf(this.inputs.get(path)),
      amount,
      before,
      unit: this.unit,
      readings: this.readings,
      relations: this.relations,
      cases: this.cases,
    };
  }

  /** Sum of the cells, or null where one is blank or no number: a blank is never taken for 0. */
  sum(paths) {
    const values = paths.map((path) => this.value(path));
    return values.includes(null) ? null : values.reduce((a, b) => a + b, 0);
  }

  /** Show what a balance comes to, offer what a total comes to. */
  relate(relation) {
    const { where, words } = relation;
    const [left, right] = [this.sum(relation.left), this.sum(relation.right)];
    if (!relation.sum) this.balance(relation, left, right);
    else if (right !== null && left !== right) {
      const other = this.offers.get(where);
      this.offers.set(where, { sum: right, words, clash: other && other.sum !== right ? `${other.words}，得 ${other.sum}；${words}，得 ${right}` : "" });
    }
  }

  value(path) {
    return this.readings.get(path)?.value ?? null;
  }

  /** Offer what last year's figure comes to with this year's additions and deductions. */
  carry(path, { base, plus, minus, words }) {
    const [more, less] = [this.sum(plus), this.sum(minus)];
    if (more === null || less === null || this.readings.get(path).value === base + more - less) return;
    this.offers.set(path, { sum: base + more - less, words, clash: "", says: `${words}，得 ${base + more - less}` });
  }

  balance({ where }, left, right) {
    const strip = this.root.querySelector(`[data-balance="${where}"]`);
    if (!strip) return;
    const open = left === null || right === null;
    const state = open ? "open" : left === right ? "even" : "odd";
    const verdict = { open: "待填", even: "✓ 相等", odd: `差 ${Math.abs(left - right)}` }[state];
    const sides = `${right ?? "…"} ∕ ${left ?? "…"}`;
    if (strip.textContent === sides + verdict) return;
    strip.className = `balance ${state}`;
    strip.replaceChildren(sides, Object.assign(document.createElement("b"), { textContent: verdict }));
  }

  paint(path) {
    const input = this.inputs.get(path);
    const cell = input.parentElement;
    const message = this.messages.get(path) ?? "";
    cell.classList.toggle("blank", this.blank(path));
    cell.classList.toggle("bad", Boolean(message));
    if (cell.title !== message) cell.title = message;
    if (message) input.setAttribute("aria-invalid", "true");
    else input.removeAttribute("aria-invalid");
    const offer = this.offers.get(path);
    let button = cell.querySelector("button");
    if (!offer || offer.clash) {
      button?.remove();
      return;
    }
    if (!button) {
      button = cell.appendChild(document.createElement("button"));
      Object.assign(button, { type: "button", className: "offer", tabIndex: -1 });
    }
    button.textContent = `=${offer.sum}`;
    button.title = `${offer.says ?? `合计应为 ${offer.sum}`}，点一下填入（Ctrl+=）`;
    button.setAttribute("aria-label", button.title);
  }

  accept(path) {
    const offer = this.offers.get(path);
    if (!offer || offer.clash || this.frozen) return;
    this.put({ [path]: String(offer.sum) });
    this.inputs.get(path).focus();
  }

  /** The blank totals whose parts are known, then those that these complete; where two sums disagree, neither is taken. */
  completions() {
    const known = new Map([...this.readings].map(([path, reading]) => [path, reading.value]));
    const texts = {};
    for (let before = -1; before !== Object.keys(texts).length; ) {
      before = Object.keys(texts).length;
      for (const { where, right, sum } of this.relations) {
        const values = right.map((path) => known.get(path));
        if (!sum || !this.readings.get(where).blank || where in texts || values.includes(null)) continue;
        if (this.offers.get(where)?.clash) continue;
        texts[where] = String(values.reduce((a, b) => a + b, 0));
        known.set(where, Number(texts[where]));
      }
    }
    return texts;
  }

  /** The faults of the cells and what Python says besides, beside the tables; a click goes to the cell at once. */
  remark() {
    const margin = this.root.querySelector(".margin");
    const list = margin.querySelector("ul");
    margin.hidden = !this.remarks;
    const own = this.found.map(({ severity, where, message, fix }) => ({ severity, badge: BADGES[severity], words: message + fix, where }));
    const found = [...own, ...(this.remarks ?? []), ...this.unfilled()];
    const none = [{ severity: "none", badge: "", words: "已填的数没有发现问题。", where: "" }];
    const shown = found.some((remark) => remark.severity) ? found : [...none, ...found];
    if (this.drawn === JSON.stringify(shown)) return; // a button in it may have the focus
    this.drawn = JSON.stringify(shown);
    list.replaceChildren(...shown.map(({ severity, badge, words, where }) => {
      const item = Object.assign(document.createElement("li"), { className: severity });
      const said = Object.assign(document.createElement("p"), { textContent: words });
      if (badge) said.prepend(Object.assign(document.createElement("b"), { textContent: badge }));
      item.append(said);
      if (where) {
        const go = Object.assign(document.createElement("button"), { type: "button", textContent: "到这一格" });
        go.setAttribute("aria-label", `到这一格：${words}`);
        go.dataset.go = where;
        item.append(go);
      }
      return item;
    }));
  }

  // ---- the bar --------------------------------------------------------------------------------------------------

  onClick(event) {
    const button = event.target.closest("button");
    const path = button?.parentElement.querySelector("input")?.dataset.path;
    if (button?.dataset.go) this.goTo(button.dataset.go);
    else if (path) this.accept(path);
    else if (button?.dataset.do === "undo") this.undo();
    else if (button?.dataset.do === "apply") this.applyPaste();
    else if (button?.dataset.do === "cancel") this.dropPaste();
    else if (button?.dataset.do === "fill") this.put(this.completions());
    else if (button) this.next(button.dataset.do);
  }

  matches(input, kind) {
    const { classList } = input.parentElement;
    return kind === "blank" ? classList.contains("blank") : classList.contains("bad") && !classList.contains("blank");
  }

  next(kind) {
    const from = this.order.indexOf(this.current) + 1;
    const to = [...this.order.slice(from), ...this.order.slice(0, from)].find((input) => this.matches(input, kind));
    if (to) this.show(to);
  }

  note(text) {
    this.line(".pasted", text);
  }

  line(where, text) {
    const line = this.root.querySelector(where);
    line.hidden = !text;
    line.firstChild.textContent = text;
  }

  tell() {
    const path = this.current?.dataset.path;
    const offer = this.offers.get(path);
    const message = this.messages.get(path) || offer?.clash || (offer && `${offer.says ?? `合计应为 ${offer.sum}`}，按 Ctrl+= 填入`) || "";
    const say = this.root.querySelector(".say");
    const label = this.current?.ariaLabel ?? "";
    say.textContent = message.startsWith(label) ? message : `${label}${message ? `：${message}` : ""}`;
    say.title = say.textContent;
    say.classList.toggle("bad", this.messages.has(path));
    const totals = Object.keys(this.completions()).length;
    this.offerButton("fill", totals, `填入 ${totals} 处合计`);
    for (const [kind, words] of [["bad", "有误"], ["blank", "未填"]]) {
      const count = this.order.filter((input) => this.matches(input, kind)).length;
      this.offerButton(kind, count, `${words} ${count} 格，看下一处`);
    }
    this.light(path);
  }

  offerButton(kind, count, words) {
    const button = this.root.querySelector(`[data-do="${kind}"]`);
    button.hidden = !count;
    button.textContent = words;
  }

  /** While a broken total is in focus, show which cells it is made of. */
  light(path) {
    const parts = new Set();
    for (const { where, left, right } of this.relations)
      if (where === path && this.messages.has(path)) for (const part of [...left, ...right]) if (part !== path) parts.add(part);
    for (const [other, input] of this.inputs) input.parentElement.classList.toggle("operand", parts.has(other));
  }

  /** Keep heads and strips clear of what the page keeps at its edges: a header that one cannot see through, a chat box. */
  fitToPage() {
    const { host } = this.root.getRootNode();
    const band = (id) => (host?.closest(".stMain") ? document.querySelector(`[data-testid="${id}"]`) : null);
    const header = band("stHeader");
    const solid = header && !/^(transparent|rgba\(.*, 0\))$/.test(getComputedStyle(header).backgroundColor);
    this.root.style.setProperty("--top", `${solid ? header.offsetHeight : 0}px`);
    this.root.style.setProperty("--bottom", `${band("stBottom")?.offsetHeight ?? 0}px`);
  }
}
