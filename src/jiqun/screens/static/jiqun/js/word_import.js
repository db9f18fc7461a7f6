// Bringing a Word file, and choosing in the comparison what to take of it.
import { takeDrops } from "./file_drop.js";

const bring = document.querySelector("form[data-reading]");
if (bring) {
  const input = bring.querySelector("input[type=file]");
  const status = bring.querySelector("[data-status]");
  takeDrops(bring.querySelector("[data-drop]"), input);
  const name = () => {
    status.textContent = input.files.length ? `已选“${input.files[0].name}”。` : "";
  };
  input.addEventListener("change", name);
  bring.addEventListener("submit", (event) => {
    const largest = Number(bring.dataset.largest);
    if (input.files[0]?.size > largest) {
      event.preventDefault();
      const most = Math.floor(largest / 1024 / 1024);
      status.textContent = `文件超过 ${most} MB，没有上传。请删去文件里插入的图片后再试。`;
      return;
    }
    bring.querySelector("button").disabled = true;
    status.textContent = "正在上传…";
  });
  // Back from the page that followed, the form can be used again.
  window.addEventListener("pageshow", () => {
    bring.querySelector("button").disabled = false;
    name();
  });
}

const choose = document.querySelector("form[data-choose]");
if (choose) {
  const boxes = [...choose.querySelectorAll("input[name=key]")];
  const all = choose.querySelector("[data-all]");
  const chosen = choose.querySelector("[data-chosen]");
  const take = choose.querySelector("[data-take]");
  const count = () => {
    const checked = boxes.filter((box) => box.checked).length;
    if (chosen) chosen.textContent = checked;
    if (take) take.disabled = checked === 0;
    if (all) {
      all.checked = boxes.length > 0 && checked === boxes.length;
      all.indeterminate = checked > 0 && checked < boxes.length;
    }
  };
  all?.addEventListener("change", () => {
    for (const box of boxes) box.checked = all.checked;
    count();
  });
  choose.addEventListener("change", count);
  window.addEventListener("pageshow", count);
  count();
}
