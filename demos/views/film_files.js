/** Saving what was made: the picture from the page itself, the film through the server. */

const KINDS = { gif: "image/gif", webp: "image/webp" };

/**
 * @param {string} what "png", "gif" or "webp"
 * @param {object} run the run as the page knows it
 * @param {string} packed its last message, which carries the whole run
 * @param {object} server the view's server functions
 */
export async function saveFilm(what, run, packed, server) {
  if (!run.file) throw new Error("There is no finished run to save yet: press Unfog first.");
  const name = `unfog-seed-${run.seed}`;
  if (what === "png") save(run.file.bytes, "image/png", `${name}.png`);
  else save(fromBase64(await server.film_file({ what, packed })), KINDS[what], `${name}.${what}`);
}

/** Offer `bytes` as a download. */
export function save(bytes, type, name) {
  const link = document.createElement("a");
  link.href = URL.createObjectURL(new Blob([bytes], { type }));
  link.download = name;
  link.click();
  setTimeout(() => URL.revokeObjectURL(link.href), 1000);
}

/** @returns {Uint8Array} */
export function fromBase64(text) {
  return Uint8Array.from(atob(text), (character) => character.charCodeAt(0));
}

/** @returns {Promise<string>} the bytes of a file as base64 */
export async function toBase64(file) {
  const bytes = new Uint8Array(await file.arrayBuffer());
  let text = "";
  for (let start = 0; start < bytes.length; start += 32768) {
    text += String.fromCharCode(...bytes.subarray(start, start + 32768));
  }
  return btoa(text);
}
