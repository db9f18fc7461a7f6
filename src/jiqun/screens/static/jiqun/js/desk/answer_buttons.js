// The buttons 讨论 beside the answers and the rows of lists, each with how many threads are open there.
import { answersIn, ownerOf } from "./answers.js";
import { besideOf, nameBeside } from "./beside.js";
import { tablesIn } from "./row_table.js";

// Let the rows of lists have a button: to be called before the tables are opened.
export function offerAtRows(root) {
  for (const table of root.querySelectorAll('[data-kind="rows"]')) {
    table.querySelector("template").content.querySelector("td.end").append(button());
  }
}

export class AnswerButtons {
  // `marks.talks`: by key how many threads are open, and how many there are; `panel` shows them.
  constructor(root, marks, panel) {
    this.root = root;
    this.talks = new Map(Object.entries(marks.talks));
    this.panel = panel;
    this.last = null; // the input that had the focus last
    this.buttons = new Map();
    for (const answer of answersIn(root)) this.offer(answer);
    for (const table of tablesIn(root)) {
      table.window.numbered = (row) => this.show(row.querySelector("[data-talk]"), keyOfRow(row));
      for (const row of table.window.drawn.values()) table.window.numbered(row);
    }
    root.addEventListener("click", ({ target }) => {
      const pressed = target.closest("[data-talk]");
      if (pressed) this.open(pressed.dataset.talk, pressed);
    });
    root.addEventListener("focusin", ({ target }) => {
      if (!target.closest("[data-talk], [data-look], [data-request]")) this.last = target;
    });
    document.addEventListener("keydown", (event) => {
      if (!event.altKey || event.code !== "KeyT" || !this.last) return;
      event.preventDefault();
      this.openHere();
    });
    document.querySelector("[data-talk-here]").addEventListener("click", () => this.openHere());
  }

  openHere() {
    const owner = this.last && ownerOf(this.last);
    if (!owner) return;
    const row = owner.dataset.kind === "rows" && this.last.closest("tbody tr");
    this.open(row ? keyOfRow(row) : owner.dataset.answer, this.last);
  }

  open(key, from) {
    this.panel.open(`talks/at/${encodeURIComponent(key)}/`, from);
  }

  offer(answer) {
    const holder = besideOf(answer);
    if (!holder) return;
    const one = button();
    holder.append(one);
    this.show(one, answer.dataset.answer);
  }

  // A piece was drawn that says how many threads there are at an answer, and open in each part.
  take(content) {
    const told = content.querySelector("[data-beside]");
    const counts = content.querySelector("#talk-counts");
    if (!told || !counts) return;
    const { beside: key, open, all } = told.dataset;
    this.talks.set(key, [Number(open), Number(all)]);
    for (const one of this.root.querySelectorAll(`[data-talk="${CSS.escape(key)}"]`)) this.show(one, key);
    showParts(JSON.parse(counts.textContent));
  }

  show(one, key) {
    const [open, all] = this.talks.get(key) || [0, 0];
    one.dataset.talk = key;
    one.dataset.state = open ? "open" : all ? "settled" : "";
    one.textContent = open ? `讨论 ${open}` : "讨论";
    one.title = open ? `${open} 条讨论没有了结` : all ? "讨论都已了结" : "讨论这一项（Alt+T）";
    one.setAttribute("aria-label", `${one.textContent}：${nameBeside(one)}`);
  }
}

function button() {
  const one = document.createElement("button");
  one.type = "button";
  one.className = "talk-button";
  one.tabIndex = -1; // by Tab one goes from input to input, and here by Alt+T
  one.dataset.talk = "";
  return one;
}

// A row is named like its element.
function keyOfRow(row) {
  return row.id.slice("a-".length);
}

function showParts(counts) {
  for (const place of document.querySelectorAll("#parts [data-section] .part-talks")) {
    const count = counts[place.closest("[data-section]").dataset.section] || 0;
    place.hidden = !count;
    place.querySelector("b").textContent = String(count);
  }
}
