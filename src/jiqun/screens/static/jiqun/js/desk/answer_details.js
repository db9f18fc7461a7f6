// What is told on demand: the answer at the cursor, its history, the formula of a computed value.
import { ownerOf } from "./answers.js";
import { Trouble } from "./server.js";

export class AnswerDetails {
  constructor(root, panel, dialog, server) {
    this.root = root;
    this.panel = panel;
    this.dialog = dialog;
    this.server = server;
    this.key = "";
    document.addEventListener("focusin", (event) => this.follow(event.target));
    document.addEventListener("keydown", (event) => {
      if (event.altKey && event.code === "KeyH" && this.key) {
        event.preventDefault();
        this.tell(`history/${encodeURIComponent(this.key)}/`);
      }
    });
    panel.querySelector("[data-history]").addEventListener("click", () => {
      this.tell(`history/${encodeURIComponent(this.key)}/`);
    });
    dialog.addEventListener("click", (event) => {
      const link = event.target.closest(".turning a");
      if (!link) return;
      event.preventDefault();
      this.tell(this.path + link.getAttribute("href")).then(() => dialog.querySelector("h2")?.focus());
    });
    root.addEventListener("click", (event) => {
      const button = event.target.closest("[data-formula]");
      if (button) this.tell(`formula/${encodeURIComponent(button.dataset.formula)}/`);
    });
  }

  follow(input) {
    const owner = input.closest ? ownerOf(input) : null;
    if (!owner) return;
    this.key = owner.dataset.answer;
    // Beside an explanation it would only cover what is being written.
    this.panel.hidden = !this.root.contains(owner);
    this.panel.querySelector(".which").textContent = nameOf(input, owner);
    const computed = document.querySelector(`[data-computed="${CSS.escape(this.key)}"]`);
    const value = computed?.dataset.value;
    this.panel.querySelector(".limits").textContent = value ? `计算值 ${value}` : "";
  }

  async tell(path) {
    this.path = path.split("?")[0];
    const content = this.dialog.querySelector(".content");
    try {
      const told = await this.server.page(path);
      const page = new DOMParser().parseFromString(told, "text/html");
      content.replaceChildren(...[...page.body.childNodes].map((node) => document.adoptNode(node)));
    } catch (error) {
      if (!(error instanceof Trouble)) throw error;
      content.textContent = error.status === 401 ? "登录已过期，重新登录后可以查看。" : "现在取不到，请稍后再试。";
    }
    if (!this.dialog.open) this.dialog.showModal();
    this.dialog.scrollTop = 0;
  }
}

function nameOf(input, owner) {
  const name = input.getAttribute("aria-label") || owner.getAttribute("aria-label");
  if (name && !input.matches("[type=radio], [type=checkbox]")) return name;
  const label = document.getElementById(owner.getAttribute("aria-labelledby") || `${owner.id}-label`);
  return label ? label.textContent.trim() : name || owner.dataset.label || "";
}
