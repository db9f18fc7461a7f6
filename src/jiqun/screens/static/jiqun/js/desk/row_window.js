// The window on the rows of a table: only the rows in view are drawn, with what stands around the
// focus. What is not drawn is a gap as high as its rows are, or are likely to be.
import { markCell } from "./cell_marks.js";
import { cellsOf, idOf, writeCell } from "./row_cells.js";

const ALL = 20; // rows: so many are always drawn
const AROUND = 240; // pixels drawn above and below the view
const BESIDE = 2; // rows drawn before and after the one that has the focus, for Tab

export class RowWindow {
  constructor(table) {
    this.table = table;
    this.box = table.element.querySelector(".wide");
    this.grid = table.element.querySelector("table");
    this.body = this.grid.tBodies[0];
    this.drawn = new Map(); // entry → its <tr>
    this.entries = new WeakMap(); // <tr> → its entry
    this.guess = 0; // the height of a row nobody has seen
    this.unmarks = new Map(); // entry → how to take its marks away
    this.found = null; // {entry, column} where a search is
    this.numbered = () => {}; // told of each row that has another number now
    this.box.addEventListener("scroll", () => this.draw());
    this.width = 0;
    new ResizeObserver(() => this.resize()).observe(this.box);
  }

  entryAt(row) {
    return this.entries.get(row);
  }

  // Draw a row wherever it is, and return it.
  show(place) {
    const entry = this.table.entries[place];
    if (!this.drawn.has(entry)) this.draw(place);
    return this.drawn.get(entry);
  }

  // Bring a row into the middle of its box; the page moves only as far as it must.
  center(place) {
    const row = this.show(place);
    this.box.scrollTop = row.offsetTop - (this.box.clientHeight - row.offsetHeight) / 2;
    this.draw();
    row.scrollIntoView({ block: "nearest" });
  }

  // Rows came or went: the columns take their widths from what is in view.
  refresh() {
    const { element, length } = this.table;
    this.grid.setAttribute("aria-rowcount", String(length + 1));
    const count = element.querySelector(".list-head .count b");
    if (count) count.textContent = String(length);
    const finder = element.querySelector("[data-finder]");
    if (finder) finder.hidden = length <= ALL;
    for (const head of this.heads()) head.style.width = "";
    this.grid.classList.remove("fixed");
    this.draw();
    if (length > ALL) this.fix();
    this.draw();
  }

  // A table that is drawn in part must not take other widths as it is scrolled.
  fix() {
    const widths = this.heads().map((head) => head.getBoundingClientRect().width);
    for (const [place, head] of this.heads().entries()) head.style.width = `${widths[place]}px`;
    this.grid.classList.add("fixed");
  }

  heads() {
    return [...this.grid.tHead.rows[0].cells];
  }

  resize() {
    if (this.width === this.box.clientWidth) return;
    this.width = this.box.clientWidth;
    const first = this.firstAfter(this.tops(), this.box.scrollTop);
    this.guess = 0;
    for (const entry of this.table.entries) entry.height = 0;
    this.refresh();
    this.box.scrollTop = this.tops()[first];
    this.draw();
  }

  draw(shown = -1) {
    this.measure();
    const { scrollTop, clientHeight, scrollHeight } = this.box;
    const tops = this.tops();
    const first = this.firstAfter(tops, scrollTop);
    this.lay(this.places(tops, shown), tops);
    this.measure();
    if (!this.guess && this.drawn.size) {
      this.guess = average([...this.drawn.keys()].map((entry) => entry.height));
      if (this.guess) this.draw(shown);
      return;
    }
    // Rows that turn out higher than they were thought to be do not move what is in view, nor the end.
    const moved = this.tops()[first] - tops[first];
    if (shown >= 0) return;
    if (scrollTop > 0 && scrollTop + clientHeight >= scrollHeight - 1) this.box.scrollTop = this.box.scrollHeight;
    else if (Math.abs(moved) >= 1) this.box.scrollTop += moved;
  }

  measure() {
    for (const [entry, row] of this.drawn) entry.height = row.getBoundingClientRect().height || entry.height;
  }

  // How far below the head each row begins, and the last one ends.
  tops() {
    const tops = [0];
    for (const [place, entry] of this.table.entries.entries()) tops.push(tops[place] + (entry.height || this.guess));
    return tops;
  }

