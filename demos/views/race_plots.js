import { linePath, scale, spread, svg } from "./plot.js";
import { distanceAt, looksBy } from "./race_words.js";

const COLOURS = 7;
const DASHES = ["", "10 6", "2 6", "12 5 2 5"];
const LABEL = 18; // pixels between two names
const NAMES = 128; // pixels at the right that the names need
const LEFT = 44;

/** @returns {Record<string, string>} colour and dash of a lane: never colour alone */
export function look(index) {
  const dash = DASHES[index % DASHES.length];
  return { style: `--colour: var(--c${index % COLOURS})`, "stroke-dasharray": dash };
}

/** Distance against evaluations, on a logarithmic scale; what lies ahead is pale. */
export function drawDistances(node, race, looks) {
  const area = measured(node);
  const shown = race.lanes.filter((lane) => lane.distance);
  const values = shown.flatMap((lane) => lane.distance).filter((value) => value > 0);
  const [low, high] = reach(values);
  const most = Math.max(1, ...race.lanes.map((lane) => lane.looks));
  const x = scale([0, most], [LEFT, area.width - NAMES]);
  const y = scale([Math.log10(low), Math.log10(high)], [area.height - 30, 10]);
  drawGrid(node, area, { x, y, low, high, most, each: race.each });
  drawNow(node, x(looks), area);
  const ends = [];
  race.lanes.forEach((lane, index) => {
    if (!lane.distance) return;
    const at = (place) => y(Math.log10(Math.max(low, distanceAt(lane, place))));
    const places = Array.from({ length: lane.looks }, (_, k) => k + 1);
    drawLane(node, index, places.map((k) => [x(k), at(k)]), looksBy(lane, looks) - 1);
    ends.push([index, lane.name, x(lane.looks), at(lane.looks)]);
  });
  drawNames(node, ends, area);
}

/** The paths of all lanes in one plane, the reference broad and grey behind them. */
export function drawPlane(node, race, looks) {
  const area = measured(node);
  if (!race.reference) return note(node, area, race.lanes.length ? "drawn when all have arrived" : "");
  const all = [race.reference, ...race.paths].flat();
  const [x, y] = fitted(all, area);
  const place = ([a, b]) => [x(a), y(b)];
  node.append(svg("path", { class: "reference", d: path(race.reference.map(place)) }));
  const [start, goal] = [place(race.reference[0]), place(race.reference.at(-1))];
  race.paths.forEach((points, index) => {
    drawLane(node, index, points.map(place), looksBy(race.lanes[index], looks));
  });
  node.append(svg("circle", { class: "goal", cx: goal[0], cy: goal[1], r: 5 }));
  text(node, "200 steps", ...beside(goal, area), area);
  text(node, "the same noise", ...beside(start, area), area);
}

function drawLane(node, index, points, reached) {
  const style = look(index);
  node.append(svg("path", { class: "lane ahead", d: path(points), ...style }));
  if (reached < 0) return;
  node.append(svg("path", { class: "lane", d: path(points.slice(0, reached + 1)), ...style }));
  const [cx, cy] = points[Math.min(reached, points.length - 1)];
  node.append(svg("circle", { class: "dot", cx, cy, r: 6, style: style.style }));
}

function drawGrid(node, area, { x, y, low, high, most, each }) {
  for (const value of [3, 1, 0.3, 0.1, 0.03, 0.01, 0.003]) {
    if (value < low || value > high) continue;
    const level = y(Math.log10(value));
    node.append(svg("line", { class: "grid", x1: LEFT, x2: x(most), y1: level, y2: level }));
    node.append(svg("text", { x: LEFT - 8, y: level + 4, "text-anchor": "end" }, String(value)));
  }
  for (const looks of [0, Math.round(most / 2), most]) {
    const words = looks === most ? `${looks * each} evaluations` : String(looks * each);
    node.append(svg("text", { x: x(looks), y: area.height - 8, "text-anchor": "middle" }, words));
  }
}

function drawNow(node, x, { height }) {
  node.append(svg("line", { class: "marker", x1: x, x2: x, y1: 4, y2: height - 28 }));
}

/** The names at the ends of the lines, spread so that none covers another. */
function drawNames(node, ends, { width, height }) {
  const places = spread(ends.map(([, , , y]) => y), LABEL, 12, height - 34);
  ends.forEach(([index, name, x, y], rank) => {
    const left = width - NAMES + 22;
    const { style } = look(index);
    node.append(svg("line", { class: "leader", x1: x + 7, y1: y, x2: left - 4, y2: places[rank], style }));
    node.append(svg("text", { class: "name", x: left, y: places[rank] + 5, style }, name));
  });
}

/** @returns {[number, number]} a range that holds all distances, a little wider */
function reach(values) {
  if (!values.length) return [0.03, 3];
  return [Math.min(...values) / 1.25, Math.max(...values) * 1.15];
}

/** @returns both scales, equal in x and y, so that angles are true */
function fitted(points, { width, height }) {
  const range = (axis) => {
    const values = points.map((point) => point[axis]);
    return [Math.min(...values), Math.max(...values)];
  };
  const [[x0, x1], [y0, y1]] = [range(0), range(1)];
  const unit = Math.min((width - 120) / (x1 - x0 || 1), (height - 60) / (y1 - y0 || 1));
  const x = (value) => width / 2 + unit * (value - (x0 + x1) / 2);
  const y = (value) => height / 2 - unit * (value - (y0 + y1) / 2);
  return [x, y];
}

function beside([x, y], { height }) {
  return [x, y > height / 2 ? y + 30 : y - 18];
}

function text(node, words, x, y, { width }) {
  const inside = Math.min(width - 56, Math.max(56, x));
  node.append(svg("text", { class: "note", x: inside, y, "text-anchor": "middle" }, words));
}

function note(node, { width, height }, words) {
  node.append(svg("text", { class: "note", x: width / 2, y: height / 2, "text-anchor": "middle" }, words));
}

function path(points) {
  return linePath(points.map(([, y]) => y), (index) => points[index][0], (y) => y);
}

function measured(node) {
  const area = { width: node.clientWidth || 400, height: node.clientHeight || 300 };
  node.setAttribute("viewBox", `0 0 ${area.width} ${area.height}`);
  node.replaceChildren();
  return area;
}
