/** How much of what was written was copied: bands of run lengths, as tints and as words. */

const BANDS = 4;

/**
 * @param {number} run how long the copied run is that a unit is a part of
 * @param {number} n the n of the n-grams: a run of n is copied by construction
 * @param {number} limit the length from which on counts alone cannot tell; 0 where they can
 * @returns {number | null} 0 no longer than n, 1 up to 2n, 2 up to 4n, 3 longer; null: not known
 */
export function band(run, n, limit = 0) {
  if (limit && limit <= n) return null;
  if (run <= n) return 0;
  if (run <= 2 * n) return 1;
  return run <= 4 * n ? 2 : 3;
}

/** @returns {Array<{band: number, words: string}>} what the tints mean, longest runs last */
export function legend(n, limit, unit) {
  if (limit && limit <= n) return [];
  const lows = [1, n + 1, 2 * n + 1, 4 * n + 1];
  const shown = lows.filter((low) => !limit || low <= limit);
  return shown.map((low, index) => {
    const last = index === shown.length - 1 || index === BANDS - 1;
    const high = lows[index + 1] - 1;
    const words = index ? (last ? `${low} or more` : `${low} to ${high}`) : `at most ${n}`;
    return { band: index, words: index ? words : `${words} ${unit} copied in a row` };
  });
}

/** @returns {HTMLElement} one unit of a text in its tint */
export function unitOf(text, run, n, limit = 0) {
  const node = document.createElement("span");
  const tint = band(run, n, limit);
  node.className = tint === null ? "unit" : `unit b${tint}`;
  node.textContent = text;
  return node;
}

/** Write the legend into a paragraph. */
export function writeLegend(node, n, limit, unit) {
  const parts = legend(n, limit, unit).map(({ band: index, words }) => {
    const part = document.createElement("span");
    const swatch = document.createElement("i");
    swatch.className = `b${index}`;
    part.append(swatch, words);
    return part;
  });
  const unknown = `Every ${n} ${unit} in a row are copied; of longer runs these counts cannot tell.`;
  node.replaceChildren(...(parts.length ? parts : [unknown]));
}
