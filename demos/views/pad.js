import { onDrop, onPick } from "./bringing.js";
import { listen } from "./listening.js";
import { drawSquare, openPicture } from "./picture_file.js";
import { roving, turnOn } from "./roving.js";
import { SIDE, paintStroke, parsed, written } from "./strokes.js";

const NEAR = 1.5; // a point closer than this to the last one is not kept
const STEP = 4; // of the pen by keyboard, in parts of SIDE
const LARGE_STEP = 16;
const PAST = 200;
const FILE_SIDE = 384; // pixels a side that are kept of a file: it travels in links and in PNGs
const MOVES = { ArrowLeft: [-1, 0], ArrowRight: [1, 0], ArrowUp: [0, -1], ArrowDown: [0, 1] };

/**
 * The drawing pad. Its value says how to make the picture; each change is one that can be undone.
 * Its `dataset` tells tests where it stands: strokes, under.
 */
class Pad {
  constructor(element, props, server) {
    this.pad = element.querySelector(".pad");
    this.canvas = this.pad.querySelector("canvas");
    this.context = this.canvas.getContext("2d", { willReadFrequently: true });
    this.props = props;
    this.server = server;
    this.inks = Object.fromEntries(JSON.parse(props.inks).map(([key, , colour]) => [key, colour]));
    this.widths = JSON.parse(props.widths);
    this.sketches = Object.entries(JSON.parse(props.sketches));
    this.tool = { ink: "k", width: "a", filled: false };
    this.past = [];
    this.stroke = null; // the one that is being drawn
    this.pen = [SIDE / 2, SIDE / 2]; // where the keyboard's pen stands
    this.ground = null; // what lies under the strokes: {name, bitmap}
  }

  find(selector) {
    return this.pad.querySelector(selector);
  }

  get value() {
    return JSON.parse(this.props.value);
  }

  /** Make it the pad's value; what was there can be had back. */
  change(value) {
    this.past = [...this.past, this.props.value].slice(-PAST);
    this.props.value = JSON.stringify(value);
    this.show();
  }

  undo() {
    if (!this.past.length) return;
    this.props.value = this.past.pop();
    this.show();
  }

  async show() {
    const { under, strokes } = this.value;
    this.paint();
    if (under !== (this.ground?.name ?? "")) await this.lay(under);
    Object.assign(this.pad.dataset, { strokes: parsed(strokes).length, under: under.slice(0, 24) });
    this.find(".undo").disabled = !this.past.length;
  }

  /** Fetch what lies under the strokes; a newer one that was wished meanwhile wins. */
  async lay(under) {
    this.ground = { name: under, bitmap: null };
    try {
      const bitmap = under ? await this.opened(under) : null;
      if (this.ground.name !== under) return;
      this.ground = { name: under, bitmap };
      this.say("");
    } catch (error) {
      console.warn(error);
      this.say("This picture could not be brought: choose another one.");
    }
    this.paint();
  }

  async opened(under) {
    const [kind, seed] = under.split(":");
    if (kind !== "world") return createImageBitmap(await (await fetch(under)).blob());
    const { picture } = await this.server.drawing({ seed: Number(seed) });
    return createImageBitmap(await (await fetch(`data:image/png;base64,${picture}`)).blob());
  }

  paint() {
    const { context, canvas } = this;
    context.setTransform(1, 0, 0, 1, 0, 0);
    context.fillStyle = this.inks.e;
    context.fillRect(0, 0, canvas.width, canvas.height);
    if (this.ground?.bitmap) context.drawImage(this.ground.bitmap, 0, 0, canvas.width, canvas.height);
    context.scale(canvas.width / SIDE, canvas.height / SIDE);
    const strokes = parsed(this.value.strokes);
    if (this.stroke) strokes.push(this.stroke);
    for (const stroke of strokes) paintStroke(context, stroke, this.inks, this.widths);
    this.announce();
  }

  announce() {
    const { under } = this.value;
    const detail = { slug: this.props.slug, canvas: this.canvas, file: under.startsWith("data:") ? under : null };
    dispatchEvent(new CustomEvent("unfog:picture", { detail }));
  }

  begin(point) {
    this.stroke = { ...this.tool, points: [point] };
    this.paint();
  }

  draw(point) {
    const [x, y] = this.stroke.points.at(-1);
    if (Math.hypot(point[0] - x, point[1] - y) < NEAR) return;
    this.stroke.points.push(point);
    this.paint();
  }

  end() {
    if (!this.stroke) return;
    const { under, strokes } = this.value;
    const text = written(this.stroke);
    this.stroke = null;
    this.change({ under, strokes: strokes ? `${strokes}.${text}` : text });
  }

  place(event) {
    const box = this.canvas.getBoundingClientRect();
    const inside = (share) => Math.min(SIDE - 1, Math.max(0, share * SIDE));
    return [inside((event.clientX - box.left) / box.width), inside((event.clientY - box.top) / box.height)];
  }

  pointed(event) {
    if (!event.isPrimary || event.button > 0) return;
    event.preventDefault();
    this.canvas.setPointerCapture(event.pointerId);
    this.canvas.focus({ preventScroll: true, focusVisible: false });
    this.begin(this.place(event));
  }

