// Marks in the contents the section being read, and tells whoever listens on the document: "section", its anchor.
const HEADINGS = [...document.querySelectorAll(".prose :is(h2, h3)[id]")];
const links = new Map([...document.querySelectorAll(".toc__link")].map((link) => [link.hash.slice(1), link]));
let current = "";

// The last heading above the upper third of the window.
function reading() {
  const line = window.innerHeight / 3;
  return HEADINGS.findLast((heading) => heading.getBoundingClientRect().top < line)?.id ?? "";
}

function update() {
  const next = reading();
  if (next === current) return;
  links.get(current)?.removeAttribute("aria-current");
  links.get(next)?.setAttribute("aria-current", "true");
  current = next;
  document.dispatchEvent(new CustomEvent("section", { detail: current }));
}

let waiting = false;
function soon() {
  if (waiting) return;
  waiting = true;
  requestAnimationFrame(() => {
    waiting = false;
    update();
  });
}

window.addEventListener("scroll", soon, { passive: true });
window.addEventListener("resize", soon);
update();
