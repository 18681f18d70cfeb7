import assert from "node:assert/strict";
import { test } from "node:test";

import { uniform } from "../../demos/views/fogging.js";
import { curveWords, series, span } from "../../demos/views/gan_curves.js";
import { clouds } from "../../demos/views/gan_duel.js";
import { blend, meanVerdict, modesTouched, verdictAt } from "../../demos/views/gan_field.js";
import { dimmed, glide, slowMotion } from "../../demos/views/gan_motion.js";
import { Pad } from "../../demos/views/gan_pad.js";
import { arrowOf, placing, reachOf, rgb } from "../../demos/views/gan_paint.js";
import { differenceWords, momentSentence, spaced } from "../../demos/views/gan_show.js";
import { differences, emptyGame, frameAt, lastUpTo, thinned, withMessage } from "../../demos/views/gan_store.js";
import { Timeline } from "../../demos/views/gan_timeline.js";
import { Turns } from "../../demos/views/gan_turns.js";
import { rateAt, stepOf } from "../../demos/views/rates.js";

const near = (actual, expected, tolerance = 1e-6) =>
  assert.ok(Math.abs(actual - expected) <= tolerance, `${actual} is not ${expected}`);

const PLAN = {
  settings: { seed: 3, objective: "hinge" },
  modes: [[2, 0], [-2, 0]],
  mode_radius: 0.4,
  floor: 0.01,
  perfect: { d_loss: 2, g_loss: 0, belief: 0.5 },
  extent: 3,
};

function frame(round, more = {}) {
  return { round, step: "", steps: [round, round], won: [0, 0], whole: true, anchor: false, state: null, ...more };
}

function message(run, frames, more = {}) {
  const bytes = (text) => ({ bytes: Uint8Array.from(text, (letter) => letter.charCodeAt()) });
  const holders = frames.map(({ state }, index) => [`state ${index}`, state]).filter(([, state]) => state);
  const blobs = new Map(holders.map(([name, state]) => [name, bytes(state)]));
  return { header: { run, state: "running", frames, ...more }, blobs };
}

test("a verdict is read between the middles of the cells, y upwards", () => {
  const cells = new Uint8Array([0, 255, 0, 255]); // left column forged, right column real
  assert.equal(verdictAt(cells, 3, -1.5, 1.5), 0);
  assert.equal(verdictAt(cells, 3, 1.5, -1.5), 1);
  near(verdictAt(cells, 3, 0, 2.9), 0.5);
  assert.equal(verdictAt(cells, 3, 99, 0), 1);
  const upper = new Uint8Array([255, 255, 0, 0]);
  assert.equal(verdictAt(upper, 3, 0, 2), 1);
  near(meanVerdict(upper, 3, [0, 2, 0, -2]), 0.5);
});

test("half way between two frames the points are half way", () => {
  const a = { fakes: Float32Array.of(0, 2), mesh: Float32Array.of(1), judgement: Uint8Array.of(0), round: 1 };
  const b = { fakes: Float32Array.of(2, 0), mesh: Float32Array.of(3), judgement: Uint8Array.of(200), round: 2 };
  const mixed = blend(a, b, 0.5);
  assert.deepEqual([...mixed.fakes, ...mixed.mesh, ...mixed.judgement], [1, 1, 2, 100]);
  assert.equal(mixed.round, 2);
  assert.equal(blend(a, b, 1), b);
  assert.equal(blend(null, b, 0.2), b);
});

test("a mode is touched by a point within its radius", () => {
  assert.equal(modesTouched([2.1, 0.1, 0, 0], PLAN.modes, 0.4), 1);
  assert.equal(modesTouched([], PLAN.modes, 0.4), 0);
});

