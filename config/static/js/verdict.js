// When a verdict arrives: bring it into view, and mark the line of its error in the editor.
const panel = document.getElementById("verdict");
const editor = document.querySelector("textarea[data-editor]");

function markErrorLine() {
  const line = panel.querySelector("[data-error-line]")?.dataset.errorLine;
  if (line) editor.dataset.errorLine = line;
  else delete editor.dataset.errorLine;
}

// How far it is comes several times a second, pictures a moment later: neither is a reason to move the page.
let shown = panel.querySelector(".verdict")?.className;

panel.addEventListener("htmx:afterSettle", () => {
  const now = panel.querySelector(".verdict")?.className;
  if (now && now === shown) return;
  shown = now;
  const calm = matchMedia("(prefers-reduced-motion: reduce)").matches;
  panel.scrollIntoView({ block: "nearest", behavior: calm ? "auto" : "smooth" });
  markErrorLine();
});

// The server kept the text with the submission, so the editor's last change is saved.
document.addEventListener("draft-saved", () => {
  const state = document.querySelector("[data-autosave-state]");
  state.dataset.state = "saved";
  state.textContent = state.dataset.saved;
});

// A submission that did not arrive says so; a status that did not is asked for again anyway.
function sayNotSent(event) {
  if (event.target !== editor.form) return;
  const alert = document.createElement("p");
  alert.className = "alert alert--error";
  alert.role = "alert";
  alert.textContent = panel.dataset.notSent;
  panel.replaceChildren(alert);
}

document.addEventListener("htmx:sendError", sayNotSent);
document.addEventListener("htmx:responseError", sayNotSent);
