// The cells of rows: which they are, what they hold, and what their columns ask for.

// The inputs of a row, in the order of the columns.
export function cellsOf(row) {
  return [...row.querySelectorAll(".cell > :is(input, textarea, select, output, .several)")];
}

// What a column asks for, as its cell in the blank row has it.
export function columnOf(cell) {
  const boxes = cell.matches("select") ? [...cell.options] : [...cell.querySelectorAll("input")];
  const options = boxes.map((box) => [box.value, (box.label || box.parentElement.textContent).trim()]);
  return {
    name: cell.dataset.column,
    label: cell.getAttribute("aria-label"),
    options: options.length ? new Map(options) : null,
    typed: cell.matches("input, textarea, select") && !cell.readOnly && !cell.disabled,
  };
}

// What a cell of a row is filled with: a text, or the list of the ticked boxes.
export function readCell(cell) {
  if (!cell.matches("[data-several]")) return cell.value.trim() ? cell.value : "";
  return [...cell.querySelectorAll("input:checked")].map((box) => box.value);
}

export function writeCell(cell, value) {
  if (cell.matches("[data-several]")) {
    for (const box of cell.querySelectorAll("input")) box.checked = (value || []).includes(box.value);
  } else cell.value = Array.isArray(value) ? value.join("\n") : String(value ?? "");
}

// The id of a row of a table, or of one of its cells: the rows are numbered as they stand.
export function idOf(table, place, column = "") {
  return `${table.id}:${place + 1}${column && `:${column}`}`;
}

// The place and the column that an id names; null where it is of another table.
export function placeIn(table, id) {
  if (!id.startsWith(`${table.id}:`)) return null;
  const [number, column = ""] = id.slice(table.id.length + 1).split(":");
  return { place: Number(number) - 1, column };
}
