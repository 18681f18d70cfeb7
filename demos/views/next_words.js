import { number, percent, whole } from "./format.js";
import { OFF } from "./processors.js";
import { quoted } from "./spelling.js";

const NAMES = {
  repetition_penalty: "repetition penalty",
  temperature: "temperature",
  top_k: "top-k",
  top_p: "top-p",
  min_p: "min-p",
  typical_p: "typical-p",
};

/** @returns {string} the controls that do something, in their order: "temperature 0.8, then top-p 0.9" */
export function chainWords(settings) {
  const working = settings.order.filter((name) => settings[name] !== OFF[name]);
  return working.map((name) => `${NAMES[name]} ${settings[name]}`).join(", then ");
}

/** @returns {string} what the controls did to the distribution */
export function shapeWords(settings, before, after, mass, size) {
  const chain = chainWords(settings);
  if (!chain) return `No control is on: what is drawn from is what the model says, over all ${whole(size)} tokens.`;
  const kept = after.kept === 1 ? "one token is left" : `${whole(after.kept)} of ${whole(size)} tokens are left`;
  const held = after.kept < size ? `; the model had given ${after.kept === 1 ? "it" : "them"} ${percent(mass)}` : "";
  return (
    `After ${chain}, ${kept}${held}. Entropy went from ${number(before.entropy)} to ` +
    `${number(after.entropy)} bits: as uncertain as ${number(after.perplexity)} equally likely tokens.`
  );
}

/** @returns {string} where a random number fell */
export function drawWords(u, lower, chance, piece) {
  const upper = Math.min(1, lower + chance);
  return `u = ${u.toFixed(4)} fell between ${lower.toFixed(4)} and ${upper.toFixed(4)}: ${quoted(piece)}`;
}

/** @returns {string} a hundred draws beside the probabilities they come from */
export function sampleWords(counts, total, kept, after) {
  const found = counts.size;
  const [id] = kept;
  return (
    `${total} draws gave ${whole(found)} different ${found === 1 ? "token" : "tokens"}; the likeliest came ` +
    `${counts.get(id) ?? 0} times, and ${number(total * after[id])} were to be expected.`
  );
}
