/** Numbers as a lecture hall reads them: few digits, real minus and per cent signs. */

/** @returns {string} about three significant digits; a dash where there is no number */
export function number(value) {
  if (value === null || value === undefined || !Number.isFinite(value)) return "–";
  const size = Math.abs(value);
  if (size >= 1000) return whole(value);
  if (size >= 100) return value.toFixed(0);
  if (size >= 10) return value.toFixed(1);
  if (size >= 0.1 || size === 0) return value.toFixed(2);
  return size >= 0.001 ? value.toFixed(3) : value.toExponential(0);
}

/** @returns {string} a whole number, its thousands set apart */
export function whole(amount) {
  return Math.round(amount).toLocaleString("en").replaceAll(",", "\u202f");
}

/** @returns {string} a share of one as per cent, with one decimal below ten */
export function percent(share) {
  if (share === null || share === undefined || !Number.isFinite(share)) return "–";
  return `${(100 * share).toFixed(Math.abs(share) < 0.0995 ? 1 : 0)} %`;
}

/** @returns {string} seconds with the unit */
export function seconds(value) {
  if (value === null || value === undefined || !Number.isFinite(value)) return "–";
  return value < 10 ? `${value.toFixed(2)} s` : `${value.toFixed(1)} s`;
}

/** @returns {string} "1 evaluation", "24 evaluations"; `plural` where an s is not enough */
export function count(amount, noun, plural = `${noun}s`) {
  return `${amount} ${amount === 1 ? noun : plural}`;
}