  firstAfter(tops, top) {
    let place = 0;
    while (place < tops.length - 1 && tops[place + 1] <= top) place += 1;
    return place;
  }

  // The places of the rows to draw, in their order.
  places(tops, shown) {
    const { length } = this.table;
    const at = this.box.scrollTop;
    const from = this.guess ? this.firstAfter(tops, at - AROUND) : 0;
    const to = this.guess ? this.firstAfter(tops, at + this.box.clientHeight + AROUND) + 1 : ALL;
    const places = new Set();
    const take = (begin, end) => {
      for (let place = Math.max(0, begin); place < Math.min(end, length); place += 1) places.add(place);
    };
    take(length > ALL ? from : 0, length > ALL ? to : length);
    for (const place of [shown, this.focused()]) if (place >= 0) take(place - BESIDE, place + BESIDE + 1);
    return [...places].sort((one, other) => one - other);
  }

  focused() {
    const row = this.body.contains(document.activeElement) ? document.activeElement.closest("tr") : null;
    return row ? this.table.entries.indexOf(this.entryAt(row)) : -1;
  }

  // Put these rows into the body. Rows that stay are not touched: in one of them somebody may write.
  lay(places, tops) {
    const wanted = new Set(places.map((place) => this.table.entries[place]));
    for (const [entry, row] of this.drawn) {
      if (wanted.has(entry)) continue;
      row.remove();
      this.drawn.delete(entry);
      this.unmarks.delete(entry);
    }
    for (const gap of this.body.querySelectorAll(":scope > .gap")) gap.remove();
    let next = this.body.firstElementChild,
      end = 0;
    for (const place of places) {
      if (place > end) this.body.insertBefore(this.gap(tops[place] - tops[end]), next);
      const row = this.rowOf(this.table.entries[place], place);
      if (row === next) next = next.nextElementSibling;
      else this.body.insertBefore(row, next);
      end = place + 1;
    }
    if (end < this.table.length) this.body.append(this.gap(tops[this.table.length] - tops[end]));
  }

  gap(height) {
    const row = document.createElement("tr");
    row.className = "gap";
    row.setAttribute("aria-hidden", "true");
    const cell = document.createElement("td");
    cell.colSpan = this.heads().length;
    cell.style.height = `${height}px`;
    row.append(cell);
    return row;
  }

  // The row of an entry at its place; a new one is filled in and marked.
  rowOf(entry, place) {
    let row = this.drawn.get(entry);
    const fresh = !row;
    if (fresh) {
      row = this.table.blank.cloneNode(true);
      for (const cell of row.querySelectorAll("[data-column]")) writeCell(cell, entry.cells[cell.dataset.column]);
      this.drawn.set(entry, row);
      this.entries.set(row, entry);
    }
    this.number(row, place);
    if (fresh) this.markRow(entry, row);
    return row;
  }

  // Rows carry their number: in the first cell, in what they are called, and in where findings point.
  number(row, place) {
    if (row.ariaRowIndex === String(place + 2)) return;
    row.ariaRowIndex = String(place + 2); // the head is the first
    row.id = idOf(this.table.element, place);
    row.querySelector(".number").textContent = String(place + 1);
    cellsOf(row).forEach((cell, column) => {
      cell.setAttribute("aria-label", this.table.nameOf(place, column));
      cell.id = idOf(this.table.element, place, this.table.columns[column].name);
    });
    this.numbered(row);
  }

  // The checks say something else, or a search went on: the rows that are drawn show it.
  mark() {
    for (const [entry, row] of this.drawn) this.markRow(entry, row);
  }

  markRow(entry, row) {
    for (const unmark of this.unmarks.get(entry) || []) unmark();
    const cells = cellsOf(row);
    const at = (name) => cells[this.table.columns.findIndex((column) => column.name === name)];
    this.unmarks.set(
      entry,
      entry.marks.map(({ column, level, message }) => markCell(at(column) || row, level, message)),
    );
    for (const found of row.querySelectorAll(".found")) found.classList.remove("found");
    if (this.found?.entry === entry) cells[this.found.column].closest("td").classList.add("found");
  }
}

function average(heights) {
  return heights.reduce((sum, height) => sum + height, 0) / heights.length;
}
