import { LAST_T } from "./fogging.js";
import { linePath, scale, svg } from "./plot.js";

const POINTS = 100;
const PAD = 6;

/** Draw √ᾱ of every schedule over t, the chosen one in ink, and the marker at t. */
export function drawSchedules(node, schedules, chosen, t) {
  const width = node.clientWidth || 300;
  const height = node.clientHeight || 76;
  node.setAttribute("viewBox", `0 0 ${width} ${height}`);
  node.replaceChildren();
  const x = scale([0, LAST_T], [PAD, width - PAD]);
  const y = scale([0, 1], [height - PAD, PAD]);
  const at = (index) => (index * LAST_T) / (POINTS - 1);
  for (const [name, alphas] of schedules) {
    const kept = Array.from({ length: POINTS }, (_, index) => Math.sqrt(alphas[Math.round(at(index))]));
    const d = linePath(kept, (index) => x(at(index)), y);
    node.append(svg("path", { class: name === chosen ? "line on" : "line", d }));
  }
  const level = Math.sqrt(schedules.get(chosen)[t]);
  node.append(svg("line", { class: "marker", x1: x(t), x2: x(t), y1: 0, y2: height }));
  node.append(svg("circle", { class: "dot", cx: x(t), cy: y(level), r: 6 }));
  node.setAttribute("aria-label", `At t = ${t} the square root of alpha bar is ${level.toFixed(2)}.`);
}

/** @returns {string} what one sees at this signal-to-noise ratio */
export function sentence(t, snr) {
  const seen = [
    [100, "there is hardly any fog: a network has almost nothing to do here."],
    [4, "the fog hides detail first: edges and texture go, the whole stays."],
    [0.25, "shapes and colours are still there, if you step back. Here it is decided what the picture shows."],
    [0.01, "only the broad light and dark of the picture is left."],
    [0, "this is noise: nobody can say which picture it was. Here generation begins."],
  ];
  return `At t = ${t} ${seen.find(([least]) => snr > least || least === 0)[1]}`;
}
