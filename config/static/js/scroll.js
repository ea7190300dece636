// A block wider than the page scrolls on its own; then the keyboard has to be able to reach it.
const BLOCKS = "pre, .prose table, div.arithmatex";

function update(root) {
  for (const block of root.querySelectorAll(BLOCKS)) {
    const scrolls = block.scrollWidth > block.clientWidth || block.scrollHeight > block.clientHeight;
    if (scrolls) block.tabIndex = 0;
    else block.removeAttribute("tabindex");
  }
}

// After the fonts, since they decide the widths.
document.fonts.ready.then(() => update(document));
window.addEventListener("resize", () => update(document));
document.addEventListener("formulas", () => document.fonts.ready.then(() => update(document)));
document.addEventListener("htmx:load", (event) => update(event.target));
