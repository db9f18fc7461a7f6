// Finding words in a table of rows: the browser's own search does not see the rows that are not drawn.

export class RowFinder {
  constructor(table) {
    const box = table.element.querySelector("[data-finder]");
    this.table = table;
    this.input = box.querySelector("input");
    this.told = box.querySelector("[data-found]");
    this.at = null;
    this.input.addEventListener("input", () => this.begin());
    this.input.addEventListener("keydown", (event) => this.key(event));
    box.addEventListener("click", ({ target }) => {
      const button = target.closest("[data-find-step]");
      if (button) this.step(Number(button.dataset.findStep));
    });
  }

  key(event) {
    if (event.isComposing) return;
    if (event.key === "Enter") this.step(event.shiftKey ? -1 : 1);
    else if (event.key === "Escape" && this.at) this.table.cellAt(this.at.row, this.at.column).focus();
    else return;
    event.preventDefault();
  }

  // Another word: where the search is if that holds it too, or the first place that does.
  begin() {
    const places = this.places();
    this.show(places, Math.max(0, this.indexIn(places)));
  }

  step(by) {
    const places = this.places(), // rows may have changed since
      here = this.indexIn(places);
    const first = by > 0 ? 0 : places.length - 1;
    this.show(places, here < 0 ? first : (here + by + places.length) % places.length);
  }

  // Where the words are, from the top down and from the left to the right.
  places() {
    const words = plain(this.input.value),
      places = [];
    if (!words) return places;
    for (let row = 0; row < this.table.length; row += 1) {
      for (const column of this.table.columns.keys()) {
        if (plain(this.table.words(row, column)).includes(words)) places.push({ row, column });
      }
    }
    return places;
  }

  indexIn(places) {
    return places.findIndex((place) => place.row === this.at?.row && place.column === this.at?.column);
  }

  show(places, number) {
    const { window, entries } = this.table;
    const at = places[number] || null;
    this.at = at;
    window.found = at && { entry: entries[at.row], column: at.column };
    if (at) window.center(at.row);
    window.mark();
    const none = this.input.value.trim() ? "没有找到" : "";
    this.told.textContent = at ? `第 ${number + 1} 处，共 ${places.length} 处` : none;
  }
}

// Letters and figures of full width, and capitals, are found as well.
function plain(text) {
  return text.normalize("NFKC").toLowerCase().trim();
}
