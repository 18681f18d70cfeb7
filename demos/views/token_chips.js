/** Which chips a lane of tokens consists of. Pure: numbers and bytes in, plain objects out. */

import { graphemes, textOf } from "./token_letters.js";

export const [TEXT, SPECIAL, UNKNOWN] = [0, 1, 2];

/**
 * @param {Uint8Array} bytes the whole text in UTF-8
 * @returns {Set<number>} the bytes at which a letter begins as a reader sees letters: "👩‍👧" is one
 */
export function letterStarts(bytes) {
  const text = textOf(bytes) ?? "";
  const starts = new Set();
  let at = 0;
  for (const letter of graphemes(text)) {
    starts.add(at);
    at += new TextEncoder().encode(letter).length;
  }
  starts.add(at);
  return starts;
}

/**
 * The tokens in groups: those that share a letter stand in one, every other is alone.
 * @param {{ids: number[], spans: number[], kinds: number[]}} lane spans are start, end, start, end …
 * @param {Set<number>} starts where letters begin
 * @param {number} most tokens that are shown
 * @returns {Array<{start: number, end: number, tokens: Array<{index, id, kind, start, end}>}>}
 */
export function grouped({ ids, spans, kinds }, starts, most = Infinity) {
  const groups = [];
  let open = null;
  for (let index = 0; index < Math.min(ids.length, most); index++) {
    const token = { index, id: ids[index], kind: kinds[index], start: spans[2 * index], end: spans[2 * index + 1] };
    if (open) open.tokens.push(token);
    else groups.push((open = { start: token.start, end: token.end, tokens: [token] }));
    open.end = token.end;
    if (starts.has(token.end)) open = null;
  }
  return groups;
}

/** @returns {Set<string>} the spans of a lane that are tokens there: "4-8" */
export function spansOf({ ids, spans }) {
  return new Set(Array.from(ids, (_, index) => `${spans[2 * index]}-${spans[2 * index + 1]}`));
}

/**
 * @returns {[number, number]} the first and the last code point, counted from 1, that have a byte
 * from `start` to before `end`
 */
export function charactersOf(bytes, start, end) {
  const begun = (upTo) => bytes.subarray(0, upTo).reduce((sum, byte) => sum + ((byte & 0xc0) !== 0x80), 0);
  return [begun(start + 1), begun(end)];
}

/** @returns {boolean} whether a token holds any byte of `start` … `end` */
export function touches(token, start, end) {
  return token.start < end && token.end > start;
}

/** @returns {number} the token that tells most: the one with the most merges, the longest of equals */
export function mostMerged({ ids, spans }, histories, most) {
  let best = 0;
  const weight = (index) => {
    const tree = histories[ids[index]] ?? [];
    return 1000 * Math.max(0, ...tree.map(depth)) + spans[2 * index + 1] - spans[2 * index];
  };
  for (let index = 1; index < Math.min(ids.length, most); index++) {
    if (weight(index) > weight(best)) best = index;
  }
  return best;
}

/** @returns {number} how many merges lie above each other in a tree `[hex, rank, left, right]` */
export function depth([, , left, right]) {
  return left ? 1 + Math.max(depth(left), depth(right)) : 0;
}

/** @returns {Array} the merges of a tree in the order in which they were made */
export function mergesOf(tree) {
  if (!tree[2]) return [];
  return [...mergesOf(tree[2]), ...mergesOf(tree[3]), tree].sort((a, b) => a[1] - b[1]);
}

/** @returns {Uint8Array} the bytes of "f09f" */
export function fromHex(text) {
  return Uint8Array.from(text.match(/../g) ?? [], (pair) => parseInt(pair, 16));
}
