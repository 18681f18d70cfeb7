import { fitted, paintReal, placing } from "./gan_paint.js";

const FINE = 0.09; // the way between two points of a stroke, in units of the plane
const SPREAD = 0.05; // how far a point falls beside the stroke
const MOST = 1000;

/**
 * Drawing the data on the plane with mouse, pen or finger, or with the keyboard: arrows move a
 * cross, space sets a point. A stroke leaves points behind, a little beside it.
 */
export class Pad {
  constructor(canvas, changed) {
    this.canvas = canvas;
    this.changed = changed;
    this.isOn = false;
    this.strokes = [];
    this.extent = 3;
    this.cross = null;
    for (const [name, handle] of [["pointerdown", "down"], ["pointermove", "drawn"]]) {
      canvas.addEventListener(name, (event) => this.isOn && this[handle](event));
    }
  }

  get points() {
    return this.strokes.flat();
  }

  down(event) {
    this.canvas.setPointerCapture(event.pointerId);
    this.at = this.whereIs(event);
    this.strokes.push([]);
    this.put(this.at);
    this.changed();
  }

  drawn(event) {
    if (!event.buttons || !this.strokes.length || !this.at) return;
    for (const moved of event.getCoalescedEvents?.() ?? [event]) this.draw(this.whereIs(moved));
    this.changed();
  }

  draw([x, y]) {
    const way = Math.hypot(x - this.at[0], y - this.at[1]);
    const steps = Math.floor(way / FINE);
    const [x0, y0] = this.at;
    for (let step = 1; step <= steps; step++) {
      this.at = [x0 + ((x - x0) * step * FINE) / way, y0 + ((y - y0) * step * FINE) / way];
      this.put(this.at);
    }
  }

  put([x, y]) {
    if (this.points.length >= MOST) return;
    const near = (value) => inside(value + SPREAD * (Math.random() + Math.random() - 1), this.extent);
    this.strokes.at(-1).push([near(x), near(y)]);
  }

  whereIs(event) {
    const box = this.canvas.getBoundingClientRect();
    const x = ((event.clientX - box.left) / box.width) * 2 - 1;
    const y = 1 - ((event.clientY - box.top) / box.height) * 2;
    return [inside(x * this.extent, this.extent), inside(y * this.extent, this.extent)];
  }

  /** @returns {boolean} whether the key meant something here */
  pressed(key) {
    const steps = { ArrowLeft: [-1, 0], ArrowRight: [1, 0], ArrowUp: [0, 1], ArrowDown: [0, -1] };
    const [x, y] = this.cross ?? [0, 0];
    if (key in steps) this.cross = [x + 0.15 * steps[key][0], y + 0.15 * steps[key][1]].map((v) => inside(v, this.extent));
    else if (key === " ") this.strokes.push([[x, y]]);
    else if (key === "z") this.strokes.pop();
    else return false;
    this.changed();
    return true;
  }

  undo() {
    this.strokes.pop();
    this.changed();
  }

  clear() {
    this.strokes = [];
    this.changed();
  }

  load(points) {
    this.strokes = points.length ? [points] : [];
    this.changed();
  }

  paint({ real, soft, accent }) {
    const { context, width, height } = fitted(this.canvas);
    const place = placing(this.extent, width, height);
    const points = this.points;
    paintReal(context, points.flat(), place, real);
    if (!points.length) hint(context, width, height, soft);
    if (this.cross) paintCross(context, place(...this.cross), accent);
    this.canvas.setAttribute("aria-label", `Draw your data here: ${points.length} points so far`);
  }
}

function inside(value, extent) {
  return Math.round(100 * Math.min(extent, Math.max(-extent, value))) / 100;
}

function hint(context, width, height, colour) {
  context.fillStyle = colour;
  context.font = '18px "IBM Plex Sans", sans-serif';
  context.textAlign = "center";
  context.fillText("Draw your own data here, then press Play.", width / 2, height / 2);
  context.textAlign = "start";
}

function paintCross(context, [x, y], colour) {
  context.beginPath();
  context.moveTo(x - 8, y);
  context.lineTo(x + 8, y);
  context.moveTo(x, y - 8);
  context.lineTo(x, y + 8);
  context.strokeStyle = colour;
  context.lineWidth = 2;
  context.stroke();
}
