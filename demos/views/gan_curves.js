import { number } from "./format.js";
import { scale } from "./plot.js";
import { fitted } from "./gan_paint.js";
import { lastUpTo } from "./gan_store.js";

const TOP = 5;
const LOW = 1e-6; // the smallest gradient that is told from none

/**
 * The curves of a game. `lines` are [name, colour]; `goals` the dashed lines of perfect play, from
 * the plan; `range` the values that are always in sight.
 */
export const CURVES = {
  belief: {
    lines: [["d_real", "real"], ["d_fake", "made"]],
    goals: (plan) => [[plan.perfect.belief, "soft"]],
    range: () => [0, 1],
  },
  loss: {
    lines: [["d_loss", "real"], ["g_loss", "made"]],
    goals: (plan) => [[plan.perfect.d_loss, "real"], [plan.perfect.g_loss, "made"]],
    range: () => [0, 1],
    grows: true,
  },
  modes: {
    lines: [["modes", "ink"]],
    goals: () => [],
    range: (plan) => [0, plan.modes.length],
    steps: true,
  },
  divergence: {
    lines: [["divergence", "ink"]],
    goals: (plan) => [[plan.floor, "soft"]],
    range: () => [0, 0.2],
    grows: true,
  },
  gradient: {
    lines: [["d_gradient", "real"], ["g_gradient", "made"]],
    goals: () => [],
    range: () => [Math.log10(1e-3), Math.log10(10)],
    grows: true,
    log: true,
  },
};

/** @returns {Array<[number, number]>} (round, value) where there is a value */
export function series(frames, name, log = false) {
  const found = [];
  for (const frame of frames) {
    const value = frame[name];
    if (value === null || value === undefined || !Number.isFinite(value)) continue;
    found.push([frame.round, log ? Math.log10(Math.max(LOW, value)) : value]);
  }
  return found;
}

/** @returns {[number, number]} what the axis shows: `range`, and where it grows nearly all values */
export function span(range, grows, values) {
  if (!grows || !values.length) return range;
  const sorted = [...values].sort((a, b) => a - b);
  const at = (share) => sorted[Math.round(share * (sorted.length - 1))];
  return [Math.min(range[0], at(0.01)), Math.max(range[1], at(0.99))];
}

/**
 * Draw one curve of a game, that of another game behind it, and the marker of a moment.
 * @param {HTMLCanvasElement} canvas
 * @param {string} name a key of CURVES
 * @param {object[]} games `{plan, frames}`, the one in front first
 * @param {number} round where the marker stands
 */
export function drawCurve(canvas, name, games, round, colours) {
  const { context, width, height } = fitted(canvas);
  context.drawImage(linesOf(canvas, name, games, colours, width, height), 0, 0, width, height);
  if (!games[0]?.plan || width < 20) return;
  const last = lastRound(games);
  drawMarker(context, scale([0, last], [0, width - 1])(Math.min(round, last)), height, colours.accent);
}

function lastRound(games) {
  return Math.max(1, ...games.map(({ frames }) => frames.at(-1)?.round ?? 0));
}

const pictures = new WeakMap(); // canvas -> the lines on it, and what they were drawn from

/** @returns {OffscreenCanvas} the lines without the marker: drawn anew only for other frames, sizes or colours */
function linesOf(canvas, name, games, colours, width, height) {
  const from = [colours, canvas.width, canvas.height, ...games.flatMap(({ plan, frames }) => [plan, frames])];
  const known = pictures.get(canvas);
  const same = known?.from.length === from.length && from.every((value, index) => value === known.from[index]);
  if (same) return known.picture;
  const picture = new OffscreenCanvas(Math.max(1, canvas.width), Math.max(1, canvas.height));
  const context = picture.getContext("2d");
  context.scale(canvas.width / width || 1, canvas.height / height || 1);
  drawLines(context, name, games, colours, width, height);
  pictures.set(canvas, { from, picture });
  return picture;
}

function drawLines(context, name, games, colours, width, height) {
  const curve = CURVES[name];
  const [game] = games;
  stroke(context, colours.line, 1, [[0, height - 0.5], [width, height - 0.5]]);
  if (!game?.plan || width < 20) return;
  const all = games.map(({ frames }) => curve.lines.map(([line]) => series(frames, line, curve.log)));
  const goals = curve.goals(game.plan).filter(([value]) => value !== null);
  const values = all.flat(2).map(([, value]) => value);
  const asked = [...curve.range(game.plan), ...goals.map(([value]) => value)];
  const x = scale([0, lastRound(games)], [0, width - 1]);
  const y = scale(span([Math.min(...asked), Math.max(...asked)], curve.grows, values), [height - TOP, TOP]);
  for (const [value, colour] of goals) drawGoal(context, y(value), width, colours[colour]);
  all.toReversed().forEach((lines, index) => {
    const behind = index < all.length - 1;
    lines.forEach((points, rank) => {
      const colour = colours[curve.lines[rank][1]];
      drawLine(context, points, x, y, colour, behind, curve.steps);
    });
  });
}

function drawGoal(context, y, width, colour) {
  context.save();
  context.setLineDash([4, 4]);
  context.globalAlpha = 0.75;
  stroke(context, colour, 1.5, [[0, y], [width, y]]);
  context.restore();
}

function drawLine(context, points, x, y, colour, behind, steps) {
  const path = [];
  points.forEach(([round, value], index) => {
    if (steps && index) path.push([x(round), y(points[index - 1][1])]);
    path.push([x(round), y(value)]);
  });
  context.save();
  if (behind) {
    context.globalAlpha = 0.5;
    context.setLineDash([2, 4]);
  }
  stroke(context, colour, behind ? 2 : 2.25, path);
  context.restore();
}

function drawMarker(context, x, height, colour) {
  context.save();
  context.globalAlpha = 0.55;
  stroke(context, colour, 2, [[x, 0], [x, height]]);
  context.restore();
}

function stroke(context, colour, width, points) {
  if (!points.length) return;
  context.beginPath();
  context.moveTo(...points[0]);
  for (const point of points.slice(1)) context.lineTo(...point);
  context.strokeStyle = colour;
  context.lineWidth = width;
  context.lineJoin = "round";
  context.stroke();
}

/** @returns {string} the numbers of a curve at one moment, or the last ones before it: "0.62 / 0.55" */
export function curveWords(name, frames, index) {
  const values = CURVES[name].lines.map(([line]) => {
    return lastUpTo(frames, index, (frame) => Number.isFinite(frame[line]))?.[line];
  });
  const whole = name === "modes" && Number.isFinite(values[0]);
  return whole ? String(values[0]) : values.map(number).join(" / ");
}
