// Talking with the server: JSON in and out, the token that goes with changes, and what went wrong.

const TIMEOUT = 20000;

// What the server answered instead of what was asked for; status 0: no answer at all. `after`: in how
// many seconds the server wants to be asked again, 0 where it did not say.
export class Trouble extends Error {
  constructor(status, told, after = 0) {
    super(told.error || `status ${status}`);
    this.status = status;
    this.told = told;
    this.after = after;
  }
}

export class Server {
  constructor(root) {
    this.address = root.dataset.address;
    this.session = root.dataset.session;
    this.login = root.dataset.login;
    this.person = root.dataset.person;
    this.token = root.dataset.token;
  }

  post(path, data) {
    return this.ask(this.address + path, {
      method: "POST",
      headers: { "Content-Type": "application/json", "X-CSRFToken": this.token },
      body: JSON.stringify(data),
    });
  }

  postForm(address, data, background = false) {
    return this.ask(address, {
      method: "POST",
      headers: { "X-CSRFToken": this.token, ...(background ? { "X-Jiqun-Background": "1" } : {}) },
      body: new URLSearchParams(data),
    });
  }

  // A step of a login: what the server told, or where it sent on to (`location`).
  async sendLogin(address, data) {
    const answer = await this.fetch(address, {
      method: "POST",
      headers: { "X-CSRFToken": this.token },
      body: new URLSearchParams(data),
    });
    if (answer.ok && answer.redirected) return { location: new URL(answer.url).pathname };
    const told = asJson(await answer.text().catch(() => ""));
    if (!answer.ok || told === null) throw new Trouble(answer.ok ? 0 : answer.status, told || {});
    return told;
  }

  get(path, background = false) {
    return this.ask(this.address + path, background ? { headers: { "X-Jiqun-Background": "1" } } : {});
  }

  async page(path) {
    const answer = await this.fetch(this.address + path, {});
    if (!answer.ok) throw new Trouble(answer.status, {});
    return answer.text();
  }

  // Send a form whose answer is a piece of a page (`page`; null where it was something else).
  async sendForm(address, data) {
    const answer = await this.fetch(address, { method: "POST", headers: { "X-CSRFToken": this.token }, body: data });
    const text = await answer.text().catch(() => "");
    const isPage = (answer.headers.get("Content-Type") || "").startsWith("text/html");
    return { ok: answer.ok, status: answer.status, text, page: isPage ? text : null };
  }

  // Who is logged in now; takes over the token that a new login made.
  async renewToken(background = false) {
    const told = await this.ask(this.session, background ? { headers: { "X-Jiqun-Background": "1" } } : {});
    this.token = told.token;
    return told;
  }

  async ask(address, options) {
    const answer = await this.fetch(address, options);
    const text = await answer.text().catch(() => "");
    const told = asJson(text);
    if (!answer.ok || told === null) throw new Trouble(answer.ok ? 0 : answer.status, told || {}, retryAfter(answer));
    return told;
  }

  async fetch(address, options) {
    const stop = new AbortController();
    const timer = setTimeout(() => stop.abort(), TIMEOUT);
    try {
      return await fetch(address, {
        credentials: "same-origin",
        redirect: "follow",
        cache: "no-store",
        ...options,
        headers: { Accept: "application/json", "X-Requested-With": "XMLHttpRequest", ...options.headers },
        signal: stop.signal,
      });
    } catch {
      throw new Trouble(0, {});
    } finally {
      clearTimeout(timer);
    }
  }
}

const retryAfter = (answer) => Number(answer.headers.get("Retry-After")) || 0;

export function asJson(text) {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}
