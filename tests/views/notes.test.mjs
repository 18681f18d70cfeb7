import assert from "node:assert/strict";
import { test } from "node:test";

import { blank, channels, dotted, filled, hexAt, lined, replaced, undone } from "../../demos/views/notes_easel.js";
import { likeness } from "../../demos/views/notes_forge.js";
import { coloured, verdictWords } from "../../demos/views/notes_paint.js";
import { conclusion } from "../../demos/views/notes_quiz.js";
import { emptyTraining, pieces, spreadOver, withNews } from "../../demos/views/notes_store.js";

const PLAN = { kinds: ["5", "10"], side: 1, channels: 3, forged: 2, rounds: 9 };
const bytes = (...values) => ({ bytes: Uint8Array.from(values) });

test("grey and colour become RGBA", () => {
  assert.deepEqual([...coloured(Uint8Array.of(7), 1)], [7, 7, 7, 255]);
  assert.deepEqual([...coloured(Uint8Array.of(1, 2, 3), 3)], [1, 2, 3, 255]);
});

test("a verdict is said with how sure it is", () => {
  assert.deepEqual(verdictWords(0.83), { says: "real", text: "real 83 %" });
  assert.deepEqual(verdictWords(0.09), { says: "forged", text: "forged 91 %" });
});

test("a training grows by its news, and another run begins anew", () => {
  const opening = { header: { run: "a", state: "running", plan: PLAN, frames: [] }, blobs: new Map([["real", bytes(1, 2, 3)]]) };
  let training = withNews(emptyTraining(), opening);
  const news = (round, ...values) => ({
    header: { run: "a", state: "running", frames: [{ round }] },
    blobs: new Map([["forged", bytes(...values)]]),
  });
  training = withNews(training, news(0, 1, 1, 1, 2, 2, 2));
  training = withNews(training, news(4, 3, 3, 3, 4, 4, 4));
  assert.deepEqual(training.frames.map(({ round }) => round), [0, 4]);
  assert.deepEqual(training.frames[1].forged.map((each) => [...each]), [[3, 3, 3], [4, 4, 4]]);
  assert.deepEqual([...training.real[0]], [1, 2, 3]);
  const other = withNews(training, { ...opening, header: { ...opening.header, run: "b" } });
  assert.equal(other.frames.length, 0);
});

test("why a training stopped stays with it", () => {
  const header = { run: "a", state: "finished", plan: PLAN, frames: [], stopped: "It diverged." };
  assert.equal(withNews(emptyTraining("a"), { header, blobs: new Map() }).stopped, "It diverged.");
});

test("bytes are cut into whole pieces", () => {
  assert.deepEqual(pieces(Uint8Array.of(1, 2, 3, 4, 5), 2).map((each) => [...each]), [[1, 2], [3, 4]]);
});

test("the strip shows the first, the last, and no moment twice", () => {
  assert.deepEqual(spreadOver(100, 3), [0, 50, 100]);
  assert.deepEqual(spreadOver(2, 12), [0, 1, 2]);
});

test("the pen leaves no gaps and stays on the paper", () => {
  const { pixels } = blank(4, [9, 9, 9]);
  const line = lined(pixels, 4, [0, 0], [3, 3], [1, 1, 1]);
  assert.deepEqual([0, 1, 2, 3].map((at) => hexAt(line, 4, [at, at])), Array(4).fill("#010101"));
  assert.deepEqual(dotted(pixels, 4, [-1, 7], [1, 1, 1]), pixels);
  assert.equal(hexAt(pixels, 4, [0, 0]), "#090909");
});

test("the bucket fills one area up to its border", () => {
  const walled = lined(blank(3, [9, 9, 9]).pixels, 3, [1, 0], [1, 2], [0, 0, 0]);
  const done = filled(walled, 3, [0, 0], [5, 5, 5]);
  assert.equal(hexAt(done, 3, [0, 2]), "#050505");
  assert.equal(hexAt(done, 3, [1, 1]), "#000000");
  assert.equal(hexAt(done, 3, [2, 2]), "#090909");
});

test("undo brings back what was there, and at the beginning nothing", () => {
  const first = blank(2, channels("#0a0b0c"));
  const second = replaced(first, dotted(first.pixels, 2, [0, 0], [1, 1, 1]));
  assert.deepEqual(undone(second).pixels, first.pixels);
  assert.deepEqual(undone(first), first);
});

test("the end of a quiz names the winner, and the verdict a kind", () => {
  assert.match(conclusion(8, 6, "500 rounds"), /better detective, against a forger of 500 rounds/);
  assert.match(conclusion(6, 6, "40 rounds"), /A draw/);
  assert.match(conclusion(3, 9, "40 rounds"), /fewer rounds/);
  assert.match(likeness("10"), /a 10/);
  assert.match(likeness(""), /would not know/);
});
