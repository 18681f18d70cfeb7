/** The arithmetic of fog. Pictures are Float32Array of [height * width * 3] in -1 … 1. */

/** The last of the thousand moments of the forward process. */
export const LAST_T = 999;

/** @returns {() => number} uniform numbers in 0 … 1 from a seed (mulberry32, Tommy Ettinger, public domain) */
export function uniform(seed) {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4294967296;
  };
}

/** @returns {Float32Array} `length` independent standard normal numbers (Box and Muller 1958) */
export function gaussian(length, seed) {
  const random = uniform(seed);
  const values = new Float32Array(length);
  for (let index = 0; index < length; index += 2) {
    const radius = Math.sqrt(-2 * Math.log(1 - random()));
    const angle = 2 * Math.PI * random();
    values[index] = radius * Math.cos(angle);
    if (index + 1 < length) values[index + 1] = radius * Math.sin(angle);
  }
  return values;
}

/** @returns {{keep: number, fog: number, snr: number, sigma: number}} √ᾱ, √(1-ᾱ), ᾱ/(1-ᾱ), √((1-ᾱ)/ᾱ) */
export function levels(alpha) {
  return {
    keep: Math.sqrt(alpha),
    fog: Math.sqrt(1 - alpha),
    snr: alpha / (1 - alpha),
    sigma: Math.sqrt((1 - alpha) / alpha),
  };
}

/** Write keep · x_0 + fog · ε into `rgba`, -1 as black and +1 as full colour (Ho et al. 2020, equation 4). */
export function mixInto(rgba, x_0, epsilon, keep, fog) {
  for (let pixel = 0, value = 0; pixel < rgba.length; pixel += 4) {
    for (let channel = 0; channel < 3; channel++, value++) {
      rgba[pixel + channel] = 127.5 * (keep * x_0[value] + fog * epsilon[value] + 1);
    }
    rgba[pixel + 3] = 255;
  }
}

/** @returns {Float32Array} the colours of `rgba` in -1 … 1 */
export function fromRgba(rgba) {
  const values = new Float32Array((rgba.length / 4) * 3);
  for (let pixel = 0, value = 0; pixel < rgba.length; pixel += 4) {
    for (let channel = 0; channel < 3; channel++, value++) {
      values[value] = rgba[pixel + channel] / 127.5 - 1;
    }
  }
  return values;
}
