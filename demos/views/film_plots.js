import { number, percent } from "./format.js";
import { ceiling, linePath, scale, svg } from "./plot.js";
import { readingSentence, settledAt } from "./reading.js";

const PAD = 8;
const STYLES = ["", "second", "third"];

/** Draw √ᾱ over the training steps, time running from fog to picture, with a marker at the timestep shown. */
export function drawSchedule(plot, run, position) {
  const node = plot.querySelector("svg");
  const curve = run.schedule;
  const last = run.training_steps - 1;
  const still = drawn(node, run);
  if (!curve.length) return;
  const x = scale([last, 0], [PAD, node.area.width - PAD]);
  const y = scale([0, 1], [node.area.height - PAD, PAD]);
  if (!still) {
    const at = (index) => x((index * last) / (curve.length - 1));
    node.append(svg("path", { class: "line", d: linePath(curve, at, y) }));
  }
  const t = run.timesteps[position] ?? 0;
  const level = curve[Math.round((t / last) * (curve.length - 1))];
  const dot = svg("circle", { class: "dot", cx: x(t), cy: y(level), r: 6 });
  mark(node, x(t), [dot]);
  node.setAttribute("aria-label", `The noise schedule; at t = ${number(t)} the square root of alpha bar is ${number(level)}.`);
}

/** Draw how much predicted x_0 moved at each step, as bars, the shown one accented. */
export function drawChange(plot, run, position) {
  const node = plot.querySelector("svg");
  const changes = Array.from({ length: run.total }, (_, index) => run.steps[index]?.change ?? null);
  if (!drawn(node, run)) drawBars(node, changes);
  for (const bar of node.querySelectorAll(".bar")) {
    bar.classList.toggle("on", Number(bar.dataset.index) === position);
  }
  plot.querySelector("p").textContent = changeWords(changes, position);
}

function drawBars(node, changes) {
  const { width, height } = node.area;
  const x = scale([0, Math.max(1, changes.length)], [0, width]);
  const y = scale([0, ceiling(changes, 0.05)], [height - 1, PAD]);
  const room = x(1) - x(0);
  changes.forEach((change, index) => {
    if (change === null) return;
    const place = { x: x(index), y: y(change), width: Math.max(1, room - Math.min(3, room / 4)) };
    const look = { height: height - y(change), rx: Math.min(2, room / 4), class: "bar" };
    node.append(svg("rect", { ...place, ...look, "data-index": index }));
  });
  node.append(svg("line", { class: "axis", x1: 0, x2: width, y1: height, y2: height }));
  const list = changes.map((change) => percent(change)).join(", ");
  node.setAttribute("aria-label", `Change of predicted x 0 at each step: ${list}.`);
}

/** @returns {string} the line under the bars */
export function changeWords(changes, position) {
  if (position >= changes.length) return "nothing left to change";
  const now = changes[position];
  return now === null ? "the first look has nothing to compare with" : `${percent(now)} at step ${position}`;
}

/** Draw how sure the judge is of what the last picture shows, and mark where each answer settles. */
export function drawReading(plot, run, position) {
  const node = plot.querySelector("svg");
  const still = drawn(node, run);
  plot.hidden = run.state === "finished" && !run.readings.length;
  const x = scale([0, Math.max(1, run.total)], [PAD, node.area.width - PAD]);
  const y = scale([0, 1], [node.area.height - PAD, PAD]);
  if (!still) drawLines(node, run.readings, x, y);
  if (run.readings.length) mark(node, x(position), []);
}

function drawLines(node, readings, x, y) {
  for (const level of [0, 1]) {
    node.append(svg("line", { class: "axis", x1: 0, x2: node.area.width, y1: y(level), y2: y(level) }));
  }
  readings.forEach(({ sure }, index) => {
    node.append(svg("path", { class: `line ${STYLES[index]}`, d: linePath(sure, x, y) }));
  });
  readings.forEach(({ labels, sure }, index) => {
    const step = settledAt(labels);
    node.append(svg("circle", { class: `settled ${STYLES[index]}`, cx: x(step), cy: y(sure[step]), r: 5 }));
  });
  if (readings.length) node.setAttribute("aria-label", readingSentence(readings));
}

/** Write what the judge reads now, and since when that is the final answer. */
export function writeReading(list, run, position) {
  if (list.children.length !== run.readings.length) {
    list.replaceChildren(...run.readings.map((_, index) => legendItem(STYLES[index])));
  }
  run.readings.forEach(({ what, labels, sure }, index) => {
    const item = list.children[index];
    const step = settledAt(labels);
    item.querySelector("b").textContent = `${what}: ${labels[position]}`;
    item.querySelector("span").textContent =
      position >= step ? `since step ${step} (${percent(sure[position])})` : "not decided yet";
  });
}

function legendItem(style) {
  const item = document.createElement("li");
  const sample = svg("svg", { viewBox: "0 0 28 10", "aria-hidden": "true" });
  sample.append(svg("path", { class: `line ${style}`, d: "M1 5H27" }));
  item.append(sample, document.createElement("b"), document.createElement("span"));
  return item;
}

/** Measure `node` and empty it, unless it shows this very run at this size already: then true. */
function drawn(node, run) {
  const width = node.clientWidth || 300;
  const height = node.clientHeight || 90;
  if (node.run === run && node.area.width === width && node.area.height === height) return true;
  node.run = run;
  node.area = { width, height };
  node.setAttribute("viewBox", `0 0 ${width} ${height}`);
  node.replaceChildren();
  return false;
}

/** Put the marker of the shown position at `x`, with what else belongs to it. */
function mark(node, x, more) {
  node.querySelector(".now")?.remove();
  const group = svg("g", { class: "now" });
  group.append(svg("line", { class: "marker", x1: x, x2: x, y1: 0, y2: node.area.height }), ...more);
  node.append(group);
}
