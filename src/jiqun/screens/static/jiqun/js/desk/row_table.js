// A table to which rows are added, or a list 清单: its rows are data, and on the page stands a window on them.
import { cellsOf, columnOf, readCell } from "./row_cells.js";
import { RowWindow } from "./row_window.js";

const tables = new WeakMap(); // the element with data-kind="rows" → its table

// Open the tables of a page, each with the rows it came with.
export function openTables(root) {
  for (const element of root.querySelectorAll('[data-kind="rows"]')) tables.set(element, new RowTable(element));
}

export function tableOf(element) {
  return tables.get(element);
}

export function tablesIn(root) {
  return [...root.querySelectorAll('[data-kind="rows"]')].map(tableOf);
}

// Rows are never changed, only replaced, so that the same object is the same row; an entry is the
// place of one while it is edited. What a row holds beside its columns came in by a file and stays.
export class RowTable {
  constructor(element) {
    this.element = element;
    this.entries = []; // {cells, height, marks}
    this.blank = element.querySelector("template").content.firstElementChild;
    this.columns = cellsOf(this.blank).map(columnOf);
    this.window = new RowWindow(this);
    this.put(JSON.parse(element.querySelector('script[type="application/json"]').textContent));
    for (const told of ["input", "change", "answer-put"]) {
      element.addEventListener(told, (event) => this.take(event.target));
    }
  }

  get length() {
    return this.entries.length;
  }

  // The rows that hold something; the same array as long as nothing changes.
  value() {
    this.rows ??= this.entries.map((entry) => entry.cells).filter((cells) => Object.keys(cells).length);
    return this.rows;
  }

  put(rows) {
    // The rows before were likely as high.
    this.entries = (rows || []).map((cells, place) => entryOf(this.inOrder(cells), this.entries[place]?.height));
    this.changed();
  }

  // A new, empty row at the end.
  add() {
    this.entries.push(entryOf({}));
    this.rows = null;
  }

  move(place, by) {
    const [entry] = this.entries.splice(place, 1);
    this.entries.splice(place + by, 0, entry);
    this.changed();
  }

  remove(place) {
    this.entries.splice(place, 1);
    this.changed();
  }

  // Rows came or went, or were written in otherwise than by typing.
  changed() {
    this.rows = null;
    this.window.refresh();
  }

  // An input of a drawn row holds something else now.
  take(input) {
    const cell = input.closest("[data-column]");
    const entry = cell && this.window.entryAt(cell.closest("tr"));
    if (entry) this.set(entry, cell.dataset.column, readCell(cell));
  }

  set(entry, column, value) {
    entry.cells = this.inOrder({ ...entry.cells, [column]: value });
    this.rows = null;
  }

  // What is filled in, the columns as the table has them: so two rows can be compared as texts.
  inOrder(cells) {
    const filled = {};
    for (const name of Object.keys(cells))
      if (!this.columns.some((one) => one.name === name)) filled[name] = cells[name];
    for (const { name } of this.columns) if (cells[name]?.length) filled[name] = cells[name];
    return filled;
  }

  // Mark rows by what the checks say of them, and all others not: [{place, column, level, message}].
  mark(marks) {
    for (const entry of this.entries) entry.marks = [];
    for (const mark of marks) this.entries[mark.place]?.marks.push(mark);
    this.window.mark();
  }

  // --- By row and column, as the keys and a paste go through a grid ---------------------------------

  placeOf(input) {
    const row = input.closest("tr");
    return {
      row: this.entries.indexOf(this.window.entryAt(row)),
      column: cellsOf(row).findIndex((c) => c.contains(input)),
    };
  }

  // The cell, drawn if it was not.
  cellAt(row, column) {
    return row in this.entries ? cellsOf(this.window.show(row))[column] : undefined;
  }

  cellBelow(row, column) {
    return this.cellAt(row, column);
  }

  takes(row, column) {
    return row in this.entries && Boolean(this.columns[column]?.typed);
  }

  words(row, column) {
    const { name, options } = this.columns[column];
    const value = this.entries[row].cells[name] ?? "";
    const texts = Array.isArray(value) ? value : [String(value)];
    return texts.map((text) => options?.get(text) ?? text).join("\n");
  }

  // Write a text as it is pasted; false where it is none of the options.
  write(row, column, text) {
    const { name, options } = this.columns[column];
    const value = options ? [...options].find(([, label]) => label === text)?.[0] : text;
    if (value === undefined) return false;
    this.set(this.entries[row], name, value.trim() ? value : "");
    return true;
  }

  nameOf(row, column) {
    return `第${row + 1}行${this.columns[column].label}`;
  }
}

function entryOf(cells, height = 0) {
  return { cells, height, marks: [] };
}
