// The run that trained the digits model: the loss of each epoch, and ten digits sampled on the way.
import { decimal, words } from "../words.js";
import { chart, titled } from "./parts/chart.js";
import { controls, slider } from "./parts/controls.js";
import { numbers, sheet } from "./parts/data.js";
import { element } from "./parts/element.js";
import { columns, paintCells, picture } from "./parts/pixels.js";
import { readout } from "./parts/readout.js";

const CLASSES = 10;
const COLUMNS = columns(10, 5);
const WORDS = words({
  en: {
    epochs: "Epochs trained",
    chart: "Mean loss of each epoch",
    samples: (epochs) => `The digits 0 to 9, sampled after ${epochs} epochs`,
    axis: "epoch",
    loss: "loss of the last epoch",
    none: "none yet",
  },
  vi: {
    epochs: "Số epoch đã huấn luyện",
    chart: "Hàm mất mát trung bình của mỗi epoch",
    samples: (epochs) => `Các chữ số từ 0 đến 9, lấy mẫu sau ${epochs} epoch`,
    axis: "epoch",
    loss: "hàm mất mát của epoch cuối",
    none: "chưa có",
  },
});

export async function build(stage) {
  const [{ losses, checkpoints }, samples] = await Promise.all([numbers("training-curve.json"), sheet("training-curve.png")]);
  const canvas = picture("", COLUMNS, CLASSES / COLUMNS);
  canvas.classList.add("pixels--wide");
  const last = losses.length;
  const curve = chart({
    title: WORDS.chart,
    x: [0, last],
    y: [0, 0.5],
    xMarks: [0, 50, 100, 150],
    yMarks: [0, 0.1, 0.2, 0.3, 0.4, 0.5],
    xName: WORDS.axis,
  });
  curve.line(1)(losses.map((loss, at) => [at + 1, loss]));
  const cursor = curve.cursor();
  const shown = readout([WORDS.epochs, WORDS.loss]);
  const moment = slider({
    label: WORDS.epochs,
    max: checkpoints.length - 1,
    value: checkpoints.length - 1,
    shows: (at) => String(checkpoints[at]),
    onInput: draw,
  });

  function draw() {
    const epochs = checkpoints[moment.value];
    paintCells(canvas, samples, Array.from({ length: CLASSES }, (_, label) => [label, moment.value]), COLUMNS);
    canvas.setAttribute("aria-label", WORDS.samples(epochs));
    cursor(epochs);
    shown.show(String(epochs), epochs ? decimal(losses[epochs - 1], 3) : WORDS.none);
  }

  const charts = element("div", { className: "live__charts" }, titled(WORDS.chart, curve), shown.box);
  stage.append(canvas, controls(moment.box), charts);
  draw();
}
