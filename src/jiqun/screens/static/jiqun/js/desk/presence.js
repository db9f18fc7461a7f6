// Others at the same form: who is in which part, and that something changed meanwhile.
import { Trouble } from "./server.js";

const EVERY = 12000;

export class Presence {
  constructor(server, section, changed) {
    this.server = server;
    this.section = section;
    this.changed = changed;
    setInterval(() => this.ask(), EVERY);
    this.ask();
  }

  async ask() {
    if (document.hidden) return;
    try {
      const told = await this.server.postForm(`${this.server.address}presence/`, { section: this.section }, true);
      this.show(told.people);
      this.changed(told.revision);
    } catch (error) {
      // Whoever writes next hears of it from the saving; those who only look are not disturbed.
      if (!(error instanceof Trouble)) throw error;
    }
  }

  show(people) {
    for (const part of document.querySelectorAll("#parts [data-section]")) {
      const place = part.querySelector(".people");
      place.replaceChildren();
      for (const one of people.filter((person) => person.section === part.dataset.section)) {
        const initial = document.createElement("abbr");
        initial.textContent = [...one.name][0];
        initial.title = `${one.name}正在这一部分`;
        place.append(initial);
      }
    }
  }
}
