// The report of the checks goes to the printer.
document.querySelector("[data-print]").addEventListener("click", () => window.print());
