/** When is something decided? Pure functions on the judge's reading over the steps. */

/**
 * @param {string[]} labels the judge's first choice at each step
 * @returns {number} the first step from which on the choice is the last one and never changes again
 */
export function settledAt(labels) {
  let step = labels.length - 1;
  while (step > 0 && labels[step - 1] === labels[labels.length - 1]) step -= 1;
  return Math.max(0, step);
}

/** @returns {string} one sentence for those who cannot see the plot */
export function readingSentence(readings) {
  const parts = readings.map(({ what, labels }) => {
    return `${what} (${labels[labels.length - 1]}) from step ${settledAt(labels)} on`;
  });
  return `Decided: ${parts.join(", ")}.`;
}
