// form[data-autosave-url] is saved within two seconds of a change. The state is told in [data-autosave-state], whose
// words come from its data-saving, data-saved, data-error and data-signed-out attributes; "{time}" in them is the hour
// and minute. Answers are never lost silently: a failed save is tried again, and the browser asks before it leaves
// unsaved work. A button [data-replaces] takes the text along and puts another in its place. The server answers 409 to
// what is still saved from a page whose text was replaced; with data-replaced the page says so and saves no more.
const WAIT_MS = 800; // after the last change,
const LATEST_MS = 1500; // and after the first one, however long somebody goes on typing
const RETRY_MS = [2000, 5000, 10000, 20000];
const GIVE_UP_MS = 15000; // a request that hangs has failed
const SIGNED_OUT = [401, 403];
const REPLACED = 409;

export class Refused extends Error {
  constructor(status) {
    super(`autosave: expected a 2xx answer, got ${status}`);
    this.status = status;
  }
}

export class Autosave {
  constructor(form) {
    this.form = form;
    this.state = form.querySelector("[data-autosave-state]") ?? document.querySelector("[data-autosave-state]");
    this.dirty = false;
    this.stopped = false;
    this.failures = 0;
    this.last = Promise.resolve();
    form.addEventListener("input", () => this.changed());
    form.addEventListener("change", () => this.changed());
    form.addEventListener("submit", (event) => this.submitted(event));
    window.addEventListener("beforeunload", (event) => this.dirty && event.preventDefault());
    window.addEventListener("online", () => this.dirty && this.save());
    document.addEventListener("visibilitychange", () => document.hidden && this.dirty && this.save());
  }

  changed() {
    if (this.stopped) return;
    this.dirty = true;
    this.since ??= performance.now();
    this.show("saving");
    this.schedule(Math.max(0, Math.min(WAIT_MS, this.since + LATEST_MS - performance.now())));
  }

  // A page that is left carries everything itself; one that htmx keeps goes on saving.
  submitted({ submitter: button }) {
    if (this.form.hasAttribute("hx-post") && !button?.hasAttribute("data-replaces")) return;
    clearTimeout(this.timer);
    this.dirty = false;
  }

  schedule(delay, send) {
    clearTimeout(this.timer);
    this.timer = setTimeout(() => this.save(send), delay);
  }

  // One request at a time: each is sent with what the one before has brought.
  save(send = () => this.send()) {
    clearTimeout(this.timer);
    this.last = this.last.then(() => (this.stopped ? undefined : this.attempt(send)));
    return this.last;
  }

  async attempt(send) {
    this.dirty = false;
    this.since = undefined;
    try {
      await send();
      this.failures = 0;
      if (!this.stopped) this.show(this.dirty ? "saving" : "saved");
    } catch (error) {
      this.failed(error, send);
    }
  }

  async send() {
    const response = await this.post(new FormData(this.form));
    if (!response.ok) throw new Refused(response.status);
  }

  // Signing in again in another tab makes a new token, which only the cookie knows.
  post(body, url = this.form.dataset.autosaveUrl) {
    const token = document.cookie.match(/(?:^|; )csrftoken=([^;]+)/)?.[1] ?? body.get("csrfmiddlewaretoken") ?? "";
    return fetch(url, {
      method: "POST",
      body,
      headers: { "X-CSRFToken": token, "X-Requested-With": "autosave" },
      credentials: "same-origin",
      redirect: "error",
      keepalive: true,
      signal: AbortSignal.timeout(GIVE_UP_MS),
    });
  }

  failed(error, send) {
    if (error.status === REPLACED && this.state?.dataset.replaced) {
      this.stop();
      this.show("replaced");
      return;
    }
    this.dirty = true;
    this.show(SIGNED_OUT.includes(error.status) && this.state?.dataset.signedOut ? "signedOut" : "error");
    this.schedule(RETRY_MS[Math.min(this.failures, RETRY_MS.length - 1)], send);
    this.failures += 1;
  }

  // Nothing from this page is saved any more; whoever stops it says why.
  stop() {
    this.stopped = true;
    this.dirty = false;
    clearTimeout(this.timer);
    if (this.state) this.state.textContent = "";
  }

  show(state, time = new Date()) {
    if (!this.state) return;
    const clock = time.toLocaleTimeString(document.documentElement.lang, { hour: "2-digit", minute: "2-digit" });
    this.state.dataset.state = state === "signedOut" ? "error" : state;
    this.state.textContent = (this.state.dataset[state] ?? "").replace("{time}", clock);
  }
}

for (const form of document.querySelectorAll("form[data-autosave-url]")) new Autosave(form);
