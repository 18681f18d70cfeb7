import { save } from "./film_files.js";
import { withText } from "./png_text.js";

const KEYWORD = "unfog";
const NUMBERS = [
  "round", "won", "d_loss", "g_loss", "d_real", "d_fake", "accuracy", "d_gradient", "g_gradient",
  "modes", "divergence", "precision", "recall",
];

/** Save the plane as it is seen, its settings inside the file, or the numbers of the whole game. */
export async function saveGame(what, game, frame, canvas) {
  if (!frame) return;
  const { seed } = game.plan.settings;
  const name = `unfog-gan-seed-${seed}`;
  if (what === "json") {
    save(new TextEncoder().encode(asJson(game)), "application/json", `${name}.json`);
    return;
  }
  const blob = await new Promise((done) => canvas.toBlob(done, "image/png"));
  const told = JSON.stringify({ ...game.plan.settings, round: frame.round });
  save(withText(new Uint8Array(await blob.arrayBuffer()), KEYWORD, told), "image/png", `${name}-round-${frame.round}.png`);
}

/** @returns {string} settings, lines of perfect play, and the numbers of every moment */
export function asJson({ plan, frames, stopped }) {
  const rounds = frames.map((frame) => Object.fromEntries(NUMBERS.map((name) => [name, frame[name] ?? null])));
  const { settings, perfect, floor: divergence_floor, modes } = plan;
  return JSON.stringify({ settings, perfect, divergence_floor, modes, stopped, rounds }, null, 1);
}
