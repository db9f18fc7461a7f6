// The page of a part, put together: answers that save themselves, findings, others, history.

import { AnswerButtons, offerAtRows } from "./desk/answer_buttons.js";
import { AnswerDetails } from "./desk/answer_details.js";
import { ownerOf } from "./desk/answers.js";
import { Conflicts } from "./desk/conflict.js";
import { Fields, showBeside, showComputed, showDerived } from "./desk/fields.js";
import { Findings, goTo } from "./desk/findings.js";
import { Grids } from "./desk/grid.js";
import { Login } from "./desk/login.js";
import { Officer } from "./desk/officer.js";
import { showStates } from "./desk/part_states.js";
import { Presence } from "./desk/presence.js";
import { RowFinder } from "./desk/row_finder.js";
import { openTables, tablesIn } from "./desk/row_table.js";
import { Rows } from "./desk/rows.js";
import { Saver } from "./desk/saver.js";
import { Server, Trouble } from "./desk/server.js";
import { SidePanel } from "./desk/side_panel.js";
import { elementAt } from "./desk/spots.js";
import { Typing } from "./desk/typing.js";
import { Undo } from "./desk/undo.js";

const root = document.getElementById("desk");
const marks = JSON.parse(document.getElementById("answer-marks")?.textContent || "{}");
if (marks.talks) offerAtRows(root);
openTables(root);
const right = document.getElementById("right");
const live = document.getElementById("live");
const server = new Server(root);
const saver = new Saver(root, server, document.getElementById("saving"), {
  saved: take,
  stale: (stale) => conflicts.add(stale),
  shown: () => findings.marks(),
  login: () => {
    again.hidden = false;
    login.open();
  },
});
const conflicts = new Conflicts(document.getElementById("conflict"), (...chosen) => saver.resolve(...chosen));
const again = document.getElementById("log-in-again");
const login = new Login(document.getElementById("login"), server, () => {
  again.hidden = true;
  saver.goOn();
});
const undo = new Undo(document.getElementById("undo"), saver);
const findings = new Findings(document.getElementById("findings"), saver, live, undo, hear);
const typing = new Typing(root);
let held = null; // what the checks say, where somebody is typing

saver.learn(document);
new Fields(root, saver, undo);
new Grids(root, saver);
new Rows(root, saver);
for (const table of tablesIn(root)) new RowFinder(table);
new AnswerDetails(root, document.getElementById("at-cursor"), document.getElementById("answer-details"), server);
if (marks.talks || marks.officer) offerBeside();
new Presence(server, root.dataset.section, (revision) => revision > saver.revision && !saver.hasUnsaved() && hear());

for (const place of [root, right]) {
  place.addEventListener("input", (event) => write(event.target, false));
  place.addEventListener("change", (event) => write(event.target, true));
  place.addEventListener("focusout", (event) => leave(event));
}
root.addEventListener("submit", (event) => event.preventDefault());
right.querySelector("[data-fold]").addEventListener("click", fold);
again.addEventListener("click", () => login.open());
document.querySelector("#parts [aria-current]").scrollIntoView({ block: "nearest", inline: "center" });
// After the browser's own way to the fragment, which ends at the row, not in its input.
if (document.readyState === "complete") show();
else addEventListener("load", () => setTimeout(show));
addEventListener("hashchange", show);

// What stands beside the answers: what is said there, where this person reads it, and what an officer does.
function offerBeside() {
  const told = [];
  const panel = new SidePanel(document.getElementById("side-panel"), server, (content) => {
    for (const one of told) one.take(content);
  });
  if (marks.officer) told.push(new Officer(root, marks.officer, server, panel));
  if (marks.talks) told.push(new AnswerButtons(root, marks, panel));
}

function write(input, now) {
  const owner = ownerOf(input);
  if (!owner) return;
  saver.touch(owner);
  if (now) letGo();
}

function leave(event) {
  const owner = ownerOf(event.target);
  if (!owner || owner.contains(event.relatedTarget)) return;
  letGo();
  // After the focus has moved: what was saved meanwhile is shown in its standard form.
  setTimeout(() => saver.settle(owner.dataset.answer));
}

// An answer is left, or settled by Enter: what was held back of it is said, unless more of it is to be saved.
function letGo() {
  saver.flush();
  if (held && !saver.hasUnsaved()) judge(held);
}

function take(told, news) {
  if (told.computed) {
    showComputed(told.computed, told.agreeing);
    showDerived(told.computed);
  }
  if (told.beside) showBeside(told.beside);
  judge(told);
  if (news) hear();
}

// What the checks say, once nobody types any more.
function judge(told) {
  held = typing.at ? { ...held, ...told } : null;
  if (held) return;
  showStates(told.states);
  if (told.findings) findings.take(told.findings);
}

// What others changed, and all findings.
async function hear() {
  if (saver.hasUnsaved()) return;
  try {
    const told = await server.get(`findings/?section=${root.dataset.section}`, true);
    if (saver.hasUnsaved()) return;
    for (const answer of told.answers) saver.hear(answer);
    saver.revision = Math.max(saver.revision, told.revision);
    showComputed(told.computed, told.agreeing);
    showDerived(told.computed);
    showBeside(told.beside);
    judge(told);
  } catch (error) {
    if (!(error instanceof Trouble)) throw error;
  }
}

function fold(event) {
  const button = event.currentTarget;
  const folded = right.classList.toggle("folded");
  document.querySelector(".columns").classList.toggle("right-folded", folded);
  button.setAttribute("aria-expanded", String(!folded));
  button.textContent = folded ? "展开" : "收起";
}

function show() {
  const id = decodeURIComponent(location.hash.slice(1));
  const target = id.startsWith("a-") && elementAt(id);
  if (target) goTo(target);
}
