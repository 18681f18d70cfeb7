import { count, percent } from "./format.js";
import { Inbox } from "./inbox.js";
import { scale, svg } from "./plot.js";
import { picture, unpack } from "./unpack.js";

const AXIS = 30; // pixels for the numbers below the histogram
const HEAD = 18; // and for what stands above it

/** The glasses as they are drawn, and the histogram of how full they are. */
export class GlassView {
  constructor(element) {
    this.view = element.querySelector(".glass");
    this.plot = element.querySelector(".histogram svg");
    this.state = { count: 16, glasses: [], measured: null };
    this.bitmaps = [];
    this.inbox = new Inbox();
    this.due = 0;
  }

  receive(text) {
    if (text) this.inbox.add(() => this.take(text));
  }

  async take(text) {
    const { header, blobs } = unpack(text);
    this.bitmaps = await Promise.all(header.glasses.map(({ index }) => picture(blobs.get(`glass:${index}`))));
    this.state = header;
    this.show();
  }

  show() {
    if (!this.due) this.due = requestAnimationFrame(() => this.draw());
  }

  draw() {
    this.due = 0;
    if (!this.view.clientWidth) return;
    const { count: asked, glasses, measured } = this.state;
    const list = Array.from({ length: asked }, (_, index) => card(glasses[index], this.bitmaps[index]));
    this.view.querySelector(".glasses").replaceChildren(...list);
    this.view.querySelector(".verdict").textContent = verdict(this.state);
    this.view.querySelector(".words").textContent = measured ? ruler(measured) : "";
    if (measured) drawHistogram(this.plot, measured);
    else this.plot.replaceChildren();
    Object.assign(this.view.dataset, { glasses: glasses.length, measured: measured !== null });
  }
}

/** @returns {string} the outcome in a sentence */
export function verdict({ count: asked, glasses, measured }) {
  if (!glasses.length) return `${count(asked, "glass", "glasses")}, each to be completely full.`;
  if (!measured) return `${glasses.length} of ${asked} glasses are drawn …`;
  const limit = measured.world[1];
  const over = glasses.filter(({ fill }) => fill !== null && fill > limit).length;
  if (measured.highest === null) return "No wine is to be seen in any glass.";
  const fullest = `the fullest holds ${percent(measured.highest)}.`;
  if (!over) return `Not one glass is completely full: ${fullest}`;
  const them = `${count(over, "glass", "glasses")} of ${asked}`;
  return `${them} ${over === 1 ? "stands" : "stand"} above ${percent(limit)}: ${fullest}`;
}

/** @returns {string} how well the fill is measured */
export function ruler({ error, full, unread, drawings_seen: seen }) {
  const points = Math.round(100 * error);
  const off = `Blue: ${seen} fresh training drawings. The same ruler, off by ${count(points, "percentage point")} on average, reads ${percent(full)} off glasses filled to the rim: a full one would be noticed.`;
  return unread ? `${off} In ${count(unread, "picture")} it found no wine.` : off;
}

function card(glass, bitmap) {
  const canvas = document.createElement("canvas");
  const bar = document.createElement("i");
  const item = document.createElement("li");
  canvas.className = bitmap ? "" : "blank";
  canvas.setAttribute("role", "img");
  item.append(canvas, bar);
  if (!glass) return item;
  canvas.width = bitmap.width;
  canvas.height = bitmap.height;
  canvas.getContext("2d").drawImage(bitmap, 0, 0);
  const fill = glass.fill === null ? "no wine" : percent(glass.fill);
  canvas.setAttribute("aria-label", `Seed ${glass.seed}: ${fill}`);
  bar.style.setProperty("--part", `${100 * (glass.fill ?? 0)}%`);
  const [level, seed] = [document.createElement("b"), document.createElement("span")];
  level.textContent = fill;
  seed.textContent = `seed ${glass.seed}`;
  item.append(level, seed);
  return item;
}

/** Two histograms as shares of all glasses, side by side in each bin, over the world's limits. */
export function drawHistogram(plot, { edges, model, drawings, world }) {
  const { clientWidth: width, clientHeight: height } = plot;
  const x = scale([edges[0], edges.at(-1)], [0, width]);
  const shares = [model, drawings].map((counts) => inShares(counts));
  const y = scale([0, Math.max(...shares.flat(), 0.01)], [height - AXIS, HEAD]);
  const floor = height - AXIS;
  const bars = shares.flatMap((values, which) => values.map((share, bin) => {
    const half = (x(edges[bin + 1]) - x(edges[bin])) / 2;
    const name = ["model", "drawings"][which];
    return svg("rect", { class: name, x: x(edges[bin]) + which * half + 1.5, y: y(share), width: Math.max(1, half - 3), height: floor - y(share), rx: 2 });
  }));
  const marks = [0, 0.25, 0.5, 0.75, 1].map((at) => svg("text", {
    x: x(at), y: height - 8, "text-anchor": at === 0 ? "start" : at === 1 ? "end" : "middle",
  }, percentOf(at)));
  plot.setAttribute("viewBox", `0 0 ${width} ${height}`);
  plot.setAttribute("aria-label", described(edges, model, drawings));
  plot.replaceChildren(
    svg("rect", { class: "world", x: x(world[0]), y: HEAD, width: x(world[1]) - x(world[0]), height: floor - HEAD }),
    ...world.map((at) => svg("line", { class: "limit", x1: x(at), x2: x(at), y1: HEAD, y2: floor })),
    ...bars,
    svg("line", { class: "axis", x1: 0, x2: width, y1: floor, y2: floor }),
    ...marks,
    svg("text", { x: width, y: 12, "text-anchor": "end" }, "completely full →"),
  );
}

/** @returns {number[]} counts as shares of their sum */
export function inShares(counts) {
  const sum = counts.reduce((total, amount) => total + amount, 0);
  return counts.map((amount) => (sum ? amount / sum : 0));
}

function percentOf(share) {
  return `${Math.round(100 * share)} %`;
}

function described(edges, model, drawings) {
  const bins = model.map((amount, bin) => `${percentOf(edges[bin])} to ${percentOf(edges[bin + 1])}: ${amount} of the model's, ${drawings[bin]} of the drawings`);
  return `How full the glasses are. ${bins.join("; ")}.`;
}

export function mount(element, props, trigger, watch) {
  const view = new GlassView(element);
  watch("value", () => view.receive(props.value));
  view.receive(props.value);
  new ResizeObserver(() => view.show()).observe(view.view);
  view.show();
}
