// Draws the table from data; a click on a cell tells Python which one. Arrow keys go from cell to cell.

export default function ({ parentElement, data, setStateValue }) {
  const table = parentElement.querySelector("table");
  const drawn = JSON.stringify(data);
  if (table.dataset.drawn === drawn) return;
  table.dataset.drawn = drawn;
  table.replaceChildren(head(data.heads), body(data));
  table.onclick = (event) => {
    const button = event.target.closest("button");
    if (!button) return;
    for (const other of table.querySelectorAll("button")) other.setAttribute("aria-pressed", String(other === button));
    setStateValue("picked", [button.dataset.key, Number(button.dataset.column)]);
  };
  table.onkeydown = (event) => {
    const step = { ArrowLeft: [0, -1], ArrowRight: [0, 1], ArrowUp: [-1, 0], ArrowDown: [1, 0] }[event.key];
    if (!step || event.target.tagName !== "BUTTON") return;
    event.preventDefault();
    const rows = [...table.querySelectorAll("tbody tr")];
    const column = Number(event.target.dataset.column) + step[1];
    let at = rows.indexOf(event.target.closest("tr")) + step[0];
    for (; rows[at]; at += step[0] || rows.length) {
      const to = rows[at].querySelector(`button[data-column="${column}"]`);
      if (to) return to.focus();
    }
  };
}

function make(tag, words, attributes = {}) {
  const made = Object.assign(document.createElement(tag), { textContent: words });
  for (const [name, value] of Object.entries(attributes)) made.setAttribute(name, value);
  return made;
}

function head(heads) {
  const row = document.createElement("tr");
  row.append(make("th", "方面", { scope: "col" }));
  heads.forEach((words, column) => row.append(make("th", words, { scope: "col", class: column ? "" : "mine" })));
  const part = document.createElement("thead");
  part.append(row);
  return part;
}

function body({ heads, groups }) {
  const part = document.createElement("tbody");
  for (const { title, lines } of groups) {
    const row = document.createElement("tr");
    row.append(make("th", title, { class: "group", scope: "rowgroup", colspan: heads.length + 1 }));
    part.append(row);
    for (const line of lines) part.append(drawLine(line, heads));
  }
  return part;
}

function drawLine({ key, title, counts }, heads) {
  const row = document.createElement("tr");
  row.append(make("th", title, { scope: "row" }));
  counts.forEach((count, column) => {
    const cell = document.createElement("td");
    const lacking = column === 0 && !count && counts.some(Boolean);
    cell.className = count ? "said" : lacking ? "lacking" : "";
    if (count || lacking) {
      const words = lacking ? "缺" : "✓" + (count > 1 ? count : "");
      const button = make("button", words, { type: "button", "aria-pressed": "false" });
      button.setAttribute("aria-label", `${heads[column]}，${title}，${lacking ? "缺，看别人怎么写" : `${count}段`}`);
      Object.assign(button.dataset, { key, column });
      cell.append(button);
    }
    row.append(cell);
  });
  return row;
}