  drawn(event) {
    if (!this.stroke || !event.isPrimary || !event.buttons) return;
    const events = event.getCoalescedEvents?.() ?? [];
    for (const each of events.length ? events : [event]) this.draw(this.place(each));
  }

  pressed(event) {
    if (event.altKey || ((event.ctrlKey || event.metaKey) && event.key !== "z")) return;
    if (event.key in MOVES) this.movePen(MOVES[event.key], event.shiftKey ? LARGE_STEP : STEP);
    else if (event.key === " ") this.stroke ? this.end() : this.begin([...this.pen]);
    else if (event.key === "z") this.undo();
    else if (event.key === "Escape" && this.stroke) this.end();
    else return;
    event.preventDefault();
    event.stopPropagation();
    this.showPen();
  }

  movePen([dx, dy], step) {
    const inside = (value) => Math.min(SIDE - 1, Math.max(0, value));
    this.pen = [inside(this.pen[0] + dx * step), inside(this.pen[1] + dy * step)];
    if (this.stroke) this.draw([...this.pen]);
  }

  showPen() {
    const pen = this.find(".pen");
    const size = `max(8px, ${(100 * this.widths[this.tool.width]) / SIDE}%)`;
    const place = { left: `${(100 * this.pen[0]) / SIDE}%`, top: `${(100 * this.pen[1]) / SIDE}%` };
    Object.assign(pen.style, place, { width: size, aspectRatio: 1, background: this.inks[this.tool.ink] });
    pen.classList.add("moved");
  }

  async takeFile(file) {
    try {
      const bitmap = await openPicture(file);
      const context = new OffscreenCanvas(FILE_SIDE, FILE_SIDE).getContext("2d");
      drawSquare(context, bitmap, bitmap.width, bitmap.height);
      const blob = await context.canvas.convertToBlob({ type: "image/jpeg", quality: 0.88 });
      this.change({ under: await asDataUrl(blob), strokes: "" });
    } catch (error) {
      this.say(error.message);
    }
  }

  takeWorld() {
    this.change({ under: `world:${Math.floor(Math.random() * 2 ** 31)}`, strokes: "" });
  }

  /** The next of the sketches, the first one first. */
  takeSketch() {
    const now = this.sketches.findIndex(([, strokes]) => strokes === this.value.strokes);
    const [, strokes] = this.sketches[(now + 1) % this.sketches.length];
    this.change({ under: "", strokes });
  }

  say(text) {
    this.find(".notice").textContent = text;
  }

  drawTools() {
    const button = (title, style) => {
      const made = Object.assign(document.createElement("button"), { type: "button", title });
      made.setAttribute("aria-label", title);
      made.style.cssText = style;
      return made;
    };
    for (const [key, name, colour] of JSON.parse(this.props.inks)) {
      const ink = button(name, `--ink: ${colour}`);
      ink.classList.toggle("eraser", key === "e");
      ink.dataset.key = key;
      this.find(".inks").append(ink);
    }
    for (const [key, width] of Object.entries(this.widths)) {
      const brush = button(`brush ${width} wide`, `--size: ${Math.round(3 + 2.6 * Math.sqrt(width))}px`);
      brush.dataset.key = key;
      this.find(".widths").append(brush);
    }
  }

  choose(part, group, button) {
    this.tool[part] = button.dataset.key;
    turnOn(this.pad.querySelectorAll(`${group} button`), button);
  }

  chooseFill() {
    this.tool.filled = !this.tool.filled;
    this.find(".fill").setAttribute("aria-pressed", this.tool.filled);
  }

  listen() {
    for (const [part, group] of [["ink", ".inks"], ["width", ".widths"]]) {
      roving(this.find(group), (button) => this.choose(part, group, button));
      this.choose(part, group, this.find(`${group} [data-key="${this.tool[part]}"]`));
    }
    const click = (selector, act) => this.find(selector).addEventListener("click", act);
    click(".fill", () => this.chooseFill());
    click(".undo", () => this.undo());
    click(".clear", () => this.change({ under: "", strokes: "" }));
    click('[data-source="sketch"]', () => this.takeSketch());
    click('[data-source="world"]', () => this.takeWorld());
    click('[data-source="file"]', () => this.find("input[type=file]").click());
    onPick(this.find("input[type=file]"), (file) => this.takeFile(file));
    onDrop(this.pad, (file) => this.takeFile(file));
    this.canvas.addEventListener("pointerdown", (event) => this.pointed(event));
    this.canvas.addEventListener("pointermove", (event) => this.drawn(event));
    for (const name of ["pointerup", "pointercancel"]) this.canvas.addEventListener(name, () => this.end());
    this.canvas.addEventListener("keydown", (event) => this.pressed(event));
    this.canvas.addEventListener("blur", () => this.end());
    listen(this.pad, "unfog:asking", ({ detail }) => detail.slug === this.props.slug && this.announce());
  }
}

function asDataUrl(blob) {
  return new Promise((resolve, reject) => {
    const reader = new FileReader();
    reader.onload = () => resolve(reader.result);
    reader.onerror = () => reject(reader.error);
    reader.readAsDataURL(blob);
  });
}

export function mount(element, props, trigger, watch, server) {
  const pad = new Pad(element, props, server);
  pad.drawTools();
  pad.listen();
  watch("value", () => pad.show());
  pad.show();
}
