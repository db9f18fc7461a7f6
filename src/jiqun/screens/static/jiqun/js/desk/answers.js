// Answers on the page: each element with data-answer holds one, in the way its data-kind says.
import { readCell, writeCell } from "./row_cells.js";
import { tableOf } from "./row_table.js";

export function answersIn(root) {
  return [...root.querySelectorAll("[data-answer]")];
}

export function answerAt(key) {
  return document.querySelector(`[data-answer="${CSS.escape(key)}"]`);
}

// The answer that an input is, or is a part of; a search or a button beside an answer is none.
export function ownerOf(input) {
  return input.closest("[data-finder], [data-talk], [data-look], [data-request]")
    ? null
    : input.closest("[data-answer]");
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

// Of a long table only the rows that were replaced are compared.
export function same(one, other) {
  if (one === other) return true;
  if (!Array.isArray(one) || !Array.isArray(other)) return JSON.stringify(one) === JSON.stringify(other);
  return one.length === other.length && one.every((row, place) => same(row, other[place]));
}

export function isWriting(element) {
  return element.contains(document.activeElement) && ownerOf(document.activeElement) === element;
}

const READ = {
  choice: (element) => (element.querySelector("input:checked") || { value: "" }).value,
  choices: (element) => [...element.querySelectorAll("input:checked")].map((box) => box.value),
  rows: (element) => tableOf(element).value(),
  row: (element) => {
    const cells = partsOf(element);
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
  rows: (element, value) => tableOf(element).put(value),
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

// The parts of a row that are filled in.
function partsOf(row) {
  const parts = [...row.querySelectorAll("[data-part]")].map((cell) => [cell.dataset.part, readCell(cell)]);
  return Object.fromEntries(parts.filter(([, value]) => value.length));
}
