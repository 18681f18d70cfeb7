import { count } from "./format.js";

/**
 * A racer: `looks` noise levels, `cost` evaluations; `distance[k]` is how far its guess was from
 * the reference after k + 1 looks, the last entry how far its own end is.
 * @typedef {{name: string, steps: number, looks: number, cost: number, order: number, distance?: number[]}} Lane
 */

/** @returns {number} how many looks a lane has had when everybody may have had `looks` */
export function looksBy(lane, looks) {
  return Math.min(lane.looks, looks);
}

/** @returns {number | null} how far a lane is from the reference after `looks` looks; null before the first */
export function distanceAt(lane, looks) {
  if (!lane.distance || looks < 1) return null;
  return looks >= lane.looks ? lane.distance[lane.looks] : lane.distance[looks - 1];
}

/** @returns {number} the index of the lane that is closest after `looks` looks; -1 while nobody has looked */
export function leader(lanes, looks) {
  let best = -1;
  lanes.forEach((lane, index) => {
    const distance = distanceAt(lane, looks);
    if (distance !== null && (best < 0 || distance < distanceAt(lanes[best], looks))) best = index;
  });
  return best;
}

/** @returns {string} "10 steps, 2 looks each: 38 evaluations" */
export function priceOf(lane) {
  const steps = count(lane.steps, "step");
  const twice = lane.order === 2 ? ", two looks each" : "";
  return `${steps}${twice}`;
}

/** @returns {string} what the whole race shows */
export function verdict(lanes) {
  if (!lanes.length || lanes.some((lane) => !lane.distance)) return "";
  const noisy = lanes.filter((lane) => lane.stochastic).map((lane) => lane.name);
  const fresh = noisy.length ? ` ${noisy.join(" and ")} mixed in fresh noise and went elsewhere on purpose.` : "";
  const order = lanes
    .filter((lane) => !lane.stochastic)
    .map((lane) => [distanceAt(lane, lane.looks), lane.name])
    .sort(([a], [b]) => a - b);
  if (order.length < 2) return fresh.trim();
  const [[near, first], [far, last]] = [order[0], order.at(-1)];
  return `${first} ended closest to the 200-step run, ${last} ${(far / near).toFixed(1)} times as far away.${fresh}`;
}
