// A file goes to the server in parts: after any break it goes on where it stood, by itself.
import { asJson, Server, Trouble } from "./desk/server.js";
import { digestOf } from "./sha256.js";

const FIRST = 256 * 1024; // bytes of the first part, and the fewest of any is a quarter of that
const QUICK = 3000; // a part that took less ms is followed by one twice as large
const STALLED = 60000; // ms in which nothing moves
const WAITS = [1, 2, 4, 8, 15, 30]; // seconds, after a break without an end to it
const LOOK_FOR_LOGIN = 5; // seconds
const TRY_AGAIN = new Set([0, 408, 429, 502, 503, 504, 507]);

const LOST = "连接中断，已传的部分都在，恢复后自动接着传。";
const BUSY = "服务器暂时没有应答，已传的部分都在，稍后自动接着传。";
const FULL = "服务器磁盘空间不足，已传的部分都在，有空间后自动接着传。";
const LOGIN = "登录已过期，已传的部分都在。请在新窗口重新登录，这里自动接着传。";
const ANOTHER = "现在登录的是另一个账号。请退出后用本页的账号登录，这里自动接着传。";
const UNREADABLE = "读不到这份文件：可能已被改动、移走，或正被别的程序使用。请重新选择。";

const inMegabytes = (bytes) => (bytes / 1024 / 1024).toFixed(1);

export function wordsOf(sent, total) {
  const percent = total ? Math.floor((100 * sent) / total) : 0;
  return `已传 ${percent} %（${inMegabytes(sent)} / ${inMegabytes(total)} MB）`;
}

export class PartUpload {
  // `form` knows the server; `purpose` and `said` go along with the file. `tell` is called with the bytes
  // that are there, and with words where it waits for something.
  constructor(form, file, purpose, said, tell) {
    this.server = new Server(form);
    this.most = Number(form.dataset.largestPart);
    this.file = file;
    this.announced = { purpose, file_name: file.name, size: file.size, ...said };
    this.tell = tell;
    this.address = "";
    this.offset = 0;
    this.length = FIRST;
    this.tries = 0;
    this.cancelled = false;
    this.wake = () => {};
  }

  // What the server told in the end: status and data; null where it was cancelled.
  async run() {
    try {
      this.announced.sha256 = await digestOf(this.file, () => !this.cancelled);
    } catch {
      return { status: 0, told: { error: UNREADABLE } };
    }
    let ended = null;
    while (!ended && !this.cancelled) {
      try {
        ended = await this.step();
      } catch (trouble) {
        if (!(trouble instanceof Trouble)) throw trouble;
        ended = await this.recover(trouble);
      }
    }
    return this.cancelled ? null : ended;
  }

  async cancel() {
    this.cancelled = true;
    this.request?.abort();
    this.wake();
    if (this.address) await giveUp(this.server, this.address).catch(() => {});
  }

  async step() {
    if (!this.address) {
      const told = await this.server.post("uploads/", this.announced);
      this.address = told.address;
      return this.goOnAt(told);
    }
    if (this.isUnsure) {
      const told = await this.server.ask(this.address, { headers: { "X-Jiqun-Background": "1" } });
      return this.goOnAt(told);
    }
    return this.sendPart();
  }

  // The server told how much is there, or what came of the whole.
  goOnAt(told) {
    this.isUnsure = false;
    this.offset = told.offset;
    if (told.ended) return { status: 200, told };
    this.tell(this.offset, "");
    return null;
  }

  async sendPart() {
    const from = this.offset;
    let part;
    try {
      part = await this.file.slice(from, from + this.length).arrayBuffer();
    } catch {
      return { status: 0, told: { error: UNREADABLE } };
    }
    if (this.cancelled) return null;
    const begun = performance.now();
    const told = await this.patch(from, part);
    if (performance.now() - begun < QUICK) this.length = Math.min(this.length * 2, this.most);
    this.tries = 0;
    this.hasNewToken = false;
    return this.goOnAt(told);
  }

