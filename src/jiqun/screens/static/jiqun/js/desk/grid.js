// Grids: arrows, Tab and Enter move, typing or F2 edits, Esc restores; Ctrl+V takes a block.
import { answerValue, ownerOf, put } from "./answers.js";
import { GridCells } from "./grid_cells.js";
import { tableOf } from "./row_table.js";

const SHOWN = 6; // changes told one by one after a paste

export class Grids {
  constructor(root, saver) {
    this.saver = saver;
    this.before = new WeakMap();
    root.addEventListener("focusin", (event) => this.enter(event.target));
    root.addEventListener("keydown", (event) => this.key(event));
    root.addEventListener("input", (event) => cellOf(event.target) && event.target.classList.add("editing"));
    root.addEventListener("dblclick", (event) => cellOf(event.target) && event.target.classList.add("editing"));
    root.addEventListener("focusout", (event) => event.target.classList.remove("editing"));
    root.addEventListener("paste", (event) => this.paste(event));
  }

  enter(input) {
    if (!cellOf(input)) return;
    this.before.set(input, input.value);
    if (!isText(input)) input.select();
  }

  key(event) {
    const input = event.target;
    if (!cellOf(input) || event.isComposing || event.ctrlKey || event.altKey || event.metaKey) return;
    const editing = input.classList.contains("editing");
    if (event.key === "F2") {
      input.classList.add("editing");
      if (input.setSelectionRange) input.setSelectionRange(input.value.length, input.value.length);
      event.preventDefault();
    } else if (event.key === "Escape") {
      if (this.before.has(input) && input.value !== this.before.get(input)) {
        input.value = this.before.get(input);
        input.dispatchEvent(new CustomEvent("answer-put", { bubbles: true }));
        this.saver.touch(ownerOf(input));
        event.preventDefault();
      }
      input.classList.remove("editing");
      if (!isText(input)) input.select();
    } else {
      const step = stepOf(event, input, editing);
      if (step && go(cellsAround(input), input, ...step)) event.preventDefault();
    }
  }

  paste(event) {
    const input = event.target;
    const cell = cellOf(input);
    if (!cell || input.readOnly) return;
    const block = parseBlock(event.clipboardData.getData("text/plain"));
    if (block.length === 1 && block[0].length === 1) return;
    event.preventDefault();
    const table = cell.closest("table"),
      cells = cellsAround(input);
    const list = table.dataset.grid === "list" ? ownerOf(input) : null;
    const rows = list && isHead(table, block[0]) ? block.slice(1) : block;
    const snapshot = list ? answerValue(list) : null;
    const result = fill(cells, cells.placeOf(input), rows);
    if (list) {
      cells.changed();
      result.owners.add(list);
    }
    for (const owner of result.owners) this.saver.touch(owner, "pasted");
    this.saver.flush();
    this.tell(table, result, rows, () => this.undo(cells, result, list, snapshot));
  }

  undo(cells, result, list, snapshot) {
    if (list) put(list, snapshot);
    else for (const { row, column, before } of result.changes) cells.write(row, column, before);
    for (const owner of result.owners) this.saver.touch(owner, "pasted");
    this.saver.flush();
  }

  tell(table, result, rows, undo) {
    const widest = Math.max(...rows.map((row) => row.length), 0);
    let words = `已粘贴 ${rows.length} 行 × ${widest} 列，改了 ${result.changes.length} 处。`;
    if (result.outside) words += `有 ${result.outside} 格超出表格或不能填写，没有粘贴。`;
    showStrip(table, words, result.changes.slice(0, SHOWN).map(wordsOfChange), result.changes.length - SHOWN, undo);
  }
}

// The strip under a grid that says what just happened, with the way back.
export function showStrip(table, words, details, more, undo) {
  const strip =
    table.closest(".wide").parentElement.querySelector(":scope > [data-pasted]") ||
    table.closest(".wide").nextElementSibling;
  strip.replaceChildren();
  strip.hidden = false;
  strip.setAttribute("role", "status");
  const text = document.createElement("p");
  text.textContent = words;
  strip.append(text);
  if (details.length) {
    const list = document.createElement("ul");
    for (const detail of details) list.append(item(detail));
    if (more > 0) list.append(item(`……另有 ${more} 处`));
    strip.append(list);
  }
  const button = document.createElement("button");
  button.type = "button";
  button.className = "btn btn-plain btn-sm";
  button.textContent = "撤销";
  button.addEventListener("click", () => {
    undo();
    strip.replaceChildren();
    text.textContent = "已撤销。";
    strip.append(text);
  });
  strip.append(button);
}

