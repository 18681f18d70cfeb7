/**
 * @param {Uint8ClampedArray} a RGBA bytes
 * @param {Uint8ClampedArray} b RGBA bytes of a picture of the same size
 * @returns {number} root mean square difference of the colours, as a share of the full range
 */
export function difference(a, b) {
  let sum = 0;
  for (let index = 0; index < a.length; index++) {
    if (index % 4 !== 3) sum += (a[index] - b[index]) ** 2;
  }
  return Math.sqrt(sum / ((a.length / 4) * 3)) / 255;
}

/**
 * @param {number[]} steps how many steps each rung took, ascending
 * @param {number[]} distances of each rung to the last one
 * @param {number} enough what counts as the same picture
 * @returns {number | null} the fewest steps from which on every rung is that close to the last one
 */
export function enoughSteps(steps, distances, enough) {
  let rung = steps.length - 1;
  while (rung > 0 && distances[rung - 1] <= enough) rung -= 1;
  return steps.length > 1 && rung < steps.length - 1 ? steps[rung] : null;
}
