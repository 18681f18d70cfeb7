/** Geometry of small line plots: numbers in, SVG attributes out. No DOM except in `svg`. */

const SVG_NAMESPACE = "http://www.w3.org/2000/svg";

/** @returns {(value: number) => number} the straight line from `domain` to `range` */
export function scale([low, high], [start, end]) {
  const span = high - low || 1;
  return (value) => start + ((value - low) / span) * (end - start);
}

/**
 * @param {Array<number | null>} values one for each x; null leaves a gap
 * @returns {string} the `d` attribute of a path
 */
export function linePath(values, x, y) {
  let pen = "M";
  let path = "";
  values.forEach((value, index) => {
    if (value === null || !Number.isFinite(value)) {
      pen = "M";
      return;
    }
    path += `${pen}${x(index).toFixed(1)} ${y(value).toFixed(1)}`;
    pen = "L";
  });
  return path;
}

/** @returns {number} the largest finite value, or `least` where all are smaller */
export function ceiling(values, least) {
  return values.reduce((top, value) => (Number.isFinite(value) && value > top ? value : top), least);
}

/** Spread labels of height `gap` so that none covers another; order is kept. */
export function spread(wanted, gap, top, bottom) {
  const order = wanted.map((y, index) => [y, index]).sort((a, b) => a[0] - b[0]);
  const placed = [];
  order.forEach(([y], rank) => {
    placed.push(Math.max(y, rank ? placed[rank - 1] + gap : top));
  });
  for (let rank = placed.length - 1, floor = bottom; rank >= 0; rank--, floor -= gap) {
    placed[rank] = Math.min(placed[rank], floor);
  }
  const result = [];
  order.forEach(([, index], rank) => (result[index] = placed[rank]));
  return result;
}

/** @returns {SVGElement} an element with these attributes, for appending */
export function svg(name, attributes, text = "") {
  const node = document.createElementNS(SVG_NAMESPACE, name);
  for (const [key, value] of Object.entries(attributes)) node.setAttribute(key, value);
  if (text) node.textContent = text;
  return node;
}
