// Named numbers under a figure. They change at once for the eye; for the ear they are read out when the hand rests.
import { element } from "./element.js";

const REST_MS = 600;

export function readout(names) {
  const values = names.map(() => element("dd", { className: "num" }));
  const list = element("dl", { className: "readout" });
  names.forEach((name, at) => list.append(element("div", {}, element("dt", {}, name), values[at])));
  const voice = element("output", { className: "visually-hidden" });
  voice.setAttribute("aria-live", "polite");
  let waiting;

  function show(...texts) {
    texts.forEach((text, at) => (values[at].textContent = text));
    clearTimeout(waiting);
    waiting = setTimeout(() => (voice.textContent = names.map((name, at) => `${name}: ${texts[at]}`).join("; ")), REST_MS);
  }

  return { box: element("div", {}, list, voice), show };
}
