// Where an id leads on the page: to an element, or to a row of a table, which may not be drawn.
import { placeIn } from "./row_cells.js";
import { tableOf, tablesIn } from "./row_table.js";

// The spot of an id: {id, anchor} for an element, and for a row of a table {table, place, column} too;
// null where the page has nothing of that name.
export function spotOf(id) {
  for (const table of tablesIn(document)) {
    const at = placeIn(table.element, id);
    if (at) return at.place in table.entries ? { id, anchor: table.element, table, ...at } : null;
  }
  const anchor = document.getElementById(id);
  return anchor ? { id, anchor } : null;
}

// The element of an id, drawn if it was not.
export function elementAt(id) {
  const spot = spotOf(id);
  if (!spot?.table) return spot?.anchor;
  const row = spot.table.window.show(spot.place);
  return document.getElementById(id) || row;
}

// The spot of what has the focus.
export function here() {
  const anchor = document.activeElement;
  const element = anchor.closest('[data-kind="rows"]');
  const table = element && tableOf(element);
  if (!table || !anchor.closest("tbody")) return { anchor };
  const { row, column } = table.placeOf(anchor);
  return { anchor: element, table, place: row, column: table.columns[column]?.name || "" };
}

// How two spots stand on the page: below 0, the first comes first; 0, one is in the other.
export function compare(one, other) {
  if (one.anchor === other.anchor) return order(one) - order(other) || columns(one, other);
  const found = one.anchor.compareDocumentPosition(other.anchor);
  if (found & Node.DOCUMENT_POSITION_CONTAINED_BY) return 0;
  return found & Node.DOCUMENT_POSITION_FOLLOWING ? -1 : 1;
}

function order(spot) {
  return spot.table ? spot.place : -1;
}

function columns(one, other) {
  if (!one.column || !other.column) return 0;
  const at = ({ column }) => one.table.columns.findIndex(({ name }) => name === column);
  return at(one) - at(other);
}
