import assert from "node:assert/strict";
import { test } from "node:test";

import { fingerprint, verdictOf } from "../../demos/views/again.js";
import { inShares, ruler, verdict } from "../../demos/views/glass.js";
import { inside } from "../../demos/views/guidance.js";
import { between, drawnTo, frame, guided, length, nearestW } from "../../demos/views/guidance_plane.js";
import { crc32, textIn, withText } from "../../demos/views/png_text.js";
import { summary } from "../../demos/views/sheet.js";
import { hints, rolled } from "../../demos/views/sheet_axes.js";
import { brokenOff, cellSide, emptySheet, follow, missing, moved } from "../../demos/views/sheet_store.js";

const near = (actual, expected, tolerance = 1e-6) =>
  assert.ok(Math.abs(actual - expected) <= tolerance, `${actual} is not ${expected}`);

const plan = (state, keys, run = "") => ({
  run, state, keys, rows: { label: "Seed", values: keys.map(String) }, columns: { label: "", values: keys[0].map(String) },
  readings: [], cost: { nfe: 40, seconds: 1, words: "about 1 second" }, cells: [], blobs: [],
});

test("a plan that comes during a run waits for its end", () => {
  let sheet = follow(emptySheet(), plan("running", [["a", "b"]], "r1"));
  sheet = follow(sheet, plan("planned", [["a", "b", "c"]]));
  assert.deepEqual(sheet.keys, [["a", "b"]]);
  sheet = brokenOff(sheet);
  assert.equal(sheet.state, "broken");
  assert.deepEqual(sheet.keys, [["a", "b", "c"]]);
});

test("a plan of what is drawn already takes no reading away", () => {
  const finished = { ...follow(emptySheet(), plan("finished", [["a"]], "r1")), readings: [{ values: [1] }] };
  assert.equal(follow(finished, plan("planned", [["a"]])), finished);
  assert.equal(follow(finished, plan("planned", [["a", "b"]])).state, "planned");
});

test("a sheet that grows lacks only the cells that it never had", () => {
  const sheet = follow({ ...emptySheet(), cells: new Map([["a", {}], ["b", {}]]) }, plan("planned", [["a", "b"], ["c", "d"]]));
  assert.equal(missing(sheet), 2);
});

test("cells are as large as the window allows, and never too small for a thumb", () => {
  assert.equal(cellSide({ rows: 8, columns: 7, width: 700, height: 480 }), 60);
  assert.equal(cellSide({ rows: 1, columns: 1, width: 700, height: 480 }), 152);
  assert.equal(cellSide({ rows: 2, columns: 60, width: 700, height: 480 }), 44);
});

test("arrow keys walk through a sheet and stay inside", () => {
  assert.deepEqual(moved([0, 0], "ArrowRight", 2, 3), [0, 1]);
  assert.deepEqual(moved([0, 0], "ArrowUp", 2, 3), [0, 0]);
  assert.deepEqual(moved([0, 1], "ArrowDown", 2, 3), [1, 1]);
  assert.deepEqual(moved([1, 1], "End", 2, 3), [1, 2]);
  assert.equal(moved([1, 1], "x", 2, 3), null);
  assert.equal(moved([1, 1], "toString", 2, 3), null);
});

test("dice draw as many seeds as stood there, four at least", () => {
  assert.equal(rolled("1-8").length, 8);
  assert.equal(rolled("5").length, 4);
  assert.equal(rolled("1-900").length, 16);
  assert.deepEqual(rolled("1, 2", () => 0.5), Array(4).fill(2 ** 30));
});

test("hints tell how the chosen kinds of values are written", () => {
  assert.equal(hints(["whole", "number"]).length, 1);
  assert.equal(hints(["line", "replace"]).length, 2);
  assert.deepEqual(hints([undefined, ""]), []);
});

test("the plane puts every guidance on one line, and finds it again", () => {
  const [uncond, cond] = [[1, 0], [0.99, 0.1]];
  assert.deepEqual(guided(uncond, cond, 0), uncond);
  near(guided(uncond, cond, 1)[1], 0.1);
  for (const w of [-2, 0.5, 7.5, 20]) near(nearestW(uncond, cond, guided(uncond, cond, w)), w, 1e-9);
  near(nearestW(uncond, cond, [5, 0.4]), nearestW(uncond, cond, guided(uncond, cond, nearestW(uncond, cond, [5, 0.4]))), 1e-9);
  assert.equal(nearestW(uncond, uncond, [3, 3]), 0);
});

