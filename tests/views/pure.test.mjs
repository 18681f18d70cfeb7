import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { test } from "node:test";

import { difference, enoughSteps } from "../../demos/views/difference.js";
import { captions, mixture, nearestThumb, saving, thumbPositions } from "../../demos/views/film_pictures.js";
import { judged } from "../../demos/views/film_store.js";
import { sentence } from "../../demos/views/fog_plot.js";
import { fromRgba, gaussian, levels, mixInto, uniform } from "../../demos/views/fogging.js";
import { count, number, percent, seconds } from "../../demos/views/format.js";
import { conclusion } from "../../demos/views/ladder.js";
import { complaint, pngSize } from "../../demos/views/picture_file.js";
import { advance, frameMs, playhead, press, seek, toggle } from "../../demos/views/playhead.js";
import { ceiling, linePath, scale } from "../../demos/views/plot.js";
import { readingSentence, settledAt } from "../../demos/views/reading.js";
import { floats, unpack } from "../../demos/views/unpack.js";
import { continued } from "../../demos/views/words.js";

const near = (actual, expected, tolerance = 1e-6) =>
  assert.ok(Math.abs(actual - expected) <= tolerance, `${actual} is not ${expected}`);

test("a string packed in Python is unpacked byte for byte", () => {
  const { packed, header, numbers, raw } = JSON.parse(readFileSync(process.env.PACKED, "utf8"));
  const found = unpack(packed);
  for (const [key, value] of Object.entries(header)) assert.deepEqual(found.header[key], value);
  assert.deepEqual([...floats(found.blobs.get("numbers"))], numbers);
  assert.deepEqual([...found.blobs.get("raw").bytes], raw);
  assert.equal(found.blobs.get("raw").type, "image/png");
});

test("the playhead stays inside the film", () => {
  const head = playhead(20);
  assert.equal(seek(head, 99).position, 20);
  assert.equal(seek(head, -3).position, 0);
  assert.equal(seek(head, 7.6).position, 8);
});

test("a film of any length lasts about four seconds, unless it is very short or long", () => {
  near(20 * frameMs(20), 4000);
  assert.equal(frameMs(1), 500);
  assert.equal(frameMs(100), 60);
});

test("playing begins again at the end, and rests there without loop", () => {
  let head = toggle(seek(playhead(20), 20));
  assert.deepEqual([head.position, head.playing], [0, true]);
  head = advance(head, 3 * 200);
  assert.equal(head.position, 3);
  head = advance(head, 100 * 200);
  assert.deepEqual([head.position, head.playing], [20, false]);
  const looping = advance({ ...toggle(playhead(20)), loop: true }, 21 * 200);
  assert.deepEqual([looping.position, looping.playing], [0, true]);
});

test("time that is shorter than a frame is not lost", () => {
  let head = toggle(seek(playhead(20), 0));
  for (let index = 0; index < 61; index++) head = advance(head, 1000 / 60);
  assert.equal(head.position, 5);
});

test("keys move the playhead", () => {
  const head = seek(playhead(20), 5);
  assert.equal(press(head, "ArrowRight").position, 6);
  assert.equal(press(head, "ArrowLeft").position, 4);
  assert.equal(press(head, "Home").position, 0);
  assert.equal(press(head, "End").position, 20);
  assert.equal(press(head, " ").playing, true);
  assert.equal(press(head, "x"), null);
  assert.equal(press(head, "toString"), null);
});

test("fog is the sum that it says it is", () => {
  const x_0 = new Float32Array([1, 0, -1]);
  const epsilon = new Float32Array([0.5, -2, 0]);
  const rgba = new Uint8ClampedArray(4);
  mixInto(rgba, x_0, epsilon, 0.6, 0.8);
  assert.deepEqual([...rgba], [255, 0, 51, 255]);
  assert.deepEqual([...fromRgba(new Uint8ClampedArray([255, 0, 51, 255]))].map((x) => x.toFixed(1)), ["1.0", "-1.0", "-0.6"]);
});

test("levels agree with each other", () => {
  const { keep, fog, snr, sigma } = levels(0.2);
  near(keep ** 2 + fog ** 2, 1);
  near(snr, 1 / sigma ** 2);
  near(snr, 0.25);
});

test("the noise is normal, and the same for the same seed", () => {
  const noise = gaussian(100000, 7);
  const mean = noise.reduce((sum, value) => sum + value, 0) / noise.length;
  const variance = noise.reduce((sum, value) => sum + value * value, 0) / noise.length;
  near(mean, 0, 0.02);
  near(variance, 1, 0.02);
  assert.deepEqual(gaussian(10, 7), noise.slice(0, 10));
  assert.notDeepEqual(gaussian(10, 8), noise.slice(0, 10));
  assert.equal(gaussian(3, 7).length, 3);
  const random = uniform(1);
  assert.ok(Array.from({ length: 1000 }, random).every((value) => value >= 0 && value < 1));
});

