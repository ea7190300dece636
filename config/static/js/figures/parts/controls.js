// The controls of a figure: native ones, each with its label.
import { element } from "./element.js";

let count = 0;

// `says(value)` is what is read aloud for a value, and `shows(value)` what stands beside the slider.
export function slider({ label, min = 0, max, step = 1, value, shows = String, says = shows, onInput }) {
  const input = element("input", { type: "range", className: "control__range", min, max, step, value });
  const shown = element("span", { className: "control__value num" });
  shown.setAttribute("aria-hidden", "true");
  const update = () => {
    shown.textContent = shows(input.valueAsNumber);
    input.setAttribute("aria-valuetext", says(input.valueAsNumber));
  };
  input.addEventListener("input", () => {
    update();
    onInput();
  });
  update();
  const box = element("label", { className: "control control--wide" }, named(label), input, shown);
  const set = (next) => {
    input.value = next;
    update();
  };
  return { box, input, set, get value() { return input.valueAsNumber; } };
}

export function choice({ label, options, value, onInput }) {
  const id = `figure-control-${(count += 1)}`;
  const input = element("select", { id, className: "input input--small" });
  for (const [key, words] of options) input.append(element("option", { value: key, selected: key === value }, words));
  input.addEventListener("input", onInput);
  const name = element("label", { htmlFor: id, className: "control__label" }, label);
  const box = element("div", { className: "control" }, name, input);
  return { box, input, get value() { return input.value; } };
}

export function radios({ label, options, value, onInput }) {
  const name = `figure-control-${(count += 1)}`;
  const box = element("fieldset", { className: "control" }, element("legend", { className: "control__label" }, label));
  for (const [key, words] of options) {
    const input = element("input", { type: "radio", name, value: key, checked: key === value });
    input.addEventListener("input", onInput);
    box.append(element("label", { className: "control__radio" }, input, words));
  }
  return { box, get value() { return box.querySelector("input:checked").value; } };
}

export function button(words, onClick) {
  const made = element("button", { type: "button", className: "button button--small" }, words);
  made.addEventListener("click", onClick);
  return made;
}

export const controls = (...boxes) => element("div", { className: "live__controls" }, ...boxes);

const named = (words) => element("span", { className: "control__label" }, words);
