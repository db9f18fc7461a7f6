// What an officer does beside the answers: 核对 by one press at each, 要求修改 at the one that has the focus.
import { answerAt, ownerOf } from "./answers.js";
import { besideOf, nameBeside } from "./beside.js";
import { Trouble } from "./server.js";

export class Officer {
  // `marks`: by key who looked at what (`done`), what is `left`, the `requests` and what stood there `before`.
  constructor(root, marks, server, panel) {
    this.server = server;
    this.panel = panel;
    this.marks = marks;
    this.key = ""; // of the answer that had the focus last
    this.from = null;
    for (const [key, words] of Object.entries(marks.done)) this.offer(key, words);
    for (const key of marks.left) this.offer(key, "");
    for (const [key, words] of Object.entries(marks.before)) tagChanged(key, words);
    root.addEventListener("click", ({ target }) => {
      const pressed = target.closest("[data-look]");
      if (pressed) this.look(pressed);
      const asked = target.closest("[data-request]");
      if (asked) this.ask(asked.dataset.request, asked);
    });
    root.addEventListener("focusin", ({ target }) => this.follow(target));
    document.addEventListener("keydown", (event) => this.press(event));
    document.querySelector("[data-request-here]")?.addEventListener("click", () => this.askHere());
  }

  offer(key, words) {
    const holder = answerAt(key) && besideOf(answerAt(key));
    if (!holder) return;
    const look = newButton("look-button");
    look.dataset.look = key;
    holder.append(look);
    show(look, words);
    if (!this.marks.requests) return;
    const request = newButton("talk-button");
    request.tabIndex = -1; // by the keyboard with Alt+R
    request.dataset.request = key;
    holder.append(request);
    this.showRequests(request);
  }

  follow(target) {
    const owner = ownerOf(target);
    const key = owner ? owner.dataset.answer : target.closest("[data-look]")?.dataset.look;
    if (!key) return;
    this.key = key;
    this.from = target;
    const before = document.querySelector("[data-before]");
    before.hidden = this.marks.before[key] === undefined;
    before.querySelector("b").textContent = this.marks.before[key] ?? "";
    this.countRequests();
  }

  press(event) {
    if (!event.altKey || !this.key) return;
    if (event.code === "KeyV") {
      const button = document.querySelector(`[data-look="${CSS.escape(this.key)}"]`);
      if (button) this.look(button);
    } else if (event.code === "KeyR" && this.marks.requests) this.askHere();
    else return;
    event.preventDefault();
  }

  async look(button) {
    const seen = button.getAttribute("aria-pressed") === "true" ? "" : "yes";
    button.disabled = true;
    try {
      const data = { target: button.dataset.look, seen };
      const told = await this.server.postForm(`${this.server.address}looks/`, data);
      show(button, told.seen);
      count(told);
    } catch (error) {
      if (!(error instanceof Trouble)) throw error;
      fail(button, error);
    } finally {
      button.disabled = false;
      if (document.activeElement === document.body) button.focus();
    }
  }

  askHere() {
    if (this.key) this.ask(this.key, this.from);
  }

  ask(key, from) {
    this.panel.open(`procedure/requests/at/${encodeURIComponent(key)}/`, from);
  }

  // A piece was drawn that says how many requests there are at an answer.
  take(content) {
    const told = content.querySelector("[data-asked]");
    if (!told) return;
    const { asked: key, count } = told.dataset;
    this.marks.requests[key] = Number(count);
    for (const one of document.querySelectorAll(`[data-request="${CSS.escape(key)}"]`)) this.showRequests(one);
    this.countRequests();
  }

  countRequests() {
    const button = document.querySelector("[data-request-here]");
    if (button) button.textContent = `要求修改${this.counted(this.key)}`;
  }

  showRequests(button) {
    const number = this.counted(button.dataset.request);
    button.dataset.state = number ? "open" : "";
    button.textContent = `要求${number}`;
    button.title = number ? `写了${number} 条修改要求，还没有发出` : "要求修改这一项（Alt+R）";
    button.setAttribute("aria-label", `要求修改${number}：${nameBeside(button)}`);
  }

  counted(key) {
    const number = this.marks.requests[key] || 0;
    return number ? ` ${number}` : "";
  }
}

function newButton(name) {
  const button = document.createElement("button");
  button.type = "button";
  button.className = name;
  return button;
}

function show(button, words) {
  button.setAttribute("aria-pressed", String(Boolean(words)));
  button.textContent = words ? "已核对" : "核对";
  button.title = words ? `${words} 核对` : "这一项看过了，按一下（Alt+V）";
  button.setAttribute("aria-label", `${button.textContent}：${nameBeside(button)}`);
}

function fail(button, error) {
  button.title = error.told.error || "没有记下，请再按一次。";
  document.getElementById("live").textContent = button.title;
  button.textContent = "没有记下";
}

// At the end of the list of parts: how much is left, and where the first of it is.
function count(told) {
  const place = document.getElementById("unseen");
  const [done, left] = place.children;
  done.hidden = told.count > 0;
  left.hidden = !done.hidden;
  left.querySelector("b").textContent = String(told.count);
  left.href = told.first;
}

// That the last correction changed an answer, and what stood there.
function tagChanged(key, words) {
  const answer = answerAt(key);
  const holder = answer && besideOf(answer);
  if (!holder) return;
  const tag = document.createElement("span");
  tag.className = "changed-tag";
  tag.textContent = "有改动";
  tag.title = `上次提交：${words}`;
  holder.append(tag);
}
