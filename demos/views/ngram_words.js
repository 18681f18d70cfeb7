/** Units and numbers of the n-grams in words. */

import { whole } from "./format.js";

const SIGNS = new Map([[" ", "␣"], ["\n", "↵"], ["\n\n", "¶"], ["\t", "⇥"]]);

/** @returns {string} a unit by itself, with what cannot be seen made visible */
export function visible(text) {
  return SIGNS.get(text) ?? text.replaceAll("\n", "↵").replace(/^ | $/g, "␣");
}

/**
 * @param {string[]} written everything that stands before, unit by unit
 * @param {number} n the n of the n-grams
 * @returns {string[]} the last n - 1 of them
 */
export function contextOf(written, n) {
  return n > 1 ? written.slice(1 - n) : [];
}

/** @returns {string} how far a context reached in one corpus */
export function backedOff(context, used) {
  if (used >= context.length) return "";
  const missing = context.length - used;
  return `The first ${missing === 1 ? "one" : missing} crossed out: so long a context is never followed by anything, so it backs off.`;
}

/** @returns {string} what was counted after the context */
export function counted(totals, kinds, titles) {
  const each = titles.map((title, index) => {
    const times = `${whole(totals[index])} time${totals[index] === 1 ? "" : "s"}`;
    return titles.length > 1 ? `${times} in ${title}` : times;
  });
  return `${each.join(", ")}, followed by ${whole(kinds)} different ${kinds === 1 ? "unit" : "units"}`;
}

/** @returns {[string, string, string, string, string]} the text around a place, in five parts */
export function around(characters, place, reach) {
  const part = (from, to) => characters.slice(Math.max(0, from), to).join("");
  return [
    (place.run > reach ? "… " : "") + part(place.run - reach, place.run),
    part(place.run, place.gram),
    part(place.gram, place.unit),
    part(place.unit, place.end),
    part(place.end, place.end + reach) + (place.end + reach < characters.length ? " …" : ""),
  ];
}
