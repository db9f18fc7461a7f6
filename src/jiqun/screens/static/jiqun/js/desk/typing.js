// Whether somebody is typing in an answer: nothing is said of it before they leave it.

const TYPED = "textarea, input:not([type=checkbox]):not([type=radio])";

export class Typing {
  constructor(root) {
    this.at = null; // the input that is being typed in
    root.addEventListener("input", ({ target }) => {
      if (target.matches(TYPED)) this.at = target;
    });
    root.addEventListener("change", () => (this.at = null));
    root.addEventListener("focusout", () => (this.at = null));
  }
}
