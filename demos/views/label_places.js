/** Where the names of dots go, so that they cover neither each other nor the arrows. */

const GAP = 11; // pixels from the middle of a dot to its name
const CORNERS = [[1, 0], [-1, 0], [0, -1], [0, 1], [1, -1], [1, 1], [-1, -1], [-1, 1]];
const ROUNDS = [1, 2, 3.4, 5];
const FAR = 6; // what a place costs for each round further out
const OUTSIDE = 50;
const ON_DOT = 30;
const ON_LINE = 9;

/**
 * @param {Array<{at: [number, number], width: number, height: number}>} names the important first
 * @param {{width: number, height: number}} area
 * @param {Array<[number, number]>} inTheWay points on arrows
 * @returns {Array<[number, number]>} from each dot to the middle of its name
 */
export function placeNames(names, area, inTheWay) {
  const placed = [];
  return names.map((name) => {
    const offers = ROUNDS.flatMap((round, index) => CORNERS.map((corner) => offer(name, corner, round, index)));
    const costs = offers.map(({ box, cost }) => cost + costOf(box, names, name, placed, area, inTheWay));
    const best = offers[costs.indexOf(Math.min(...costs))];
    placed.push(best.box);
    return best.offset;
  });
}

function offer({ at, width, height }, [dx, dy], round, index) {
  const diagonal = dx && dy ? 0.7 : 1;
  const offset = [dx * (GAP * round * diagonal + width / 2), dy * (GAP * round * diagonal + height / 2)];
  const [x, y] = [at[0] + offset[0], at[1] + offset[1]];
  const box = [x - width / 2, y - height / 2, x + width / 2, y + height / 2];
  return { offset, box, cost: index * FAR + (dx && dy ? 2 : 0) };
}

function costOf(box, names, own, placed, area, inTheWay) {
  const outside = Math.max(0, -box[0], -box[1], box[2] - area.width, box[3] - area.height);
  const dots = names.filter((name) => name !== own && holds(box, name.at, 6)).length;
  const lines = inTheWay.filter((point) => holds(box, point, 1)).length;
  const covered = placed.reduce((sum, other) => sum + overlap(box, other), 0);
  return (outside ? OUTSIDE + outside : 0) + ON_DOT * dots + ON_LINE * lines + (covered ? 40 + covered / 20 : 0);
}

function holds([left, top, right, bottom], [x, y], margin) {
  return x > left - margin && x < right + margin && y > top - margin && y < bottom + margin;
}

/** @returns {number} the area that two boxes share */
export function overlap(a, b) {
  const width = Math.min(a[2], b[2]) - Math.max(a[0], b[0]);
  const height = Math.min(a[3], b[3]) - Math.max(a[1], b[1]);
  return width > 0 && height > 0 ? width * height : 0;
}
