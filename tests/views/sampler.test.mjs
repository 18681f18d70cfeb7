import assert from "node:assert/strict";
import { test } from "node:test";

import { Distribution, pick, reranked, shownIds, tally } from "../../demos/views/distribution.js";
import { movedBy, nearestStop, typed } from "../../demos/views/knobs.js";
import { distributionFile, textFile } from "../../demos/views/next_files.js";
import { partsOf } from "../../demos/views/next_lines.js";
import { chance, endOfScale, othersThan, score } from "../../demos/views/next_rows.js";
import { placeOf } from "../../demos/views/next_show.js";
import { depth, tokenWords } from "../../demos/views/next_text.js";
import { chainWords, cutWords, drawWords, lineWords, shapeWords } from "../../demos/views/next_words.js";
import { OFF, ranked } from "../../demos/views/processors.js";
import { hex, joined, piecesOf, quoted, textOf, visible } from "../../demos/views/spelling.js";
import { measures, sharedWith } from "../../demos/views/temperatures.js";
import { endOf, found, grown, idsTo, leaves, raise, rootNode } from "../../demos/views/text_tree.js";
import { contextWords } from "../../demos/views/two_models.js";

const bytes = (text) => new TextEncoder().encode(text);
const settings = (changes = {}) => ({ ...OFF, order: Object.keys(OFF), ...changes });
const token = (id) => ({ id, piece: bytes(` ${id}`), how: "drawn", told: {} });

test("a token is spelled with signs for what cannot be seen, and half a character as its bytes", () => {
  assert.deepEqual(visible(bytes(" in")), [{ text: "·", sign: true }, { text: "in", sign: false }]);
  assert.deepEqual(visible(bytes("\n\t")), [{ text: "↵⇥", sign: true }]);
  assert.deepEqual(visible(bytes("🙂").slice(0, 2)), [{ text: "F0 9F", sign: true }]);
  assert.equal(textOf(bytes("🙂").slice(2)), null);
  assert.equal(hex(Uint8Array.of(0, 255)), "00 FF");
  assert.equal(quoted(bytes("🙂").slice(0, 1)), "the bytes F0");
});

test("pieces of one character join to it", () => {
  const smile = bytes("🙂");
  assert.equal(joined([bytes("a"), smile.slice(0, 2), smile.slice(2)]), "a🙂");
  const lengths = { bytes: new Uint8Array(Uint16Array.of(1, 0, 2).buffer) };
  const piece = piecesOf(lengths, { bytes: bytes("abc") });
  assert.deepEqual([0, 1, 2].map((id) => textOf(piece(id))), ["a", "", "bc"]);
});

test("a tree keeps every branch, and the newest stands behind its ancestors", () => {
  const root = rootNode();
  const first = grown(root, token(1));
  const left = grown(first, token(2));
  const right = grown(first, token(3));
  assert.deepEqual(idsTo(endOf(root)), [1, 3]);
  assert.deepEqual(leaves(root), [left, right]);
  raise(left);
  assert.equal(endOf(root), left);
  assert.equal(grown(first, token(3)), right);
  assert.equal(found(root, [1, 3]), right);
  assert.equal(found(root, [9]), null);
});

test("a random number points at the token in whose part of the line it falls", () => {
  const chances = Float64Array.of(0.2, 0.5, 0, 0.3);
  const kept = ranked(chances).filter((id) => chances[id] > 0);
  assert.deepEqual([...kept], [1, 3, 0]);
  assert.deepEqual(pick(kept, chances, 0), { id: 1, lower: 0 });
  assert.equal(pick(kept, chances, 0.5).id, 3);
  assert.equal(pick(kept, chances, 0.9999999).id, 0);
  assert.equal(pick(kept, chances, 1).id, 0);
  const counts = tally(kept, chances, Float64Array.of(0.99, 0.1, 0.49, 0.6));
  assert.deepEqual([...counts].sort(), [[0, 1], [1, 2], [3, 1]]);
});

test("many draws follow the probabilities", () => {
  const what = new Distribution(Float32Array.of(1, 2, 3, 0), [], new Float64Array(0));
  const { kept, after } = what.under(settings());
  const draws = Float64Array.from({ length: 1000 }, (_, k) => (k + 0.5) / 1000);
  const counts = tally(kept, after, draws);
  for (const id of kept) assert.ok(Math.abs(counts.get(id) / 1000 - after[id]) < 0.002);
});

test("tokens that were said change places, the others keep theirs", () => {
  const chances = Float64Array.of(0.4, 0.05, 0.3, 0.25);
  assert.deepEqual([...reranked(Uint32Array.of(1, 0, 2, 3), new Set([1]), chances)], [0, 2, 3, 1]);
  const none = new Set();
  assert.deepEqual([...reranked(Uint32Array.of(0, 1), none, chances)], [0, 1]);
});

test("the token on top stays on top at any heat, and alone without", () => {
  const what = new Distribution(Float32Array.of(0, 2, 1), [], new Float64Array(0));
  assert.equal(what.under(settings({ temperature: 5 })).kept[0], 1);
  assert.deepEqual([...what.under(settings({ temperature: 0 })).after], [0, 1, 0]);
  assert.deepEqual(shownIds(what.ranking, what.ranking, 2, [0, 1]), [1, 2, 0]);
});

