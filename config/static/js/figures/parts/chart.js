// A line chart in the design system's classes: axes, lines that differ by dash as well as colour, and a cursor.
import { drawn, element } from "./element.js";

const WIDTH = 320;
const HEIGHT = 210;
const BOX = { left: 38, right: 308, top: 12, bottom: 178 };

export function chart({ title, x, y, xMarks, yMarks, xName }) {
  const toX = (value) => BOX.left + ((BOX.right - BOX.left) * (value - x[0])) / (x[1] - x[0]);
  const toY = (value) => BOX.bottom - ((BOX.bottom - BOX.top) * (value - y[0])) / (y[1] - y[0]);
  const svg = drawn("svg", { class: "curve", viewBox: `0 0 ${WIDTH} ${HEIGHT}`, role: "img", "aria-label": title });
  const label = (text, left, top, anchor) =>
    svg.append(drawn("text", { class: "curve__label", x: left, y: top, "text-anchor": anchor }, text));

  for (const mark of yMarks) {
    svg.append(drawn("path", { class: "curve__grid", d: `M${BOX.left} ${toY(mark)}H${BOX.right}` }));
    label(signed(mark), BOX.left - 6, toY(mark) + 4, "end");
  }
  for (const mark of xMarks) {
    svg.append(drawn("path", { class: "curve__axis", d: `M${toX(mark)} ${BOX.bottom}v4` }));
    label(signed(mark), toX(mark), BOX.bottom + 17, "middle");
  }
  svg.append(drawn("path", { class: "curve__axis", d: `M${BOX.left} ${BOX.bottom}H${BOX.right}` }));
  label(xName, (BOX.left + BOX.right) / 2, HEIGHT - 2, "middle");

  // A line kind 1…4; the returned function draws it anew.
  function line(kind) {
    const path = drawn("path", { class: `curve__line curve__line--${kind}` });
    svg.append(path);
    return (points) => path.setAttribute("d", `M${points.map(([a, b]) => `${toX(a)} ${clipped(toY(b))}`).join("L")}`);
  }

  function cursor() {
    const path = drawn("path", { class: "curve__cursor" });
    svg.append(path);
    return (at) => path.setAttribute("d", `M${toX(at)} ${BOX.top}V${BOX.bottom}`);
  }

  function dot() {
    const circle = drawn("circle", { class: "curve__dot", r: 4 });
    svg.append(circle);
    return (a, b) => {
      circle.setAttribute("cx", toX(a));
      circle.setAttribute("cy", clipped(toY(b)));
    };
  }

  return { svg, line, cursor, dot };
}

// Names of lines, each beside a piece of its line, and of the dot: legend([1, "linear"], [DOT, "expected"]).
export const DOT = 0;

export function legend(...entries) {
  const list = element("ul", { className: "legend" });
  for (const [kind, words] of entries) {
    const key = drawn("svg", { class: "legend__key", viewBox: "0 0 28 8", "aria-hidden": "true" });
    if (kind === DOT) key.append(drawn("circle", { class: "curve__dot", cx: 14, cy: 4, r: 4 }));
    else key.append(drawn("path", { class: `curve__line curve__line--${kind}`, d: "M0 4h28" }));
    list.append(element("li", { className: "legend__item" }, key, words));
  }
  return list;
}

export const titled = (words, { svg }) =>
  element("div", { className: "live__chart" }, element("p", { className: "live__title" }, words), svg);

const clipped = (y) => Math.min(BOX.bottom, Math.max(BOX.top, y));
const signed = (value) => String(value).replace("-", "−");
