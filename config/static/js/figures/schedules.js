// Linear against cosine: ᾱ and the log signal-to-noise ratio, with a cursor at t and one digit noised by each.
import { decimal, words } from "../words.js";
import { chart, legend, titled } from "./parts/chart.js";
import { controls, slider } from "./parts/controls.js";
import { numbers } from "./parts/data.js";
import { element } from "./parts/element.js";
import { captioned, paint, picture } from "./parts/pixels.js";
import { gaussians } from "./parts/random.js";
import { readout } from "./parts/readout.js";
import { cosine, linear } from "./parts/schedule.js";

const T = 1000;
const LOG_ENDS = [-12, 12];
const SCHEDULES = [linear(T), cosine(T)];
const DIGIT = 3;
const WORDS = words({
  en: {
    step: "Step t",
    names: ["linear", "cosine"],
    left: "ᾱ: how much of the variance is picture",
    ratio: "log ᾱ/(1 − ᾱ): the signal-to-noise ratio",
    noised: "The digit noised by the schedule:",
    share: "ᾱ",
    log: "log ratio",
  },
  vi: {
    step: "Bước t",
    names: ["tuyến tính", "cosin"],
    left: "ᾱ: phần phương sai thuộc về ảnh",
    ratio: "log ᾱ/(1 − ᾱ): tỉ số tín hiệu trên nhiễu",
    noised: "Chữ số bị làm nhiễu theo lịch:",
    share: "ᾱ",
    log: "log tỉ số",
  },
});

const logRatio = (alphaBar) => Math.log(alphaBar / (1 - alphaBar));

export async function build(stage) {
  const { digits } = await numbers("digits.json");
  const x = digits[DIGIT].map((level) => level / 8 - 1);
  const noise = gaussians(64);
  const marks = [0, 250, 500, 750, 999];
  const axes = { x: [0, T - 1], xMarks: marks, xName: "t" };
  const share = chart({ ...axes, title: WORDS.left, y: [0, 1], yMarks: [0, 0.5, 1] });
  const ratio = chart({ ...axes, title: WORDS.ratio, y: LOG_ENDS, yMarks: [-10, -5, 0, 5, 10] });
  SCHEDULES.forEach(({ alphaBar }, at) => {
    share.line(at + 1)(alphaBar.map((value, t) => [t, value]));
    ratio.line(at + 1)(alphaBar.map((value, t) => [t, logRatio(value)]));
  });
  const cursors = [share.cursor(), ratio.cursor()];
  const dots = SCHEDULES.map(() => [share.dot(), ratio.dot()]);
  const pictures = WORDS.names.map((name) => picture(`${WORDS.noised} ${name}`));
  const shown = readout(WORDS.names.flatMap((name) => [`${WORDS.share}, ${name}`, `${WORDS.log}, ${name}`]));
  const step = slider({ label: WORDS.step, max: T - 1, value: 500, says: (t) => `t = ${t}`, onInput: draw });

  function draw() {
    const t = step.value;
    for (const move of cursors) move(t);
    const texts = SCHEDULES.flatMap(({ alphaBar }, at) => {
      const value = alphaBar[t];
      dots[at][0](t, value);
      dots[at][1](t, logRatio(value));
      paint(pictures[at], x.map((pixel, i) => Math.sqrt(value) * pixel + Math.sqrt(1 - value) * noise[i]));
      return [decimal(value, 4), decimal(logRatio(value), 2)];
    });
    shown.show(...texts);
  }

  const charts = element("div", { className: "live__charts" }, titled(WORDS.left, share), titled(WORDS.ratio, ratio));
  const row = element("div", { className: "live__row" }, ...pictures.map((one, at) => captioned(one, WORDS.names[at])));
  row.append(shown.box);
  stage.append(charts, legend([1, WORDS.names[0]], [2, WORDS.names[1]]), controls(step.box), row);
  draw();
}
