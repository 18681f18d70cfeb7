import { number, percent } from "./format.js";
import { ceiling, linePath, scale, svg } from "./plot.js";
import { readingSentence, settledAt } from "./reading.js";

const PAD = 8;
const STYLES = ["", "second", "third"];

/** Draw √ᾱ over the training steps, time running from fog to picture, and a marker at the timestep shown. */
export function drawSchedule(plot, run, position) {
  const node = plot.querySelector("svg");
  const { width, height } = fresh(node);
  const curve = run.schedule;
  if (!curve.length) return;
  const x = scale([run.training_steps - 1, 0], [PAD, width - PAD]);
  const y = scale([0, 1], [height - PAD, PAD]);
  const at = (index) => x((index * (run.training_steps - 1)) / (curve.length - 1));
  node.append(svg("path", { class: "line", d: linePath(curve, at, y) }));
  const t = position < run.total ? run.timesteps[position] : 0;
  const level = position < run.total ? curve[Math.round((t / (run.training_steps - 1)) * (curve.length - 1))] : 1;
  node.append(svg("line", { class: "marker", x1: x(t), x2: x(t), y1: 0, y2: height }));
  node.append(svg("circle", { class: "dot", cx: x(t), cy: y(level), r: 6 }));
  node.setAttribute("aria-label", `The noise schedule; at t = ${number(t)} the square root of alpha bar is ${number(level)}.`);
}

/** Draw how much predicted x_0 moved at each step, as bars, the shown one accented. */
export function drawChange(plot, run, position) {
  const node = plot.querySelector("svg");
  const { width, height } = fresh(node);
  const changes = Array.from({ length: run.total }, (_, index) => run.steps[index]?.change ?? null);
  const top = ceiling(changes, 0.05);
  const x = scale([0, Math.max(1, run.total)], [0, width]);
  const y = scale([0, top], [height - 1, PAD]);
  const room = x(1) - x(0);
  changes.forEach((change, index) => {
    if (change === null) return;
    const box = { x: x(index), y: y(change), width: Math.max(1, room - Math.min(3, room / 4)), height: height - y(change) };
    node.append(svg("rect", { ...box, rx: Math.min(2, room / 4), class: index === position ? "bar on" : "bar" }));
  });
  node.append(svg("line", { class: "axis", x1: 0, x2: width, y1: height, y2: height }));
  const now = changes[position];
  const words = now === null || now === undefined ? "the first look has nothing to compare with" : `${percent(now)} at step ${position}`;
  plot.querySelector("p").textContent = position >= run.total ? "nothing left to change" : words;
  node.setAttribute("aria-label", `Change of predicted x 0 at each step: ${changes.map((c) => percent(c)).join(", ")}.`);
}

/** Draw how sure the judge is of what the last picture shows, and mark where each answer settles. */
export function drawReading(plot, run, position) {
  const node = plot.querySelector("svg");
  const { width, height } = fresh(node);
  const readings = run.readings;
  plot.hidden = run.state === "finished" && !readings.length;
  const x = scale([0, Math.max(1, run.total)], [PAD, width - PAD]);
  const y = scale([0, 1], [height - PAD, PAD]);
  for (const level of [0, 1]) {
    node.append(svg("line", { class: "axis", x1: 0, x2: width, y1: y(level), y2: y(level) }));
  }
  if (!readings.length) return;
  readings.forEach(({ sure }, index) => {
    node.append(svg("path", { class: `line ${STYLES[index]}`, d: linePath(sure, x, y) }));
  });
  node.append(svg("line", { class: "marker", x1: x(position), x2: x(position), y1: 0, y2: height }));
  readings.forEach(({ labels, sure }, index) => {
    const step = settledAt(labels);
    node.append(svg("circle", { class: `settled ${STYLES[index]}`, cx: x(step), cy: y(sure[step]), r: 5 }));
  });
  node.setAttribute("aria-label", readingSentence(readings));
}

/** Write what the judge reads now, and since when that is the final answer. */
export function writeReading(list, run, position) {
  if (list.children.length !== run.readings.length) {
    list.replaceChildren(...run.readings.map((_, index) => legendItem(STYLES[index])));
  }
  run.readings.forEach(({ what, labels, sure }, index) => {
    const item = list.children[index];
    const step = settledAt(labels);
    const last = labels[labels.length - 1];
    item.querySelector("b").textContent = `${what}: ${labels[position]}`;
    item.querySelector("span").textContent =
      labels[position] === last && position >= step
        ? `since step ${step} (${percent(sure[position])})`
        : "not decided yet";
  });
}

function legendItem(style) {
  const item = document.createElement("li");
  const sample = svg("svg", { viewBox: "0 0 28 10", "aria-hidden": "true" });
  sample.append(svg("path", { class: `line ${style}`, d: "M1 5H27" }));
  item.append(sample, document.createElement("b"), document.createElement("span"));
  return item;
}

function fresh(node) {
  node.replaceChildren();
  const width = node.clientWidth || 300;
  const height = node.clientHeight || 90;
  node.setAttribute("viewBox", `0 0 ${width} ${height}`);
  return { width, height };
}
