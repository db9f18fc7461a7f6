// The cells of a grid that is drawn as a whole, by row and column: as a table of rows has them too.
import { ownerOf } from "./answers.js";
import { cellsOf } from "./row_cells.js";

export class GridCells {
  constructor(body) {
    this.rows = [...body.rows];
  }

  get length() {
    return this.rows.length;
  }

  placeOf(input) {
    const row = input.closest("tr");
    return { row: this.rows.indexOf(row), column: cellsOf(row).indexOf(input) };
  }

  cellAt(row, column) {
    return this.rows[row] && cellsOf(this.rows[row])[column];
  }

  // A row may have fewer cells than the one above it.
  cellBelow(row, column) {
    const cells = this.rows[row] ? cellsOf(this.rows[row]) : [];
    return cells[Math.min(column, cells.length - 1)];
  }

  takes(row, column) {
    const cell = this.cellAt(row, column);
    return Boolean(cell) && !cell.readOnly && !cell.disabled && cell.matches("input, textarea, select");
  }

  words(row, column) {
    const cell = this.cellAt(row, column);
    return cell.tagName === "SELECT" ? cell.selectedOptions[0]?.textContent || "" : cell.value;
  }

  // Write a text as it is pasted; false where it is none of the options.
  write(row, column, text) {
    const cell = this.cellAt(row, column);
    const value = cell.tagName === "SELECT" ? optionNamed(cell, text) : text;
    if (value === undefined) return false;
    cell.value = value;
    cell.dispatchEvent(new CustomEvent("answer-put", { bubbles: true }));
    return true;
  }

  nameOf(row, column) {
    return (this.cellAt(row, column).getAttribute("aria-label") || "").replace(/（[^（）]*）$/, "");
  }

  ownerOf(row, column) {
    return ownerOf(this.cellAt(row, column));
  }
}

function optionNamed(select, text) {
  return [...select.options].find((option) => option.textContent === text)?.value;
}
