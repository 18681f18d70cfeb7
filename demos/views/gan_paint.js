/** One moment of the game on a canvas: map, grid of z, real and forged points, arrows. */

const DOT = 1 / 165; // radius of a real point, as a share of the plane's side
const TRIANGLE = 1 / 117;
const LONGEST = 34; // of an arrow
const EVERY = 3; // of the arrows is drawn
const DIM = 0.12; // of what stands back in slow motion
const SHADE = 110; // opacity of a map where the verdict is certain, of 255

/**
 * @typedef {object} Look
 * @property {string} ink
 * @property {string} real
 * @property {string} made
 * @property {number[]} realRgb
 * @property {number[]} madeRgb
 */

/** @returns {Look} the colours of the theme as it is now */
export function look(element) {
  const style = getComputedStyle(element);
  const colour = (name) => style.getPropertyValue(name).trim();
  const [real, made] = [colour("--uf-real"), colour("--uf-made")];
  return {
    ink: colour("--uf-ink"),
    soft: colour("--uf-soft"),
    line: colour("--uf-line"),
    accent: colour("--uf-accent"),
    panel: colour("--uf-panel"),
    real,
    made,
    realRgb: rgb(real),
    madeRgb: rgb(made),
  };
}

/** @returns {number[]} red, green and blue of "#rrggbb" */
export function rgb(hex) {
  return [1, 3, 5].map((start) => parseInt(hex.slice(start, start + 2), 16));
}

const areas = new WeakMap(); // canvas -> its size in CSS pixels: to ask for it costs a layout

/** Measure these canvases anew when they are drawn next. */
export function remeasure(canvases) {
  for (const canvas of canvases) areas.delete(canvas);
}

/** Empty the canvas, as sharp as the screen. @returns {{context: object, width: number, height: number}} */
export function fitted(canvas) {
  const ratio = Math.min(2, globalThis.devicePixelRatio || 1);
  if (!areas.has(canvas)) areas.set(canvas, [canvas.clientWidth, canvas.clientHeight]);
  const [width, height] = areas.get(canvas);
  const [w, h] = [Math.round(width * ratio), Math.round(height * ratio)];
  if (canvas.width !== w || canvas.height !== h) Object.assign(canvas, { width: w, height: h });
  const context = canvas.getContext("2d");
  context.setTransform(ratio, 0, 0, ratio, 0, 0);
  context.clearRect(0, 0, width, height);
  return { context, width, height };
}

/** @returns {(x: number, y: number) => number[]} from the plane to the canvas, y upwards */
export function placing(extent, width, height) {
  return (x, y) => [((x + extent) / (2 * extent)) * width, ((extent - y) / (2 * extent)) * height];
}

/**
 * Draw a moment.
 * @param {HTMLCanvasElement} canvas
 * @param {object} scene `{frame, real, extent, shown, look, reach, dim}`: `shown` is the set of
 *   layers that are on, `dim` of those that stand back, `reach` the gradient that is drawn LONGEST
 */
export function paint(canvas, { frame, real, extent, shown, look: colours, reach, dim = new Set() }) {
  const { context, width, height } = fitted(canvas);
  const place = placing(extent, width, height);
  const layer = (name, draw) => {
    if (!shown.has(name)) return;
    context.globalAlpha = dim.has(name) ? DIM : 1;
    draw();
    context.globalAlpha = 1;
  };
  const map = shown.has("optimum") && frame?.optimal ? frame.optimal : shown.has("verdict") && frame?.judgement;
  if (map) paintMap(context, map, colours, width, height);
  if (frame) layer("mesh", () => paintMesh(context, frame.mesh, place, colours));
  layer("real", () => paintReal(context, real, place, colours.real));
  if (!frame) return;
  layer("forged", () => paintForged(context, frame.fakes, place, colours.made));
  layer("arrows", () => paintArrows(context, frame, place, colours, reach));
}

/** @returns {number} the side of the plane in pixels, as far as points are concerned */
function sideOf(place) {
  return Math.max(340, 2 * place(0, 0)[0]);
}

const tiles = new Map(); // one small canvas for each side of a map

function tile(side) {
  if (!tiles.has(side)) tiles.set(side, new OffscreenCanvas(side, side));
  return tiles.get(side);
}

