import { svg } from "./plot.js";

/** What a picture of vectors is made of: marks of groups, arrows, lines. */

const SHAPES = [
  "M-6 0A6 6 0 1 0 6 0A6 6 0 1 0 -6 0Z", "M-5 -5H5V5H-5Z", "M0 -7L6.5 5H-6.5Z",
  "M0 -7.5L6 0L0 7.5L-6 0Z", "M0 7L-6.5 -5H6.5Z", "M-2 -6H2V-2H6V2H2V6H-2V2H-6V-2H-2Z",
];

/** @returns {SVGElement} the mark of a group: its colour and its shape tell it apart */
export function markOf(group, x, y, r) {
  const mark = svg("path", { class: "group", d: SHAPES[group % SHAPES.length], style: `--colour: var(--g${group % 6})` });
  mark.setAttribute("transform", `translate(${x.toFixed(1)} ${y.toFixed(1)}) scale(${(r / 6).toFixed(2)})`);
  return mark;
}

/** A line with a head of fixed size that ends before the dot it points to; sides have no head. */
export function arrow({ kind, from, to }) {
  const [dx, dy] = [to[0] - from[0], to[1] - from[1]];
  const length = Math.hypot(dx, dy);
  if (length < 1) return [];
  if (kind === "side") return [line(kind, from, to)];
  const gap = Math.min(9, length / 3);
  const tip = [to[0] - (gap * dx) / length, to[1] - (gap * dy) / length];
  const end = [to[0] - ((gap + 8) * dx) / length, to[1] - ((gap + 8) * dy) / length];
  const turn = (180 / Math.PI) * Math.atan2(dy, dx);
  const head = svg("path", { class: `head ${kind}`, d: "M0 0L-13 -5.5L-13 5.5Z" });
  head.setAttribute("transform", `translate(${tip[0].toFixed(1)} ${tip[1].toFixed(1)}) rotate(${turn.toFixed(2)})`);
  return [line(kind, from, end), head];
}

function line(kind, [x1, y1], [x2, y2]) {
  return svg("line", { class: `arrow ${kind}`, x1, y1, x2, y2 });
}

/** Points along a line, close enough together that a name on it is noticed. */
export function alongLine({ from, to }) {
  const count = Math.ceil(Math.hypot(to[0] - from[0], to[1] - from[1]) / 9) || 1;
  return Array.from({ length: count + 1 }, (_, k) => from.map((value, axis) => value + (k / count) * (to[axis] - value)));
}
