// Answers on the page: each element with data-answer holds one, in the way its data-kind says.

export function answersIn(root) {
  return [...root.querySelectorAll("[data-answer]")];
}

export function answerAt(key) {
  return document.querySelector(`[data-answer="${CSS.escape(key)}"]`);
}

// The answer that an input is, or is a part of.
export function ownerOf(input) {
  return input.closest("[data-answer]");
}

export function answerValue(element) {
  return (READ[element.dataset.kind] || readText)(element);
}

// Put a value as the server keeps it; `shown` is its text where it is one text.
export function put(element, value, shown) {
  const write = WRITE[element.dataset.kind] || writeText;
  write(element, value, shown);
  element.dispatchEvent(new CustomEvent("answer-put", { bubbles: true }));
}

export function same(one, other) {
  return JSON.stringify(one) === JSON.stringify(other);
}

export function isWriting(element) {
  return element.contains(document.activeElement);
}

const READ = {
  choice: (element) => (element.querySelector("input:checked") || { value: "" }).value,
  choices: (element) => [...element.querySelectorAll("input:checked")].map((box) => box.value),
  rows: (element) =>
    rowsOf(element)
      .map(readRow)
      .filter((row) => Object.keys(row).length),
  row: (element) => {
    const cells = Object.fromEntries(cellsIn(element, "part"));
    return Object.keys(cells).length ? cells : "";
  },
  target: readTarget,
};

const WRITE = {
  choice: (element, value) => {
    for (const box of element.querySelectorAll("input")) box.checked = box.value === value;
  },
  choices: (element, value) => {
    for (const box of element.querySelectorAll("input")) box.checked = (value || []).includes(box.value);
  },
  rows: writeRows,
  row: (element, value) => {
    for (const input of element.querySelectorAll("[data-part]")) writeCell(input, value?.[input.dataset.part]);
  },
  target: (element, value) => {
    for (const input of element.querySelectorAll("[data-part]")) {
      input.value = value?.[input.dataset.part] || (input.tagName === "SELECT" ? "other" : "");
    }
  },
  division: (element, _value, shown) => {
    element.value = shown || "";
  },
};

function readText(element) {
  return element.value;
}

function writeText(element, value, shown) {
  const text = shown === null || shown === undefined ? String(value === null ? "" : value) : shown;
  if (element.value !== text) element.value = text;
}

function readTarget(element) {
  const { direction, indicator, label, unit } = element.dataset;
  const row = { direction, indicator, label, unit };
  let filled = false;
  for (const input of element.querySelectorAll("[data-part]")) {
    const { part } = input.dataset;
    row[part] = input.value;
    filled = filled || (part !== "direction" && input.value.trim() !== "");
    if (!input.value && !["direction", "label", "unit"].includes(part)) delete row[part];
  }
  return filled ? row : "";
}

export function rowsOf(element) {
  return [...element.querySelector("tbody").rows];
}

// What a row holds beside its columns came in by a file; it stays with the row.
const besides = new WeakMap();

function readRow(row) {
  return { ...besides.get(row), ...Object.fromEntries(cellsIn(row, "column")) };
}

// The cells of a row that are filled in: their name, and a text or the list of the ticked boxes.
function cellsIn(row, named) {
  return [...row.querySelectorAll(`[data-${named}]`)]
    .map((input) => [input.dataset[named], readCell(input)])
    .filter(([, value]) => value.length);
}

function readCell(input) {
  if (!input.matches("[data-several]")) return input.value.trim() ? input.value : "";
  return [...input.querySelectorAll("input:checked")].map((box) => box.value);
}

function writeCell(input, value) {
  if (input.matches("[data-several]")) {
    for (const box of input.querySelectorAll("input")) box.checked = (value || []).includes(box.value);
  } else input.value = Array.isArray(value) ? value.join("\n") : String(value ?? "");
}

function writeRows(element, value) {
  const blank = element.querySelector("template").content.firstElementChild;
  const rows = (value || []).map((cells) => {
    const row = blank.cloneNode(true);
    const rest = { ...cells };
    for (const input of row.querySelectorAll("[data-column]")) {
      const { column } = input.dataset;
      writeCell(input, cells[column]);
      delete rest[column];
    }
    besides.set(row, rest);
    return row;
  });
  element.querySelector("tbody").replaceChildren(...rows);
  number(element);
}

// The rows a list came with.
export function drawRows(root) {
  for (const element of root.querySelectorAll('[data-kind="rows"]')) {
    writeRows(element, JSON.parse(element.querySelector('script[type="application/json"]').textContent));
  }
}

// A new, empty row at the end of a list.
export function addRow(element) {
  const made = element.querySelector("template").content.firstElementChild.cloneNode(true);
  element.querySelector("tbody").append(made);
  number(element);
  return made;
}

// Rows carry their number: in the first cell, in what they are called, and in where findings point.
export function number(element) {
  const rows = rowsOf(element);
  rows.forEach((row, place) => {
    row.id = `${element.id}:${place + 1}`;
    row.querySelector(".number").textContent = String(place + 1);
    for (const input of row.querySelectorAll("[data-column]")) {
      const words = input.getAttribute("aria-label").replace(/^第\d+行/, "");
      input.setAttribute("aria-label", `第${place + 1}行${words}`);
      input.id = `${row.id}:${input.dataset.column}`;
    }
  });
  const count = element.querySelector(".list-head .count b");
  if (count) count.textContent = String(rows.length);
}
