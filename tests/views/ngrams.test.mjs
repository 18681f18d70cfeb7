import assert from "node:assert/strict";
import { test } from "node:test";

import { band, legend } from "../../demos/views/ngram_copies.js";
import { logTicks } from "../../demos/views/ngram_ladder.js";
import { chanceWords } from "../../demos/views/ngram_table.js";
import { around, backedOff, contextOf, counted, visible } from "../../demos/views/ngram_words.js";

test("a run is measured against n", () => {
  assert.deepEqual([1, 3, 4, 6, 7, 12, 13, 99].map((run) => band(run, 3)), [0, 0, 1, 1, 2, 2, 3, 3]);
  assert.equal(band(8, 8, 8), null, "counts of 8 cannot tell a longer run");
  assert.equal(band(8, 3, 8), 2);
});

test("the legend names what can be told", () => {
  const words = (...given) => legend(...given).map((each) => each.words);
  assert.deepEqual(words(3, 0, "words"), ["at most 3 words copied in a row", "4 to 6", "7 to 12", "13 or more"]);
  assert.deepEqual(words(3, 8, "letters"), ["at most 3 letters copied in a row", "4 to 6", "7 or more"]);
  assert.deepEqual(words(8, 8, "letters"), []);
});

test("what cannot be seen is shown", () => {
  assert.deepEqual([" ", "\n", "\n\n", "a", " the", "a b"].map(visible), ["␣", "↵", "¶", "a", "␣the", "a b"]);
});

test("a context is the last n - 1 units, and what is crossed out is told", () => {
  assert.deepEqual(contextOf(["a", "b", "c"], 3), ["b", "c"]);
  assert.deepEqual(contextOf(["a"], 3), ["a"]);
  assert.deepEqual(contextOf(["a", "b"], 1), []);
  assert.equal(backedOff(["a", "b"], 2), "");
  assert.match(backedOff(["a", "b"], 1), /first one crossed out/);
  assert.match(backedOff(["a", "b", "c"], 1), /first 2 crossed out/);
  assert.equal(counted([3], 2, ["the story"]), "3 times, followed by 2 different units");
  assert.equal(counted([1, 2], 1, ["A", "B"]), "1 time in A, 2 times in B, followed by 1 different unit");
});

test("the source is read around a place, by characters and not by halves of them", () => {
  const characters = [..."one 🦊 two three four"];
  const place = { run: 4, gram: 6, unit: 10, end: 15 };
  assert.deepEqual(around(characters, place, 4), ["one ", "🦊 ", "two ", "three", " fou …"]);
  assert.deepEqual(around(characters, place, 2)[0], "… e ");
});

test("a logarithmic axis has ticks that people can read", () => {
  assert.deepEqual(logTicks(8, 400), [10, 30, 100, 300]);
});

test("what is rare is not called impossible", () => {
  assert.deepEqual([0, 0.0001, 0.02, 0.5].map(chanceWords), ["0.0 %", "< 0.1 %", "2.0 %", "50 %"]);
});
