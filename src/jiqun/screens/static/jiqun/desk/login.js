// The login ended: the same person gives the password here, and the page goes on as it was.
import { Trouble } from "./server.js";

const ANOTHER = "现在登录的是另一个账号。请退出后用本页的账号登录，本页内容不丢。";

export class Login {
  constructor(dialog, server, done) {
    this.dialog = dialog;
    this.server = server;
    this.done = done;
    this.code = "";
    this.password = dialog.querySelector("#login-password");
    this.codeInput = dialog.querySelector("#login-code");
    dialog.querySelector("form").addEventListener("submit", (event) => {
      event.preventDefault();
      this.submit();
    });
    dialog.querySelector("[data-later]").addEventListener("click", () => dialog.close());
  }

  open() {
    if (this.dialog.open) return;
    this.say("");
    this.password.value = "";
    this.step("password");
    this.dialog.showModal();
    this.password.focus();
  }

  async submit() {
    const button = this.dialog.querySelector("[type=submit]");
    button.disabled = true;
    try {
      await this.logIn();
    } catch (error) {
      if (!(error instanceof Trouble)) throw error;
      this.say(wordsOf(error));
    } finally {
      button.disabled = false;
    }
  }

  async logIn() {
    const before = await this.server.renewToken();
    if (before.person === this.server.person) return this.finish();
    if (before.person) return this.say(ANOTHER);
    const told = this.code
      ? await this.server.postForm(this.code, { code: this.codeInput.value })
      : await this.server.postForm(this.server.login, { login: this.server.person, password: this.password.value });
    const after = await this.server.renewToken();
    if (after.person === this.server.person) return this.finish();
    if (after.person) return this.say(ANOTHER);
    if (!told.location) return this.say("没有登录成功，请核对密码后再试。");
    // The password was right, and a second factor is asked for.
    this.code = told.location;
    this.step("code");
    this.codeInput.focus();
    return undefined;
  }

  finish() {
    this.password.value = this.codeInput.value = this.code = "";
    this.dialog.close();
    this.done();
  }

  step(name) {
    for (const field of this.dialog.querySelectorAll("[data-step]")) field.hidden = field.dataset.step !== name;
    if (name === "password") this.code = "";
  }

  say(words) {
    const trouble = this.dialog.querySelector(".trouble");
    trouble.textContent = words;
    trouble.hidden = !words;
  }
}

function wordsOf(error) {
  if (!error.status) return "连接中断，请稍后再试。本页内容不丢。";
  const form = error.told.form;
  if (!form) return error.told.error || "没有登录成功，请稍后再试。";
  const fields = Object.values(form.fields || {}).flatMap((field) => field.errors);
  return [...(form.errors || []), ...fields].join("") || "没有登录成功，请核对后再试。";
}
