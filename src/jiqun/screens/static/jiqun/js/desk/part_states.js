// The left column: the state of each part as the server last said it.

export function showStates(states) {
  for (const { section, label, sign } of states) {
    const place = document.querySelector(`#parts [data-section="${CSS.escape(section)}"] .sign`);
    if (!place) continue;
    place.className = `sign ${sign}`;
    if (place.textContent !== label) place.textContent = label;
  }
  const ready = document.querySelectorAll("#parts .sign.done").length;
  document.querySelector("#all-parts [data-ready]").textContent = String(ready);
}
