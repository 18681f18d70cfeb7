/**
 * Drawings by hand as short texts, as models/strokes.py reads them: strokes joined by full stops,
 * each a colour letter, a width letter (a capital fills) and hexadecimal points.
 * @typedef {{ink: string, width: string, filled: boolean, points: number[][]}} Stroke
 */

export const SIDE = 256;
const CLOSE_ENOUGH = 0.5;
const DOT = 0.01; // a line without any length would not be drawn

/** @returns {Stroke[]} the strokes of a drawing; what is no stroke is left out */
export function parsed(text) {
  const strokes = [...text.matchAll(/([a-z])([a-dA-D])((?:[0-9a-f]{4})+)(?:\.|$)/g)];
  return strokes.map(([, ink, width, digits]) => ({
    ink,
    width: width.toLowerCase(),
    filled: width !== width.toLowerCase(),
    points: digits.match(/.{4}/g).map((pair) => [parseInt(pair.slice(0, 2), 16), parseInt(pair.slice(2), 16)]),
  }));
}

/** @returns {string} the stroke as text, without the points that a straight line does not need */
export function written({ ink, width, filled, points }) {
  const digits = (value) => Math.min(SIDE - 1, Math.max(0, Math.round(value))).toString(16).padStart(2, "0");
  const kept = simplified(points, CLOSE_ENOUGH);
  return ink + (filled ? width.toUpperCase() : width) + kept.map(([x, y]) => digits(x) + digits(y)).join("");
}

/** @returns {number[][]} the points that matter (Ramer 1972, Douglas and Peucker 1973) */
export function simplified(points, tolerance) {
  if (points.length < 3) return points;
  const [first, last] = [points[0], points.at(-1)];
  let farthest = 0;
  let most = -1;
  for (let index = 1; index < points.length - 1; index++) {
    const away = distance(points[index], first, last);
    if (away > most) [farthest, most] = [index, away];
  }
  if (most <= tolerance) return [first, last];
  const before = simplified(points.slice(0, farthest + 1), tolerance);
  return [...before.slice(0, -1), ...simplified(points.slice(farthest), tolerance)];
}

/** @returns {number} how far `point` is from the line between `a` and `b` */
function distance([x, y], [ax, ay], [bx, by]) {
  const [dx, dy] = [bx - ax, by - ay];
  const length = Math.hypot(dx, dy);
  if (!length) return Math.hypot(x - ax, y - ay);
  return Math.abs(dx * (ay - y) - dy * (ax - x)) / length;
}

/** Draw a stroke on a context whose unit is one part in SIDE. */
export function paintStroke(context, { ink, width, filled, points }, inks, widths) {
  const [[x, y], ...rest] = points.map(([px, py]) => [px + 0.5, py + 0.5]);
  context.lineCap = context.lineJoin = "round";
  context.lineWidth = widths[width];
  context.fillStyle = context.strokeStyle = inks[ink];
  context.beginPath();
  context.moveTo(x, y);
  for (const [nextX, nextY] of rest.length ? rest : [[x + DOT, y]]) context.lineTo(nextX, nextY);
  if (filled) {
    context.closePath();
    context.fill();
  }
  context.stroke();
}
