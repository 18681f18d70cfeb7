import { curveWords, drawCurve } from "./gan_curves.js";
import { dimmed } from "./gan_motion.js";
import { paint } from "./gan_paint.js";
import { differences, frameAt, lastUpTo } from "./gan_store.js";
import { number } from "./format.js";

const WORDS = { // how a caption names the settings that two games differ in
  discriminator_lr: "detective's rate",
  generator_lr: "criminal's rate",
  discriminator_steps: "detective's steps",
  generator_steps: "criminal's steps",
  rule: "who learns",
  batch_size: "batch",
};
const UNSEEN = ["rounds", "play", "frames", "resume", "from_round", "drawing"];

/** Write into the page only what is new, for each writing costs a layout. */
export function write(node, text) {
  if (node.textContent !== text) node.textContent = text;
}

/** Set attributes of `node`, those that are new. */
export function mark(node, attributes) {
  for (const [name, value] of Object.entries(attributes)) {
    if (node.getAttribute(name) !== String(value)) node.setAttribute(name, value);
  }
}

const isEvaluated = (frame) => Number.isFinite(frame.divergence);

/** @returns {object | null} the last evaluation up to a frame: modes, divergence, the best verdict */
export function evaluatedAt(game, index) {
  return lastUpTo(game.frames, index, isEvaluated);
}

/** Paint one board; `frame` may be a moment between two frames, `step` one of slow motion's. */
export function showBoard(board, game, index, { frame, step, shown, reach, colours }) {
  const canvas = board.querySelector("canvas");
  const seen = frame ?? game.frames[index];
  const optimal = evaluatedAt(game, index)?.optimal ?? null;
  const scene = { frame: seen && { ...seen, optimal }, real: game.real, extent: game.plan?.extent ?? 3 };
  paint(canvas, { ...scene, shown, reach, look: colours, dim: dimmed(step) });
  mark(canvas, { "aria-label": momentSentence(game, index) });
}

/** @returns {string} what a board shows, for those who cannot see it */
export function momentSentence(game, index) {
  const frame = game.frames[index];
  if (!frame) return "Nothing is played yet: press Play.";
  const found = evaluatedAt(game, index);
  const modes = game.plan.modes.length && found ? ` ${found.modes} of ${game.plan.modes.length} modes covered;` : "";
  const apart = found ? ` divergence ${number(found.divergence)}, floor ${number(game.plan.floor)};` : "";
  return `Round ${frame.round}:${modes}${apart} D(x) ${number(frame.d_real)}, D(G(z)) ${number(frame.d_fake)}.`;
}

/** Write the numbers of a moment beside the plane. */
export function showScore(arena, game, index) {
  const set = (name, text) => write(arena.querySelector(`[data-fact="${name}"]`), text);
  const frame = game.frames[index];
  const found = evaluatedAt(game, index);
  const all = game.plan?.modes.length ?? 0;
  arena.querySelector(".count").hidden = !all && game.plan !== null;
  set("modes", found && all ? String(found.modes) : "–");
  set("all", all ? ` of ${all}` : "");
  set("divergence", number(found?.divergence));
  set("floor", game.plan ? `divergence, floor ${number(game.plan.floor)}` : "divergence");
  set("won", frame ? `${frame.won[0]} : ${frame.won[1]}` : "–");
}

/** Draw a curve, with the marker at the moment that is shown. */
export function showCurve(arena, name, games, index, colours) {
  const [game] = games;
  const frame = game.frames[index];
  const figure = arena.querySelector(`[data-curve="${name}"]`);
  figure.hidden = name === "modes" && game.plan !== null && !game.plan.modes.length;
  if (figure.hidden) return;
  const words = frame ? curveWords(name, game.frames, index) : "–";
  write(figure.querySelector("span"), words);
  const canvas = figure.querySelector("canvas");
  drawCurve(canvas, name, games, frame?.round ?? 0, colours);
  mark(canvas, { "aria-label": `${figure.querySelector("b").textContent}: now ${words}` });
}

/** Mark the step of a round that is shown; none while rounds fly by. */
export function showSteps(arena, game, step) {
  const { batch_size: batch, discriminator_steps: d, generator_steps: g } = game.plan?.settings ?? {};
  const items = arena.querySelectorAll(".round li");
  write(items[0], batch ? `take ${batch} real` : "take real points");
  write(items[1], batch ? `forge ${batch}` : "forge as many");
  write(items[2], d > 1 ? `the detective learns ×${d}` : "the detective learns");
  write(items[3], g > 1 ? `the criminal learns ×${g}` : "the criminal learns");
  items.forEach((item, index) => item.classList.toggle("now", index === step));
}

/** @returns {string} what is different between two games, for the caption of game `which` */
export function differenceWords(a, b, which) {
  if (!a.plan || !b.plan) return "";
  const found = differences(a.plan.settings, b.plan.settings).filter(({ name }) => !UNSEEN.includes(name));
  if (!found.length) return b.plan.first_round ? "the same settings" : "the same game";
  const words = found.slice(0, 3).map((difference) => {
    const name = WORDS[difference.name] ?? difference.name.replaceAll("_", " ");
    return `${name} ${settingWords(difference[which])}`;
  });
  return words.join(", ") + (found.length > 3 ? " …" : "");
}

function settingWords(value) {
  const small = typeof value === "number" && value > 0 && value < 0.01;
  return small ? value.toExponential() : String(value).replaceAll("_", "-");
}

/** Write what the boards are when two games stand side by side. */
export function showNames(arena, kept, game, index) {
  for (const [which, shown, at] of [["a", kept, sameRound(kept, game, index)], ["b", game, index]]) {
    const found = evaluatedAt(shown, at);
    const modes = shown.plan?.modes.length && found ? `, ${found.modes} of ${shown.plan.modes.length} modes` : "";
    const caption = arena.querySelector(`[data-board="${which}"] figcaption span`);
    write(caption, `${differenceWords(kept, game, which)}${modes}`);
  }
}

/** Set the slider and the line beside it to the moment that is shown. */
export function showTime(time, game, head) {
  const [frame, last] = [game.frames[head.position], game.frames.at(-1)];
  const place = frame ? `round ${spaced(frame.round)} / ${spaced(last.round)}` : "–";
  const slider = time.querySelector("input");
  mark(slider, { max: Math.max(1, head.last) });
  Object.assign(slider, { value: head.position, disabled: !frame });
  slider.style.setProperty("--fill", `${(100 * head.position) / Math.max(1, head.last)}%`);
  mark(slider, { "aria-valuetext": frame ? place : "no round yet" });
  write(time.querySelector(".place"), place);
  time.querySelector(".play").disabled = !frame;
  mark(time.querySelector(".play"), { "aria-label": head.playing ? "Pause the timeline" : "Play the timeline" });
}

/** @returns {string} a whole number with thin spaces between the thousands */
export function spaced(value) {
  return value.toLocaleString("en").replaceAll(",", "\u202f");
}

/** @returns {number} the frame of the kept game at the round that is shown of the other one */
export function sameRound(kept, game, index) {
  return frameAt(kept.frames, game.frames[index]?.round ?? Infinity);
}
