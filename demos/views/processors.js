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
    keepFirst(scores, sorted[kept - 1], kept - sorted.indexOf(sorted[kept - 1]));
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
  const scores = new Float64Array(logits);
  for (const name of settings.order) {
    const value = settings[name];
    if (value !== OFF[name]) PROCESSORS[name](scores, value, seen);
  }
  return scores;
}

/** @returns {Float64Array} [V] probabilities: exp(score - largest), divided by their sum */
export function softmax(scores) {
  const [top, size] = [largest(scores), scores.length];
  const chances = new Float64Array(size);
  let sum = 0;
  for (let id = 0; id < size; id++) sum += chances[id] = Math.exp(scores[id] - top);
  for (let id = 0; id < size; id++) chances[id] /= sum;
  return chances;
}

/** @returns {number} uncertainty in bits */
export function entropy(chances) {
  let nats = 0;
  for (let id = 0; id < chances.length; id++) if (chances[id] > 0) nats -= chances[id] * Math.log(chances[id]);
  return nats / Math.LN2;
}

/** @returns {number} Σ p², the chance that two draws are the same token */
export function meeting(chances) {
  let sum = 0;
  for (let id = 0; id < chances.length; id++) sum += chances[id] * chances[id];
  return sum;
}

/** @returns {Uint32Array} those of `ids` that have a chance, in their order */
export function possible(ids, chances) {
  const found = new Uint32Array(ids.length);
  let count = 0;
  for (let place = 0; place < ids.length; place++) if (chances[ids[place]] > 0) found[count++] = ids[place];
  return found.subarray(0, count);
}

/** @returns {Uint32Array} all ids, the most probable first; equally probable ones by id */
export function ranked(chances) {
  return Uint32Array.from(chances, (_, id) => id).sort((a, b) => chances[b] - chances[a] || a - b);
}

function largest(scores) {
  let top = -Infinity;
  for (let id = 0; id < scores.length; id++) if (scores[id] > top) top = scores[id];
  return top;
}

/** The scores that are not removed, largest first. */
function descending(scores) {
  const rising = new Float64Array(scores).sort();
  return rising.subarray(rising.lastIndexOf(-Infinity) + 1).reverse();
}

function sumOfExp(scores, top) {
  let sum = 0;
  for (let place = 0; place < scores.length; place++) sum += Math.exp(scores[place] - top);
  return sum;
}

function removeBelow(scores, least) {
  for (let id = 0; id < scores.length; id++) if (scores[id] < least) scores[id] = -Infinity;
}

/** Keep what is above `least`, and the first `equals` that equal it. */
function keepFirst(scores, least, equals) {
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
  const expected = entropy(chances) * Math.LN2;
  const distance = chances.map((chance) => Math.abs(-Math.log(chance) - expected));
  const alive = possible(Uint32Array.from(chances, (_, id) => id), chances);
  const order = alive.sort((a, b) => distance[a] - distance[b] || a - b);
  let [last, sum] = [0, chances[order[0]]];
  while (sum < share && last < order.length - 1) sum += chances[order[++last]];
  const limit = distance[order[last]];
  for (let id = 0; id < scores.length; id++) if (distance[id] > limit) scores[id] = -Infinity;
}
