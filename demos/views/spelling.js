/** Tokens as text: a token is bytes, and may end in the middle of a character. */

const SIGNS = { " ": "·", "\n": "↵", "\t": "⇥", "\r": "␍", "\u00a0": "⍽" };
const FEW_BITS = 0.05;

/**
 * Many pieces as one array of bytes and the place where each begins.
 * @param {{bytes: Uint8Array}} lengths uint16 little-endian, one for each piece
 * @param {{bytes: Uint8Array}} bytes all of them, one behind the other
 * @returns {(id: number) => Uint8Array}
 */
export function piecesOf(lengths, bytes) {
  const sizes = new Uint16Array(lengths.bytes.buffer);
  const starts = new Uint32Array(sizes.length + 1);
  sizes.forEach((size, id) => (starts[id + 1] = starts[id] + size));
  return (id) => bytes.bytes.subarray(starts[id], starts[id + 1]);
}

/** @returns {string | null} the text of these bytes; null where they are no whole characters */
export function textOf(bytes) {
  try {
    return new TextDecoder("utf-8", { fatal: true, ignoreBOM: true }).decode(bytes);
  } catch {
    return null;
  }
}

/** @returns {string} the text of many pieces; what is never a whole character becomes U+FFFD */
export function joined(pieces) {
  const decoder = new TextDecoder("utf-8", { ignoreBOM: true });
  return pieces.map((piece) => decoder.decode(piece, { stream: true })).join("") + decoder.decode();
}

/** @returns {string} bytes as they are written in tables: "F0 9F" */
export function hex(bytes) {
  return [...bytes].map((byte) => byte.toString(16).toUpperCase().padStart(2, "0")).join(" ");
}

/**
 * @param {Uint8Array} bytes of one token
 * @returns {Array<{text: string, sign: boolean}>} runs of letters, and signs for what cannot be seen
 */
export function visible(bytes) {
  const text = textOf(bytes);
  if (text === null) return [{ text: hex(bytes), sign: true }];
  if (!text) return [{ text: "nothing", sign: true }];
  const runs = [];
  for (const letter of text) {
    const sign = letter in SIGNS;
    const last = runs.at(-1);
    if (last?.sign === sign) last.text += SIGNS[letter] ?? letter;
    else runs.push({ text: SIGNS[letter] ?? letter, sign });
  }
  return runs;
}

/** @returns {string} a token in a sentence: “ in”, or its bytes */
export function quoted(bytes) {
  const text = textOf(bytes);
  return text === null ? `the bytes ${hex(bytes)}` : `“${text.replaceAll("\n", "↵")}”`;
}

/** Write a token into `node`, its invisible characters as signs. */
export function spell(node, bytes) {
  const runs = visible(bytes).map(({ text, sign }) =>
    Object.assign(document.createElement(sign ? "i" : "span"), { textContent: text }),
  );
  node.replaceChildren(...runs);
}

/** @returns {string} surprise as it is read out: "2.9 bits" */
export function bits(surprise) {
  if (surprise === null || !Number.isFinite(surprise)) return "no surprise can be told";
  return surprise < FEW_BITS ? "0 bits" : `${surprise.toFixed(1)} bits`;
}
