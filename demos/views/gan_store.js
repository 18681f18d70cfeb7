import { halves } from "./unpack.js";

/**
 * A game as the page holds it: its plan, and the frames of its timeline in their order.
 * Rewinding asks for nothing, because everything that a moment shows is in its frame.
 * @typedef {object} Game
 * @property {string} run its name; a message with another name begins another game
 * @property {"empty" | "running" | "finished" | "broken"} state
 * @property {object | null} plan what is known before the first round: settings, lines of perfect play
 * @property {Float32Array} real points of the data to show [2 * n]
 * @property {object[]} frames numbers of a moment, and `fakes`, `arrows`, `judgement`, `mesh`, `optimal`
 */

const MOST_FRAMES = 600;
const MOST_STATES = 24;

/** @returns {Game} a game that has not begun */
export function emptyGame(run = "") {
  return { run, state: "empty", plan: null, real: new Float32Array(0), frames: [], stopped: "" };
}

/**
 * @param {Game} game what is known
 * @param {{header: object, blobs: Map}} message one of views/gan_arena.py
 * @param {number} kept frames that stay when the message says that the game goes on from there
 * @returns {Game} what is known now, with at most MOST_FRAMES frames
 */
export function withMessage(game, { header, blobs }, kept = Infinity) {
  const known = header.run === game.run ? game : emptyGame(header.run);
  const before = header.plan ? known.frames.slice(0, kept) : known.frames;
  const arrived = framesOf(header.frames, blobs);
  return {
    ...known,
    state: header.state,
    stopped: header.stopped ?? "",
    plan: header.plan ?? known.plan,
    real: blobs.has("real") ? halves(blobs.get("real")) : known.real,
    frames: withoutOldStates(thinned(joined(before, arrived))),
  };
}

/** Arrays come stacked, one row a frame; `optimal` has rows for those that have one. */
function framesOf(numbers, blobs) {
  const rows = (name, values, count) => {
    const size = values.length / Math.max(1, count);
    return (index) => values.subarray(index * size, (index + 1) * size);
  };
  const half = (name) => rows(name, blobs.has(name) ? halves(blobs.get(name)) : new Float32Array(0), numbers.length);
  const [fakes, arrows, mesh] = ["fakes", "arrows", "mesh"].map(half);
  const bytes = (name, count) => rows(name, blobs.get(name)?.bytes ?? new Uint8Array(0), count);
  const judgement = bytes("judgement", numbers.length);
  const optimal = bytes("optimal", numbers.filter(({ has_optimal: has }) => has).length);
  let found = 0;
  return numbers.map((frame, index) => ({
    ...frame,
    fakes: fakes(index),
    arrows: arrows(index),
    mesh: mesh(index),
    judgement: judgement(index),
    optimal: frame.has_optimal ? optimal(found++) : null,
    state: blobs.get(`state ${index}`)?.bytes ?? null,
  }));
}

/** The moment from which a game goes on comes again as its first frame: it is kept once. */
function joined(before, arrived) {
  const [first] = arrived;
  const same = (frame) => first && frame.round === first.round && frame.steps.join() === first.steps.join();
  return [...before.filter((frame) => !same(frame)), ...arrived];
}

/**
 * @param {object[]} frames
 * @returns {object[]} at most MOST_FRAMES: anchors, ends, and rounds that a power of two divides
 */
export function thinned(frames, most = MOST_FRAMES) {
  let [left, stride] = [frames, 1];
  while (left.length > most) {
    stride *= 2;
    const [step, last] = [stride, left.length - 1];
    const shorter = left.filter(
      (frame, index) => index === 0 || index === last || frame.anchor || (frame.round % step === 0 && frame.whole),
    );
    left = stride > 2 ** 20 ? left.filter((_, index) => index % 2 === 0 || index === last) : shorter;
  }
  return left;
}

/**
 * States are large: the newest ones and some on the way are kept. Those of anchors stay, for what
 * was changed there would be lost on the way from an earlier one.
 */
function withoutOldStates(frames) {
  const holders = frames.filter((frame) => frame.state && !frame.anchor);
  if (holders.length <= MOST_STATES) return frames;
  const dropped = new Set(holders.slice(0, -2).filter((_, index) => index % 2));
  return frames.map((frame) => (dropped.has(frame) ? { ...frame, state: null } : frame));
}

/** @returns {number} the index of the last frame at or before `round`; 0 where there is none */
export function frameAt(frames, round) {
  let index = frames.length - 1;
  while (index > 0 && frames[index].round > round) index -= 1;
  return Math.max(0, index);
}

/** @returns {object | null} the last frame up to `index` for which `is` holds */
export function lastUpTo(frames, index, is) {
  for (let i = Math.min(index, frames.length - 1); i >= 0; i--) if (is(frames[i])) return frames[i];
  return null;
}

/**
 * @param {object} a the settings of one game
 * @param {object} b those of another
 * @returns {Array<{name: string, a: any, b: any}>} what is different
 */
export function differences(a, b) {
  const names = Object.keys({ ...a, ...b });
  return names
    .filter((name) => JSON.stringify(a[name]) !== JSON.stringify(b[name]))
    .map((name) => ({ name, a: a[name], b: b[name] }));
}
