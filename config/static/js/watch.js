// [data-watch=address] is fetched again and again, and takes what comes in the place of what it holds. The server answers
// 304 while there is nothing new. Nothing is asked for in a hidden tab or while [data-watch-pause] is pressed. What
// [data-said] in it says is read aloud by [data-watch-said] when it has changed, and nothing else is. A link keeps the
// focus and <details> stays open, by their ids.
const EVERY_MS = 5000;
const LATER_MS = 20000; // after a failure
const GIVE_UP_MS = 15000;

class Watch {
  constructor(box) {
    this.box = box;
    this.etag = box.dataset.etag;
    this.state = document.querySelector("[data-watch-state]");
    this.words = document.querySelector("[data-watch-words]");
    this.voice = document.querySelector("[data-watch-said]");
    this.button = document.querySelector("[data-watch-pause]");
    this.pauses = this.button.textContent;
    this.asked = new Date();
    this.paused = false;
    this.button.hidden = false;
    this.button.addEventListener("click", () => this.turn(!this.paused));
    document.addEventListener("visibilitychange", () => this.schedule(0));
    this.schedule(EVERY_MS);
  }

  turn(paused) {
    this.paused = paused;
    this.button.textContent = paused ? this.button.dataset.goOn : this.pauses;
    this.tell(paused ? "paused" : "fresh");
    this.schedule(0);
  }

  schedule(delay) {
    clearTimeout(this.timer);
    if (!this.paused && !document.hidden) this.timer = setTimeout(() => this.ask(), delay);
  }

  // One request at a time; what was asked for before a pause is not put in its place after it.
  async ask() {
    if (this.asking) return;
    this.asking = true;
    let delay = EVERY_MS;
    try {
      const fragment = await this.fetch();
      this.asked = new Date();
      if (fragment !== null && !this.paused) this.put(fragment);
      if (!this.paused) this.tell("fresh");
    } catch {
      delay = LATER_MS;
      if (!this.paused) this.tell("late");
    }
    this.asking = false;
    this.schedule(delay);
  }

  async fetch() {
    const response = await fetch(this.box.dataset.watch, {
      headers: { "If-None-Match": this.etag, "X-Requested-With": "watch" },
      credentials: "same-origin",
      redirect: "error",
      signal: AbortSignal.timeout(GIVE_UP_MS),
    });
    if (response.status === 304) return null;
    if (!response.ok) throw new Error(`watch: expected 200 or 304, got ${response.status}`);
    const text = await response.text();
    this.etag = response.headers.get("ETag");
    return text;
  }

  put(fragment) {
    const said = this.said();
    const focused = this.box.contains(document.activeElement) ? document.activeElement.id : "";
    const open = [...this.box.querySelectorAll("details[open][id]")].map((details) => details.id);
    this.box.innerHTML = fragment;
    for (const id of open) document.getElementById(id)?.setAttribute("open", "");
    if (focused) document.getElementById(focused)?.focus({ preventScroll: true });
    if (this.said() !== said) this.voice.textContent = this.said();
  }

  said() {
    return this.box.querySelector("[data-said]")?.textContent.trim() ?? "";
  }

  tell(state) {
    const time = this.asked.toLocaleTimeString("en-GB", { timeZone: this.state.dataset.zone });
    this.words.textContent = this.state.dataset[state].replace("{time}", time);
  }
}

for (const box of document.querySelectorAll("[data-watch]")) new Watch(box);
