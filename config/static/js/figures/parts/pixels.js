// Small pictures on canvases that the stylesheet enlarges without smoothing.
import { element } from "./element.js";

const SIZE = 8;
const NARROW = "(max-width: 40rem)";

export function picture(words, columns = 1, rows = 1) {
  const canvas = element("canvas", { className: "pixels", width: width(columns), height: width(rows) });
  canvas.setAttribute("role", "img");
  canvas.setAttribute("aria-label", words);
  return canvas;
}

// Values around [−1, 1], black to white; what lies beyond is cut off.
export function paint(canvas, values) {
  const image = new ImageData(SIZE, SIZE);
  values.forEach((value, at) => {
    const grey = Math.round((255 * (Math.min(1, Math.max(-1, value)) + 1)) / 2);
    image.data.set([grey, grey, grey, 255], 4 * at);
  });
  canvas.getContext("2d").putImageData(image, 0, 0);
}

// Cells [column, row] of a sheet of pictures, laid out one pixel apart.
export function paintCells(canvas, sheet, cells, columns = 1) {
  const context = canvas.getContext("2d");
  context.clearRect(0, 0, canvas.width, canvas.height);
  cells.forEach(([column, row], at) => {
    const x = (at % columns) * (SIZE + 1);
    const y = Math.floor(at / columns) * (SIZE + 1);
    context.drawImage(sheet, column * SIZE, row * SIZE, SIZE, SIZE, x, y, SIZE, SIZE);
  });
}

// A picture with its name under it.
export const captioned = (canvas, words) =>
  element("div", { className: "captioned" }, canvas, element("span", { className: "captioned__words" }, words));

// How many pictures stand in a row: fewer on a phone, where they would grow too small.
export const columns = (wide, narrow) => (matchMedia(NARROW).matches ? narrow : wide);

const width = (cells) => cells * (SIZE + 1) - 1;
