/**
 * From logits to the distribution that is drawn from: the processors of transformers'
 * `LogitsProcessor`s, over the whole vocabulary. Pure functions; what is removed is -Infinity.
 */

/** The settings at which a processor changes nothing. */
export const OFF = {
  repetition_penalty: 1,
  temperature: 1,
  top_k: 0,
  top_p: 1,
  min_p: 0,
  typical_p: 1,
};

const PROCESSORS = {
  repetition_penalty: (scores, penalty, seen) => {
    for (const id of seen) scores[id] = scores[id] < 0 ? scores[id] * penalty : scores[id] / penalty;
  },
  temperature: (scores, temperature) => {
    if (temperature === 0) keepLargest(scores);
    else for (let id = 0; id < scores.length; id++) scores[id] /= temperature;
  },
  top_k: (scores, k) => {
    if (k < scores.length) removeBelow(scores, descending(scores)[k - 1]);
  },
  top_p: (scores, share) => {
    const sorted = descending(scores);
    const sum = sumOfExp(sorted, sorted[0]);
    let [kept, above] = [0, 0];
    while (kept === 0 || (kept < sorted.length && above < share)) above += Math.exp(sorted[kept++] - sorted[0]) / sum;
    keepFirst(scores, sorted[kept - 1], sorted.slice(0, kept));
  },
  min_p: (scores, share) => removeBelow(scores, largest(scores) + Math.log(share)),
  typical_p: keepTypical,
};

/**
 * @param {Float32Array} logits [V] what the model says
 * @param {object} settings values by the names in OFF, and `order`, the names in their order
 * @param {Iterable<number>} seen ids of the tokens of the text so far, each once
 * @returns {Float64Array} [V] the scores whose softmax is drawn from
 */
export function processed(logits, settings, seen) {
  const scores = Float64Array.from(logits);
  for (const name of settings.order) {
    const value = settings[name];
    if (value !== OFF[name]) PROCESSORS[name](scores, value, seen);
  }
  return scores;
}

/** @returns {Float64Array} [V] probabilities: exp(score - largest), divided by their sum */
export function softmax(scores) {
  const top = largest(scores);
  const chances = Float64Array.from(scores, (score) => Math.exp(score - top));
  const sum = chances.reduce((total, chance) => total + chance, 0);
  return chances.map((chance) => chance / sum);
}

/** @returns {number} uncertainty in bits */
export function entropy(chances) {
  let bits = 0;
  for (const chance of chances) if (chance > 0) bits -= chance * Math.log2(chance);
  return bits;
}

/** @returns {number} Σ p², the chance that two draws are the same token */
export function meeting(chances) {
  return chances.reduce((sum, chance) => sum + chance * chance, 0);
}

/** @returns {Uint32Array} all ids, the most probable first; equally probable ones by id */
export function ranked(chances) {
  return Uint32Array.from(chances, (_, id) => id).sort((a, b) => chances[b] - chances[a] || a - b);
}

function largest(scores) {
  let top = -Infinity;
  for (const score of scores) if (score > top) top = score;
  return top;
}

/** The scores that are not removed, largest first. */
function descending(scores) {
  return scores.filter((score) => score > -Infinity).sort().reverse();
}

function sumOfExp(scores, top) {
  let sum = 0;
  for (const score of scores) sum += Math.exp(score - top);
  return sum;
}

function removeBelow(scores, least) {
  for (let id = 0; id < scores.length; id++) if (scores[id] < least) scores[id] = -Infinity;
}

/** Keep what is above `least`, and of the equals as many as `kept` has. */
function keepFirst(scores, least, kept) {
  let equals = kept.reduce((count, score) => count + (score === least), 0);
  for (let id = 0; id < scores.length; id++) {
    if (scores[id] > least || (scores[id] === least && equals-- > 0)) continue;
    scores[id] = -Infinity;
  }
}

/** Greedy: only the first of the largest stays. */
function keepLargest(scores) {
  const best = scores.indexOf(largest(scores));
  for (let id = 0; id < scores.length; id++) if (id !== best) scores[id] = -Infinity;
}

/** Keep those whose surprise is closest to the entropy until they hold `share` (Meister et al. 2023). */
function keepTypical(scores, share) {
  const chances = softmax(scores);
  const expected = -chances.reduce((sum, chance) => sum + (chance > 0 ? chance * Math.log(chance) : 0), 0);
  const distance = chances.map((chance) => Math.abs(-Math.log(chance) - expected));
  const order = Uint32Array.from(chances, (_, id) => id).sort((a, b) => distance[a] - distance[b] || a - b);
  let [last, sum] = [0, chances[order[0]]];
  while (sum < share && last < order.length - 1) sum += chances[order[++last]];
  const limit = distance[order[last]];
  for (let id = 0; id < scores.length; id++) if (distance[id] > limit) scores[id] = -Infinity;
}
