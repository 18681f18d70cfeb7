/** What stands on a square grid over the plane: the verdict of the detective, read and mixed. */

/**
 * @param {Uint8Array} cells [n * n], row by row from the top, 255 where the detective says real
 * @param {number} extent the grid covers -extent … extent; values stand at the middle of their cells
 * @returns {number} the verdict at (x, y), 0 … 1, between the four cells around it
 */
export function verdictAt(cells, extent, x, y) {
  const side = Math.round(Math.sqrt(cells.length));
  const place = (value) => Math.min(side - 1, Math.max(0, ((value + extent) / (2 * extent)) * side - 0.5));
  const [column, row] = [place(x), place(-y)];
  const [left, top] = [Math.floor(column), Math.floor(row)];
  const [right, bottom] = [Math.min(side - 1, left + 1), Math.min(side - 1, top + 1)];
  const [u, v] = [column - left, row - top];
  const at = (i, j) => cells[i * side + j];
  const above = at(top, left) * (1 - u) + at(top, right) * u;
  const below = at(bottom, left) * (1 - u) + at(bottom, right) * u;
  return (above * (1 - v) + below * v) / 255;
}

/** @returns {number} the mean verdict over points [2 * n] */
export function meanVerdict(cells, extent, points) {
  let sum = 0;
  for (let i = 0; i < points.length; i += 2) sum += verdictAt(cells, extent, points[i], points[i + 1]);
  return sum / (points.length / 2);
}

/** @returns {object} a moment between two frames, `share` of the way: points glide, the map fades */
export function blend(before, after, share) {
  if (!before || share >= 1) return after;
  const mixed = { ...after };
  for (const name of ["fakes", "mesh"]) mixed[name] = between(before[name], after[name], share, Float32Array);
  mixed.judgement = between(before.judgement, after.judgement, share, Uint8Array);
  return mixed;
}

function between(a, b, share, Kind) {
  if (!a || !b || a.length !== b.length) return b;
  return Kind.from(b, (value, index) => a[index] + (value - a[index]) * share);
}

/**
 * @param {Float32Array} points [2 * n]
 * @param {number[][]} modes their centres
 * @returns {number} how many modes have a point within `radius`
 */
export function modesTouched(points, modes, radius) {
  return modes.filter(([x, y]) => {
    for (let i = 0; i < points.length; i += 2) {
      if (Math.hypot(points[i] - x, points[i + 1] - y) <= radius) return true;
    }
    return false;
  }).length;
}
