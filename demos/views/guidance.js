import { number } from "./format.js";
import { between, drawnTo, frame, guided, length, meaning, nearestW } from "./guidance_plane.js";
import { Inbox } from "./inbox.js";
import { listen } from "./listening.js";
import { scale, svg } from "./plot.js";
import { floats, picture, unpack } from "./unpack.js";

const LOW = -2;
const HIGH = 20;
const LABELS = 110; // pixels at the right of the arrows for their names
const MARKS = [-2, 0, 1, 5, 10, 15, 20];
const THUMBS = [-2, 0, 1, 2, 4, 7.5, 10, 15, 20];

/**
 * What guidance does at one step: two arrows, the line through their tips, and the pictures that
 * lie on it. Dragging w asks nothing of the server. Its `dataset` tells tests where it stands.
 */
export class Guidance {
  constructor(element, props) {
    this.view = element.querySelector(".guidance");
    this.plane = this.find(".plane svg");
    this.props = props;
    this.seen = null;
    this.w = 4;
    this.inbox = new Inbox();
    this.due = 0;
  }

  find(selector) {
    return this.view.querySelector(selector);
  }

  receive(text) {
    if (text) this.inbox.add(() => this.take(text));
  }

  async take(text) {
    const { header, blobs } = unpack(text);
    if (header.state !== "seen") {
      this.view.dataset.state = header.state;
      return;
    }
    const ws = floats(blobs.get("w"));
    const opened = (name) => Promise.all([...ws].map((_, index) => picture(blobs.get(`${name}:${index}`))));
    const [x_0, noise] = await Promise.all([opened("x_0"), opened("noise")]);
    this.seen = {
      ...header, ws, x_0, noise,
      norms: floats(blobs.get("norms")), gaps: floats(blobs.get("gaps")), angles: floats(blobs.get("angles")),
    };
    const place = globalThis.unfog?.place[this.props.slug];
    this.w = inside(Number.isFinite(place?.w) ? place.w : header.guidance_scale);
    this.view.dataset.state = "seen";
    this.show();
  }

  show(w = this.w) {
    this.w = w;
    if (!this.due) this.due = requestAnimationFrame(() => this.draw());
  }

  draw() {
    this.due = 0;
    if (!this.view.clientWidth) return;
    this.writeSlider();
    this.drawPlane();
    if (!this.seen) return;
    this.drawPictures();
    this.drawSteps();
    this.writeFacts();
    this.view.dataset.w = this.w;
  }

  writeSlider() {
    const slider = this.find("input[type=range]");
    slider.value = this.w;
    slider.disabled = !this.seen;
    slider.style.setProperty("--fill", `${(100 * (this.w - LOW)) / (HIGH - LOW)}%`);
    slider.setAttribute("aria-valuetext", `w ${this.w.toFixed(1)}: ${meaning(this.w)}`);
    this.find(".place").textContent = `w = ${signed(this.w)}`;
  }

  drawPlane() {
    const { uncond, cond } = this.seen ?? { uncond: [1, 0], cond: [0.998, 0.06] };
    const { clientWidth: width, clientHeight: height } = this.plane;
    const { to, unit } = drawnTo(frame(uncond, cond, [LOW, HIGH]), width - LABELS, height);
    this.drawn = { uncond, cond };
    const origin = to([0, 0]);
    const at = (w) => to(guided(uncond, cond, w));
    const marks = MARKS.map((w) => [w, at(w)]);
    this.plane.setAttribute("viewBox", `0 0 ${width} ${height}`);
    this.plane.replaceChildren(
      svg("circle", { class: "circle", cx: origin[0], cy: origin[1], r: unit }),
      line("way", at(LOW), at(HIGH)),
      ...marks.flatMap(([w, [x, y]]) => [
        svg("circle", { class: "mark", cx: x, cy: y, r: 3 }),
        ...(w === 0 || w === 1 ? [] : [svg("text", { x: x + 9, y: y + 5 }, signed(w))]),
      ]),
      ...arrow("uncond", origin, at(0)),
      ...arrow("cond", origin, at(1)),
      ...arrow("guided", origin, at(this.w)),
      svg("circle", { class: "handle", cx: at(this.w)[0], cy: at(this.w)[1], r: 10 }),
      ...this.labels(origin, at),
    );
  }

  labels(origin, at) {
    const [ux, uy] = at(0);
    const [gx, gy] = at(this.w);
    const close = Math.abs(gy - uy) < 26;
    const label = (name, x, y, text, anchor) => svg("text", { class: name, x, y, "text-anchor": anchor }, text);
    return [
      label("uncond", ux + 14, uy + 15, "without words", "start"),
      label("cond", ux + 14, at(1)[1] - 6, "with the words", "start"),
      ...(close ? [] : [label("guided", gx - 16, gy - 2, `w = ${signed(this.w)}`, "end")]),
    ];
  }

