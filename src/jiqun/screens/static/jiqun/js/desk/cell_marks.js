// Marks at the cells that findings are on: a sign in the corner, or the words under the input.

// Mark one cell; returns how to take the mark away.
export function markCell(element, level, message) {
  const holder = element.closest("td.cell") || element.closest(".tick-line") || element.closest(".line") || element;
  holder.classList.add("marked", `marked-${level}`);
  const said = document.getElementById(
    `${element.closest("[data-answer]") ? element.closest("[data-answer]").id : element.id}-said`,
  );
  const hint = said ? said.textContent : "";
  const title = holder.title;
  if (said) {
    said.textContent = message;
    said.title = message;
    said.classList.add("sign-line", level);
  } else {
    holder.title = message;
  }
  if (level === "error" && element.matches("input, textarea, select")) element.setAttribute("aria-invalid", "true");
  const undescribe = said ? () => {} : describe(element, message);
  return () => {
    holder.classList.remove("marked", `marked-${level}`);
    if (said) {
      said.textContent = hint;
      said.title = "";
      said.classList.remove("sign-line", level);
    } else {
      holder.title = title;
    }
    element.removeAttribute("aria-invalid");
    undescribe();
  };
}

function describe(element, message) {
  if (!element.matches("input, textarea")) return () => {};
  const words = document.createElement("span");
  words.className = "visually-hidden";
  words.id = `${element.id}-finding`;
  words.textContent = message;
  element.after(words);
  element.setAttribute("aria-describedby", words.id);
  return () => {
    words.remove();
    element.removeAttribute("aria-describedby");
  };
}