test("a timeline of any length keeps its ends, its anchors and rounds at equal distances", () => {
  const frames = Array.from({ length: 3001 }, (_, round) => frame(round, { anchor: round === 777 }));
  const left = thinned(frames);
  assert.ok(left.length <= 600 && left.length > 250, String(left.length));
  assert.deepEqual([left[0].round, left.at(-1).round], [0, 3000]);
  assert.ok(left.some(({ round }) => round === 777));
  assert.ok(left.every(({ round }) => round % 8 === 0 || round === 777));
  assert.equal(thinned(left), left);
});

test("steps of one player alone are thinned too", () => {
  const frames = Array.from({ length: 1500 }, (_, index) => frame(0, { whole: false, steps: [index, 0] }));
  assert.ok(thinned(frames).length <= 600);
});

test("another run begins another game, a plan of the same run cuts it", () => {
  let game = withMessage(emptyGame(), message("a", [], { plan: PLAN }));
  game = withMessage(game, message("a", [frame(0), frame(8), frame(16)]));
  assert.deepEqual(game.frames.map(({ round }) => round), [0, 8, 16]);
  game = withMessage(game, message("a", [], { plan: { ...PLAN, first_round: 8 } }), 2);
  game = withMessage(game, message("a", [frame(8, { anchor: true }), frame(16, { d_loss: 1 })]));
  assert.deepEqual(game.frames.map(({ round }) => round), [0, 8, 16]);
  assert.deepEqual([game.frames[1].anchor, game.frames[2].d_loss], [true, 1]);
  assert.equal(withMessage(game, message("b", [], { plan: PLAN })).frames.length, 0);
});

test("of many states a few are kept, and those of anchors always", () => {
  let game = withMessage(emptyGame(), message("a", [], { plan: PLAN }));
  for (let round = 0; round < 200; round++) {
    game = withMessage(game, message("a", [frame(round, { state: `s${round}`, anchor: round === 5 })]));
  }
  const holders = game.frames.filter(({ state }) => state);
  assert.ok(holders.length <= 26, String(holders.length));
  assert.ok(holders.some(({ round }) => round === 5));
  assert.equal(holders.at(-1).round, 199);
});

test("frames are found by their round", () => {
  const frames = [frame(0), frame(8), frame(16)];
  assert.deepEqual([frameAt(frames, 0), frameAt(frames, 15), frameAt(frames, 99), frameAt([], 3)], [0, 1, 2, 0]);
  assert.equal(lastUpTo(frames, 2, ({ round }) => round < 10).round, 8);
  assert.equal(lastUpTo(frames, 2, () => false), null);
});

test("two games differ in what was set otherwise", () => {
  assert.deepEqual(differences({ a: 1, b: [2] }, { a: 1, b: [3] }), [{ name: "b", a: [2], b: [3] }]);
  const games = ["hinge", "wasserstein_gp"].map((objective) => ({ plan: { ...PLAN, settings: { objective } } }));
  assert.equal(differenceWords(games[0], games[1], "b"), "objective wasserstein-gp");
  assert.equal(differenceWords(games[0], games[0], "a"), "the same game");
});

function played(...frames) {
  const time = new Timeline();
  time.receive(message("a", [], { plan: PLAN }), 0);
  time.receive(message("a", frames), 50);
  return time;
}

test("the newest moment is followed until somebody takes hold", () => {
  const time = played(frame(0), frame(8), frame(16));
  assert.equal(time.frame.round, 16);
  time.goTo(9);
  assert.deepEqual([time.frame.round, time.follows, time.branches], [8, false, true]);
  time.receive(message("a", [frame(24)]), 100);
  assert.equal(time.frame.round, 8);
  time.goTo(24);
  time.receive(message("a", [frame(32)]), 150);
  assert.equal(time.frame.round, 32);
});

test("going on from a moment sends the last state before it, and its round", () => {
  const time = played(frame(0, { state: "zero", anchor: true }), frame(8), frame(16, { state: "sixteen" }), frame(24));
  time.goTo(8);
  assert.deepEqual(time.order(), { run: "a", resume: btoa("zero"), from_round: 8, settings: PLAN.settings });
  time.receive(message("a", [], { plan: PLAN }), 200);
  assert.deepEqual(time.game.frames.map(({ round }) => round), [0, 8]);
});

