/**
 * The plane of the two predictions, to scale. A point stands for a prediction of the noise, in units
 * of what true noise has: ε_w = ε_uncond + w (ε_cond - ε_uncond) walks along a straight line.
 * @typedef {[number, number]} Point
 */

/** @returns {Point} the prediction for guidance `w` */
export function guided([ux, uy], [cx, cy], w) {
  return [ux + w * (cx - ux), uy + w * (cy - uy)];
}

/** @returns {number} how long an arrow from the origin to this point is */
export function length([x, y]) {
  return Math.hypot(x, y);
}

/** @returns {number} the guidance whose prediction is nearest to this point; 0 where both are one */
export function nearestW(uncond, cond, [x, y]) {
  const along = [cond[0] - uncond[0], cond[1] - uncond[1]];
  const square = along[0] ** 2 + along[1] ** 2;
  if (!square) return 0;
  return ((x - uncond[0]) * along[0] + (y - uncond[1]) * along[1]) / square;
}

/**
 * The part of the plane that holds the origin, the circle of true noise and every guidance.
 * @returns {{left: number, right: number, bottom: number, top: number}}
 */
export function frame(uncond, cond, [low, high]) {
  const points = [[0, 0], [1, 0], [0, 1], guided(uncond, cond, low), guided(uncond, cond, high), cond];
  const xs = points.map(([x]) => x);
  const ys = points.map(([, y]) => y);
  const margin = 0.06 * Math.max(Math.max(...xs) - Math.min(...xs), Math.max(...ys) - Math.min(...ys));
  return {
    left: Math.min(...xs) - margin, right: Math.max(...xs) + margin,
    bottom: Math.min(...ys) - margin, top: Math.max(...ys) + margin,
  };
}

/**
 * One scale for both directions, or the arrows would lie.
 * @returns {{to: (point: Point) => Point, from: (point: Point) => Point, unit: number}}
 */
export function drawnTo({ left, right, bottom, top }, width, height) {
  const unit = Math.min(width / (right - left), height / (top - bottom));
  const x = (width - unit * (right - left)) / 2 - unit * left;
  const y = (height - unit * (top - bottom)) / 2 + unit * top;
  return {
    unit,
    to: ([px, py]) => [x + unit * px, y - unit * py],
    from: ([px, py]) => [(px - x) / unit, (y - py) / unit],
  };
}

/**
 * Where `w` lies among the pictures that were decoded.
 * @param {ArrayLike<number>} ws ascending
 * @returns {[number, number, number]} the two neighbours, and the share of the second
 */
export function between(ws, w) {
  const last = ws.length - 1;
  if (w <= ws[0]) return [0, 0, 0];
  if (w >= ws[last]) return [last, last, 0];
  let upper = 1;
  while (ws[upper] < w) upper += 1;
  return [upper - 1, upper, (w - ws[upper - 1]) / (ws[upper] - ws[upper - 1])];
}

/** @returns {string} what this guidance means, in words */
export function meaning(w) {
  if (w < 0) return "away from the words";
  if (w === 0) return "the words are left out";
  if (w < 1) return "half-hearted: between both";
  if (w === 1) return "plainly what the words say";
  if (w <= 5) return "the difference, exaggerated";
  if (w <= 10) return "strongly exaggerated";
  return "far beyond what was learned";
}
