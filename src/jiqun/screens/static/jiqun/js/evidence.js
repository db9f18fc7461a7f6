// The evidence page: files one by one with their progress, and the choice of what proves what.
import { takeDrops } from "./file_drop.js";
import { offerGivingUp, PartUpload, wordsOf } from "./part_upload.js";

const form = document.getElementById("add");
const input = form.querySelector("input[type=file]");
const queue = form.querySelector("[data-queue]");
const status = form.querySelector("[data-status]");
const button = form.querySelector("button.btn-primary");
const largest = Number(form.dataset.largest);
const FEW = 10; // choices that are seen without narrowing them down
let rows = [];

takeDrops(form.querySelector("[data-drop]"), input);
input.addEventListener("change", () => {
  rows = [...input.files].map(rowOf);
  queue.replaceChildren(...rows.map((row) => row.item));
  status.textContent = rows.length ? `已选 ${rows.length} 份文件。` : "";
});
offerGivingUp(form);
form.addEventListener("submit", (event) => {
  event.preventDefault();
  sendAll();
});

function element(name, className, text = "") {
  const made = document.createElement(name);
  made.className = className;
  made.textContent = text;
  return made;
}

function rowOf(file) {
  const item = element("li", "queued");
  const bar = element("progress", "");
  bar.max = 100;
  bar.value = 0;
  bar.hidden = true; // until it is sent
  bar.setAttribute("aria-label", `“${file.name}”的上传进度`);
  const said = element("span", "said", "");
  const drop = element("button", "btn btn-plain btn-sm", "取消");
  drop.type = "button";
  drop.setAttribute("aria-label", `不上传“${file.name}”`);
  item.append(element("span", "file-name", file.name), bar, said, drop);
  const row = { file, item, bar, said, drop, upload: null, state: "waiting" };
  drop.addEventListener("click", () => {
    row.state = "dropped";
    row.upload?.cancel();
    item.remove();
  });
  return row;
}

function say(row, state, text) {
  row.state = state;
  row.said.className = `said sign ${state === "done" ? "done" : "error"}`;
  row.said.textContent = text;
  row.bar.hidden = state !== "done";
  row.drop.hidden = state === "done";
}

async function sendAll() {
  button.disabled = true;
  const wanted = () => rows.filter((row) => row.state === "waiting" || row.state === "failed");
  const total = wanted().length;
  let done = 0;
  for (const row of wanted()) {
    status.textContent = `正在上传第 ${done + 1} 份，共 ${total} 份…`;
    if (row.state !== "dropped") await send(row);
    done += 1;
  }
  button.disabled = false;
  const failed = rows.filter((row) => row.state === "failed").length;
  if (failed) {
    status.textContent = `${failed} 份没有保存，原因写在文件旁。改好后再按“上传”，或刷新页面查看已保存的。`;
  } else if (rows.some((row) => row.state === "done")) {
    status.textContent = "全部已保存。";
    location.assign(form.dataset.here);
  } else {
    status.textContent = "请先选择文件。";
  }
}

async function send(row) {
  if (row.file.size > largest) {
    const most = Math.floor(largest / 1024 / 1024);
    say(row, "failed", `超过每份 ${most} MB 的上限。请压缩图片或拆成几个文件。`);
    return;
  }
  const proven = [...form.querySelectorAll("input[name=for]:checked")].map((box) => box.value);
  const said = { kind: form.elements.kind.value, for: proven };
  row.bar.hidden = false;
  row.said.className = "said figure";
  row.said.textContent = "正在准备…";
  row.upload = new PartUpload(form, row.file, "evidence", said, (sent, words) => {
    row.bar.value = Math.floor((100 * sent) / row.file.size);
    row.said.className = words ? "said sign confirm" : "said figure";
    row.said.textContent = `${wordsOf(sent, row.file.size)}${words && ` ${words}`}`;
  });
  const ended = await row.upload.run();
  if (!ended) return;
  if (ended.status === 200) {
    row.bar.value = 100;
    say(row, "done", "已保存");
  } else {
    say(row, "failed", ended.told.error || "没有保存，请重试。");
  }
}

// What is tied to what is chosen in a window; without it, the link leads to the same choices as a page.
const ties = document.getElementById("ties");
document.addEventListener("click", (event) => {
  const link = event.target.closest("a[data-ties]");
  if (!link || event.ctrlKey || event.metaKey || event.shiftKey) return;
  event.preventDefault();
  choose(link);
});
ties.addEventListener("click", (event) => {
  if (!event.target.closest("[data-close]")) return;
  event.preventDefault();
  ties.close();
});
ties.addEventListener("input", (event) => {
  if (!event.target.matches("[data-filter]")) return;
  const words = event.target.value.trim();
  for (const choice of ties.querySelectorAll(".choice")) choice.hidden = !choice.textContent.includes(words);
});

async function choose(link) {
  try {
    const answer = await fetch(link.href, { headers: { "X-Requested-With": "XMLHttpRequest" } });
    if (!answer.ok) throw new TypeError(String(answer.status));
    const page = new DOMParser().parseFromString(await answer.text(), "text/html");
    ties.replaceChildren(...[...page.body.childNodes].map((node) => document.adoptNode(node)));
    ties.querySelector("[data-filter]").hidden = ties.querySelectorAll(".choice").length < FEW;
    ties.showModal();
  } catch (trouble) {
    if (!(trouble instanceof TypeError)) throw trouble;
    location.assign(link.href);
  }
}