test("in the middle of a round one goes on from where it began", () => {
  const half = frame(8, { whole: false, step: "discriminator", steps: [9, 8] });
  const time = played(frame(0, { state: "zero" }), frame(8, { state: "eight" }), half);
  assert.deepEqual([time.order().resume, time.order().from_round], [btoa("eight"), 8]);
  assert.deepEqual(new Timeline().order(), {});
});

test("a pause leaves the game broken off, and it can go on", () => {
  const time = played(frame(0, { state: "zero" }));
  time.breakOff();
  assert.equal(time.game.state, "broken");
  assert.equal(time.order().resume, btoa("zero"));
});

test("slow motion goes through the five steps in their order", () => {
  const steps = [0, 1000, 1900, 2700].map((ms) => slowMotion("discriminator", ms).step);
  const after = [0, 700, 1500].map((ms) => slowMotion("generator", ms).step);
  assert.deepEqual([...steps, ...after], [0, 1, 2, 2, 3, 3, 4]);
  assert.deepEqual([slowMotion("discriminator", 500).share, slowMotion("discriminator", 2700).share], [0, 1]);
  assert.deepEqual([...dimmed(0)], ["forged", "mesh", "arrows"]);
  assert.equal(dimmed(3).size, 0);
});

test("few frames glide, many do not", () => {
  assert.equal(glide("", 10, 50).share, 1);
  near(glide("generator", 100, 500).share, 0.25);
  assert.equal(glide("generator", 100, 500).step, 3);
  assert.equal(glide("", 9999, 500).share, 1);
});

test("arrows have one scale for the whole game", () => {
  const frames = [{ arrows: [0, 0.5] }, { arrows: [0, 0.05] }];
  const reach = reachOf(frames);
  const long = Math.hypot(...arrowOf(0, 0.5, reach));
  const short = Math.hypot(...arrowOf(0, 0.05, reach));
  near(short / long, 0.1);
  assert.deepEqual(arrowOf(0, 0, reach), [0, 0]);
  assert.deepEqual(arrowOf(1, 0, 0), [0, 0]);
  near(Math.hypot(...arrowOf(1e9, 0, reach)), 34);
});

test("the plane is placed with its middle in the middle", () => {
  const place = placing(3, 600, 600);
  assert.deepEqual([place(0, 0), place(-3, 3), place(3, -3)], [[300, 300], [0, 0], [600, 600]]);
  assert.deepEqual(rgb("#0072b2"), [0, 114, 178]);
});

test("a curve has a point where there is a value", () => {
  const frames = [frame(0, { d_loss: null }), frame(8, { d_loss: 1.5 }), frame(16, { d_loss: NaN })];
  assert.deepEqual(series(frames, "d_loss"), [[8, 1.5]]);
  assert.deepEqual(series([frame(8, { g: 0.01 })], "g", true), [[8, -2]]);
  assert.deepEqual(span([0, 1], false, [5]), [0, 1]);
  assert.deepEqual(span([0, 1], true, [-1, 5]), [-1, 5]);
});

test("numbers beside a curve are the last ones there were", () => {
  const frames = [frame(0, { d_loss: 1.5, g_loss: 0.7, modes: 3, divergence: 1 }), frame(8, { d_loss: null })];
  assert.equal(curveWords("loss", frames, 1), "1.50 / 0.70");
  assert.equal(curveWords("modes", frames, 1), "3");
  assert.equal(curveWords("divergence", frames, 1), "1.00");
  assert.equal(curveWords("gradient", frames, 1), "– / –");
});

