/**
 * Places [x, y, z] in a picture that may be turned, and how they come to pixels.
 * @typedef {[number, number, number]} Place
 */

const HALF_HIDDEN = 0.3; // a point that the picture keeps less of stands in front of it or behind it
const NEIGHBOURS = 6; // more of them hide what they stand around
const RANKS = ["answer", "input", "sum", "neighbour", "zero", "partial"];

/**
 * @param {{names: string[], roles: string[], at: Place[], stands: Place[],
 *   arrows: Array<{start: number, end: number, kind: string}>}} plane as Python describes it
 * @param {boolean} solid in three dimensions
 * @returns the dots and arrows to draw; sums on the way are corners without a name
 */
export function sceneOf({ names, roles, at, stands, arrows }, solid) {
  const dots = roles.map((role, index) => {
    const away = role !== "sum" && role !== "zero" && stands[index][solid ? 2 : 1] < HALF_HIDDEN;
    const name = role === "partial" ? "" : names[index].replaceAll(" - ", " − ");
    return { name, kind: away ? `${role} away` : role, at: at[index], rank: RANKS.indexOf(role) };
  });
  let neighbours = 0;
  const shown = dots.filter((_, index) => {
    if (roles[index] === "sum") return names.indexOf(names[index]) === index; // one word is its own sum
    return roles[index] !== "neighbour" || (neighbours += 1) <= NEIGHBOURS;
  });
  const drawn = arrows.map(({ start, end, kind }) => ({ from: at[start], to: at[end], kind }));
  return { dots: shown, arrows: drawn };
}

/** @returns {Place[]} numbers that came one after the other, three and three */
export function tripled(values) {
  return Array.from({ length: values.length / 3 }, (_, index) => [...values.slice(3 * index, 3 * index + 3)]);
}

/** @returns {Place} turned about `centre`: by `yaw` about the upright axis, then by `pitch` */
export function turned(place, centre, { yaw, pitch }) {
  const [x, y, z] = place.map((value, axis) => value - centre[axis]);
  const [cosYaw, sinYaw, cosPitch, sinPitch] = [Math.cos(yaw), Math.sin(yaw), Math.cos(pitch), Math.sin(pitch)];
  const side = cosYaw * x + sinYaw * z;
  const depth = cosYaw * z - sinYaw * x;
  return [
    centre[0] + side,
    centre[1] + cosPitch * y - sinPitch * depth,
    centre[2] + sinPitch * y + cosPitch * depth,
  ];
}

/** @returns {{centre: Place, low: Place, high: Place, reach: number}} the box that holds all places */
export function boxOf(places) {
  const axes = [0, 1, 2].map((axis) => places.map((place) => place[axis]));
  const low = axes.map((values) => Math.min(...values));
  const high = axes.map((values) => Math.max(...values));
  const centre = low.map((value, axis) => (value + high[axis]) / 2);
  const reach = Math.max(1e-9, ...places.map((place) => Math.hypot(...place.map((value, axis) => value - centre[axis]))));
  return { centre, low, high, reach };
}

/**
 * One scale for all directions, or the arrows would lie.
 * @returns {(place: Place) => [number, number]} from places to pixels
 */
export function fitted({ centre, low, high, reach }, { width, height }, margin, solid) {
  const [across, up] = solid ? [2 * reach, 2 * reach] : [high[0] - low[0], high[1] - low[1]];
  const unit = Math.min(
    Math.max(40, width - 2 * margin[0]) / Math.max(across, 1e-9),
    Math.max(40, height - 2 * margin[1]) / Math.max(up, 1e-9),
  );
  return ([x, y]) => [width / 2 + unit * (x - centre[0]), height / 2 - unit * (y - centre[1])];
}