test("every amount of fog has its sentence", () => {
  for (const snr of [1e4, 10, 1, 0.1, 1e-4, 0]) assert.match(sentence(500, snr), /^At t = 500 .*\.$/);
});

test("lines have gaps where there is no number", () => {
  const x = scale([0, 3], [0, 30]);
  const y = scale([0, 1], [10, 0]);
  assert.equal(linePath([0, null, 1, 0.5], x, y), "M0.0 10.0M20.0 0.0L30.0 5.0");
  assert.equal(scale([2, 2], [0, 10])(2), 0);
  assert.equal(ceiling([null, 0.2, NaN], 0.05), 0.2);
});

test("numbers are short", () => {
  assert.deepEqual([381, 13.07, 0.734, 0.0413, 1e-5, 0, Infinity, null].map(number), [
    "381", "13.1", "0.73", "0.041", "1e-5", "0.00", "–", "–",
  ]);
  assert.deepEqual([0.031, 0.42, null].map(percent), ["3.1 %", "42 %", "–"]);
  assert.deepEqual([0.456, 12.34, undefined].map(seconds), ["0.46 s", "12.3 s", "–"]);
  assert.equal(count(1, "step"), "1 step");
});

test("something is settled when it never changes again", () => {
  assert.equal(settledAt(["horse", "person", "horse", "horse"]), 2);
  assert.equal(settledAt(["horse", "horse"]), 0);
  assert.equal(settledAt(["horse"]), 0);
  assert.match(readingSentence([{ what: "setting", labels: ["sea", "mars"] }]), /setting \(mars\) from step 1/);
});

test("the judge's choice is the likeliest label, its sureness that of the last one", () => {
  const bytes = new Uint8Array(new Float32Array([0.75, 0.25, 0.25, 0.75]).buffer);
  const blobs = new Map([["reading:subject", { type: "float32", bytes }]]);
  const reading = judged({ what: "subject", labels: ["dog", "cat"], shape: [2, 2] }, blobs);
  assert.deepEqual(reading, { what: "subject", labels: ["dog", "cat"], sure: [0.25, 0.75] });
});

test("the strip shows all frames, or evenly spaced ones", () => {
  assert.deepEqual(thumbPositions(3, 1000), [0, 1, 2, 3]);
  const many = thumbPositions(100, 1000);
  assert.deepEqual([many.length, many[0], many.at(-1)], [21, 0, 100]);
  assert.equal(thumbPositions(20, 300).length, 10);
  assert.equal(nearestThumb([0, 5, 10], 7), 1);
});

test("captions tell where the film stands", () => {
  const run = { run: "a", total: 20, steps: [], guidance_scale: 4, finished: { nfe: 40, seconds: 1, upscaled: true } };
  run.steps[12] = { change: 0.031 };
  const words = captions(run, 12, false);
  assert.equal(words.x_t[1], "step 12 of 20");
  assert.equal(words.x_0[1], "changed by 3.1 % in this step");
  assert.equal(words.noise[1], "unconditional + 4 × difference");
  assert.equal(captions(run, 8, true).x_0[0], "stop at step 8: this is what you get");
  assert.equal(saving(run, 9), "saves 10 steps of 20 (50 %)");
  assert.match(mixture(0), /ignored/);
});

test("pictures are compared pixel by pixel, without their opacity", () => {
  const black = new Uint8ClampedArray([0, 0, 0, 255]);
  const white = new Uint8ClampedArray([255, 255, 255, 0]);
  assert.equal(difference(black, white), 1);
  assert.equal(difference(black, black), 0);
});

test("enough steps are those after which nothing changes", () => {
  assert.equal(enoughSteps([1, 6, 11, 16], [0.3, 0.1, 0.02, 0], 0.03), 11);
  assert.equal(enoughSteps([1, 6], [0.3, 0], 0.03), null);
  assert.equal(enoughSteps([1], [0], 0.03), null);
  const rungs = [{ steps: 1, distance: 0.3 }, { steps: 6, distance: 0.01 }, { steps: 11, distance: 0 }];
  assert.match(conclusion(rungs, [1, 6, 11]), /^From 6 steps on/);
  assert.equal(conclusion(rungs.slice(1), [1, 6, 11]), "");
});

test("a picture's size is read before it is unpacked", () => {
  const bytes = new Uint8Array(40);
  bytes.set([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]);
  new DataView(bytes.buffer).setUint32(16, 12000);
  new DataView(bytes.buffer).setUint32(20, 12000);
  assert.deepEqual(pngSize(bytes), [12000, 12000]);
  assert.match(complaint("big.png", bytes), /12000 × 12000/);
  assert.deepEqual(pngSize(new Uint8Array(3)), [0, 0]);
  assert.equal(complaint("small.jpg", new Uint8Array(30)), "");
  assert.match(complaint("long.jpg", new Uint8Array(8_000_001)), /8.0 MB/);
});

test("a word is added with one space", () => {
  assert.equal(continued("a red ", "boat"), "a red boat");
  assert.equal(continued("", "a"), "a");
});
