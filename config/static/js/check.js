// Makes the questions inside a lesson answerable: what was chosen is marked at once, and the explanation opens.
import { words } from "./words.js";

const WORDS = words({
  en: {
    right: "Right.",
    wrong: "Not right.",
    chosen: "your answer",
    key: "right",
    check: "Check",
    again: "Try again",
    number: "Your answer, a number",
    unreadable: "Type a number, such as 0.25.",
    nothing: "Tick at least one.",
    misplaced: "out of place",
  },
  vi: {
    right: "Đúng.",
    wrong: "Chưa đúng.",
    chosen: "bạn đã chọn",
    key: "đúng",
    check: "Kiểm tra",
    again: "Thử lại",
    number: "Câu trả lời của bạn, một con số",
    unreadable: "Hãy nhập một con số, chẳng hạn 0.25.",
    nothing: "Hãy chọn ít nhất một lựa chọn.",
    misplaced: "sai chỗ",
  },
});

function make(name, properties = {}, ...children) {
  const made = Object.assign(document.createElement(name), properties);
  made.append(...children);
  return made;
}

class SelfCheck {
  constructor(box) {
    this.box = box;
    this.answer = box.querySelector("details");
    this.options = [...box.querySelectorAll(":scope > .options > .option")];
    this.said = make("p", { className: "self-check__said", role: "status" });
    this.again = make("button", { type: "button", className: "button button--small", textContent: WORDS.again });
    this.again.addEventListener("click", () => this.reset());
    this.actions = make("div", { className: "cluster" });
    this.answer.before(this.said, this.actions);
    this.group = this[box.dataset.selfCheck]();
    this.reset();
  }

  // One right option: each is a button, and pressing it answers.
  single() {
    for (const option of this.options) {
      const press = make("button", { type: "button", className: "self-check__press" });
      press.append(...option.childNodes);
      option.append(press);
      press.addEventListener("click", () => this.finish([option]));
    }
    return this.options.map((option) => option.firstElementChild);
  }

  multiple() {
    for (const option of this.options) {
      const tick = make("input", { type: "checkbox" });
      const label = make("label", { className: "self-check__tick" }, tick, ...option.childNodes);
      option.append(label);
    }
    this.check = this.#checkButton(() => this.#checkTicks());
    return this.options.map((option) => option.querySelector("input"));
  }

  numeric() {
    const input = make("input", { className: "input input--number", inputMode: "decimal", autocomplete: "off" });
    const label = make("span", { className: "field__label" }, WORDS.number, this.box.dataset.unit && ` (${this.box.dataset.unit})`);
    this.said.before(make("label", { className: "field" }, label, input));
    input.addEventListener("keydown", (event) => {
      if (event.key !== "Enter") return;
      event.preventDefault(); // or it would press the button that takes the focus
      this.#checkNumber(input);
    });
    this.check = this.#checkButton(() => this.#checkNumber(input));
    return [input];
  }

  // The steps themselves are moved by ordering.js.
  order() {
    this.check = this.#checkButton(() => this.#checkOrder());
    return [...this.box.querySelectorAll("[data-move]")];
  }

  #checkButton(onClick) {
    const made = make("button", { type: "button", className: "button button--small", textContent: WORDS.check });
    made.addEventListener("click", onClick);
    return made;
  }

  #checkTicks() {
    const chosen = this.options.filter((option) => option.querySelector("input").checked);
    if (chosen.length) this.finish(chosen);
    else this.said.textContent = WORDS.nothing;
  }

  #checkNumber(input) {
    const text = input.value.trim().replace(",", ".").replace("−", "-");
    const given = Number(text);
    if (text === "" || !Number.isFinite(given)) {
      this.said.textContent = WORDS.unreadable;
      return;
    }
    const { value, tolerance } = this.box.dataset;
    // A hair of room, so that a decimal on the edge counts in spite of binary rounding.
    const room = Number(tolerance) * (1 + 1e-9) + 1e-12;
    this.say(Math.abs(given - Number(value)) <= room);
  }

  #checkOrder() {
    const steps = [...this.box.querySelectorAll("[data-ordering] > li")]; // as they stand now
    const wrong = misplaced(steps);
    for (const step of steps) {
      step.classList.add(wrong.has(step) ? "option--wrong" : "option--right");
      if (wrong.has(step)) step.append(make("span", { className: "option__note", textContent: WORDS.misplaced }));
    }
    this.say(wrong.size === 0);
  }

  finish(chosen) {
    for (const option of this.options) mark(option, chosen.includes(option));
    this.say(this.options.every((option) => isRight(option) === chosen.includes(option)));
  }

  say(right) {
    this.box.dataset.state = right ? "right" : "wrong";
    this.said.textContent = right ? WORDS.right : WORDS.wrong;
    for (const control of this.group) control.disabled = true;
    this.actions.replaceChildren(this.again);
    this.answer.open = true;
    // The pressed control is disabled now; without this the keyboard would start over at the top of the page.
    this.again.focus({ preventScroll: true });
  }

  reset() {
    const finished = this.box.dataset.state;
    delete this.box.dataset.state;
    this.said.textContent = "";
    this.answer.open = false;
    for (const option of this.options) unmark(option);
    for (const control of this.group) control.disabled = control.checked = false;
    this.actions.replaceChildren(...(this.check ? [this.check] : []));
    if (finished) this.group[0].focus({ preventScroll: true });
  }
}

const isRight = (option) => "right" in option.dataset;

// As in content/orderings.py: again and again the step that breaks the order with most of the others.
function misplaced(steps) {
  const breaks = (one, other) => (one.dataset.after ?? "").split(" ").includes(other.dataset.step);
  let broken = steps.flatMap((one, index) => steps.slice(index + 1).flatMap((other) => (breaks(one, other) ? [[one, other]] : [])));
  const found = new Set();
  while (broken.length) {
    const count = (step) => broken.filter((pair) => pair.includes(step)).length;
    const worst = steps.reduce((most, step) => (count(step) > count(most) ? step : most));
    found.add(worst);
    broken = broken.filter((pair) => !pair.includes(worst));
  }
  return found;
}

function mark(option, chosen) {
  if (isRight(option)) option.classList.add("option--right");
  else if (chosen) option.classList.add("option--wrong");
  const notes = [chosen && WORDS.chosen, isRight(option) && WORDS.key].filter(Boolean);
  if (notes.length) option.append(make("span", { className: "option__note", textContent: notes.join(", ") }));
}

function unmark(option) {
  option.classList.remove("option--right", "option--wrong");
  option.querySelector(".option__note")?.remove();
}

for (const box of document.querySelectorAll("[data-self-check]")) new SelfCheck(box);
