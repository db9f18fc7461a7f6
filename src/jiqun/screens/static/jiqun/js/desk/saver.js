// Saving: each answer with the revision it was read at, one request at a time, nothing ever dropped.
import { answerAt, answersIn, answerValue, isWriting, put, same } from "./answers.js";
import { Trouble } from "./server.js";

const IDLE = 1500;
const LONGEST = 5000;
const ASK_AGAIN = 60000;
const WAITS = [1000, 2000, 4000, 8000, 15000];
// What the server will not take however often it is sent.
const REFUSALS = [400, 404, 413, 422];
const TOO_MUCH = "这一处填写的内容太多，没有保存。请减少内容后重试。";
const WORDS = {
  saving: "正在保存…",
  lost: "连接中断，内容留在本页，正在重试",
  failing: "服务器暂时不能保存，内容留在本页，正在重试",
  login: "需要重新登录（内容不丢）",
  conflict: "有冲突",
};

export class Saver {
  // `sign` is the element that shows how it stands; `on` what the page does with answers: saved(told),
  // stale(entry), login(); and what it says of the findings it shows: shown(). All saving is off where the page is only to look at.
  constructor(root, server, sign, on) {
    this.root = root;
    this.server = server;
    this.sign = sign;
    this.on = on;
    this.known = new Map(); // key → {revision, read: the value as last saved, standard}
    this.waiting = new Map(); // key → origin, in the order they were touched
    this.held = new Set(); // keys in conflict: not sent before the person has chosen
    this.refused = new Map(); // key → the value the server would not keep
    this.confirming = new Set(); // keys of explanations that are sent although they are as they were
    this.gone = new Set(); // keys whose rows were removed from the page
    this.revision = Number(root.dataset.revision);
    this.fails = 0;
    this.busy = false;
    this.stopped = "";
    this.section = root.dataset.section;
    this.largest = Number(root.dataset.largest); // bytes of the changes of one request
    this.most = Number(root.dataset.most); // changes of one request
    addEventListener("online", () => this.retryNow());
    addEventListener("beforeunload", (event) => {
      this.flush();
      if (!this.hasUnsaved()) return;
      event.preventDefault();
      event.returnValue = "";
    });
  }

  learn(scope) {
    for (const element of answersIn(scope)) {
      const { answer: key, revision } = element.dataset;
      if (!this.known.has(key)) {
        this.known.set(key, { revision: Number(revision), read: answerValue(element) });
      }
    }
  }

  hasUnsaved() {
    return this.busy || this.held.size > 0 || [...this.waiting.keys()].some((key) => this.isChanged(key));
  }

  isTouched(key) {
    return this.waiting.has(key) || this.held.has(key) || this.refused.has(key);
  }

  // Somebody is writing in an answer: it is saved when they pause.
  touch(element, origin = "typed") {
    const key = element.dataset.answer;
    if (!this.known.has(key)) this.known.set(key, { revision: 0, read: answerValue(element) });
    this.refused.delete(key);
    this.waiting.set(key, origin);
    if (this.stopped === "refused") this.stopped = "";
    // While something is unsaved, nothing may say that all is saved.
    if (["saved", "refused"].includes(this.sign.dataset.state)) this.show("waiting", "");
    clearTimeout(this.idle);
    this.idle = setTimeout(() => this.flush(), IDLE);
    if (!this.longest) this.longest = setTimeout(() => this.flush(), LONGEST);
  }

  // An explanation that still holds, word for word, is sent once more.
  confirm(element) {
    const key = element.dataset.answer;
    this.confirming.add(key);
    this.touch(element, "confirmed");
    this.flush();
  }

  // A new row has an answer of its own that nobody has saved yet.
  begin(key, empty) {
    this.known.set(key, { revision: 0, read: empty });
  }

  remove(key) {
    this.gone.add(key);
    this.waiting.set(key, "typed");
    this.show("waiting", "");
    this.flush();
  }

  flush() {
    clearTimeout(this.idle);
    clearTimeout(this.longest);
    this.longest = 0;
    if (this.busy || this.stopped || this.retrying) return;
    const batch = this.next();
    if (batch) this.send(batch);
    else if (this.sign.dataset.state === "waiting") this.show("saved", this.lastSaved || "");
  }

  retryNow() {
    clearTimeout(this.retrying);
    this.retrying = 0;
    this.flush();
  }

  // The login was renewed, or something else that stopped the saving is mended.
  goOn() {
    this.stopped = "";
    this.retryNow();
  }

  valueNow(key) {
    const element = this.gone.has(key) ? null : answerAt(key);
    return element ? answerValue(element) : "";
  }

  isChanged(key) {
    if (this.held.has(key)) return false;
    const value = this.valueNow(key);
    if (this.refused.has(key) && same(this.refused.get(key), value)) return false;
    return this.confirming.has(key) || !same(value, this.known.get(key).read);
  }

  // What is sent next: the answers that came in the same way, in the order they were touched, as many
  // as the server takes at once. An answer that alone is too much for it is not sent at all.
  next() {
    let origin = null;
    let room = this.largest;
    const changes = [];
    for (const [key, came] of [...this.waiting]) {
      if (!this.isChanged(key)) {
        if (!this.held.has(key)) this.waiting.delete(key);
        continue;
      }
      if (origin !== null && (came !== origin || this.alone || changes.length === this.most)) break;
      const change = { key, value: this.valueNow(key), revision: this.known.get(key).revision };
      const size = bytesOf(change);
      if (size > this.largest) {
        this.refuse(change, TOO_MUCH);
        continue;
      }
      room -= size;
      if (room < 0) break;
      origin = came;
      changes.push(change);
    }
    return changes.length ? { changes, origin, section: this.section } : null;
  }

