// Draws the list from data; a click on a line, or the arrow keys in it, tells Python its number. A click on a head sorts.

export default function ({ parentElement, data, setStateValue }) {
  const table = parentElement.querySelector("table");
  const drawn = JSON.stringify([data.heads, data.entries]);
  if (table.dataset.drawn !== drawn) {
    table.dataset.drawn = drawn;
    table.replaceChildren(head(data.heads), document.createElement("tbody"));
    fill(table, data.entries, { column: -1, up: false }, data.picked);
  }
  const pick = (row) => {
    if (!row || row.getAttribute("aria-current") === "true") return;
    mark(table, Number(row.dataset.number));
    setStateValue("picked", Number(row.dataset.number));
  };
  table.onclick = ({ target }) => {
    const column = target.closest("th")?.cellIndex;
    if (column !== undefined) return sort(table, data.entries, column);
    pick(target.closest("tbody tr"));
  };
  table.onkeydown = (event) => {
    const row = event.target.closest("tbody tr");
    const to = { ArrowDown: row?.nextElementSibling, ArrowUp: row?.previousElementSibling }[event.key];
    if (!to) return;
    event.preventDefault();
    to.querySelector("button").focus();
    pick(to);
  };
}

function make(tag, words, attributes = {}) {
  const made = Object.assign(document.createElement(tag), { textContent: words });
  for (const [name, value] of Object.entries(attributes)) made.setAttribute(name, value);
  return made;
}

function head(heads) {
  const row = document.createElement("tr");
  for (const words of heads) {
    const cell = make("th", "", { scope: "col" });
    cell.append(make("button", words, { type: "button", title: `按${words}排列` }));
    row.append(cell);
  }
  const part = document.createElement("thead");
  part.append(row);
  return part;
}

function sort(table, entries, column) {
  const heads = [...table.tHead.rows[0].cells];
  const up = heads[column].getAttribute("aria-sort") === "descending" || (column === 0 && !heads[0].hasAttribute("aria-sort"));
  heads.forEach((cell, at) => (at === column ? cell.setAttribute("aria-sort", up ? "ascending" : "descending") : cell.removeAttribute("aria-sort")));
  const current = table.querySelector("tr[aria-current='true']");
  fill(table, entries, { column, up }, Number(current?.dataset.number ?? 0));
}

function fill(table, entries, { column, up }, picked) {
  const order = entries.map((_, number) => number);
  const value = (number) => (column ? entries[number].figures[column - 1] : entries[number].name);
  if (column >= 0) {
    const compare = (a, b) => (column ? value(a) - value(b) : value(a).localeCompare(value(b), "zh-CN"));
    order.sort((a, b) => (up ? compare(a, b) : compare(b, a)));
  }
  table.tBodies[0].replaceChildren(...order.map((number) => line(entries[number], number)));
  mark(table, picked);
}

function line({ name, note, figures }, number) {
  const row = document.createElement("tr");
  row.dataset.number = number;
  const button = make("button", name, { type: "button" });
  button.append(make("small", note));
  const first = document.createElement("td");
  first.append(button);
  row.append(first, ...figures.map((figure) => make("td", figure, { class: figure ? "some" : "none" })));
  return row;
}

function mark(table, picked) {
  for (const row of table.tBodies[0].rows) row.setAttribute("aria-current", String(Number(row.dataset.number) === picked));
}