function paintMap(context, cells, { realRgb, madeRgb }, width, height) {
  const side = Math.round(Math.sqrt(cells.length));
  const small = tile(side);
  const image = new ImageData(side, side);
  for (let row = 0; row < side; row++) {
    for (let column = 0; column < side; column++) {
      const verdict = cells[row * side + column] / 127.5 - 1;
      const colour = verdict > 0 ? realRgb : madeRgb;
      const start = 4 * (row * side + column);
      image.data.set(colour, start);
      image.data[start + 3] = SHADE * Math.abs(verdict);
    }
  }
  small.getContext("2d").putImageData(image, 0, 0);
  context.drawImage(small, 0, 0, width, height);
}

function paintMesh(context, mesh, place, { made, soft }) {
  const count = mesh.length / 2;
  const side = Math.round(Math.sqrt(count));
  const square = side * side === count;
  context.beginPath();
  if (square) trace(context, mesh, place, side);
  else line(context, mesh, place, Array.from({ length: count }, (_, index) => index));
  context.strokeStyle = square ? soft : made;
  context.globalAlpha *= square ? 0.6 : 0.8;
  context.lineWidth = square ? 1 : 2;
  context.stroke();
}

function trace(context, mesh, place, side) {
  const range = Array.from({ length: side }, (_, index) => index);
  for (const row of range) {
    line(context, mesh, place, range.map((column) => row * side + column));
    line(context, mesh, place, range.map((column) => column * side + row));
  }
}

function line(context, points, place, order) {
  order.forEach((index, rank) => {
    const [x, y] = place(points[2 * index], points[2 * index + 1]);
    if (rank) context.lineTo(x, y);
    else context.moveTo(x, y);
  });
}

/** Real points are dots. */
export function paintReal(context, points, place, colour) {
  const size = DOT * sideOf(place);
  context.beginPath();
  for (let i = 0; i < points.length; i += 2) {
    const [x, y] = place(points[i], points[i + 1]);
    context.moveTo(x + size, y);
    context.arc(x, y, size, 0, 2 * Math.PI);
  }
  context.fillStyle = colour;
  context.fill();
}

/** Forged points are triangles. */
export function paintForged(context, points, place, colour) {
  const size = TRIANGLE * sideOf(place);
  context.beginPath();
  for (let i = 0; i < points.length; i += 2) {
    const [x, y] = place(points[i], points[i + 1]);
    context.moveTo(x, y - size);
    context.lineTo(x + size * 0.93, y + size * 0.72);
    context.lineTo(x - size * 0.93, y + size * 0.72);
    context.closePath();
  }
  context.fillStyle = colour;
  context.fill();
}

function paintArrows(context, { fakes, arrows }, place, { ink }, reach) {
  context.beginPath();
  for (let i = 0; i < arrows.length; i += 2 * EVERY) {
    const [dx, dy] = arrowOf(arrows[i], -arrows[i + 1], reach);
    if (Math.hypot(dx, dy) < 1) continue;
    const [x, y] = place(fakes[i], fakes[i + 1]);
    const [tipX, tipY] = [x + dx, y + dy];
    const angle = Math.atan2(dy, dx);
    context.moveTo(x, y);
    context.lineTo(tipX, tipY);
    for (const turn of [2.6, -2.6]) {
      context.moveTo(tipX, tipY);
      context.lineTo(tipX + 5 * Math.cos(angle + turn), tipY + 5 * Math.sin(angle + turn));
    }
  }
  context.strokeStyle = ink;
  context.lineWidth = 1.25;
  context.stroke();
}

/** @returns {number[]} the arrow in pixels: its length is the gradient's, to one scale for the whole game */
export function arrowOf(dx, dy, reach) {
  const length = Math.hypot(dx, dy);
  if (!length || !reach) return [0, 0];
  const drawn = Math.min(LONGEST, (LONGEST * length) / reach) / length;
  return [dx * drawn, dy * drawn];
}

/** @returns {number} the gradient that is drawn at full length: among the largest of the whole game */
export function reachOf(frames) {
  return frames.reduce((most, frame) => {
    let sum = 0;
    const arrows = frame.arrows ?? [];
    for (let i = 0; i < arrows.length; i += 2) sum += Math.hypot(arrows[i], arrows[i + 1]);
    return Math.max(most, arrows.length ? (4 * sum) / arrows.length : 0);
  }, 0);
}