test("a moment has a sentence for those who cannot see it", () => {
  const shown = frame(8, { modes: 1, divergence: 0.25, d_real: 0.6, d_fake: 0.4 });
  const sentence = momentSentence({ plan: PLAN, frames: [shown] }, 0);
  assert.equal(sentence, "Round 8: 1 of 2 modes covered; divergence 0.25, floor 0.010; D(x) 0.60, D(G(z)) 0.40.");
  assert.match(momentSentence(emptyGame(), 0), /press Play/);
  assert.equal(spaced(20000), "20\u202f000");
});

test("a quiz has ten clouds, and no point twice", () => {
  const real = Float32Array.from({ length: 512 }, (_, index) => index);
  const fakes = Float32Array.from({ length: 512 }, (_, index) => -1 - index);
  const asked = clouds(real, fakes, uniform(3));
  assert.equal(asked.length, 10);
  for (const cloud of asked) {
    assert.equal(cloud.points.length, 48);
    assert.ok(cloud.points.every((value) => value >= 0 === cloud.real));
  }
  const all = asked.flatMap(({ points }) => [...points]);
  assert.equal(new Set(all).size, all.length);
  assert.deepEqual(clouds(real, fakes, uniform(3)), asked);
});

test("a rate's slider has nine steps to a power of ten", () => {
  assert.deepEqual([0, 1, 9, 22, 44, 45].map((step) => rateAt(step, -5)), ["1e-5", "2e-5", "1e-4", "5e-3", "0.9", "1"]);
  for (let step = 0; step <= 45; step++) assert.equal(stepOf(Number(rateAt(step, -5)), [-5, 0]), step);
  assert.deepEqual([stepOf(0, [-5, 0]), stepOf(-1, [-5, 0]), stepOf(NaN, [-5, 0]), stepOf(1e6, [-5, 0])], [0, 0, 0, 45]);
});

function pad() {
  const heard = {};
  const canvas = {
    addEventListener: (name, handle) => (heard[name] = handle),
    getBoundingClientRect: () => ({ left: 0, top: 0, width: 300, height: 300 }),
    setPointerCapture: () => {},
  };
  const made = new Pad(canvas, () => {});
  made.isOn = true;
  const at = (clientX, clientY) => ({ clientX, clientY, buttons: 1, pointerId: 1 });
  return { made, down: (x, y) => heard.pointerdown(at(x, y)), move: (x, y) => heard.pointermove(at(x, y)) };
}

test("a stroke leaves points behind, all inside the plane; undo and clear take them back", () => {
  const { made, down, move } = pad();
  down(150, 150);
  move(300, 150);
  const first = made.points.length;
  assert.ok(first > 25 && first < 45, String(first));
  down(-50, 999);
  assert.ok(made.points.flat().every((value) => Math.abs(value) <= 3));
  made.undo();
  assert.equal(made.points.length, first);
  for (let i = 0; i < 200; i++) move(i % 2 ? 0 : 300, 150);
  assert.equal(made.points.length, 1000);
  made.clear();
  assert.equal(made.points.length, 0);
});

test("data can be drawn with the keyboard", () => {
  const { made } = pad();
  for (const key of ["ArrowRight", "ArrowRight", "ArrowUp", " "]) assert.ok(made.pressed(key));
  assert.deepEqual(made.points, [[0.3, 0.15]]);
  made.pressed("z");
  assert.deepEqual(made.points, []);
  assert.equal(made.pressed("q"), false);
});

test("new curves take turns, and what changes meanwhile is drawn after them", () => {
  const [due, drawn] = [[], []];
  globalThis.requestAnimationFrame = (next) => due.push(next);
  let asked = 0;
  const turns = new Turns((name) => drawn.push(name), () => (asked += 1));
  const game = { frames: [frame(0)], state: "finished" };
  turns.follow(game, 0);
  due.shift()();
  assert.deepEqual(drawn, ["belief"]);
  turns.follow(game, 16);
  while (due.length) due.shift()();
  assert.deepEqual([drawn.length, asked], [5, 1]);
  turns.follow(game, 100);
  assert.equal(drawn.length, 10);
  delete globalThis.requestAnimationFrame;
});
