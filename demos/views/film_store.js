import { floats, picture, unpack } from "./unpack.js";

/**
 * A run as the page knows it. Frames come in any order and are kept by their index.
 * @typedef {object} Run
 * @property {string} run its name; a message with another name begins another run
 * @property {"waiting" | "running" | "finished" | "broken"} state
 * @property {number} total steps to come
 * @property {object[]} steps numbers of each step, by index
 * @property {object[]} frames `{x_t, x_0, noise}` as ImageBitmap, by index
 * @property {ImageBitmap | null} picture the finished picture, enlarged if there is an upscaler
 * @property {ImageBitmap | null} raw the finished picture as the model draws it
 * @property {Record<string, ImageBitmap>} stills pictures of the whole run, by the names it gives
 * @property {object[]} readings `{what, labels, sure}`: the judge's choice at each position
 */

/** @returns {Run} an empty run */
export function emptyRun(name = "") {
  return {
    run: name,
    state: "waiting",
    total: 0,
    steps: [],
    frames: [],
    schedule: [],
    timesteps: [],
    readings: [],
    picture: null,
    raw: null,
    stills: {},
    file: null,
    finished: null,
  };
}

/**
 * @param {Run} run what is known
 * @param {string[]} texts packed messages that came since, in their order
 * @returns {Promise<Run>} what is known now; each picture is decoded once
 */
export async function received(run, texts) {
  let next = run;
  const blobs = new Map();
  for (const text of texts) {
    const message = unpack(text);
    if (message.header.run !== next.run) next = emptyRun(message.header.run);
    next = merged(next, message);
    for (const [name, blob] of message.blobs) blobs.set(name, blob);
  }
  const shown = (name, before) => (blobs.has(name) ? picture(blobs.get(name)) : before);
  const [last, raw, stills, frames] = await Promise.all([
    shown("picture", next.picture),
    shown("raw", next.raw),
    named(next.stills, blobs),
    decoded(next, blobs),
  ]);
  return { ...next, picture: last, raw, stills, frames };
}

function merged(run, { header, blobs }) {
  const { steps, finished, blobs: table, ...plan } = header;
  const known = run.steps.slice();
  for (const step of steps) known[step.index] = step;
  const next = { ...run, ...plan, steps: known };
  if (!finished) return next;
  const readings = finished.readings.map((reading) => judged(reading, blobs));
  return { ...next, finished, readings, file: blobs.get("picture") };
}

/** The pictures called `still:…`, beside those that are known. */
async function named(stills, blobs) {
  const found = { ...stills };
  const fresh = [...blobs].filter(([name]) => name.startsWith("still:") && !(name.slice(6) in found));
  await Promise.all(fresh.map(async ([name, blob]) => (found[name.slice(6)] = await picture(blob))));
  return found;
}

async function decoded(run, blobs) {
  const frames = run.frames.slice();
  const missing = run.steps.filter(({ index }) => !frames[index] && blobs.has(`x_t:${index}`));
  await Promise.all(
    missing.map(async ({ index }) => {
      const names = ["x_t", "x_0", "noise"];
      const [x_t, x_0, noise] = await Promise.all(
        names.map((name) => picture(blobs.get(`${name}:${index}`))),
      );
      frames[index] = { x_t, x_0, noise };
    }),
  );
  return frames;
}

/** The judge's first choice at each position, and how sure it is of what the final picture shows. */
export function judged({ what, labels, shape: [rows, columns] }, blobs) {
  const values = floats(blobs.get(`reading:${what}`));
  const row = (index) => Array.from(values.subarray(index * columns, (index + 1) * columns));
  const best = (shares) => shares.indexOf(Math.max(...shares));
  const last = best(row(rows - 1));
  const positions = Array.from({ length: rows }, (_, index) => row(index));
  return {
    what,
    labels: positions.map((shares) => labels[best(shares)]),
    sure: positions.map((shares) => shares[last]),
  };
}

/** Give the memory of a run's pictures back; it must not be shown again. */
export function release(run) {
  for (const frame of run.frames) for (const bitmap of Object.values(frame ?? {})) bitmap.close();
  run.picture?.close();
  run.raw?.close();
  for (const still of Object.values(run.stills)) still.close();
}

/** @returns {number} the highest position that can be shown already; -1 when there is none */
export function newest(run) {
  return run.picture ? run.total : run.frames.length - 1;
}
