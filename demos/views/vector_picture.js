import { placeNames } from "./label_places.js";
import { svg } from "./plot.js";
import { alongLine, arrow, markOf } from "./vector_marks.js";
import { boxOf, fitted, turned } from "./vector_scene.js";

const REST = { yaw: -0.55, pitch: 0.32 };
const TURN = 0.01; // radians a pixel
const KEY_TURN = 0.12;
const NUDGE = 12; // pixels that an arrow key moves a name
const AWAY = 16; // pixels between a dot and its name from which on a line joins them
const MARGIN = [64, 40]; // pixels left free for names, beside and above
const SOLID_MARGIN = [48, 26];
const LINE_HEIGHT = 1.4; // of a name, in sizes of its letters
const BASELINE = 0.32;
const DOT = 0.32;
const ARROWS = { ArrowLeft: [-1, 0], ArrowRight: [1, 0], ArrowUp: [0, -1], ArrowDown: [0, 1] };

/**
 * Dots with names, and arrows between them, to scale. Names can be dragged out of the way, and in
 * three dimensions the whole is turned by dragging beside them.
 * @typedef {{name: string, kind: string, at: [number, number, number], rank?: number}} Dot
 * @typedef {{dots: Dot[], arrows: Array<{from: number[], to: number[], kind: string}>}} Scene
 */
export class VectorPicture {
  constructor(node) {
    this.node = node;
    this.scene = { dots: [], arrows: [] };
    this.solid = false;
    this.turn = { ...REST };
    this.moved = new Map(); // index of a dot -> from it to its name, in pixels
    this.places = [];
    this.measure = document.createElement("canvas").getContext("2d");
    node.addEventListener("pointerdown", (event) => this.grab(event));
    node.addEventListener("keydown", (event) => this.pressed(event));
    new ResizeObserver(() => this.arrange()).observe(node);
  }

  take(scene) {
    this.scene = scene;
    this.moved = new Map();
    this.turn = { ...REST };
    this.arrange();
  }

  /** Work out where everything stands, then where its names go. */
  arrange() {
    const { clientWidth: width, clientHeight: height } = this.node;
    if (!width || !height) return;
    this.area = { width, height };
    this.project();
    this.letters = parseFloat(getComputedStyle(this.node).fontSize);
    const order = this.scene.dots.map((_, index) => index).filter((index) => this.scene.dots[index].name);
    order.sort((a, b) => (this.scene.dots[a].rank ?? 9) - (this.scene.dots[b].rank ?? 9));
    this.sizes = this.scene.dots.map((dot) => this.sizeOf(dot));
    const names = order.map((index) => ({ at: this.at[index], ...this.sizes[index] }));
    const offsets = placeNames(names, this.area, this.lines.flatMap(alongLine));
    this.places = [];
    order.forEach((index, rank) => (this.places[index] = offsets[rank]));
    this.draw();
  }

  project() {
    const { dots, arrows } = this.scene;
    const ends = [...dots.map(({ at }) => at), ...arrows.flatMap(({ from, to }) => [from, to])];
    const box = boxOf(ends.length ? ends : [[0, 0, 0]]);
    const seen = (place) => (this.solid ? turned(place, box.centre, this.turn) : place);
    const to = fitted(box, this.area, this.solid ? SOLID_MARGIN : MARGIN, this.solid);
    this.at = dots.map(({ at }) => to(seen(at)));
    this.depth = dots.map(({ at }) => (this.solid ? (seen(at)[2] - box.centre[2]) / box.reach : 0));
    this.lines = arrows.map(({ from, to: end, kind }) => ({ kind, from: to(seen(from)), to: to(seen(end)) }));
  }

  sizeOf({ name, kind }) {
    this.measure.font = `${/input|answer|odd/.test(kind) ? 700 : 400} ${this.letters}px "IBM Plex Sans"`;
    return { width: this.measure.measureText(name).width + 6, height: LINE_HEIGHT * this.letters };
  }

