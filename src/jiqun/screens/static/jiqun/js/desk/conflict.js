// Both changed the same answer: the second person sees both texts and chooses.

import { answerAt, answerValue } from "./answers.js";
import { showDifference } from "./text_diff.js";

const MERGEABLE = new Set(["text", "figure"]);

export class Conflicts {
  constructor(dialog, resolve) {
    this.dialog = dialog;
    this.resolve = resolve;
    this.waiting = [];
    for (const button of dialog.querySelectorAll("[data-choose]")) {
      button.addEventListener("click", () => this.choose(button.dataset.choose));
    }
    // Escape would leave the answer unsaved without a word.
    dialog.addEventListener("cancel", (event) => event.preventDefault());
  }

  add(stale) {
    this.waiting.push(stale);
    if (!this.dialog.open) this.open();
  }

  open() {
    const stale = this.waiting[0];
    const element = answerAt(stale.key);
    const mergeable = MERGEABLE.has(element.dataset.kind);
    const mine = mergeable ? answerValue(element) : stale.mine_text;
    const about = `“${stale.label}”在您填写期间由 ${stale.by} 于 ${stale.at} 改过。请选择保留哪一个，您的内容还没有保存。`;
    this.dialog.querySelector(".about").textContent = about;
    const [left, right] = this.dialog.querySelectorAll("[data-side]");
    showDifference(mine, mergeable ? stale.shown || "" : stale.theirs_text, left, right);
    this.dialog.querySelector(".merging").hidden = true;
    this.button("merge").hidden = !mergeable;
    this.button("merge").textContent = "合并编辑";
    this.dialog.showModal();
    // On no button: whoever is typing when this opens would press it with the next space.
    this.dialog.querySelector("h2").focus();
  }

  choose(choice) {
    const stale = this.waiting[0];
    const merging = this.dialog.querySelector(".merging");
    const merged = this.dialog.querySelector("#merged");
    if (choice === "merge" && merging.hidden) {
      merging.hidden = false;
      merged.value = [stale.shown || "", answerValue(answerAt(stale.key))].filter(Boolean).join("\n");
      this.button("merge").textContent = "保存合并后的内容";
      merged.focus();
      return;
    }
    this.waiting.shift();
    this.dialog.close();
    this.resolve(stale, choice, merged.value);
    const element = answerAt(stale.key);
    if (element?.focus) element.focus();
    if (this.waiting.length) this.open();
  }

  button(choice) {
    return this.dialog.querySelector(`[data-choose="${choice}"]`);
  }
}
