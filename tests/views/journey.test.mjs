import assert from "node:assert/strict";
import { test } from "node:test";

import { compareWords, fogWords, levelsAt, skippedWords, startFacts, startWords } from "../../demos/views/journey_words.js";
import { planWords, stepsToRun } from "../../demos/views/plan.js";
import { distanceAt, leader, looksBy, priceOf, verdict } from "../../demos/views/race_words.js";
import { moved } from "../../demos/views/roving.js";
import { parsed, simplified, written } from "../../demos/views/strokes.js";

test("a stroke survives being written down", () => {
  const stroke = { ink: "k", width: "b", filled: true, points: [[0, 0], [128, 255], [255, 7]] };
  assert.equal(written(stroke), "kB000080ffff07");
  assert.deepEqual(parsed("kB000080ffff07"), [stroke]);
});

test("what lies outside the paper is drawn at its edge", () => {
  const points = [[-9, 300], [40, 40]];
  assert.equal(written({ ink: "r", width: "a", filled: false, points }), "ra00ff2828");
});

test("what is no stroke is left out, the rest is drawn", () => {
  assert.equal(parsed("ka0000.nonsense.zz12.ka1010").length, 2);
  assert.deepEqual(parsed(""), []);
});

test("a straight line needs its ends, a corner its corner", () => {
  const line = Array.from({ length: 50 }, (_, index) => [index, 2 * index]);
  assert.deepEqual(simplified(line, 0.5), [[0, 0], [49, 98]]);
  assert.deepEqual(simplified([[0, 0], [5, 0], [10, 0], [10, 10]], 0.5), [[0, 0], [10, 0], [10, 10]]);
  assert.deepEqual(simplified([[3, 3], [9, 3], [3, 3]], 0.5).length, 3);
});

test("the steps that run are those of Python", () => {
  assert.equal(stepsToRun(40, 0.6), 24);
  assert.equal(stepsToRun(20, 0.55), 11);
  assert.equal(stepsToRun(10, 0.09), 0);
  assert.equal(stepsToRun(7, 1), 7);
});

test("the plan says what is known", () => {
  assert.equal(planWords(24, 40, 599), "runs 24 of 40 steps, starts at t = 599");
  assert.equal(planWords(24, 40, undefined), "runs 24 of 40 steps");
  assert.match(planWords(0, 40, undefined, 0), /^runs none of 40 steps: your picture only/);
  assert.match(planWords(0, 1, undefined, 0.6), /^runs none of 1 step: give more strength/);
});

test("the shares of picture and fog are those of the schedule", () => {
  const { keep, fog, sigma, snr } = levelsAt(0.6);
  assert.ok(Math.abs(keep ** 2 + fog ** 2 - 1) < 1e-12);
  assert.ok(Math.abs(sigma - 0.8 / 0.6) < 1e-12);
  assert.ok(Math.abs(snr - 1 / sigma ** 2) < 1e-12);
});

test("the start is told in words and numbers, also where it is not known yet", () => {
  const plan = { run: 1, of: 2, starts: [[101, 0.8], [501, 0.6]] };
  assert.deepEqual(startWords(plan), ["the start, x_t at t = 101", "0.80 × your picture + 0.60 × fog"]);
  assert.equal(startFacts(plan).timestep, "101");
  assert.equal(startWords({ run: 3, of: 5, starts: [] })[1], "3 of 5 steps will run");
  assert.equal(startWords({ run: 0, of: 5, starts: [] })[0], "x_0, no fog at all");
  assert.equal(startFacts(null).sigma, "–");
});

test("each position of a run has its caption, a run without steps too", () => {
  const run = { total: 2, of: 5, seed: 7, timesteps: [401, 201], steps: [{ change: null }, { change: 0.2 }], frames: [1, 2], picture: 1 };
  assert.deepEqual(fogWords(run, 0), ["x_t at t = 401", "the start: 2 of 5 steps to go"]);
  assert.equal(fogWords(run, 2)[0], "x_0, no fog left");
  assert.equal(compareWords(run, 1)[1], "changed by 20 % in this step");
  assert.equal(compareWords(run, 2)[0], "before and after");
  assert.equal(compareWords({ total: 0, picture: 1, frames: [], steps: [] }, 0)[0], "before and after");
});

test("the skipped steps are told as long as there is room", () => {
  assert.equal(skippedWords(16, 40, 400), "16 steps of 40 skipped");
  assert.equal(skippedWords(16, 40, 30), "16");
});

const lane = (name, distance, more = {}) => {
  const looks = distance.length - 1;
  return { name, distance, looks, steps: looks, cost: 2 * looks, order: 1, stochastic: false, ...more };
};

test("everybody has looked equally often, and who has arrived stays there", () => {
  const short = lane("Heun", [0.9, 0.5, 0.2], { order: 2, steps: 1 });
  assert.equal(looksBy(short, 5), 2);
  assert.equal(distanceAt(short, 0), null);
  assert.equal(distanceAt(short, 1), 0.9);
  assert.equal(distanceAt(short, 2), 0.2);
  assert.equal(priceOf(short), "1 step, two looks each");
});

test("the leader is the closest now, the verdict about those who run to the same picture", () => {
  const lanes = [
    lane("DDIM", [0.9, 0.5, 0.1]),
    lane("UniPC", [1.0, 0.4, 0.05]),
    lane("DDPM", [0.8, 0.7, 0.6], { stochastic: true }),
  ];
  assert.equal(leader(lanes, 0), -1);
  assert.equal(leader(lanes, 1), 2);
  assert.equal(leader(lanes, 2), 1);
  assert.match(verdict(lanes), /^UniPC ended closest .* DDIM 2\.0 times as far away\. DDPM mixed in fresh noise/);
  assert.equal(verdict([lanes[0], { name: "waiting", looks: 2 }]), "");
});

test("arrows go round a radio group", () => {
  assert.equal(moved(0, "ArrowLeft", 3), 2);
  assert.equal(moved(2, "ArrowRight", 3), 0);
  assert.equal(moved(1, "End", 3), 2);
  assert.equal(moved(1, "a", 3), null);
});
