/**
 * How one step of a player is shown: at once while rounds fly by, gliding while they are few, and
 * in slow motion as the five steps of a round, one after the other.
 */

export const STEPS = { real: 0, forge: 1, detective: 2, criminal: 3, repeat: 4 };

const TAKE_MS = 900; // for each of "take real points" and "forge as many"
const LEARN_MS = 800; // the map fades, the points glide
const AIM_MS = 600; // the arrows are seen before the points follow them
const GLIDE_LEAST_MS = 90;
const GLIDE_MOST_MS = 700;

/**
 * @param {string} player whose step has come: "discriminator" or "generator"
 * @param {number} elapsed milliseconds since it came
 * @returns {{step: number, share: number}} which of the five steps is on, how far the frame has come
 */
export function slowMotion(player, elapsed) {
  if (player === "discriminator") {
    if (elapsed < TAKE_MS) return { step: STEPS.real, share: 0 };
    if (elapsed < 2 * TAKE_MS) return { step: STEPS.forge, share: 0 };
    return { step: STEPS.detective, share: part(elapsed - 2 * TAKE_MS) };
  }
  if (elapsed < AIM_MS + LEARN_MS) return { step: STEPS.criminal, share: part(elapsed - AIM_MS) };
  return { step: STEPS.repeat, share: 1 };
}

function part(elapsed) {
  const share = Math.min(1, Math.max(0, elapsed / LEARN_MS));
  return share * share * (3 - 2 * share);
}

/** @returns {{step: number | null, share: number}} a glide that ends before the next frame comes */
export function glide(player, elapsed, interval) {
  if (interval < GLIDE_LEAST_MS) return { step: null, share: 1 };
  const step = { discriminator: STEPS.detective, generator: STEPS.criminal }[player] ?? null;
  return { step, share: Math.min(1, elapsed / Math.min(GLIDE_MOST_MS, 0.8 * interval)) };
}

/** @returns {Set<string>} the layers that stand back in a step of slow motion */
export function dimmed(step) {
  if (step === STEPS.real) return new Set(["forged", "mesh", "arrows"]);
  if (step === STEPS.forge) return new Set(["real", "arrows"]);
  return new Set();
}
