import { entropy, meeting, OFF, possible, processed, ranked, softmax } from "./processors.js";

/**
 * The next token of one text: what the model says, kept whole, so that every control can be moved
 * without asking again.
 */
export class Distribution {
  /**
   * @param {Float32Array} logits [V]
   * @param {Iterable<number>} context ids of the text so far
   * @param {Float64Array} draws random numbers; the first is that of this place and seed
   * @param {number} untold probability of tokens that a server did not tell
   */
  constructor(logits, context, draws, untold = 0) {
    Object.assign(this, { logits, draws, untold });
    this.seen = new Set([...context].filter((id) => id < logits.length));
    this.before = softmax(logits).map((chance) => chance * (1 - untold));
    this.ranking = ranked(this.before);
    this.shape = shapeOf(this.before, untold);
  }

  /** @returns {object} what the controls make of it: scores, after, kept (ids, likeliest first), shape, top score */
  under(settings) {
    const scores = processed(this.logits, settings, this.seen);
    const after = softmax(scores);
    const isReordered = settings.repetition_penalty !== OFF.repetition_penalty;
    const ranking = isReordered ? reranked(this.ranking, this.seen, after) : this.ranking;
    const kept = possible(ranking, after);
    return { scores, after, kept, shape: shapeOf(after), top: scores[kept[0]] };
  }
}

/**
 * @param {Float64Array} chances
 * @param {number} untold probability of tokens that are not among them; it counts as one token
 * @returns {{entropy: number, perplexity: number, choices: number, kept: number}}
 */
export function shapeOf(chances, untold = 0) {
  const bits = entropy(chances) - (untold ? untold * Math.log2(untold) : 0);
  let kept = 0;
  for (let id = 0; id < chances.length; id++) if (chances[id] > 0) kept += 1;
  return { entropy: bits, perplexity: 2 ** bits, choices: 1 / (meeting(chances) + untold ** 2), kept };
}

/** Only tokens that were seen changed places among the others: they are sorted in again. */
export function reranked(ranking, seen, chances) {
  const earlier = (a, b) => chances[b] - chances[a] || a - b;
  const moved = [...seen].sort(earlier);
  const result = new Uint32Array(ranking.length);
  let [next, written] = [0, 0];
  for (const id of ranking) {
    if (seen.has(id)) continue;
    while (next < moved.length && earlier(moved[next], id) < 0) result[written++] = moved[next++];
    result[written++] = id;
  }
  while (next < moved.length) result[written++] = moved[next++];
  return result;
}

/**
 * @param {Uint32Array} kept ids with a chance, the likeliest first
 * @returns {{id: number, lower: number}} the token into whose part of the line from 0 to 1 `u` falls
 */
export function pick(kept, chances, u) {
  let lower = 0;
  for (const id of kept) {
    if (u < lower + chances[id]) return { id, lower };
    lower += chances[id];
  }
  const id = kept.at(-1);
  return { id, lower: lower - chances[id] };
}

/** @returns {Map<number, number>} how often each token is drawn with the random numbers `draws` */
export function tally(kept, chances, draws) {
  const counts = new Map();
  const sorted = Float64Array.from(draws).sort();
  let [place, upper] = [0, chances[kept[0]]];
  for (const u of sorted) {
    while (u >= upper && place < kept.length - 1) upper += chances[kept[++place]];
    counts.set(kept[place], (counts.get(kept[place]) ?? 0) + 1);
  }
  return counts;
}

/** @returns {number[]} ids of the tokens to show, each once: the likeliest, then those asked for */
export function shownIds(ranking, kept, count, asked) {
  return [...new Set([...ranking.slice(0, count), ...kept.slice(0, 2), ...asked])];
}
