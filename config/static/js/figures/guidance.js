// Recorded samples of the digits model at six guidance scales, with what was measured on them.
import { decimal, words } from "../words.js";
import { chart, legend, titled } from "./parts/chart.js";
import { choice, controls, slider } from "./parts/controls.js";
import { numbers, sheet } from "./parts/data.js";
import { element } from "./parts/element.js";
import { columns, paintCells, picture } from "./parts/pixels.js";
import { readout } from "./parts/readout.js";

const COLUMNS = columns(8, 4);
const WORDS = words({
  en: {
    scale: "Guidance scale s",
    digit: "Digit asked for",
    samples: (count, digit, scale) => `${count} samples of the digit ${digit} at the scale ${scale}`,
    agreement: "read as that digit",
    diversity: "diversity (real digits: 1)",
    chart: "Mean over all ten digits, against s",
    lines: ["read as the digit asked for", "diversity"],
  },
  vi: {
    scale: "Hệ số dẫn hướng s",
    digit: "Chữ số yêu cầu",
    samples: (count, digit, scale) => `${count} mẫu của chữ số ${digit} với hệ số ${scale}`,
    agreement: "đọc ra đúng chữ số đó",
    diversity: "độ đa dạng (chữ số thật: 1)",
    chart: "Trung bình trên cả mười chữ số, theo s",
    lines: ["đọc ra đúng chữ số yêu cầu", "độ đa dạng"],
  },
});

const mean = (values) => values.reduce((sum, value) => sum + value, 0) / values.length;
const percent = (value) => `${decimal(100 * value, 0)} %`;

export async function build(stage) {
  const [data, samples] = await Promise.all([numbers("guidance.json"), sheet("guidance.png")]);
  const { scales, shown: count } = data;
  const canvas = picture("", COLUMNS, count / COLUMNS);
  canvas.classList.add("pixels--wide");
  const means = [data.agreement, data.diversity].map((table) => table.map(mean));
  const curves = chart({
    title: WORDS.chart,
    x: [0, scales.at(-1)],
    y: [0, 1.4],
    xMarks: scales,
    yMarks: [0, 0.5, 1],
    xName: "s",
  });
  means.forEach((values, at) => curves.line(at + 1)(values.map((value, i) => [scales[i], value])));
  const cursor = curves.cursor();
  const shown = readout([WORDS.agreement, WORDS.diversity]);
  const scale = slider({
    label: WORDS.scale,
    max: scales.length - 1,
    value: 2,
    shows: (at) => String(scales[at]),
    says: (at) => `s = ${scales[at]}`,
    onInput: draw,
  });
  const digit = choice({
    label: WORDS.digit,
    options: data.agreement[0].map((_, label) => [String(label), String(label)]),
    value: "3",
    onInput: draw,
  });

  function draw() {
    const [at, label] = [scale.value, Number(digit.value)];
    const cells = Array.from({ length: count }, (_, i) => [at * count + i, label]);
    paintCells(canvas, samples, cells, COLUMNS);
    canvas.setAttribute("aria-label", WORDS.samples(count, label, scales[at]));
    cursor(scales[at]);
    shown.show(percent(data.agreement[at][label]), decimal(data.diversity[at][label], 2));
  }

  const charts = element("div", { className: "live__charts" }, titled(WORDS.chart, curves));
  charts.append(element("div", { className: "live__beside" }, legend([1, WORDS.lines[0]], [2, WORDS.lines[1]]), shown.box));
  stage.append(canvas, controls(scale.box, digit.box), charts);
  draw();
}
