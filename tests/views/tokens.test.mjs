import assert from "node:assert/strict";
import { test } from "node:test";

import { apart, joinedIn, MergingText } from "../../demos/views/merging_text.js";
import { charactersOf, fromHex, grouped, letterStarts, mergesOf, mostMerged, spansOf, touches } from "../../demos/views/token_chips.js";
import { hex, plainly, textOf, visible, wholly } from "../../demos/views/token_letters.js";
import { placed } from "../../demos/views/token_tree.js";

const bytes = (text) => new TextEncoder().encode(text);
const byBytes = (text) => {
  const ids = [...bytes(text)];
  return { ids, kinds: ids.map(() => 0), spans: ids.flatMap((_, at) => [at, at + 1]) };
};

test("half an emoji is shown as its bytes, never as a replacement character", () => {
  const half = bytes("🍓").subarray(0, 2);
  assert.equal(textOf(half), null);
  assert.equal(plainly(half), "F0 9F");
  assert.equal(plainly(bytes("\ufffd")), "\ufffd");
});

test("what cannot be seen has a sign", () => {
  const shown = (text) => visible(text).map((part) => part.text).join("");
  assert.equal(shown(" a\nb\t\0"), "·a⏎b⇥␀");
  assert.equal(shown("\u200d"), "ZWJ");
  assert.equal(shown("\ufe0f"), "U+FE0F");
  assert.equal(shown("\u202e"), "U+202E");
  assert.equal(shown("\u0301"), "◌\u0301");
  assert.equal(shown("\ufeff"), "BOM");
  assert.equal(shown("é后🍓"), "é后🍓");
  assert.deepEqual(visible(" x").map((part) => part.sign), [true, false]);
});

test("a whole letter is shown whole, with nothing between its parts", () => {
  const shown = (text) => wholly(text).map((part) => part.text);
  assert.deepEqual(shown("👩‍👧 e\u0301"), ["👩‍👧", "·", "e\u0301"]);
  assert.deepEqual(shown("\u200b"), ["ZWSP"]);
});

test("tokens that share a letter stand in one group, all others alone", () => {
  const text = "a后👩‍👧e\u0301";
  const lane = byBytes(text);
  const groups = grouped(lane, letterStarts(bytes(text)));
  assert.deepEqual(groups.map((group) => group.tokens.length), [1, 3, 11, 3]);
  assert.deepEqual(groups.map(({ start, end }) => textOf(bytes(text).subarray(start, end))), ["a", "后", "👩‍👧", "e\u0301"]);
  assert.equal(grouped(lane, letterStarts(bytes(text)), 2).flatMap((group) => group.tokens).length, 2);
});

test("characters are counted from 1, parts of them too", () => {
  const text = bytes("a后b");
  assert.deepEqual(charactersOf(text, 0, 1), [1, 1]);
  assert.deepEqual(charactersOf(text, 1, 4), [2, 2]);
  assert.deepEqual(charactersOf(text, 2, 3), [2, 2]);
  assert.deepEqual(charactersOf(text, 3, 5), [2, 3]);
});

test("an added token stands alone", () => {
  const lane = { ids: [1, 7, 2], kinds: [1, 0, 1], spans: [0, 0, 0, 1, 1, 1] };
  assert.deepEqual(grouped(lane, letterStarts(bytes("a"))).map((group) => group.tokens.length), [1, 1, 1]);
});

test("tokens are linked by the bytes they hold", () => {
  assert.ok(touches({ start: 2, end: 5 }, 4, 8));
  assert.ok(!touches({ start: 2, end: 4 }, 4, 8));
  assert.deepEqual([...spansOf(byBytes("ab"))], ["0-1", "1-2"]);
});

const leaf = (code) => [code, null];
const THE = ["207468", 5, ["2074", 0, leaf("20"), leaf("74")], leaf("68")];

test("the merges of a token are told in their order", () => {
  const late = ["6162", 9, leaf("61"), leaf("62")];
  const early = ["6364", 3, leaf("63"), leaf("64")];
  const tree = ["61626364", 12, late, early];
  assert.deepEqual(mergesOf(tree).map(([, rank]) => rank), [3, 9, 12]);
  assert.deepEqual(mergesOf(leaf("61")), []);
});

test("the token that tells most is the one with the most merges", () => {
  const lane = { ids: [1, 2, 3], spans: [0, 9, 9, 12, 12, 13] };
  assert.equal(mostMerged(lane, { 2: [THE] }, 1500), 1);
  assert.equal(mostMerged(lane, {}, 1500), 0);
  assert.equal(mostMerged({ ids: [], spans: [] }, {}, 1500), 0);
});

test("a tree has its bytes at the bottom, from left to right", () => {
  const { nodes, lines, width } = placed(THE);
  const bottom = nodes.filter(({ tree }) => tree[1] === null);
  assert.equal(hex(Uint8Array.from(bottom.flatMap(({ tree }) => [...fromHex(tree[0])]))), "20 74 68");
  assert.equal(new Set(bottom.map(({ y }) => y)).size, 1);
  assert.ok(bottom.every(({ x }, index) => !index || x > bottom[index - 1].x) && bottom.at(-1).x < width);
  assert.equal(lines.length, 4);
});

test("merges are made from the left and can be undone", () => {
  assert.deepEqual(joinedIn(["61", "61", "61"], "61", "61"), ["6161", "61"]);
  assert.deepEqual(apart(["6162", ""]), [["61", "62"], []]);
  const text = new MergingText(["616261", "6162"], [["61", "62"], ["6162", "61"]]);
  assert.deepEqual(text.goTo(2), [["616261"], ["6162"]]);
  assert.deepEqual(text.goTo(1), [["6162", "61"], ["6162"]]);
  assert.deepEqual(text.goTo(0), [["61", "62", "61"], ["61", "62"]]);
});
