// A block wider than the page scrolls on its own; then the keyboard has to be able to reach it. Tabs begin where one of
// them is the page.
const BLOCKS = "pre, .prose table, div.arithmatex";

function update(root) {
  for (const block of root.querySelectorAll(BLOCKS)) {
    const scrolls = block.scrollWidth > block.clientWidth || block.scrollHeight > block.clientHeight;
    if (scrolls) block.tabIndex = 0;
    else block.removeAttribute("tabindex");
  }
}

function showTab() {
  for (const tab of document.querySelectorAll(".tabs [aria-current]")) {
    const [bar, row] = [tab.parentElement, tab.getBoundingClientRect()];
    const { left, width } = bar.getBoundingClientRect();
    bar.scrollLeft += row.left - left - (width - row.width) / 2;
  }
}

// After the fonts, since they decide the widths.
document.fonts.ready.then(() => update(document));
document.fonts.ready.then(showTab);
window.addEventListener("resize", () => update(document));
document.addEventListener("formulas", () => document.fonts.ready.then(() => update(document)));
document.addEventListener("htmx:load", (event) => update(event.target));
