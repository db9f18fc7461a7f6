// What stands beside an answer: where that is, and what the answer is called there.

// Where buttons of an answer stand; undefined where there is no room for any.
export function besideOf(answer) {
  if (answer.dataset.kind === "rows") return answer.querySelector(".list-head h3");
  if (answer.matches("tr")) return answer.querySelector("td.end") || answer.querySelector(".what");
  return answer.closest("td.cell") || answer.closest(".line")?.querySelector(".under");
}

// What the answer, or the row of a list, is called beside which a button stands.
export function nameBeside(button) {
  const place = button.closest("td.cell, .line, tr, section");
  if (!place) return "";
  if (place.matches("tr")) return wordsOf(place.querySelector("th.number")) || wordsOf(place.querySelector(".what"));
  if (place.matches(".line, section")) return wordsOf(place.querySelector(".label, h3")?.firstChild);
  return place.querySelector("input, textarea, select")?.getAttribute("aria-label") || "";
}

function wordsOf(node) {
  return node ? node.textContent.trim() : "";
}
