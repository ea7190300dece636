// Around an attempt's form: it saves itself, tells how things stand at the server, and hands itself in when time is up.
// Without this every button does the same by leading to the next page.
import { Autosave, Refused } from "./autosave.js";
import { Clock } from "./quiz/clock.js";
import { place } from "./quiz/fragments.js";

const ASK_MS = 10_000; // how long somebody else's change, or more time, may stay unnoticed
const AGAIN_MS = 2000;
const ACTIONS = ["flag", "unflag", "check", "hint", "reveal"];
const form = document.querySelector("#paper");

const server = () => document.getElementById("server").dataset;

class Answers extends Autosave {
  async send(button) {
    const body = new FormData(this.form);
    if (button) body.set(button.name, button.value);
    const response = await this.post(body, this.form.action);
    if (!response.ok && response.status !== 409) throw new Refused(response.status);
    take(await response.text());
  }

  // A button at a question is no reason to leave the page; leaving it with something unsaved waits for the save.
  submitted(event) {
    const button = event.submitter;
    const stays = ACTIONS.includes(button?.name) || button?.value === "";
    if (!stays && !this.dirty) return;
    event.preventDefault();
    if (stays) this.save(() => this.send(button?.name === "go" ? undefined : button));
    else this.save().then(() => this.dirty || this.form.requestSubmit(button));
  }
}

function take(html) {
  place(html);
  const { secondsLeft } = server();
  if (secondsLeft) clock?.set(Number(secondsLeft));
  if (!document.getElementById("moved-on").childElementCount) return;
  answers.stop();
  for (const question of form.querySelectorAll("fieldset.question")) question.disabled = true;
}

// Asked also while nothing changes here: another device may have gone on, and an instructor may have given more time.
async function ask() {
  const known = new URLSearchParams({ page: form.elements.page.value, revision: form.elements.revision.value });
  const response = await fetch(`${form.dataset.clockUrl}?${known}`, { headers: { "X-Requested-With": "autosave" } });
  if (response.ok) take(await response.text());
}

const askQuietly = () => (answers.stopped ? undefined : answers.last.then(ask).catch(() => undefined));

async function handIn() {
  await ask().catch(() => undefined); // the end may have been moved
  if (clock.left === 0) await answers.save(() => answers.send({ name: "go", value: "time-up" }));
  if (clock.left > 0) return;
  if (answers.dirty) setTimeout(handIn, AGAIN_MS); // nothing arrived; the server closes it with what it has
  else window.location.assign(form.dataset.page);
}

function isTouched({ type, checked, defaultChecked, value, defaultValue }) {
  return type === "text" ? value !== defaultValue : checked !== defaultChecked;
}

const display = form.querySelector(".timer");
const clock = display && new Clock(display, handIn);
const answers = new Answers(form);
take("");
if (server().savedAt) answers.show("saved", new Date(server().savedAt));
if ([...form.elements].some(isTouched)) answers.changed(); // answered while this script was still on its way
setInterval(askQuietly, ASK_MS);
document.addEventListener("visibilitychange", () => document.hidden || askQuietly());
window.addEventListener("pageshow", ({ persisted }) => persisted && !answers.dirty && window.location.reload());

// Enter in a field means its own question's button, and not the form's first one.
form.addEventListener("keydown", (event) => {
  if (event.key !== "Enter" || event.target.type !== "text") return;
  const check = event.target.closest(".question").querySelector("[name=check]");
  if (!check) return;
  event.preventDefault();
  check.click();
});