  drawPictures() {
    const [lower, upper, share] = between(this.seen.ws, this.w);
    for (const [panel, all] of [["x_0", this.seen.x_0], ["noise", this.seen.noise]]) {
      const canvas = this.find(`[data-panel="${panel}"] canvas`);
      blend(canvas, all[lower], all[upper], share);
      canvas.classList.toggle("blocks", panel === "noise");
      canvas.classList.remove("blank");
    }
    this.find('[data-panel="x_0"] span').textContent = meaning(this.w);
    this.find('[data-panel="noise"] span').textContent = `length ${number(this.lengthNow())}, true noise has 1`;
    const strip = this.find(".strip");
    if (strip.dataset.of !== String(this.seen.id)) this.fillStrip(strip);
    for (const button of strip.children) {
      button.setAttribute("aria-pressed", Math.abs(Number(button.dataset.w) - this.w) < 0.05);
    }
  }

  fillStrip(strip) {
    strip.dataset.of = this.seen.id;
    strip.replaceChildren(...THUMBS.map((w) => {
      const button = document.createElement("button");
      const canvas = document.createElement("canvas");
      const [lower, upper, share] = between(this.seen.ws, w);
      blend(canvas, this.seen.x_0[lower], this.seen.x_0[upper], share);
      button.type = "button";
      button.dataset.w = w;
      button.setAttribute("aria-label", `w = ${signed(w)}`);
      button.append(canvas, signed(w));
      return button;
    }));
  }

  lengthNow() {
    return length(guided(this.seen.uncond, this.seen.cond, this.w));
  }

  drawSteps() {
    const { gaps, step } = this.seen;
    const plot = this.find(".steps svg");
    const { clientWidth: width, clientHeight: height } = plot;
    const x = scale([0, gaps.length], [0, width]);
    const y = scale([0, Math.max(...gaps)], [0, height - 2]);
    plot.setAttribute("viewBox", `0 0 ${width} ${height}`);
    plot.replaceChildren(...[...gaps].map((gap, index) => svg("rect", {
      class: index === step ? "bar on" : "bar",
      x: x(index) + 1, y: height - y(gap), width: Math.max(1, x(1) - 3), height: y(gap), "data-step": index,
    })));
  }

  writeFacts() {
    const { seen } = this;
    const facts = {
      step: `${seen.step}`,
      sigma: number(seen.sigma),
      angle: `${number(seen.angle)}°`,
      gap: number(seen.gaps[seen.step]),
    };
    for (const [name, text] of Object.entries(facts)) this.find(`[data-fact="${name}"]`).textContent = text;
  }

  /** Take hold of w, and let a link carry it. */
  hold(w) {
    if (!this.seen) return;
    const places = globalThis.unfog?.place;
    this.show(inside(w));
    if (places) places[this.props.slug] = { ...places[this.props.slug], w: this.w };
  }

  dragged(event) {
    const box = this.plane.getBoundingClientRect();
    const { uncond, cond } = this.drawn;
    const { from } = drawnTo(frame(uncond, cond, [LOW, HIGH]), this.plane.clientWidth - LABELS, this.plane.clientHeight);
    this.hold(nearestW(uncond, cond, from([event.clientX - box.left, event.clientY - box.top])));
  }

  listen() {
    const slider = this.find("input[type=range]");
    slider.addEventListener("input", () => this.hold(Number(slider.value)));
    this.plane.addEventListener("pointerdown", (event) => {
      this.plane.setPointerCapture(event.pointerId);
      this.dragged(event);
    });
    this.plane.addEventListener("pointermove", (event) => event.buttons && this.dragged(event));
    this.find(".strip").addEventListener("click", (event) => {
      const button = event.target.closest("button");
      if (button) this.hold(Number(button.dataset.w));
    });
    listen(this.view, "unfog:ended", ({ detail }) => {
      if (detail.slug === this.props.slug && !detail.done) this.view.dataset.state = this.seen ? "seen" : "empty";
    });
    new ResizeObserver(() => this.show()).observe(this.view);
  }
}

/** @returns {number} w within reach, in tenths */
export function inside(w) {
  return Math.round(10 * Math.min(HIGH, Math.max(LOW, w))) / 10;
}

function signed(w) {
  return String(Math.round(10 * w) / 10).replace("-", "−");
}

function line(name, [x1, y1], [x2, y2]) {
  return svg("line", { class: name, x1, y1, x2, y2 });
}

/** A line with a head of fixed size, turned to where it points. */
function arrow(name, from, to) {
  const turn = (180 / Math.PI) * Math.atan2(to[1] - from[1], to[0] - from[0]);
  const head = svg("path", { class: `${name} head`, d: "M0 0L-13 -5.5L-13 5.5Z" });
  head.setAttribute("transform", `translate(${to[0].toFixed(1)} ${to[1].toFixed(1)}) rotate(${turn.toFixed(2)})`);
  return [line(name, from, to), head];
}

function blend(canvas, lower, upper, share) {
  canvas.width = lower.width;
  canvas.height = lower.height;
  const context = canvas.getContext("2d");
  context.drawImage(lower, 0, 0);
  if (!share) return;
  context.globalAlpha = share;
  context.drawImage(upper, 0, 0);
}

export function mount(element, props, trigger, watch) {
  const guidance = new Guidance(element, props);
  guidance.listen();
  watch("value", () => guidance.receive(props.value));
  guidance.receive(props.value);
  guidance.show();
}
