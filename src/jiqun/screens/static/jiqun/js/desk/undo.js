// Taking back what one click wrote: the former answers go back the way any answer is saved.
import { answerAt, answerValue, ownerOf, put } from "./answers.js";

export class Undo {
  // `place` says what was written and holds the button that takes it back.
  constructor(place, saver) {
    this.place = place;
    this.saver = saver;
    this.before = new Map();
    place.querySelector("button").addEventListener("click", () => this.back());
    document.addEventListener("input", (event) => {
      const owner = ownerOf(event.target);
      if (owner && this.before.has(owner.dataset.answer)) this.forget();
    });
  }

  // To be called before a click writes `value` into answers.
  offer(elements, value) {
    if (!elements.length) return;
    this.before = new Map(elements.map((element) => [element.dataset.answer, answerValue(element)]));
    this.place.querySelector("span").textContent = `已填写 ${value}`;
    this.place.hidden = false;
  }

  back() {
    const elements = [];
    for (const [key, value] of this.before) {
      const element = answerAt(key);
      if (!element) continue;
      put(element, value, typeof value === "string" ? value : null);
      this.saver.touch(element);
      elements.push(element);
    }
    this.forget();
    this.saver.flush();
    elements[0]?.focus();
  }

  forget() {
    this.before = new Map();
    this.place.hidden = true;
  }
}
