// Counts down to a moment that the server gives again and again. It counts from when that came, so a wrong clock on this
// machine does not matter.
const LOW_SECONDS = 120;

export class Clock {
  constructor(display, onEnd) {
    this.display = display;
    this.onEnd = onEnd;
    this.ended = false;
    setInterval(() => this.tick(), 500);
  }

  set(secondsLeft) {
    this.end = performance.now() + secondsLeft * 1000;
    if (secondsLeft > 0) this.ended = false;
    this.tick();
  }

  get left() {
    return Math.max(0, Math.ceil((this.end - performance.now()) / 1000));
  }

  tick() {
    if (this.end === undefined) return;
    this.display.textContent = asText(this.left);
    this.display.classList.toggle("timer--low", this.left <= LOW_SECONDS);
    if (this.left > 0 || this.ended) return;
    this.ended = true;
    this.onEnd();
  }
}

function asText(seconds) {
  const parts = [Math.floor(seconds / 3600), Math.floor(seconds / 60) % 60, seconds % 60];
  const shown = parts[0] ? parts : parts.slice(1);
  return shown.map((part, index) => (index ? String(part).padStart(2, "0") : part)).join(":");
}