  // By XMLHttpRequest, which alone tells how much has gone out.
  patch(from, part) {
    return new Promise((done, fail) => {
      const request = new XMLHttpRequest();
      this.request = request;
      let timer = 0;
      const moved = () => {
        clearTimeout(timer);
        timer = setTimeout(() => request.abort(), STALLED);
      };
      request.open("PATCH", this.address);
      request.setRequestHeader("Accept", "application/json");
      request.setRequestHeader("X-CSRFToken", this.server.token);
      request.setRequestHeader("Content-Type", "application/offset+octet-stream");
      request.setRequestHeader("Upload-Offset", String(from));
      request.upload.addEventListener("progress", (event) => {
        moved();
        this.tell(from + event.loaded, "");
      });
      request.addEventListener("loadend", () => {
        clearTimeout(timer);
        const told = asJson(request.responseText);
        if (request.status === 200 && told) return done(told);
        const after = Number(request.getResponseHeader("Retry-After")) || 0;
        return fail(new Trouble(request.status === 200 ? 0 : request.status, told || {}, after));
      });
      moved();
      request.send(part);
    });
  }

  // After a trouble: null where it goes on, else what it ends with.
  async recover({ status, told, after }) {
    if (this.cancelled || told.ended) return { status, told };
    this.tries += 1;
    if (status === 409) return this.goOnAt(told);
    if (status === 401) return this.waitForLogin();
    if (status === 403 && !this.hasNewToken) return this.waitForLogin();
    if (status === 413 && !told.error && this.shorten()) return null; // a proxy takes less at once
    // It was given up elsewhere, or is too old; or somebody else is logged in now.
    if (status === 404 && this.address) {
      this.address = "";
      return this.waitForLogin();
    }
    if (!TRY_AGAIN.has(status)) return { status, told };
    this.shorten();
    this.isUnsure = Boolean(this.address);
    this.tell(this.offset, { 0: LOST, 507: FULL }[status] || BUSY);
    await this.wait(Math.max(after, WAITS[Math.min(this.tries, WAITS.length) - 1]));
    return null;
  }

  shorten() {
    const before = this.length;
    this.length = Math.max(before / 2, FIRST / 4);
    return this.length < before;
  }

  // The person of this page is logged in, or it waits until then; it has their new token.
  async waitForLogin() {
    if (this.tries > 2) await this.wait(LOOK_FOR_LOGIN);
    while (!this.cancelled) {
      try {
        const { person } = await this.server.renewToken(true);
        if (person === this.server.person) break;
        this.tell(this.offset, person ? ANOTHER : LOGIN);
      } catch (trouble) {
        if (!(trouble instanceof Trouble)) throw trouble;
        this.tell(this.offset, LOST);
      }
      await this.wait(LOOK_FOR_LOGIN);
    }
    this.hasNewToken = true;
    this.isUnsure = Boolean(this.address);
    return null;
  }

  // So many seconds, or until the browser has a network again.
  wait(seconds) {
    return new Promise((done) => {
      this.wake = () => {
        clearTimeout(timer);
        window.removeEventListener("online", this.wake);
        done();
      };
      const timer = setTimeout(this.wake, seconds * 1000);
      window.addEventListener("online", this.wake);
    });
  }
}

// Give up an upload that was begun; nothing of it stays on the server.
export async function giveUp(server, address) {
  const answer = await server.fetch(address, { method: "DELETE", headers: { "X-CSRFToken": server.token } });
  if (!answer.ok && answer.status !== 404) throw new Trouble(answer.status, {});
}

// What was begun earlier and not ended: it can be given up.
export function offerGivingUp(form) {
  for (const button of document.querySelectorAll("[data-give-up]")) {
    button.hidden = false;
    button.addEventListener("click", async () => {
      button.disabled = true;
      try {
        await giveUp(new Server(form), button.dataset.giveUp);
        button.closest("li").remove();
      } catch (trouble) {
        if (!(trouble instanceof Trouble)) throw trouble;
        button.disabled = false;
        button.textContent = "没有放弃成功，再试一次";
      }
    });
  }
}
