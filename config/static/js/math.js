// Renders the TeX in .arithmatex elements. KaTeX's DOM renderer styles through the CSSOM, which the CSP allows.
// It is fetched where there is a formula, and tells the document of "formulas" once they have taken their room.
const DELIMITERS = /^\s*\\([([])([\s\S]*)\\[)\]]\s*$/;
let arrived;

function fetched(element) {
  return new Promise((resolve, reject) => {
    element.addEventListener("load", resolve);
    element.addEventListener("error", reject);
    document.head.append(element);
  });
}

function katex() {
  const { content, dataset } = document.querySelector("meta[name=katex]");
  const script = Object.assign(document.createElement("script"), { src: content });
  const style = Object.assign(document.createElement("link"), { rel: "stylesheet", href: dataset.style });
  return Promise.all([fetched(script), fetched(style)]);
}

function renderOne(element) {
  const [, open, tex] = element.textContent.match(DELIMITERS) ?? [];
  if (tex === undefined || element.dataset.mathReady) return;
  element.dataset.mathReady = "true";
  const displayMode = open === "[";
  // Strict mode complains of letters that LaTeX lacks, as Vietnamese words in a formula have them.
  window.katex.render(tex, element, { displayMode, throwOnError: false, strict: false });
  // A word joiner, so that no line begins with the comma that follows a formula.
  if (!displayMode) element.append("\u2060");
}

async function renderAll(root) {
  const formulas = root.querySelectorAll(".arithmatex");
  if (!formulas.length) return;
  arrived ??= katex();
  await arrived;
  for (const element of formulas) renderOne(element);
  document.dispatchEvent(new Event("formulas"));
}

renderAll(document);
document.addEventListener("htmx:load", (event) => renderAll(event.target));
