// Around an attempt's form: the clock, and what is said while an answer is being saved. The saving itself is htmx's;
// its answer replaces the state of each question. A failed save is tried again, and leaving with one asks first.
const RETRY_MS = 3000;
const LOW_SECONDS = 120;
const form = document.querySelector("#paper");
const unsaved = new Set();

const stateOf = (question) => question.querySelector(".question__state");

function say(question, words, state) {
  const line = document.createElement("span");
  line.className = "save-state";
  line.dataset.state = state;
  line.textContent = words;
  stateOf(question).replaceChildren(line);
}

function failed(question, status) {
  const signedOut = status === 401 || status === 403;
  say(question, signedOut ? form.dataset.signedOut : form.dataset.failed, "error");
  if (!signedOut) setTimeout(() => unsaved.has(question) && window.htmx.trigger(question, "change"), RETRY_MS);
}

form.addEventListener("input", ({ target }) => {
  const question = target.closest(".question");
  if (question) unsaved.add(question);
});

form.addEventListener("htmx:beforeRequest", ({ detail }) => {
  unsaved.delete(detail.elt);
  say(detail.elt, form.dataset.saving, "saving");
});

form.addEventListener("htmx:afterRequest", ({ detail }) => {
  if (detail.successful) return;
  unsaved.add(detail.elt);
  failed(detail.elt, detail.xhr.status);
});

// The form carries everything itself from here on.
form.addEventListener("submit", () => unsaved.clear());
window.addEventListener("beforeunload", (event) => unsaved.size && event.preventDefault());

// -- The clock. It counts from when the page came, so that a wrong clock on this machine does not matter.

const clock = form.querySelector("[data-seconds-left]");
const end = performance.now() + Number(clock.dataset.secondsLeft) * 1000;

function asText(seconds) {
  const parts = [Math.floor(seconds / 3600), Math.floor(seconds / 60) % 60, seconds % 60];
  const shown = parts[0] ? parts : parts.slice(1);
  return shown.map((part, index) => (index ? String(part).padStart(2, "0") : part)).join(":");
}

function tick() {
  const seconds = Math.max(0, Math.ceil((end - performance.now()) / 1000));
  clock.textContent = asText(seconds);
  clock.classList.toggle("timer--low", seconds <= LOW_SECONDS);
  if (seconds > 0) return;
  clearInterval(ticking);
  form.querySelector("[data-time-up]").click();
}

const ticking = setInterval(tick, 1000);
tick();
