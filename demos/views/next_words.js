import { pick } from "./distribution.js";
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

/** @returns {string} what of the prompt the model does not see, or sees besides */
export function cutWords({ cut, limit, templated }) {
  if (cut) return `The first ${whole(cut)} tokens are not read: this model reads ${whole(limit)} at most.`;
  return templated ? "The prompt stands in the model's chat template, as it was trained." : "";
}

/** @returns {string} how the token that comes next was chosen; `fallen` is null where none is */
export function lineWords(fallen, { kept, after }, piece) {
  if (!fallen) return "A random number u, even between 0 and 1, chooses the token above it.";
  if (fallen.u === undefined) return `${quoted(piece(fallen.index))} comes next in this text; no random number is known for it.`;
  const { id, lower } = pick(kept, after, fallen.u);
  return `${drawWords(fallen.u, lower, after[id], piece(id))}.`;
}
