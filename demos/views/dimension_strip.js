/** Vectors as rows of small cells, one a dimension: paper is zero, the two colours are the signs. */

const ROW = 22;
const SPACE = 5;

/**
 * @param {Float32Array} values [rows, d]
 * @param {number} rows
 * @returns {number} the size at which a cell has its full colour: most values are below it
 */
export function fullColour(values) {
  const sizes = Float32Array.from(values, Math.abs).sort();
  return sizes[Math.floor(0.98 * (sizes.length - 1))] || 1;
}

/** @returns {number[]} the dimensions from 0 on, or as `order` has them */
export function columnsOf(dimensions, order) {
  return order ? [...order] : Array.from({ length: dimensions }, (_, index) => index);
}

/**
 * @param {HTMLCanvasElement} canvas
 * @param {{names: string[], values: Float32Array}} strip
 * @param {number[]} columns the dimensions, from left to right
 */
export function drawStrip(canvas, { names, values }, columns) {
  const width = canvas.clientWidth;
  if (!width || !names.length) return;
  const ratio = window.devicePixelRatio || 1;
  const height = names.length * ROW + (names.length - 1) * SPACE;
  canvas.style.height = `${height}px`;
  canvas.width = Math.round(width * ratio);
  canvas.height = Math.round(height * ratio);
  const context = canvas.getContext("2d");
  context.scale(ratio, ratio);
  const style = getComputedStyle(canvas);
  const [less, more] = ["--less", "--more"].map((name) => style.getPropertyValue(name));
  const full = fullColour(values);
  const cell = width / columns.length;
  names.forEach((_, row) => {
    columns.forEach((dimension, place) => {
      const value = values[row * columns.length + dimension];
      context.globalAlpha = Math.min(1, Math.abs(value) / full);
      context.fillStyle = value < 0 ? less : more;
      context.fillRect(place * cell, row * (ROW + SPACE), Math.ceil(cell * ratio) / ratio, ROW);
    });
  });
}

/** The names beside the rows, as high as they are. */
export function fillNames(list, names) {
  list.replaceChildren(...names.map((name) => Object.assign(document.createElement("li"), { textContent: name })));
}
