/**
 * A training on pictures as the page holds it: its plan and the frames of its timeline.
 * Rewinding asks for nothing, because everything that a moment shows is in its frame.
 * @typedef {object} Training
 * @property {string} run its name; a message with another name begins another training
 * @property {"empty" | "running" | "finished" | "broken"} state
 * @property {object} plan `{kinds, side, channels, rounds, perfect, modes, settings}`
 * @property {Uint8Array[]} real pictures
 * @property {object[]} frames numbers of a moment, and `forged`, its pictures
 */

/** @returns {Training} one that has not begun */
export function emptyTraining(run = "") {
  return { run, state: "empty", plan: null, real: [], frames: [], stopped: "" };
}

/** @returns {Training} what is known after a message of views/notes_show.py */
export function withNews(training, { header, blobs }) {
  const known = header.run === training.run ? training : emptyTraining(header.run);
  const plan = header.plan ?? known.plan;
  const size = plan.side ** 2 * plan.channels;
  const arrived = split(blobs.get("forged"), size * plan.forged);
  return {
    ...known,
    plan,
    state: header.state,
    stopped: header.stopped ?? known.stopped,
    real: blobs.has("real") ? split(blobs.get("real"), size) : known.real,
    frames: [
      ...known.frames,
      ...header.frames.map((frame, index) => ({ ...frame, forged: pieces(arrived[index], size) })),
    ],
  };
}

function split(blob, size) {
  return blob ? pieces(blob.bytes, size) : [];
}

/** @returns {Uint8Array[]} `bytes` in pieces of `size` */
export function pieces(bytes, size) {
  return Array.from({ length: Math.floor(bytes.length / size) }, (_, index) =>
    bytes.subarray(index * size, (index + 1) * size),
  );
}

/** @returns {number[]} `count` positions from 0 to `last`, evenly spread, each once */
export function spreadOver(last, count) {
  const places = Array.from({ length: count }, (_, index) => Math.round((index * last) / (count - 1)));
  return [...new Set(places)];
}