test("arrows are drawn to scale: a length on screen is a length in the plane", () => {
  const box = frame([1, 0], [0.9, 0.3], [-2, 20]);
  for (const [width, height] of [[400, 300], [300, 700]]) {
    const { to, from, unit } = drawnTo(box, width, height);
    const [a, b] = [to([0, 0]), to([0.6, 0.8])];
    near(length([b[0] - a[0], b[1] - a[1]]), unit, 1e-9);
    const back = from(to([0.3, -0.2]));
    near(back[0], 0.3, 1e-9);
    near(back[1], -0.2, 1e-9);
    const [x, y] = to(guided([1, 0], [0.9, 0.3], 20));
    assert.ok(x >= 0 && x <= width && y >= 0 && y <= height);
  }
});

test("pictures between two guidances are mixed by how near they are", () => {
  assert.deepEqual(between([-2, 0, 2], -5), [0, 0, 0]);
  assert.deepEqual(between([-2, 0, 2], 0.5), [1, 2, 0.25]);
  assert.deepEqual(between([-2, 0, 2], 9), [2, 2, 0]);
  assert.deepEqual([inside(-7), inside(3.14159), inside(99)], [-2, 3.1, 20]);
});

test("text goes into a PNG and comes out again, and its check sum is right", () => {
  assert.equal(crc32(new TextEncoder().encode("IEND")), 0xae426082);
  const png = Uint8Array.from(Buffer.from(
    "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==", "base64"));
  const whole = withText(png, "unfog-sheet", "prompt=ε & more\n");
  assert.equal(textIn(whole, "unfog-sheet"), "prompt=ε & more\n");
  assert.equal(textIn(whole, "unfog"), null);
  assert.equal(textIn(png, "unfog-sheet"), null);
  assert.equal(textIn(new Uint8Array([1, 2, 3]), "unfog-sheet"), null);
});

test("a fingerprint shows the rows that differ from the first", () => {
  const first = "0".repeat(64);
  const other = `${"0".repeat(16)}${"1".repeat(16)}${"0".repeat(32)}`;
  assert.deepEqual(fingerprint(other, first).map(([, same]) => same), [true, false, true, true]);
});

test("the verdicts say what was found", () => {
  const draws = [{ bytes: 12288 }, { bytes: 12288 }];
  assert.match(verdictOf({ equal: true }, draws), /12\u202f288 bytes are the same, 2 times/);
  assert.match(verdictOf({ equal: false, pixels: 3, largest: 1 }, draws), /3 pixels differ/);
  const measured = { world: [0.1, 0.7], highest: 0.61, error: 0.05, full: 0.97, unread: 1, drawings_seen: 160 };
  const glasses = [{ fill: 0.5 }, { fill: 0.61 }, { fill: null }];
  assert.match(verdict({ count: 3, glasses, measured }), /Not one glass is completely full.*61 %/);
  assert.match(verdict({ count: 3, glasses: [{ fill: 0.9 }], measured: { ...measured, highest: 0.9 } }), /1 glass of 3 stands/);
  assert.match(verdict({ count: 3, glasses, measured: { ...measured, highest: null } }), /No wine/);
  assert.match(ruler(measured), /5 percentage points.*97 %.*1 picture/);
});

test("shares of a histogram add up to one, and an empty one stays empty", () => {
  assert.deepEqual(inShares([1, 3]), [0.25, 0.75]);
  assert.deepEqual(inShares([0, 0]), [0, 0]);
});

test("the cost of a sheet is told before, the time after", () => {
  globalThis.document = { createElement: () => ({}) };
  const text = (parts) => parts.map((part) => part.textContent ?? part).join("");
  const sheet = { ...emptySheet(), ...plan("planned", [["a", "b"]]) };
  assert.equal(text(summary(sheet, 2)), "2 cells · 40 network evaluations · about 1 second on this machine");
  assert.equal(text(summary(sheet, 1)), "2 cells, 1 new one · 40 network evaluations · about 1 second on this machine");
  assert.equal(text(summary({ ...sheet, state: "running" }, 1)), "Cell 1 of 2");
  assert.equal(text(summary({ ...sheet, state: "broken" }, 1)), "1 of 2 cells drawn; the others are still to come");
  assert.equal(text(summary({ ...sheet, state: "finished", took: { fresh: 1, seconds: 2 } }, 0)), "2 cells, 1 of them new, in 2.00 s");
  assert.equal(text(summary({ ...sheet, took: null }, 0)), "2 cells, drawn already");
  delete globalThis.document;
});
