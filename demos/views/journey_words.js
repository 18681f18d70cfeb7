import { count, number, percent } from "./format.js";

/** @returns {{keep: number, fog: number, sigma: number, snr: number}} what √ᾱ_t means */
export function levelsAt(keep) {
  const fog = Math.sqrt(1 - keep * keep);
  return { keep, fog, sigma: fog / keep, snr: (keep / fog) ** 2 };
}

/** @returns {[string, string]} title and line under the picture in fog, before a run */
export function startWords(plan) {
  if (!plan) return ["x_t, your picture in fog", "draw on the left, and choose how much fog"];
  const [t, keep] = plan.starts[plan.run - 1] ?? [];
  if (!plan.run) return ["x_0, no fog at all", "no step runs at this strength"];
  if (keep === undefined) return ["x_t, your picture in fog", `${plan.run} of ${plan.of} steps will run`];
  const { fog } = levelsAt(keep);
  return [`the start, x_t at t = ${Math.round(t)}`, `${keep.toFixed(2)} × your picture + ${fog.toFixed(2)} × fog`];
}

/** @returns {[string, string]} title and line under the picture in fog, in a run */
export function fogWords(run, position) {
  if (position >= run.total) return ["x_0, no fog left", `as the model draws, seed ${run.seed}`];
  const place = position ? `step ${position} of ${run.total}` : `the start: ${run.total} of ${run.of} steps to go`;
  return [`x_t at t = ${Math.round(run.timesteps[position])}`, place];
}

/** @returns {[string, string]} title and line under before and after */
export function compareWords(run, position) {
  if (!run.picture && !run.frames.length) return ["before", "press Unfog, and it becomes another picture"];
  if (run.picture && position >= run.total) return ["before and after", "drag the seam across the picture"];
  const change = run.steps[position]?.change;
  const moved = change == null ? "its first guess" : `changed by ${percent(change)} in this step`;
  return ["before, and predicted x_0", moved];
}

/** @returns {string} what the part of the strip says that stands for the steps that do not run */
export function skippedWords(skipped, of, room) {
  const long = `${count(skipped, "step")} of ${of} skipped`;
  return room > 7 * long.length ? long : String(skipped);
}

/** @returns {Record<string, string>} the facts of a start that nobody has run yet */
export function startFacts(plan) {
  const [t, keep] = plan?.starts[plan.run - 1] ?? [];
  if (keep === undefined) return { timestep: "–", sigma: "–", snr: "–", seconds: "–", nfe: "not run yet" };
  const { sigma, snr } = levelsAt(keep);
  return { timestep: String(Math.round(t)), sigma: number(sigma), snr: number(snr), seconds: "–", nfe: "not run yet" };
}
