// A real digit and one noise, mixed as step t of a schedule mixes them.
import { decimal, words } from "../words.js";
import { button, choice, controls, radios, slider } from "./parts/controls.js";
import { numbers } from "./parts/data.js";
import { element } from "./parts/element.js";
import { captioned, paint, picture } from "./parts/pixels.js";
import { gaussians } from "./parts/random.js";
import { readout } from "./parts/readout.js";
import { cosine, linear } from "./parts/schedule.js";

const T = 1000;
const SCHEDULES = { linear: linear(T), cosine: cosine(T) };
const WORDS = words({
  en: {
    step: "Step t",
    schedule: "Schedule",
    linear: "linear",
    cosine: "cosine",
    digit: "Digit",
    renew: "New noise",
    clean: "The clean digit",
    noise: "The noise",
    noisy: "The noisy digit",
    signalShare: "signal √ᾱ",
    noiseShare: "noise √(1 − ᾱ)",
  },
  vi: {
    step: "Bước t",
    schedule: "Lịch nhiễu",
    linear: "tuyến tính",
    cosine: "cosin",
    digit: "Chữ số",
    renew: "Nhiễu mới",
    clean: "Chữ số sạch",
    noise: "Nhiễu",
    noisy: "Chữ số đã nhiễu",
    signalShare: "tín hiệu √ᾱ",
    noiseShare: "nhiễu √(1 − ᾱ)",
  },
});

export async function build(stage) {
  const { digits } = await numbers("digits.json");
  let noise = gaussians(64);

  const clean = picture(WORDS.clean);
  const pure = picture(WORDS.noise);
  const noisy = picture(WORDS.noisy);
  const signalWeight = element("span", { className: "mix__weight num" });
  const noiseWeight = element("span", { className: "mix__weight num" });
  const shown = readout(["ᾱ", WORDS.signalShare, WORDS.noiseShare]);

  const step = slider({ label: WORDS.step, max: T - 1, value: 250, says: (t) => `t = ${t}`, onInput: draw });
  const kind = radios({
    label: WORDS.schedule,
    options: [["linear", WORDS.linear], ["cosine", WORDS.cosine]],
    value: "linear",
    onInput: draw,
  });
  const digit = choice({
    label: WORDS.digit,
    options: digits.map((_, label) => [String(label), String(label)]),
    value: "3",
    onInput: draw,
  });
  const renew = button(WORDS.renew, () => {
    noise = gaussians(64);
    draw();
  });

  function draw() {
    const alphaBar = SCHEDULES[kind.value].alphaBar[step.value];
    const [signal, rest] = [Math.sqrt(alphaBar), Math.sqrt(1 - alphaBar)];
    const x = digits[Number(digit.value)].map((level) => level / 8 - 1);
    paint(clean, x);
    paint(pure, noise);
    paint(noisy, x.map((value, at) => signal * value + rest * noise[at]));
    signalWeight.textContent = `= ${decimal(signal, 2)} ·`;
    noiseWeight.textContent = `+ ${decimal(rest, 2)} ·`;
    shown.show(decimal(alphaBar, 4), decimal(signal, 3), decimal(rest, 3));
  }

  const equation = element("div", { className: "mix" });
  equation.append(captioned(noisy, "xₜ"), signalWeight, captioned(clean, "x₀"), noiseWeight, captioned(pure, "ε"));
  stage.append(equation, controls(step.box, kind.box, digit.box, renew), shown.box);
  draw();
}
