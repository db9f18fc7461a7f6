// The findings column: taking over what the server says, marking the cells, going from one to the next.
import { answerAt, put } from "./answers.js";
import { markCell } from "./cell_marks.js";
import { tablesIn } from "./row_table.js";
import { compare, elementAt, here, spotOf } from "./spots.js";

const MOST_MENDED = 8;
const ALIKE = "和校验结果里列出的几行是同样的问题。";

export class Findings {
  // `ask` asks the server for the whole column, where it names a finding that does not stand here.
  constructor(place, saver, live, undo, ask) {
    this.place = place;
    this.saver = saver;
    this.live = live;
    this.undo = undo;
    this.ask = ask;
    this.marked = [];
    place.addEventListener("click", (event) => this.press(event));
    place.addEventListener("compositionstart", () => (this.composing = true));
    place.addEventListener("compositionend", () => this.goOn());
    document.addEventListener("keydown", (event) => {
      if (event.key !== "F8") return;
      event.preventDefault();
      this.step(event.shiftKey ? -1 : 1);
    });
    this.mark();
  }

  // The findings that stand here as the server drew them.
  marks() {
    return [...this.place.querySelectorAll("[data-mark]")].map((row) => row.dataset.mark);
  }

  // Take over the column as the server drew it.
  take(html) {
    // An input method that is at work in a text would lose what it holds if the text moved.
    if (this.composing) {
      this.waiting = html;
      return;
    }
    // Asked before the texts move: a text that moves loses the focus and the caret.
    const writing = this.place.contains(document.activeElement) ? document.activeElement : null;
    const caret = writing?.matches("textarea") ? [writing.selectionStart, writing.selectionEnd] : null;
    const stood = writing ? placeOf(writing) : 0;
    const column = this.place.parentElement,
      scrolled = column.scrollTop;
    const next = new DOMParser().parseFromString(html, "text/html").querySelector(".column");
    const old = new Map([...this.place.querySelectorAll("[data-finding]")].map((row) => [row.dataset.finding, row]));
    let lacks = false;
    for (const row of next.querySelectorAll("[data-same]")) {
      const same = this.place.querySelector(`[data-mark="${row.dataset.same}"]`);
      old.delete(row.dataset.finding);
      lacks ||= !same;
      if (same) row.replaceWith(same);
      else row.remove();
    }
    for (const row of next.querySelectorAll("[data-finding]")) {
      const before = old.get(row.dataset.finding);
      old.delete(row.dataset.finding);
      if (before) this.keepWriting(before, row);
    }
    const unlisted = new Set(Object.values(unlistedIn(next)).flat());
    const gone = [...old.values()].filter((row) => !row.dataset.cell || !unlisted.has(row.dataset.cell));
    this.keepMended(next, gone);
    const gaps = this.place.querySelector("[data-gaps]");
    const newGaps = next.querySelector("[data-gaps]");
    if (gaps && newGaps) newGaps.open = gaps.open;
    this.place.replaceChildren(document.adoptNode(next));
    column.scrollTop = scrolled;
    if (writing && document.contains(writing)) {
      writing.focus({ preventScroll: true });
      if (caret) writing.setSelectionRange(...caret);
      // Its finding may have moved in the list; the text somebody writes stays where it was seen.
      column.scrollTop += placeOf(writing) - stood;
    }
    this.saver.learn(this.place);
    this.mark();
    this.say();
    if (lacks) this.ask();
  }

  goOn() {
    this.composing = false;
    const waiting = this.waiting;
    this.waiting = null;
    if (waiting) this.take(waiting);
  }

  // An explanation somebody is writing stays as it is, with its caret.
  keepWriting(before, row) {
    const text = before.querySelector("textarea");
    const fresh = row.querySelector("textarea");
    if (!text || !fresh) return;
    if (before.querySelector("details").open) row.querySelector("details").open = true;
    if (text.contains(document.activeElement) || this.saver.isTouched(text.dataset.answer)) {
      fresh.replaceWith(text);
    } else {
      this.saver.known.delete(fresh.dataset.answer);
    }
  }

