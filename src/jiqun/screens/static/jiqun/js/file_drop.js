// Dropping files onto a box that holds a file input: the input has them then, as if chosen.

export function takeDrops(box, input) {
  const lit = (on) => box.classList.toggle("over", on);
  box.addEventListener("dragover", (event) => {
    event.preventDefault();
    lit(true);
  });
  box.addEventListener("dragleave", () => lit(false));
  box.addEventListener("drop", (event) => {
    event.preventDefault();
    lit(false);
    const carried = new DataTransfer();
    const files = [...event.dataTransfer.files];
    for (const file of input.multiple ? files : files.slice(0, 1)) carried.items.add(file);
    input.files = carried.files;
    input.dispatchEvent(new Event("change", { bubbles: true }));
  });
  // A file dropped beside the box must not replace the page.
  for (const name of ["dragover", "drop"]) {
    window.addEventListener(name, (event) => event.preventDefault());
  }
}