  async send(batch) {
    this.busy = true;
    this.show("saving");
    try {
      const told = await this.server.post("answer/", { ...batch, shown: this.on.shown() });
      this.busy = false;
      this.fails = 0;
      this.alone = false;
      this.take(batch, told);
      this.flush();
    } catch (error) {
      this.busy = false;
      if (!(error instanceof Trouble)) throw error;
      this.fail(batch, error);
    }
  }

  take(batch, told) {
    const sent = new Map(batch.changes.map((change) => [change.key, change.value]));
    for (const saved of told.saved) {
      const known = this.known.get(saved.key);
      known.revision = saved.revision;
      known.read = sent.get(saved.key);
      known.standard = saved;
      this.confirming.delete(saved.key);
      this.settle(saved.key);
    }
    const news = told.revision !== this.revision + (told.saved.length ? 1 : 0);
    this.revision = told.revision;
    if (told.saved.length) this.lastSaved = `${this.sign.dataset.saved} ${told.at}`;
    if (this.refused.size) this.show("refused", this.refusal);
    else this.show("saved", this.lastSaved || "");
    for (const stale of told.stale) {
      this.confirming.delete(stale.key);
      this.held.add(stale.key);
      this.show("conflict");
      this.on.stale(stale);
    }
    this.on.saved(told, news);
  }

  // Show the standard form of what was saved, unless somebody is still writing there.
  settle(key) {
    const known = this.known.get(key);
    const element = answerAt(key);
    if (!element || !known?.standard || isWriting(element)) return;
    if (!same(answerValue(element), known.read)) return;
    const { value, shown } = known.standard;
    if (element.dataset.kind !== "rows") put(element, value, shown);
    known.read = answerValue(element);
    known.standard = null;
  }

  // Another person changed an answer that nobody here is writing in.
  hear(told) {
    const known = this.known.get(told.key);
    const element = answerAt(told.key);
    if (!known || !element || told.revision <= known.revision) return;
    if (this.isTouched(told.key) || isWriting(element) || this.busy) return;
    put(element, told.value, told.shown);
    this.known.set(told.key, { revision: told.revision, read: answerValue(element) });
  }

  // The person has chosen in a conflict: `value` undefined keeps what stands on the page.
  resolve(stale, choice, text) {
    const element = answerAt(stale.key);
    this.held.delete(stale.key);
    this.waiting.delete(stale.key);
    if (choice === "theirs") {
      put(element, stale.theirs, stale.shown);
      this.known.set(stale.key, { revision: stale.revision, read: answerValue(element) });
    } else {
      if (choice === "merge") put(element, text, text);
      // Unlike anything typed, so that it is sent even where both are the same by now.
      this.known.set(stale.key, { revision: stale.revision, read: null });
      this.waiting.set(stale.key, "typed");
    }
    this.show("waiting", "");
    this.flush();
  }

  fail(batch, error) {
    if (error.status === 401) {
      this.stopped = "login";
      this.show("login");
      this.on.login();
    } else if (error.status === 403) {
      this.doubt(error);
    } else if (REFUSALS.includes(error.status) && batch.changes.length > 1) {
      this.alone = true;
      this.flush();
    } else if (REFUSALS.includes(error.status)) {
      for (const change of batch.changes) this.refuse(change, error.told.error || "没有保存，请刷新页面后再试。");
      this.flush();
    } else {
      this.show(error.status ? "failing" : "lost");
      const wait = WAITS[Math.min(this.fails, WAITS.length - 1)];
      this.fails += 1;
      this.retrying = setTimeout(() => this.retryNow(), wait);
    }
  }

  // The server keeps none of this: it stays on the page, and the sign says so until it is changed.
  refuse({ key, value }, words) {
    this.refused.set(key, value);
    this.confirming.delete(key);
    this.refusal = words;
    this.show("refused", words);
  }

  // Refused: perhaps the token is of a login before this one; ask once, then believe it.
  async doubt(error) {
    if (this.doubted) {
      this.stopped = "refused";
      this.show("refused", `没有保存，内容留在本页。${error.told.error || "您的账号不能修改这份申报。"}`);
      // What stands in its way may be gone meanwhile, as where a county is given longer.
      clearTimeout(this.asking);
      this.asking = setTimeout(() => this.stopped === "refused" && this.goOn(), ASK_AGAIN);
      return;
    }
    this.doubted = true;
    try {
      const told = await this.server.renewToken();
      if (told.person !== this.server.person) {
        this.stopped = "login";
        this.show("login");
        this.on.login();
      } else {
        this.flush();
      }
    } catch {
      this.show("lost");
      this.retrying = setTimeout(() => this.retryNow(), WAITS[0]);
    }
    setTimeout(() => (this.doubted = false), 5000);
  }

  show(state, words) {
    this.sign.dataset.state = state;
    this.sign.textContent = words || WORDS[state];
  }
}

function bytesOf(change) {
  return new TextEncoder().encode(JSON.stringify(change)).length;
}
