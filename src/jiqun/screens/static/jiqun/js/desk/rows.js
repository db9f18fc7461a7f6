// Rows that can be added, moved and removed: of the lists 清单 and of the plan's own targets.
import { addRow, answerValue, number, ownerOf, put, rowsOf } from "./answers.js";
import { showStrip } from "./grid.js";

export class Rows {
  constructor(root, saver) {
    this.saver = saver;
    root.addEventListener("click", (event) => {
      const button = event.target.closest("button");
      if (!button) return;
      if (button.matches("[data-add-row]")) this.add(ownerOf(button));
      else if (button.matches("[data-move]")) this.move(button, Number(button.dataset.move));
      else if (button.matches("[data-remove]")) this.remove(button);
      else if (button.matches("[data-add-target]")) this.addTarget(button.closest("[data-targets]"));
      else if (button.matches("[data-remove-target]")) this.removeTarget(button);
    });
  }

  add(list) {
    addRow(list).querySelector("[data-column]").focus();
  }

  move(button, by) {
    const row = button.closest("tr"),
      list = ownerOf(button);
    const rows = rowsOf(list);
    const other = rows[rows.indexOf(row) + by];
    if (!other) return;
    if (by < 0) other.before(row);
    else other.after(row);
    number(list);
    button.focus();
    this.saver.touch(list);
    this.saver.flush();
  }

  remove(button) {
    const row = button.closest("tr"),
      list = ownerOf(button);
    const snapshot = answerValue(list);
    const place = rowsOf(list).indexOf(row);
    row.remove();
    number(list);
    this.save(list);
    const next = rowsOf(list)[Math.min(place, rowsOf(list).length - 1)];
    (next ? next.querySelector("[data-column]") : list.querySelector("[data-add-row]")).focus();
    showStrip(list.querySelector("table"), `已删除第 ${place + 1} 行。`, [], 0, () => {
      put(list, snapshot);
      this.save(list);
    });
  }

  save(list) {
    this.saver.touch(list);
    this.saver.flush();
  }

  addTarget(section) {
    const field = section.dataset.targets;
    const used = [...section.querySelectorAll("tr[data-own]")].map((row) => numberOf(row.dataset.indicator));
    const indicator = `other_${Math.max(Number(section.dataset.last), ...used) + 1}`;
    const row = section.querySelector("template").content.firstElementChild.cloneNode(true);
    row.dataset.indicator = indicator;
    row.dataset.answer = `${field}:${indicator}`;
    row.id = `a-${row.dataset.answer}`;
    for (const input of row.querySelectorAll("input[id]")) input.id = `${row.id}:${input.dataset.part}`;
    section.querySelector("tbody").append(row);
    section.dataset.last = String(numberOf(indicator));
    this.saver.begin(row.dataset.answer, "");
    row.querySelector('[data-part="label"]').focus();
  }

  removeTarget(button) {
    const row = button.closest("tr");
    const section = button.closest("[data-targets]");
    row.remove();
    this.saver.remove(row.dataset.answer);
    section.querySelector("[data-add-target]").focus();
  }
}

function numberOf(indicator) {
  return Number(indicator.replace("other_", "")) || 0;
}
