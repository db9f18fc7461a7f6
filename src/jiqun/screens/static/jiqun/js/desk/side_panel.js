// The panel beside the answers: a piece of a page that the server draws, whose forms are sent from here.
import { asJson, Trouble } from "./server.js";

const LOST = "连接中断，没有发出，写的内容还在。请稍后再按一次。";
const LOGIN = "登录已过期，没有发出，写的内容还在。重新登录后再按一次。";
const UNREAD = "现在取不到，请稍后再试。";

export class SidePanel {
  // `taken` is told of each piece that was drawn.
  constructor(dialog, server, taken) {
    this.dialog = dialog;
    this.content = dialog.querySelector(".content");
    this.server = server;
    this.taken = taken;
    this.drafts = new Map(); // what is written and not sent, by path and text
    dialog.querySelector("[data-close]").addEventListener("click", () => this.close());
    dialog.addEventListener("keydown", (event) => {
      if (event.key === "Escape" && !event.isComposing) this.close();
    });
    dialog.addEventListener("input", ({ target }) => {
      if (target.dataset.draft) this.drafts.set(this.nameOf(target), target.value);
    });
    dialog.addEventListener("submit", (event) => {
      event.preventDefault();
      this.send(event.target, event.submitter);
    });
  }

  // Show the piece of a path; at the end the focus goes back to where it was.
  async open(path, from) {
    this.path = path;
    this.from = from;
    try {
      this.draw(await this.server.page(path));
    } catch (error) {
      if (!(error instanceof Trouble)) throw error;
      this.content.textContent = error.status === 401 ? "登录已过期，重新登录后可以查看。" : UNREAD;
    }
    if (!this.dialog.open) this.dialog.show();
    this.dialog.scrollTop = 0;
    (this.content.querySelector("textarea") || this.dialog.querySelector("[data-close]")).focus();
  }

  close() {
    this.dialog.close();
    if (this.from && document.contains(this.from)) this.from.focus();
  }

  async send(form, submitter) {
    const data = new URLSearchParams(new FormData(form, submitter));
    const buttons = form.querySelectorAll("button");
    for (const button of buttons) button.disabled = true;
    try {
      const answer = await this.server.sendForm(form.getAttribute("action"), data);
      if (answer.page === null) return this.say(answer.status === 401 ? LOGIN : asJson(answer.text)?.error || LOST);
      if (answer.ok) for (const text of form.querySelectorAll("[data-draft]")) this.drafts.delete(this.nameOf(text));
      this.draw(answer.page);
      (this.content.querySelector("[role=alert], textarea") || this.content.querySelector("h2")).focus();
    } catch (error) {
      if (!(error instanceof Trouble)) throw error;
      this.say(LOST);
    } finally {
      for (const button of buttons) button.disabled = false;
    }
  }

  draw(html) {
    const page = new DOMParser().parseFromString(html, "text/html");
    this.content.replaceChildren(...[...page.body.childNodes].map((node) => document.adoptNode(node)));
    for (const text of this.content.querySelectorAll("[data-draft]")) {
      text.value = this.drafts.get(this.nameOf(text)) || text.value;
    }
    this.taken(this.content);
  }

  say(words) {
    let place = this.content.querySelector(".notice.error");
    if (!place) {
      place = document.createElement("p");
      place.className = "notice error";
      place.setAttribute("role", "alert");
      this.content.prepend(place);
    }
    place.textContent = words;
  }

  nameOf(text) {
    return `${this.path} ${text.dataset.draft}`;
  }
}
