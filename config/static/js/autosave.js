// form[data-autosave-url] is saved within two seconds of a change. The state is told in [data-autosave-state], whose
// words come from its data-saving, data-saved, data-error attributes. Answers are never lost silently: a failed save
// is tried again, and the browser asks before it leaves unsaved work.
const WAIT_MS = 800;
const RETRY_MS = [2000, 5000, 10000, 20000];

class Autosave {
  constructor(form) {
    this.form = form;
    this.state = form.querySelector("[data-autosave-state]") ?? document.querySelector("[data-autosave-state]");
    this.dirty = false;
    this.saving = false;
    this.failures = 0;
    form.addEventListener("input", () => this.changed());
    form.addEventListener("change", () => this.changed());
    form.addEventListener("submit", () => this.submitted());
    window.addEventListener("beforeunload", (event) => this.dirty && event.preventDefault());
    window.addEventListener("online", () => this.dirty && this.save());
    document.addEventListener("visibilitychange", () => document.hidden && this.dirty && this.save());
  }

  changed() {
    this.dirty = true;
    this.show("saving");
    this.schedule(WAIT_MS);
  }

  // A page that is left carries everything itself; one that htmx keeps goes on saving.
  submitted() {
    if (this.form.hasAttribute("hx-post")) return;
    clearTimeout(this.timer);
    this.dirty = false;
  }

  schedule(delay) {
    clearTimeout(this.timer);
    this.timer = setTimeout(() => this.save(), delay);
  }

  async save() {
    clearTimeout(this.timer);
    if (this.saving) return;
    this.saving = true;
    this.dirty = false;
    try {
      await this.send();
      this.failures = 0;
      this.show(this.dirty ? "saving" : "saved");
    } catch {
      this.failed();
    } finally {
      this.saving = false;
    }
    if (this.dirty && this.failures === 0) this.schedule(WAIT_MS);
  }

  async send() {
    const body = new FormData(this.form);
    const response = await fetch(this.form.dataset.autosaveUrl, {
      method: "POST",
      body,
      headers: { "X-CSRFToken": body.get("csrfmiddlewaretoken") ?? "", "X-Requested-With": "autosave" },
      credentials: "same-origin",
      redirect: "error",
      keepalive: true,
    });
    if (!response.ok) throw new Error(`autosave: expected a 2xx answer, got ${response.status}`);
  }

  failed() {
    this.dirty = true;
    this.show("error");
    this.schedule(RETRY_MS[Math.min(this.failures, RETRY_MS.length - 1)]);
    this.failures += 1;
  }

  show(state) {
    if (!this.state) return;
    this.state.dataset.state = state;
    this.state.textContent = this.state.dataset[state] ?? "";
  }
}

for (const form of document.querySelectorAll("form[data-autosave-url]")) new Autosave(form);