  keepMended(next, gone) {
    const list = next.querySelector(".finding-list");
    for (const row of gone.slice(-MOST_MENDED)) {
      const made = row.cloneNode(true);
      made.className = "finding mended";
      delete made.dataset.level;
      delete made.dataset.mark;
      const sign = made.querySelector(".sign");
      sign.className = "sign done";
      sign.textContent = "已解决";
      for (const rest of made.querySelectorAll(".ways, .changes, .lapsed, .sum, details")) rest.remove();
      list.append(made);
    }
  }

  say() {
    const { errors, confirms, missing } = this.place.querySelector(".column").dataset;
    const words = `本部分还有 ${errors} 处需改，${confirms} 处需核实，${missing} 处未填。`;
    if (this.live.textContent !== words) this.live.textContent = words;
  }

  // Mark the cells the findings are on: a sign in the corner, or the words under the input.
  mark() {
    for (const unmark of this.marked) unmark();
    this.marked = [];
    const worst = new Map();
    for (const row of this.place.querySelectorAll("[data-finding][data-level]")) {
      const { cell, level } = row.dataset;
      if (cell && !worst.has(cell) && !row.querySelector(".sign.done")) worst.set(cell, [level, messageOf(row)]);
    }
    for (const [level, cells] of Object.entries(unlistedIn(this.place))) {
      if (level === "gap") continue;
      for (const cell of cells) if (!worst.has(cell)) worst.set(cell, [level, ALIKE]);
    }
    const inRows = new Map(tablesIn(document).map((table) => [table, []]));
    for (const [cell, [level, message]] of worst) {
      const spot = spotOf(cell);
      if (spot?.table) inRows.get(spot.table).push({ ...spot, level, message });
      else if (spot) this.marked.push(markCell(spot.anchor, level, message));
    }
    for (const [table, marks] of inRows) table.mark(marks);
  }

  step(by) {
    const ids = [...this.place.querySelectorAll("[data-level][data-cell]")]
      .filter((row) => !row.querySelector(".sign.done"))
      .map((row) => row.dataset.cell)
      .concat([...this.place.querySelectorAll("[data-gap]")].map((gap) => gap.dataset.gap))
      .concat(Object.values(unlistedIn(this.place)).flat());
    const spots = [...new Set(ids)].map(spotOf).filter(Boolean).sort(compare);
    if (!spots.length) {
      this.live.textContent = "本部分没有需要处理的地方。";
      return;
    }
    const from = here();
    const target =
      by > 0
        ? spots.find((spot) => compare(from, spot) < 0) || spots[0]
        : spots.filter((spot) => compare(spot, from) < 0).pop() || spots[spots.length - 1];
    goTo(elementAt(target.id));
  }

  press(event) {
    const link = event.target.closest('a[href^="#"]');
    const button = event.target.closest("[data-repair]");
    const confirmed = event.target.closest("[data-confirm]");
    if (link) {
      const target = elementAt(decodeURIComponent(link.getAttribute("href").slice(1)));
      if (!target) return;
      event.preventDefault();
      goTo(target);
    } else if (button) {
      this.repair(button.dataset);
    } else if (confirmed) {
      this.saver.confirm(answerAt(confirmed.dataset.confirm));
    }
  }

  repair({ repair: key, part, value }) {
    const element = answerAt(key);
    if (!element) return;
    this.undo.offer([element], value);
    if (part) {
      element.querySelector(`[data-part="${CSS.escape(part)}"]`).value = value;
    } else {
      put(element, value, value);
    }
    this.saver.touch(element);
    this.saver.flush();
    goTo(element);
  }
}

// By level: the cells of the rows whose findings are only counted, being like those that are told.
function unlistedIn(column) {
  const told = column.querySelector('script[type="application/json"]');
  return told ? JSON.parse(told.textContent) : {};
}

function messageOf(row) {
  const message = row.querySelector(".message");
  const sign = message.querySelector(".sign").textContent;
  return message.textContent.trim().slice(sign.length).trim();
}

function placeOf(element) {
  return element.getBoundingClientRect().top;
}

// Go to an answer and put the caret into it.
export function goTo(element) {
  const inside = ["input:not([type=radio])", "textarea", "select", "input:checked", "input"]
    .map((one) => `${one}:not([data-find])`)
    .join();
  const own = element.matches("input, textarea, select");
  const target = own ? element : element.querySelector(inside) || element;
  target.scrollIntoView({ block: "center" });
  target.focus({ preventScroll: true });
}
