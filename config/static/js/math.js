// Renders the TeX in .arithmatex elements. KaTeX's DOM renderer styles through the CSSOM, which the CSP allows.
const DELIMITERS = /^\s*\\([([])([\s\S]*)\\[)\]]\s*$/;

function renderOne(element) {
  const [, open, tex] = element.textContent.match(DELIMITERS) ?? [];
  if (tex === undefined || element.dataset.mathReady) return;
  element.dataset.mathReady = "true";
  const displayMode = open === "[";
  window.katex.render(tex, element, { displayMode, throwOnError: false });
  // A word joiner, so that no line begins with the comma that follows a formula.
  if (!displayMode) element.append("\u2060");
}

function renderAll(root) {
  for (const element of root.querySelectorAll(".arithmatex")) renderOne(element);
}

renderAll(document);
document.addEventListener("htmx:load", (event) => renderAll(event.target));
