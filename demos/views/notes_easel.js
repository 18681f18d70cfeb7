/** A picture of few pixels that is painted by hand: pure, without a page. */

const MOST_UNDOS = 200;

/**
 * @typedef {object} Easel
 * @property {Uint8Array} pixels red, green, blue, row after row
 * @property {Uint8Array[]} past what undo brings back, oldest first
 */

/** @returns {Easel} a sheet of one colour */
export function blank(side, colour) {
  const pixels = new Uint8Array(3 * side * side);
  for (let start = 0; start < pixels.length; start += 3) pixels.set(colour, start);
  return { pixels, past: [] };
}

/** @returns {Easel} with another picture on it; undo brings back the one before */
export function replaced({ pixels, past }, next) {
  return { pixels: next, past: [...past, pixels].slice(-MOST_UNDOS) };
}

/** @returns {Easel} as it was before the last stroke */
export function undone({ pixels, past }) {
  return past.length ? { pixels: past.at(-1), past: past.slice(0, -1) } : { pixels, past };
}

/** @returns {Uint8Array} the picture with one pixel painted */
export function dotted(pixels, side, [x, y], colour) {
  const next = pixels.slice();
  if (x >= 0 && y >= 0 && x < side && y < side) next.set(colour, 3 * (y * side + x));
  return next;
}

/** @returns {Uint8Array} the picture with a line of pixels (Bresenham 1965) */
export function lined(pixels, side, [x0, y0], [x1, y1], colour) {
  const steps = Math.max(Math.abs(x1 - x0), Math.abs(y1 - y0), 1);
  let next = pixels;
  for (let step = 0; step <= steps; step++) {
    const at = (a, b) => Math.round(a + ((b - a) * step) / steps);
    next = dotted(next, side, [at(x0, x1), at(y0, y1)], colour);
  }
  return next;
}

/** @returns {Uint8Array} the picture with an area of one colour painted over */
export function filled(pixels, side, [x, y], colour) {
  const next = pixels.slice();
  const same = (at) => [0, 1, 2].every((channel) => pixels[at + channel] === pixels[first + channel]);
  const first = 3 * (y * side + x);
  const seen = new Set();
  const todo = [[x, y]];
  while (todo.length) {
    const [column, row] = todo.pop();
    const at = 3 * (row * side + column);
    if (column < 0 || row < 0 || column >= side || row >= side || seen.has(at) || !same(at)) continue;
    seen.add(at);
    next.set(colour, at);
    todo.push([column + 1, row], [column - 1, row], [column, row + 1], [column, row - 1]);
  }
  return next;
}

/** @returns {number[]} red, green and blue of "#rrggbb" */
export function channels(hex) {
  return [1, 3, 5].map((start) => Number.parseInt(hex.slice(start, start + 2), 16));
}

/** @returns {string} "#rrggbb" of a pixel */
export function hexAt(pixels, side, [x, y]) {
  const start = 3 * (y * side + x);
  return `#${[...pixels.subarray(start, start + 3)].map((value) => value.toString(16).padStart(2, "0")).join("")}`;
}
