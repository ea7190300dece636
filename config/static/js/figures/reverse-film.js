// The reverse chain, step by step: what the sampler holds, and the picture that it expects at the end.
import { decimal, words } from "../words.js";
import { button, choice, controls, slider } from "./parts/controls.js";
import { numbers, sheet } from "./parts/data.js";
import { element } from "./parts/element.js";
import { captioned, paintCells, picture } from "./parts/pixels.js";
import { readout } from "./parts/readout.js";
import { linear } from "./parts/schedule.js";

const FRAME_MS = 90;
const CALM = { ms: 600, steps: 10 }; // for who asked for less motion: few pictures, slowly
const WORDS = words({
  en: {
    place: "Steps done",
    digit: "Digit",
    play: "Play",
    pause: "Pause",
    back: "One step back",
    on: "One step on",
    held: "held: xₜ",
    expected: "expected at the end: x̂₀",
    step: "step t",
    noise: "noise √(1 − ᾱ)",
    done: "done",
  },
  vi: {
    place: "Số bước đã đi",
    digit: "Chữ số",
    play: "Chạy",
    pause: "Dừng",
    back: "Lùi một bước",
    on: "Tiến một bước",
    held: "đang có: xₜ",
    expected: "dự kiến ở cuối: x̂₀",
    step: "bước t",
    noise: "nhiễu √(1 − ᾱ)",
    done: "xong",
  },
});

export async function build(stage) {
  const [{ labels, steps }, film] = await Promise.all([numbers("reverse-film.json"), sheet("reverse-film.png")]);
  const { alphaBar } = linear(steps, 1e-3, 0.2);
  const calm = matchMedia("(prefers-reduced-motion: reduce)");
  let playing = 0;

  const held = picture(WORDS.held);
  const expected = picture(WORDS.expected);
  const shown = readout([WORDS.step, WORDS.noise]);
  const place = slider({ label: WORDS.place, max: steps, value: 0, onInput: () => (stop(), draw()) });
  const digit = choice({
    label: WORDS.digit,
    options: labels.map((label, at) => [String(at), String(label)]),
    value: "0",
    onInput: draw,
  });
  const play = button(WORDS.play, () => (playing ? stop() : start()));
  const back = button(WORDS.back, () => move(-1));
  const on = button(WORDS.on, () => move(1));

  function draw() {
    const [at, row] = [place.value, 2 * Number(digit.value)];
    const t = steps - 1 - at;
    paintCells(held, film, [[at, row]]);
    paintCells(expected, film, [[at, row + 1]]);
    if (t < 0) shown.show(WORDS.done, decimal(0, 3));
    else shown.show(String(t), decimal(Math.sqrt(1 - alphaBar[t]), 3));
  }

  function move(by) {
    stop();
    place.set(Math.min(steps, Math.max(0, place.value + by)));
    draw();
  }

  function start() {
    if (place.value === steps) place.set(0);
    play.textContent = WORDS.pause;
    const [ms, by] = calm.matches ? [CALM.ms, CALM.steps] : [FRAME_MS, 1];
    playing = setInterval(() => {
      place.set(Math.min(steps, place.value + by));
      draw();
      if (place.value === steps) stop();
    }, ms);
  }

  function stop() {
    clearInterval(playing);
    playing = 0;
    play.textContent = WORDS.play;
  }

  const row = element("div", { className: "live__row" }, captioned(held, WORDS.held), captioned(expected, WORDS.expected));
  row.append(shown.box);
  stage.append(row, controls(place.box, play, back, on, digit.box));
  draw();
}