  draw() {
    const { width, height } = this.area;
    this.node.setAttribute("viewBox", `0 0 ${width} ${height}`);
    const focused = document.activeElement;
    const held = this.node.contains(focused) ? focused.dataset.name : undefined;
    const order = this.at.map((_, index) => index).sort((a, b) => this.depth[a] - this.depth[b]);
    this.node.replaceChildren(
      ...this.lines.flatMap(arrow),
      ...order.map((index) => this.dot(index)),
      ...order.filter((index) => this.places[index]).map((index) => this.label(index)),
    );
    this.node.setAttribute("aria-label", this.inWords());
    if (held !== undefined) this.node.querySelector(`[data-name="${held}"]`)?.focus({ preventScroll: true });
  }

  dot(index) {
    const [cx, cy] = this.at[index];
    const r = DOT * this.letters * (1 + 0.3 * this.depth[index]);
    const { kind, group, title } = this.scene.dots[index];
    const mark = group === undefined ? svg("circle", { class: `dot ${kind}`, cx, cy, r }) : markOf(group, cx, cy, r);
    if (title) mark.append(svg("title", {}, title));
    return mark;
  }

  label(index) {
    const { name, kind } = this.scene.dots[index];
    const [x, y] = this.at[index];
    const [dx, dy] = this.moved.get(index) ?? this.places[index];
    const group = svg("g", { class: `name ${kind}`, tabindex: 0, role: "img", "data-name": index });
    group.setAttribute("aria-label", `${name}; arrow keys move the name`);
    const { width, height } = this.sizes[index];
    const away = Math.abs(dx) - width / 2 > AWAY || Math.abs(dy) - height / 2 > AWAY;
    if (away) group.append(svg("line", { class: "leader", x1: x, y1: y, x2: x + dx, y2: y + dy }));
    group.append(svg("text", { x: x + dx, y: y + dy + BASELINE * this.letters, "text-anchor": "middle" }, name));
    return group;
  }

  inWords() {
    const words = this.scene.dots.map(({ name }) => name).join(", ");
    const how = this.solid ? "Arrow keys turn it" : "Names can be dragged";
    return words ? `A picture to scale of ${words}. ${how}.` : "An empty picture";
  }

  grab(event) {
    const name = event.target.closest?.(".name");
    if (!name && !this.solid) return;
    event.preventDefault();
    const index = name ? Number(name.dataset.name) : null;
    const start = index === null ? null : (this.moved.get(index) ?? this.places[index]);
    const turn = { ...this.turn };
    name?.focus({ preventScroll: true });
    const [x0, y0] = [event.clientX, event.clientY];
    const move = ({ clientX, clientY }) => {
      if (start) this.moved.set(index, [start[0] + clientX - x0, start[1] + clientY - y0]);
      else this.turnTo(turn.yaw + TURN * (clientX - x0), turn.pitch + TURN * (clientY - y0));
      this.draw();
    };
    this.node.setPointerCapture(event.pointerId);
    this.node.addEventListener("pointermove", move);
    const end = () => this.node.removeEventListener("pointermove", move);
    for (const last of ["pointerup", "pointercancel"]) this.node.addEventListener(last, end, { once: true });
  }

  turnTo(yaw, pitch) {
    this.turn = { yaw, pitch: Math.min(1.5, Math.max(-1.5, pitch)) };
    this.project();
  }

  /** Arrow keys turn the space, or move the name that was clicked last. */
  pressed(event) {
    const step = ARROWS[event.key];
    if (!step || event.ctrlKey || event.metaKey || event.altKey) return;
    const name = event.target.closest?.(".name");
    if (!name && !this.solid) return;
    event.preventDefault();
    if (name) {
      const index = Number(name.dataset.name);
      const [dx, dy] = this.moved.get(index) ?? this.places[index];
      this.moved.set(index, [dx + NUDGE * step[0], dy + NUDGE * step[1]]);
    } else this.turnTo(this.turn.yaw + KEY_TURN * step[0], this.turn.pitch + KEY_TURN * step[1]);
    this.draw();
  }
}
