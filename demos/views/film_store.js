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
    file: null,
    finished: null,
  };
}

/** @returns {Promise<Run>} `run` with what the packed `text` brings; another run if its name is new */
export async function received(run, text) {
  const { header, blobs } = unpack(text);
  const next = header.run === run.run ? run : emptyRun(header.run);
  const frames = await decoded(header.steps, next.frames, blobs);
  const [last, raw] = await Promise.all(
    ["picture", "raw"].map((name) => (blobs.has(name) ? picture(blobs.get(name)) : next[name])),
  );
  const { steps, finished, blobs: _, ...plan } = header;
  const known = next.steps.slice();
  for (const step of steps) known[step.index] = step;
  return {
    ...next,
    ...plan,
    steps: known,
    frames,
    picture: last,
    raw,
    file: blobs.get("picture") ?? next.file,
    finished: finished ?? next.finished,
    readings: finished ? finished.readings.map((reading) => judged(reading, blobs)) : next.readings,
  };
}

async function decoded(steps, known, blobs) {
  const frames = known.slice();
  const missing = steps.filter((step) => !frames[step.index]);
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

/** @returns {number} the highest position that can be shown already; -1 when there is none */
export function newest(run) {
  return run.picture ? run.total : run.frames.length - 1;
}