function item(words) {
  const made = document.createElement("li");
  made.textContent = words;
  return made;
}

function wordsOfChange({ name, before, after }) {
  return `${name}：${before || "（空）"} → ${after || "（空）"}`;
}

// Write a block of texts from a place on: what was changed, whose answers that are, and how many
// texts found no cell that takes them. A list gets as many rows as the block asks for.
function fill(cells, start, block) {
  const changes = [],
    owners = new Set();
  let outside = 0;
  block.forEach((texts, down) => {
    const row = start.row + down;
    if (cells.add && row >= cells.length) cells.add();
    texts.forEach((text, right) => {
      const column = start.column + right;
      if (!cells.takes(row, column)) {
        outside += text ? 1 : 0;
        return;
      }
      const before = cells.words(row, column);
      if (before === text) return;
      if (!cells.write(row, column, text)) {
        outside += 1;
        return;
      }
      changes.push({ row, column, name: cells.nameOf(row, column), before, after: text });
      if (cells.ownerOf) owners.add(cells.ownerOf(row, column));
    });
  });
  return { changes, owners, outside };
}

// The cells among which an input stands: of a list as data, of any other grid as they are drawn.
function cellsAround(input) {
  const table = input.closest("table");
  return table.dataset.grid === "list" ? tableOf(ownerOf(input)) : new GridCells(table.tBodies[0]);
}

function isHead(table, cells) {
  const heads = [...table.tHead.rows[0].cells].slice(1, -1).map((head) => head.textContent.trim());
  return cells.length > 1 && cells.every((text, place) => text === heads[place]);
}

// A block as Excel and WPS put it on the clipboard: tabs, line ends, cells in quotes where needed.
export function parseBlock(text) {
  const rows = [];
  let row = [],
    cell = "",
    quoted = false;
  const clean = text.replace(/\r\n?/g, "\n").replace(/\n$/, "");
  for (let at = 0; at < clean.length; at += 1) {
    const character = clean[at];
    if (quoted) {
      if (character !== '"') cell += character;
      else if (clean[at + 1] === '"') {
        cell += '"';
        at += 1;
      } else quoted = false;
    } else if (character === '"' && !cell && /^"[^\t]*"(?=[\t\n]|$)/s.test(clean.slice(at))) quoted = true;
    else if (character === "\t") {
      row.push(cell.trim());
      cell = "";
    } else if (character === "\n") {
      rows.push([...row, cell.trim()]);
      row = [];
      cell = "";
    } else cell += character;
  }
  rows.push([...row, cell.trim()]);
  return rows;
}

function cellOf(input) {
  return input.matches?.(".grid .cell > input, .grid .cell > textarea") ? input.closest("td.cell") : null;
}

// A text of several lines; the cells of a list wrap too, and are one line each.
function isText(input) {
  return input.tagName === "TEXTAREA" && !input.dataset.column;
}

// How far to move for a key: rows down and cells right; null where the key is the input's own.
function stepOf(event, input, editing) {
  const area = isText(input);
  switch (event.key) {
    case "Enter":
      return area ? null : [event.shiftKey ? -1 : 1, 0];
    case "ArrowDown":
      return area && editing ? null : [1, 0];
    case "ArrowUp":
      return area && editing ? null : [-1, 0];
    case "ArrowRight":
      return editing || area ? null : [0, 1];
    case "ArrowLeft":
      return editing || area ? null : [0, -1];
    default:
      return null;
  }
}

function go(cells, input, down, right) {
  const { row, column } = cells.placeOf(input);
  const target = right ? cells.cellAt(row, column + right) : cells.cellBelow(row + down, column);
  if (target) target.focus();
  return Boolean(target) || down !== 0; // Enter in the last row sends no form
}
