// Rows that can be added, moved and removed: of the lists 清单 and of the plan's own targets.
import { answerValue, ownerOf, put } from "./answers.js";
import { showStrip } from "./grid.js";
import { tableOf } from "./row_table.js";

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
    const table = tableOf(list);
    table.add();
    table.changed();
    table.cellAt(table.length - 1, 0).focus();
  }

  move(button, by) {
    const list = ownerOf(button),
      table = tableOf(list);
    const { row } = table.placeOf(button);
    if (row + by < 0 || row + by >= table.length) return;
    table.move(row, by);
    button.focus();
    this.save(list);
  }

  remove(button) {
    const list = ownerOf(button),
      table = tableOf(list);
    const snapshot = answerValue(list);
    const { row } = table.placeOf(button);
    table.remove(row);
    this.save(list);
    const next = table.cellAt(Math.min(row, table.length - 1), 0) || list.querySelector("[data-add-row]");
    next.focus();
    showStrip(list.querySelector("table"), `已删除第 ${row + 1} 行。`, [], 0, () => {
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
