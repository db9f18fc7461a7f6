// The page 提醒 is open: what stands on it has been read. Without scripts its button says so.

async function readNotices() {
  const form = document.querySelector("[data-read-notices]");
  if (!form) return;
  const answer = await fetch(form.action, { method: "POST", body: new FormData(form), redirect: "manual" });
  if (answer.type !== "opaqueredirect") return;
  form.remove();
  document.querySelector("[data-unread]")?.remove();
}

readNotices().catch(() => {}); // no line to the server: the button is still there
