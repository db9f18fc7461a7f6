// A Word file is being read: the page looks by itself, and shows what was read once that is there.

// A usual file takes less than a second; who waits longer is asked for less often.
const WAITS = [150, 150, 150, 150, 250, 250, 250, 500, 500, 1000, 1000, 2000];
const LOST = "连接中断，正在重试。文件已上传成功，不必重新上传。";
const LOGIN = "登录已过期。请按“刷新”重新登录，再回到这一页；文件已上传成功，不必重新上传。";

const place = document.querySelector("[data-waiting] [data-words]");
let looks = 0;

async function look() {
  const answer = await fetch(location.pathname, {
    headers: { Accept: "application/json", "X-Jiqun-Background": "1" },
    cache: "no-store",
  }).catch(() => null);
  if (answer?.status === 401) return say(LOGIN);
  const told = answer?.ok ? await answer.json().catch(() => null) : null;
  if (told && !told.reading) return location.reload();
  say(told ? told.words : LOST);
  return later();
}

function later() {
  setTimeout(look, WAITS[Math.min(looks, WAITS.length - 1)]);
  looks += 1;
}

// The same words again would be read out again.
function say(words) {
  if (place.textContent !== words) place.textContent = words;
}

later();
