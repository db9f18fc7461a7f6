// Small helps at the inputs: 无, today, 字数, growing texts, counties of a city, proofs of a tick.
import { answerAt, ownerOf, put } from "./answers.js";
import { countCharacters } from "./character_count.js";

const NEAR = 0.95; // of the limit: from here on the count stands out
const NONE = "无";
const TEXTS = "textarea:not([data-column])"; // the cells of a list grow by the style sheet

export class Fields {
  constructor(root, saver, undo) {
    this.root = root;
    this.saver = saver;
    this.undo = undo;
    root.addEventListener("click", (event) => this.press(event));
    root.addEventListener("input", (event) => this.look(event.target));
    root.addEventListener("change", (event) => this.look(event.target));
    root.addEventListener("answer-put", (event) => this.look(event.target));
    for (const text of root.querySelectorAll(TEXTS)) this.look(text);
    for (const select of root.querySelectorAll("[data-inside]")) {
      this.inside(select);
      document.getElementById(select.dataset.inside).addEventListener("change", () => this.inside(select));
    }
    addEventListener("resize", () => root.querySelectorAll(TEXTS).forEach(grow));
  }

  press(event) {
    const button = event.target.closest("button");
    if (!button) return;
    if (button.dataset.none) this.set([document.getElementById(button.dataset.none)], NONE, "typed");
    else if (button.dataset.today) this.set([document.getElementById(button.dataset.today)], today(), "typed");
    else if (button.dataset.take) this.take(button);
    else if ("noneRow" in button.dataset) {
      const empty = [...button.closest("tr").querySelectorAll("td.cell > input")].filter((i) => !i.value.trim());
      this.set(empty, NONE, "typed");
    }
  }

  // A computed value is taken over.
  take(button) {
    const { value } = button.closest("[data-computed]").dataset;
    this.set([document.getElementById(button.dataset.take)], value, "computed");
  }

  set(inputs, value, origin) {
    this.undo.offer(inputs.map(ownerOf), value);
    for (const input of inputs) {
      put(input, value, value);
      this.saver.touch(ownerOf(input), origin);
    }
    this.saver.flush();
    if (inputs.length) inputs[0].focus();
  }

  look(input) {
    if (input.matches(TEXTS)) {
      grow(input);
      this.count(input);
    }
    for (const tick of input.matches("[data-kind^=choice]") ? input.querySelectorAll("input") : [input]) {
      if (tick.type === "checkbox" || tick.type === "radio") this.proofs(tick);
    }
  }

  count(text) {
    const size = this.root.querySelector(`[data-of="${CSS.escape(text.id)}"]`);
    if (!size) return;
    const count = countCharacters(text.value),
      limit = Number(size.dataset.limit);
    size.querySelector("b").textContent = String(count);
    size.classList.toggle("near", limit > 0 && count >= limit * NEAR && count <= limit);
    size.classList.toggle("over", limit > 0 && count > limit);
  }

  // A tick that needs proof shows where to add it.
  proofs(tick) {
    const group = tick.closest("[data-answer]");
    for (const box of group ? group.querySelectorAll("input") : []) {
      const proofs = this.root.querySelector(`[data-proofs="${CSS.escape(box.id)}"]`);
      if (proofs) proofs.hidden = !box.checked && !proofs.querySelector(".chip");
    }
  }

  // Only the counties of the chosen city can be chosen.
  inside(select) {
    const outer = document.getElementById(select.dataset.inside);
    const name = outer.value ? outer.options[outer.selectedIndex].text : "";
    for (const group of select.querySelectorAll("optgroup")) {
      group.hidden = group.disabled = Boolean(name) && group.label !== name;
    }
  }
}

// Computed values as they are after a save.
export function showComputed(computed, agreeing) {
  for (const place of document.querySelectorAll("[data-computed]")) {
    const value = computed[place.dataset.computed] || "";
    const answer = answerAt(place.dataset.computed);
    const same = Boolean(value) && answer.value === value;
    const agrees = same || (Boolean(value) && agreeing.includes(place.dataset.computed));
    place.hidden = !value;
    place.dataset.value = value;
    place.querySelector(".value").textContent = value;
    place.querySelector(".same").hidden = !agrees;
    if (agrees) place.querySelector(".same").textContent = same ? "一致" : "在四舍五入范围内一致";
    const take = place.querySelector(".take");
    if (take) take.hidden = agrees;
    if (answer.tagName === "INPUT") answer.placeholder = value;
  }
}

// What the system fills in itself, in the cells of rows.
export function showDerived(computed) {
  for (const place of document.querySelectorAll("output[data-derived]")) {
    const value = computed[place.dataset.derived];
    if (value !== undefined) place.textContent = value;
  }
}

// Growth and totals beside the year grids as they are after a save.
export function showBeside(texts) {
  for (const place of document.querySelectorAll("[data-beside]")) {
    const text = texts[place.dataset.beside];
    if (text === undefined) continue;
    place.hidden = !text;
    place.querySelector("b").textContent = text;
  }
}

function grow(text) {
  text.style.height = "auto";
  text.style.height = `${text.scrollHeight + text.offsetHeight - text.clientHeight}px`;
}

function today() {
  const now = new Date();
  const two = (number) => String(number).padStart(2, "0");
  return `${now.getFullYear()}-${two(now.getMonth() + 1)}-${two(now.getDate())}`;
}
