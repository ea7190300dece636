// Progress is fetched again and again: what a reader has opened in it stays open, and keeps the focus.
const panel = document.getElementById("verdict");
let kept = null;

const table = () => panel.querySelector(".live details");

panel.addEventListener("htmx:beforeSwap", () => {
  const details = table();
  kept = details && { open: details.open, focused: details.contains(document.activeElement) };
});

panel.addEventListener("htmx:afterSwap", () => {
  const details = table();
  if (!details || !kept) return;
  details.open = kept.open;
  if (kept.focused) details.querySelector("summary").focus({ preventScroll: true });
});
