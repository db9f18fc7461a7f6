// Bringing a Word file, and choosing in the comparison what to take of it.
import { takeDrops } from "./file_drop.js";
import { offerGivingUp, PartUpload, wordsOf } from "./part_upload.js";

const bring = document.querySelector("form[data-reading]");
if (bring) {
  const input = bring.querySelector("input[type=file]");
  const status = bring.querySelector("[data-status]");
  takeDrops(bring.querySelector("[data-drop]"), input);
  const button = bring.querySelector("[type=submit]");
  const cancel = bring.querySelector("[data-cancel]");
  let upload = null;
  const end = (words) => {
    upload = null;
    button.disabled = false;
    cancel.hidden = true;
    status.textContent = words;
  };
  cancel.addEventListener("click", () => upload?.cancel());
  input.addEventListener("change", () => {
    if (!upload) status.textContent = input.files.length ? `已选“${input.files[0].name}”。` : "";
  });
  const send = async (file) => {
    const largest = Number(bring.dataset.largest);
    if (file.size > largest) {
      const most = Math.floor(largest / 1024 / 1024);
      end(`文件超过 ${most} MB，没有上传。${bring.dataset.smaller}`);
      return;
    }
    button.disabled = true;
    cancel.hidden = false;
    status.textContent = "正在上传…";
    upload = new PartUpload(bring, file, bring.dataset.purpose, {}, (sent, words) => {
      status.textContent = `${wordsOf(sent, file.size)}${words && ` ${words}`}`;
    });
    const ended = await upload.run();
    if (!ended) end("已取消。");
    else if (ended.status === 200) leave(ended.told.location);
    else end(ended.told.error || "没有上传，请重试。");
  };
  // The button stays as it is until the next page is there.
  const leave = (address) => {
    upload = null;
    location.assign(address);
  };
  bring.addEventListener("submit", (event) => {
    event.preventDefault();
    send(input.files[0]);
  });
  offerGivingUp(bring);
  // Back from the page that followed, the form can be used again.
  window.addEventListener("pageshow", () => {
    if (!upload) end(input.files.length ? `已选“${input.files[0].name}”。` : "");
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
