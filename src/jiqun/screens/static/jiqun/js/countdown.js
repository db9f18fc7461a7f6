// Countdowns by the server's clock, whatever the clock of this computer says.

function startCountdowns() {
  const clocks = [...document.querySelectorAll("[data-countdown]")];
  if (!clocks.length) return;
  const ahead = Date.now() - Date.parse(clocks[0].dataset.now);
  const tick = () => {
    for (const clock of clocks) clock.textContent = left(Date.parse(clock.dataset.countdown) - Date.now() + ahead);
  };
  tick();
  setInterval(tick, 1000);
}

function left(milliseconds) {
  if (milliseconds <= 0) return "已截止";
  const minutes = Math.floor(milliseconds / 60000);
  const days = Math.floor(minutes / 1440),
    hours = Math.floor(minutes / 60) % 24;
  if (days) return `还剩 ${days} 天 ${hours} 小时`;
  if (hours) return `还剩 ${hours} 小时 ${minutes % 60} 分`;
  return `还剩 ${minutes} 分 ${Math.floor(milliseconds / 1000) % 60} 秒`;
}

startCountdowns();
