// The login ended: the same person gives the password here, and the page goes on as it was.
import { Trouble } from "./server.js";

const TOO_LATE = "等得太久，要重新开始。请再输入一次密码。";
const OWN_PASSWORD =
  "您是用一次性密码登录的，要先设置自己的密码：请在新的窗口打开首页设置，再回到这里按“登录”。本页内容不丢。";
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
    this.password.value = this.codeInput.value = "";
    this.dialog.showModal();
    // Put off at the second step, it goes on there: the password was right.
    this.step(this.code ? "code" : "password");
  }

  async submit() {
    const button = this.dialog.querySelector("[type=submit]");
    button.disabled = true;
    try {
      await this.logIn();
    } catch (error) {
      if (!(error instanceof Trouble)) throw error;
      this.say(wordsOf(error));
      if (this.code) this.codeInput.select();
    } finally {
      button.disabled = false;
    }
  }

  async logIn() {
    const before = await this.server.renewToken();
    if (before.person === this.server.person) return this.goOn(before);
    if (before.person) return this.say(ANOTHER);
    const told = this.code
      ? await this.server.sendLogin(this.code, { code: this.codeInput.value })
      : await this.server.sendLogin(this.server.login, { login: this.server.person, password: this.password.value });
    const after = await this.server.renewToken();
    if (after.person === this.server.person) return this.goOn(after);
    if (after.person) return this.say(ANOTHER);
    if (!told.location) return this.say("没有登录成功，请核对密码后再试。");
    return this.goTo(told.location);
  }

  // The password was right, and a second factor is asked for; or that took too long.
  goTo(location) {
    const again = location === this.server.login;
    this.code = again ? "" : location;
    this.password.value = this.codeInput.value = "";
    this.say(again ? TOO_LATE : "");
    this.step(again ? "password" : "code");
  }

  // Logged in; who must set a password of their own first is let do nothing else.
  goOn(told) {
    if (told.own_password) return this.say(OWN_PASSWORD);
    return this.finish();
  }

  finish() {
    this.password.value = this.codeInput.value = this.code = "";
    this.dialog.close();
    this.done();
  }

  step(name) {
    for (const field of this.dialog.querySelectorAll("[data-step]")) field.hidden = field.dataset.step !== name;
    (name === "code" ? this.codeInput : this.password).focus();
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
