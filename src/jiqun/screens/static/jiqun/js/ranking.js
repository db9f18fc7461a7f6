// The rows of 推荐汇总 dragged into their order: the ranks are written anew, as if they were typed.

const body = document.querySelector("[data-ranked]");

function renumber() {
  const taken = new Set(
    [...body.querySelectorAll("tr:not([data-row]) td:first-child")].map((cell) => Number(cell.textContent)),
  );
  let rank = 0;
  for (const input of body.querySelectorAll("[data-rank]")) {
    do rank += 1;
    while (taken.has(rank));
    input.value = String(rank);
  }
}

function letDrag(row) {
  row.classList.add("can-drag");
  row.querySelector("[data-grip]").addEventListener("pointerdown", (down) => {
    down.preventDefault();
    row.classList.add("dragged");
    // On the document: a row that is moved among the others loses the pointer.
    const move = (at) => {
      const over = document.elementFromPoint(at.clientX, at.clientY)?.closest("[data-row]");
      if (!over || over === row || over.parentNode !== body) return;
      const box = over.getBoundingClientRect();
      const before = at.clientY < box.top + box.height / 2;
      body.insertBefore(row, before ? over : over.nextSibling);
    };
    const end = () => {
      document.removeEventListener("pointermove", move);
      document.removeEventListener("pointerup", end);
      document.removeEventListener("pointercancel", end);
      row.classList.remove("dragged");
      renumber();
    };
    document.addEventListener("pointermove", move);
    document.addEventListener("pointerup", end);
    document.addEventListener("pointercancel", end);
  });
}

if (body) for (const row of body.querySelectorAll("[data-row]")) letDrag(row);
