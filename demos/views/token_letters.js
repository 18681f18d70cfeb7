/** How bytes are shown: as text where they are text, with a sign for what cannot be seen. */

const SIGNS = new Map([
  [" ", "·"],
  ["\n", "⏎"],
  ["\r", "␍"],
  ["\t", "⇥"],
  ["\u00a0", "NBSP"],
  ["\u00ad", "SHY"],
  ["\u200b", "ZWSP"],
  ["\u200c", "ZWNJ"],
  ["\u200d", "ZWJ"],
  ["\u200e", "LRM"],
  ["\u200f", "RLM"],
  ["\ufeff", "BOM"],
]);

/** @returns {string | null} the text of these bytes; null where they are no UTF-8 */
export function textOf(bytes) {
  try {
    return new TextDecoder("utf-8", { fatal: true, ignoreBOM: true }).decode(bytes);
  } catch {
    return null;
  }
}

/** @returns {string} "F0 9F" */
export function hex(bytes) {
  return [...bytes].map((byte) => byte.toString(16).toUpperCase().padStart(2, "0")).join(" ");
}

/** @returns {Array<{text: string, sign: boolean}>} letters as they are, signs for the invisible */
export function visible(text) {
  const parts = [];
  for (const letter of text) {
    const sign = signOf(letter);
    const last = parts.at(-1);
    if (sign) parts.push({ text: sign, sign: true });
    else if (last && !last.sign) last.text += letter;
    else parts.push({ text: /^\p{M}/u.test(letter) ? `◌${letter}` : letter, sign: false });
  }
  return parts;
}

/** @returns {string} the same in one string, for places where nothing can be coloured */
export function plainly(bytes) {
  const text = textOf(bytes);
  return text === null ? hex(bytes) : visible(text).map((part) => part.text).join("");
}

/** @returns {Node[]} what `visible` says, for appending: signs stand apart from the letters */
export function letters(bytes) {
  const text = textOf(bytes);
  if (text === null) return [span("raw", hex(bytes))];
  return visible(text).map((part) => span(part.sign ? "sign" : "", part.text));
}

/** @returns {string[]} the letters as a reader sees them: "👩‍👧" is one, of three code points */
export function graphemes(text) {
  if (!globalThis.Intl?.Segmenter) return [...text];
  return Array.from(new Intl.Segmenter("en", { granularity: "grapheme" }).segment(text), (part) => part.segment);
}

/** @returns {Array<{text: string, sign: boolean}>} whole letters as they are, not their parts */
export function wholly(text) {
  return graphemes(text).flatMap((letter) => {
    const parts = visible(letter);
    return parts.every((part) => part.sign) ? parts : [{ text: letter, sign: false }];
  });
}

/** @returns {Node[]} what `wholly` says, for appending */
export function wholeLetters(bytes) {
  return wholly(textOf(bytes) ?? "").map((part) => span(part.sign ? "sign" : "", part.text));
}

function span(className, text) {
  return Object.assign(document.createElement("span"), { className, textContent: text });
}

/** @returns {string} the sign of a letter that cannot be seen, "" for all others */
function signOf(letter) {
  if (SIGNS.has(letter)) return SIGNS.get(letter);
  const point = letter.codePointAt(0);
  if (point < 32) return String.fromCharCode(0x2400 + point);
  if (point === 127) return "␡";
  const number = `U+${point.toString(16).toUpperCase().padStart(4, "0")}`;
  return /^[\p{Cc}\p{Cf}\p{Zl}\p{Zp}\p{Co}\p{Cn}\p{Variation_Selector}]$/u.test(letter) ? number : "";
}
