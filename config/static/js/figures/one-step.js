// One reverse step on a line, with nothing learned: for a mixture of Gaussians the best prediction can be written down.
import { decimal, words } from "../words.js";
import { DOT, chart, legend, titled } from "./parts/chart.js";
import { choice, controls, slider } from "./parts/controls.js";
import { numbers } from "./parts/data.js";
import { element } from "./parts/element.js";
import { bell, mixture } from "./parts/mixture.js";
import { readout } from "./parts/readout.js";
import { cosine } from "./parts/schedule.js";

const ENDS = [-3, 3];
const CHAINS = [10, 50, 250];
const POINTS = Array.from({ length: 241 }, (_, i) => ENDS[0] + ((ENDS[1] - ENDS[0]) * i) / 240);
const WORDS = words({
  en: {
    chain: "Steps of the chain T",
    step: "Step t",
    place: "Where the sampler is, xₜ",
    above: "Densities: where xₜ lies, and where the data lie",
    below: "One step from xₜ: where xₜ₋₁ may come from",
    lines: ["q(xₜ)", "the data, q(x₀)", "true: q(xₜ₋₁ | xₜ)", "the sampler's: N(μ, β)"],
    expected: "expected x̂₀",
    mean: "mean of the step μ",
    spread: "its spread √β",
  },
  vi: {
    chain: "Số bước của xích T",
    step: "Bước t",
    place: "Vị trí của bộ lấy mẫu, xₜ",
    above: "Mật độ: xₜ nằm ở đâu, và dữ liệu nằm ở đâu",
    below: "Một bước từ xₜ: xₜ₋₁ có thể từ đâu đến",
    lines: ["q(xₜ)", "dữ liệu, q(x₀)", "thật: q(xₜ₋₁ | xₜ)", "của bộ lấy mẫu: N(μ, β)"],
    expected: "x̂₀ dự kiến",
    mean: "kỳ vọng của bước μ",
    spread: "độ rộng √β",
  },
});

export async function build(stage) {
  const data = mixture(await numbers("one-step.json"));
  const axes = { x: ENDS, xMarks: [-3, -2, -1, 0, 1, 2, 3], xName: "x" };
  const above = chart({ ...axes, title: WORDS.above, y: [0, 0.8], yMarks: [0, 0.4, 0.8] });
  const below = chart({ ...axes, title: WORDS.below, y: [0, 1.1], yMarks: [] });
  const [noisy, clean] = [above.line(1), above.line(3)];
  const [exact, assumed] = [below.line(1), below.line(2)];
  const here = [above.cursor(), below.cursor()];
  const [aim, target] = [above.dot(), below.dot()];
  const shown = readout([WORDS.expected, WORDS.mean, WORDS.spread]);

  const chain = choice({
    label: WORDS.chain,
    options: CHAINS.map((T) => [String(T), String(T)]),
    value: "50",
    onInput: rescale,
  });
  const step = slider({ label: WORDS.step, max: 49, value: 28, says: (t) => `t = ${t}`, onInput: draw });
  const place = slider({
    label: WORDS.place,
    min: ENDS[0],
    max: ENDS[1],
    step: 0.05,
    value: 0.4,
    shows: (x) => decimal(x, 2),
    onInput: draw,
  });

  function rescale() {
    const T = Number(chain.value);
    const t = Math.round(((T - 1) * step.value) / Number(step.input.max));
    step.input.max = T - 1;
    step.set(t);
    draw();
  }

  function draw() {
    const { betas, alphaBar } = cosine(Number(chain.value));
    const [t, x] = [step.value, place.value];
    const beta = betas[t];
    const before = t > 0 ? alphaBar[t - 1] : 1;
    const expected = data.expected(x, alphaBar[t]);
    const mean = data.reverseMean(x, alphaBar[t], beta);
    noisy(POINTS.map((at) => [at, data.density(at, alphaBar[t])]));
    clean(POINTS.map((at) => [at, data.density(at, 1)]));
    // Where x_{t−1} may lie: as likely as it is itself, times as likely as the step from it to x_t.
    exact(tall(POINTS.map((at) => [at, data.density(at, before) * bell(x - Math.sqrt(1 - beta) * at, beta)])));
    assumed(tall(POINTS.map((at) => [at, bell(at - mean, beta)])));
    for (const move of here) move(x);
    aim(expected, 0);
    target(mean, 0);
    shown.show(decimal(expected, 2), decimal(mean, 2), decimal(Math.sqrt(beta), 2));
  }

  const charts = element("div", { className: "live__charts" });
  charts.append(
    element("div", {}, titled(WORDS.above, above), legend([1, WORDS.lines[0]], [3, WORDS.lines[1]], [DOT, WORDS.expected])),
    element("div", {}, titled(WORDS.below, below), legend([1, WORDS.lines[2]], [2, WORDS.lines[3]], [DOT, WORDS.mean])),
  );
  stage.append(charts, controls(step.box, place.box, chain.box), shown.box);
  draw();
}

// Scaled so that the highest point is 1: only the shapes are compared.
function tall(points) {
  const top = Math.max(...points.map(([, y]) => y));
  return points.map(([x, y]) => [x, y / top]);
}