test("the order of the controls matters", () => {
  const what = new Distribution(Float32Array.of(4, 3, 2, 1, 0), [], new Float64Array(0));
  const [hotFirst, cutFirst] = [["temperature", "top_p"], ["top_p", "temperature"]].map((two) => {
    const order = [...two, ...Object.keys(OFF).filter((name) => !two.includes(name))];
    return what.under(settings({ order, temperature: 4, top_p: 0.8 })).kept.length;
  });
  assert.ok(hotFirst > cutFirst);
});

test("the line names what can be seen and counts the rest", () => {
  const chances = Float64Array.of(0.6, 0.3, 0.098, 0.002);
  const { parts, rest, others } = partsOf(Uint32Array.of(0, 1, 2, 3), chances);
  assert.deepEqual(parts.map(({ id }) => id), [0, 1, 2]);
  assert.equal(others, 1);
  assert.ok(Math.abs(rest - 0.002) < 1e-12);
});

test("what is not shown is told", () => {
  const others = othersThan([0], Float64Array.of(0.5, 0.3, 0.2), Float64Array.of(1, 0, 0), 0);
  assert.deepEqual(others, { before: 0.5, after: 0, count: 2 });
  assert.equal(endOfScale([0, 1], [0.11, 0], [0.02, 0.19]), 0.2);
  assert.deepEqual([0, 1e-15, 0.5, 0.004, 0.00002].map(chance), ["0", "0", "50 %", "0.40 %", "2e−3 %"]);
  assert.deepEqual([-Infinity, -1.5].map(score), ["−∞", "−1.50"]);
});

test("controls are told in their order", () => {
  const order = ["top_p", "temperature", ...Object.keys(OFF).filter((n) => !["top_p", "temperature"].includes(n))];
  assert.equal(chainWords(settings({ order, temperature: 2, top_p: 0.9 })), "top-p 0.9, then temperature 2");
  const shape = { entropy: 3, perplexity: 8, kept: 10 };
  assert.match(shapeWords(settings(), shape, shape, 1, 10), /No control is on/);
  assert.match(shapeWords(settings({ top_k: 1 }), shape, { entropy: 0, perplexity: 1, kept: 1 }, 0.4, 10), /one token is left; the model had given it 40 %/);
  assert.equal(drawWords(0.5, 0.25, 0.5, bytes(" in")), "u = 0.5000 fell between 0.2500 and 0.7500: “ in”");
});

test("a token tells how surprising it was", () => {
  assert.equal(depth(Number.NaN), 0);
  assert.equal(depth(40), 1);
  assert.equal(
    tokenWords(bytes(" in"), { surprise: 2.9, before: 0.134, rank: 2 }, "chosen"),
    "“ in”, 2.9 bits, probability 13 %, number 2 of the likeliest, chosen by you",
  );
});

test("knobs move, snap and say off", () => {
  assert.deepEqual(movedBy(["a", "b", "c"], "c", -1), ["a", "c", "b"]);
  assert.deepEqual(movedBy(["a", "b", "c"], "a", -1), ["a", "b", "c"]);
  assert.equal(typed("top_k", "off"), 0);
  assert.equal(typed("temperature", " 0,8 "), 0.8);
  assert.equal(typed("temperature", "warm"), "warm");
  assert.equal(nearestStop([0, 0.5, 1], 0.6), 1);
});

test("texts that begin alike are seen to", () => {
  assert.equal(sharedWith(" was a boy.", " was a big dog."), 6);
  assert.equal(sharedWith("same", "same"), 4);
  assert.deepEqual(measures({}), []);
  assert.deepEqual(measures({ distinct: [0.5, 0.75, 1], repetition: null, perplexity: 12.3 })[3], ["repetition", null, "–"]);
});

test("counts say what they had to go by", () => {
  assert.equal(contextWords({ used: 1, seen: 17, context: " who" }, 10), "“who” was followed 17 times, by 10 different tokens");
});

test("files hold every token, and every branch", () => {
  const distribution = new Distribution(Float32Array.of(0, 1), [], new Float64Array(0));
  const pieceOf = (index) => bytes(['"', ","][index]);
  const csv = distributionFile({ distribution, settings: settings(), pieceOf, idOf: (index) => index });
  const lines = csv.split("\n");
  assert.equal(lines.length, 3);
  assert.ok(lines[1].startsWith('1,",",'));
  assert.ok(lines[2].startsWith('0,"""",'));
  const root = rootNode();
  grown(grown(root, token(1)), token(2));
  const told = JSON.parse(textFile({ model: "m", prompt: "p", seed: 1, settings: settings(), root }));
  assert.equal(told.branches[0].next[0].id, 2);
});

test("a token is found by its word, or by a part of it", () => {
  const pieces = [" hen", "he", " the", " then"].map(bytes);
  const what = { ranking: Uint32Array.of(3, 2, 1, 0), piece: (index) => pieces[index] };
  assert.deepEqual(["the", "he", "n", "juice"].map((query) => placeOf(what, query)), [1, 2, 0, -1]);
});

test("it is told how a token was chosen, and what is not read", () => {
  const under = { kept: Uint32Array.of(1, 0), after: Float64Array.of(0.25, 0.75) };
  const piece = (index) => bytes(` ${index}`);
  assert.match(lineWords(null, under, piece), /A random number u/);
  assert.match(lineWords({ index: 0 }, under, piece), /“ 0” comes next/);
  assert.match(lineWords({ index: 1, u: 0.5 }, under, piece), /fell between 0.0000 and 0.7500: “ 1”/);
  assert.match(cutWords({ cut: 7, limit: 512 }), /first 7 tokens are not read/);
  assert.match(cutWords({ cut: 0, templated: true }), /chat template/);
});
