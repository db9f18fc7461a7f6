// The list of parts: open beside the work, folded above it on a narrow screen. Run at once, where it
// stands, so that nothing moves after it was drawn.
{
  const narrow = matchMedia("(max-width: 999px)");
  const list = document.getElementById("all-parts");
  const fit = () => (list.open = !narrow.matches);
  fit();
  narrow.addEventListener("change", fit);
}
